"""Where a run went and how: points along the way, thinned to what a picture shows."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_POINTS = 400  # A phone shows no more on its width.


@dataclass(frozen=True, slots=True)
class Point:
    """One moment: seconds since the start, and what is known of it."""

    at_s: float
    latitude: float | None = None
    longitude: float | None = None
    elevation_m: float | None = None
    distance_m: float | None = None
    hr_bpm: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """At most `MOST_POINTS` points in their order, the first and the last of the recording kept."""

    points: tuple[Point, ...]


def thinned(points: Iterable[Point]) -> Track | None:
    """Thin a recording, as it is read, to what a picture shows; None for fewer than two points.

    Points come once and are many: at most twice `MOST_POINTS` are held at a time.
    """
    kept: list[Point] = []
    last, step = None, 1
    for n, point in enumerate(points):
        last = point
        if n % step:
            continue
        kept.append(point)
        if len(kept) == 2 * MOST_POINTS:
            kept, step = kept[::2], step * 2
    if last is None or last is kept[0]:
        return None
    every = -(-len(kept) // (MOST_POINTS - 1))
    drawn = kept[::every]
    return Track(tuple(drawn if drawn[-1] is last else [*drawn, last]))
