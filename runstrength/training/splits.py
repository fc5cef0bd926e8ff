"""How fast a run went and how the heart beat on its way, from the points of its track.

A stop on the way counts: times are elapsed ones.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import asin, cos, hypot, radians, sin, sqrt

from .quantities import DISTANCE_M
from .tracks import Point, Track
from .workouts import AVG_HR_BPM, DURATION_S

ALIVE_BPM = AVG_HR_BPM.low, AVG_HR_BPM.high
EARTH_M = 6_371_008.8  # Mean radius of the WGS 84 ellipsoid.
# GPS knows a place to a few metres, so that a shorter stretch tells more of it than of the pace.
PACE_OVER_S = 30
PACE_OVER_M = 100
MOST_CORNERS = 0.1  # Of the way: through the woods, of 400 points on a long run.
MOST_SPLITS = 1000  # The longest distance there is, by km.
LEAST_REST_M = 10  # What is left behind the last whole unit and is no split of its own.


@dataclass(frozen=True, slots=True)
class Split:
    """A stretch of the way: metres (None where unknown), seconds, and the heart rate over these."""

    metres: float | None
    seconds: float
    hr_bpm: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """A track as figures: seconds that never go back, the metres and the heart rate at each.

    `metres` is None where nothing tells a distance; a heart rate is None where it was lost.
    """

    seconds: tuple[float, ...]
    metres: tuple[float, ...] | None
    heart_rates: tuple[float | None, ...]

    @property
    def length_m(self) -> float:
        """How far it went, as far as that is known."""
        return self.metres[-1] if self.metres else 0.0

    def paces(self) -> list[float | None]:
        """Seconds for a metre around each point, over `PACE_OVER_S` or `PACE_OVER_M` if longer."""
        return [self._pace_at(*at) for at in zip(self.seconds, self.metres or (), strict=False)]

    def by_distance(self, unit_m: float) -> Iterator[Split]:
        """A split for each whole `unit_m` metres, and one for the rest."""
        whole = int(self.length_m // unit_m)
        if not self.metres or whole > MOST_SPLITS:
            return
        places = [n * unit_m for n in range(whole + 1)]
        if self.length_m - places[-1] >= LEAST_REST_M:
            places.append(self.length_m)
        times = [self.seconds[0], *(self._reached_at(place) for place in places[1:])]
        for (a, b), (begin, end) in zip(pairwise(places), pairwise(times), strict=True):
            yield Split(b - a, end - begin, self.heart_rate(begin, end))

    def by_time(self, step_s: float) -> Iterator[Split]:
        """A split for each `step_s` seconds, and one for the rest."""
        begin, last = self.seconds[0], self.seconds[-1]
        while begin < last:
            end = min(begin + step_s, last)
            yield Split(None, end - begin, self.heart_rate(begin, end))
            begin = end

    def heart_rate(self, begin: float, end: float) -> float | None:
        """The mean heart rate between two times; None where it was not known in between."""
        first = max(bisect_right(self.seconds, begin) - 1, 0)
        beats = known = 0.0
        for n in range(first, bisect_left(self.seconds, end)):
            stretch = self._beats(n, begin, end)
            beats, known = beats + stretch[0], known + stretch[1]
        return beats / known if known else None

    def _beats(self, n: int, begin: float, end: float) -> tuple[float, float]:
        """Between two points, and two times: heart rate × seconds, and of how many seconds."""
        (a, b), (low, high) = self.seconds[n : n + 2], self.heart_rates[n : n + 2]
        since, until = max(a, begin), min(b, end)
        if low is None or high is None or until <= since:
            return 0.0, 0.0
        middle = ((since + until) / 2 - a) / (b - a)
        return (low + (high - low) * middle) * (until - since), until - since

    def _pace_at(self, at_s: float, at_m: float) -> float | None:
        begin = min(at_s - PACE_OVER_S / 2, self._reached_at(at_m - PACE_OVER_M / 2))
        end = max(at_s + PACE_OVER_S / 2, self._left_at(at_m + PACE_OVER_M / 2))
        begin, end = max(begin, self.seconds[0]), min(end, self.seconds[-1])
        metres = between(self.seconds, self.metres, end) - between(self.seconds, self.metres, begin)
        return (end - begin) / metres if metres > 0 else None

    def _reached_at(self, place_m: float) -> float:
        return between(self.metres, self.seconds, place_m)

    def _left_at(self, place_m: float) -> float:
        return between(self.metres, self.seconds, place_m, bisect_right)


def course(track: Track, length_m: float | None = None) -> Course | None:
    """What a track tells of distance and heart rate; None where it has no two moments.

    `length_m` is how far it went in all, where that is known.
    """
    points = list(_in_time(track.points))
    if len(points) < 2 or points[0].at_s == points[-1].at_s:
        return None
    return Course(
        tuple(p.at_s for p in points),
        _metres(points, length_m),
        tuple(p.hr_bpm if _is_within(p.hr_bpm, *ALIVE_BPM) else None for p in points),
    )


def has_place(point: Point) -> bool:
    """Whether it is known where a point lies."""
    latitude, longitude = point.latitude, point.longitude
    if latitude is None or longitude is None:
        return False
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def metres_between(a: Point, b: Point) -> float:
    """How far two places lie apart, over the globe (haversine)."""
    north, south = radians(a.latitude), radians(b.latitude)
    across = sin(radians(b.longitude - a.longitude) / 2)
    half = hypot(sin((south - north) / 2), sqrt(max(cos(north) * cos(south), 0.0)) * across)
    return 2 * EARTH_M * asin(min(half, 1.0))


def between(xs: Sequence[float], ys: Sequence[float], x: float, side=bisect_left) -> float:
    """The `y` at `x`, on a line through points of rising `xs`; at the ends, that of the end.

    Where several points have this `x` it is the first one's, or the last one's by `bisect_right`.
    """
    n = side(xs, x)
    if n == 0 or n == len(xs):
        return ys[0] if n == 0 else ys[-1]
    (a, b), (low, high) = xs[n - 1 : n + 1], ys[n - 1 : n + 1]
    return low + (high - low) * (x - a) / (b - a)


def _in_time(points: Iterable[Point]) -> Iterator[Point]:
    """The points but for those that a clock put back before others."""
    latest = 0.0
    for point in points:
        if latest <= point.at_s <= DURATION_S.high:
            latest = point.at_s
            yield point


def _metres(points: list[Point], length_m: float | None) -> tuple[float, ...] | None:
    """The distance at each point: as measured, else from place to place."""
    measured = _measured(points) or _stretched(_walked(points), length_m)
    if not measured:
        return None
    times, metres = zip(*measured, strict=True)
    rising = [m - metres[0] for m in accumulate(metres, max)]
    if rising[-1] <= 0:
        return None
    return tuple(between(times, rising, p.at_s) for p in points)


def _measured(points: list[Point]) -> list[tuple[float, float]]:
    known = [p for p in points if _is_within(p.distance_m, 0, DISTANCE_M.high)]
    if len(known) < 2 or known[-1].distance_m <= known[0].distance_m:
        return []
    # A device that counts before it tells has counted from the start on.
    start = [] if known[0] is points[0] else [(points[0].at_s, 0.0)]
    return start + [(p.at_s, p.distance_m) for p in known]


def _walked(points: list[Point]) -> list[tuple[float, float]]:
    placed = [p for p in points if has_place(p)]
    steps = accumulate((metres_between(a, b) for a, b in pairwise(placed)), initial=0.0)
    return [(p.at_s, m) for p, m in zip(placed, steps, strict=bool(placed))]


def _stretched(
    walked: list[tuple[float, float]], length_m: float | None
) -> list[tuple[float, float]]:
    """Make up for the corners that thinned points cut; what differs by more has other reasons."""
    far = walked[-1][1] if walked else 0
    if not length_m or not far or abs(length_m / far - 1) > MOST_CORNERS:
        return walked
    return [(at_s, metres * length_m / far) for at_s, metres in walked]


def _is_within(value: float | None, low: float, high: float) -> bool:
    return value is not None and low <= value <= high
