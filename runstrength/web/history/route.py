"""A recorded workout as pictures: where it went, how fast, how the heart beat; and its splits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, groupby, pairwise
from math import cos, radians

from ...training.quantities import METRES, DistanceUnit
from ...training.splits import Course, Split, course, has_place, metres_between
from ...training.tracks import Point, Track
from ..charts import LEFT, WIDTH, line_through
from ..formats import clock, distance

ROUTE_HEIGHT = 260  # At most, in the picture's own units.
ROUTE_MARGIN = 14  # Room for the marks of start and end.
DEGREE_M = 111_195  # Of latitude, on a globe of the mean radius.
LEAST_ROUTE_M = 20  # Less is what GPS sees of one who stands.
SAME_PLACE_M = 50
CHART_HEIGHT = 90
# Slower is standing, and faster is no running: a car, or a satellite lost. Seconds for a metre.
STANDING, BEYOND_RUNNING = 1.8, 0.1
# A jump of GPS, or a stop at a light, would press all other paces into a line.
JUMPS = 0.02  # Of all points.
SLOWEST = 1.6  # Times the median.
MOSTLY = 0.1  # Is left out of what it mostly was, at either end.
LEAST_PACES_S = 30  # Between the ends of a chart, for a km or mile: a steady run is a steady line.
LEAST_BEATS = 20
BY_TIME_S = 300


@dataclass(frozen=True, slots=True)
class Route:
    """A way as a path, north up and in true proportions, with its ends, and what to say of it."""

    path: str
    start: tuple[float, float]
    end: tuple[float, float]
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A line over the way or the time: its path, the figures at its top and foot, and in words."""

    path: str
    top: str
    foot: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A split as it is written."""

    name: str
    pace: str
    heart_rate: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """All that a track shows; what it knows nothing of is None. `over` is what charts run along."""

    route: Route | None
    pace: Chart | None
    heart_rate: Chart | None
    over: str
    length: str
    unit: str
    splits: tuple[Row, ...]


def pictures(
    track: Track, unit: DistanceUnit, *, is_run: bool = True, length_m: float | None = None
) -> Pictures | None:
    """Draw a track for who thinks in `unit`; None where there is nothing to see.

    `length_m` is how far it went, where that is known. Of what is no run only the heart rate is
    drawn: between two racks GPS makes up a walk.
    """
    went = course(track, length_m)
    if went is None:
        return None
    if not is_run:
        went = replace(went, metres=None)
    drawn = Pictures(
        route=route_of(track.points, unit) if is_run else None,
        pace=_pace_chart(went, unit),
        heart_rate=_heart_rate_chart(went, unit),
        over="distance" if went.metres else "time",
        length=_far(went.length_m, unit) if went.metres else clock(round(_span(went))),
        unit=unit if went.metres else f"{BY_TIME_S // 60} min",
        splits=tuple(_rows(went, unit)),
    )
    return drawn if drawn.route or drawn.pace or drawn.heart_rate else None


def route_of(points: Sequence[Point], unit: DistanceUnit) -> Route | None:
    """The way as a picture; None for who stood, or was not seen."""
    placed = [p for p in points if has_place(p)]
    if len(placed) < 2:
        return None
    places = _flat(placed)
    (left, right), (top, bottom) = ((min(each), max(each)) for each in zip(*places, strict=True))
    width, height = right - left, bottom - top
    if max(width, height) < LEAST_ROUTE_M:
        return None
    room = WIDTH - 2 * ROUTE_MARGIN, ROUTE_HEIGHT - 2 * ROUTE_MARGIN
    scale = min(room[0] / max(width, 1), room[1] / max(height, 1))
    aside = (WIDTH - width * scale) / 2
    drawn = [((x - left) * scale + aside, (y - top) * scale + ROUTE_MARGIN) for x, y in places]
    return Route(
        line_through(drawn),
        drawn[0],
        drawn[-1],
        height * scale + 2 * ROUTE_MARGIN,
        _route_in_words(placed[0], placed[-1], unit),
    )


def _flat(placed: Sequence[Point]) -> list[tuple[float, float]]:
    """Places in metres east and south, on a map that is true around the middle of them.

    Longitudes go on past 180°: who crosses the date line does not cross the world.
    """
    steps = ((b.longitude - a.longitude + 180) % 360 - 180 for a, b in pairwise(placed))
    east = accumulate(steps, initial=0.0)
    middle = (min(p.latitude for p in placed) + max(p.latitude for p in placed)) / 2
    wide = DEGREE_M * cos(radians(middle))
    return [(x * wide, -p.latitude * DEGREE_M) for x, p in zip(east, placed, strict=True)]


def _route_in_words(start: Point, end: Point, unit: DistanceUnit) -> str:
    apart = metres_between(start, end)
    if apart <= SAME_PLACE_M:
        return "It ends where it began."
    return (
        f"It ends {distance(Fraction(round(apart)), unit)} from where it began, as the crow flies."
    )


def _pace_chart(went: Course, unit: DistanceUnit) -> Chart | None:
    paces = went.paces()
    known = sorted(p for p in paces if p is not None and BEYOND_RUNNING <= p <= STANDING)
    if len(known) < 2:
        return None
    best, fast, middle, slow = (_share(known, s) for s in (JUMPS, MOSTLY, 0.5, 1 - MOSTLY))
    worst = min(known[-1], max(middle * SLOWEST, slow))
    top, foot = _apart(best, worst, LEAST_PACES_S / float(METRES[unit]))
    values = [None if p is None else min(max(p, top), foot) for p in paces]
    words = f"{_pace(best, unit)} /{unit} all the way."
    if _pace(best, unit) != _pace(slow, unit):
        where = f"fastest {_pace(best, unit)} at {_far(went.metres[paces.index(best)], unit)}"
        words = _from_to("Mostly ", _pace(slow, unit), _pace(fast, unit), f" /{unit}", where)
    path = _line(went, values, foot=foot, top=top)
    return Chart(path, _pace(top, unit), _pace(foot, unit), words)


def _heart_rate_chart(went: Course, unit: DistanceUnit) -> Chart | None:
    known = [beats for beats in went.heart_rates if beats is not None]
    path = ""
    if known:
        low, high = _apart(min(known), max(known), LEAST_BEATS)
        path = _line(went, went.heart_rates, foot=low, top=high)
    if not path:
        return None
    peak = went.heart_rates.index(max(known))
    where = (
        _far(went.metres[peak], unit)
        if went.metres
        else clock(round(went.seconds[peak] - went.seconds[0]))
    )
    ends = f"{min(known):.0f}", f"{max(known):.0f}"
    words = _from_to("From ", *ends, " bpm", f"highest at {where}")
    return Chart(path, str(round(high)), str(round(low)), words)


def _line(went: Course, values: Sequence[float | None], *, foot: float, top: float) -> str:
    """A line through the values, broken where there are none."""
    along = went.metres or went.seconds
    begin, end = along[0], along[-1]
    drawn = [
        None
        if value is None
        else (
            LEFT + (at - begin) / (end - begin) * (WIDTH - LEFT),
            (top - value) / (top - foot) * CHART_HEIGHT,
        )
        for at, value in zip(along, values, strict=True)
    ]
    pieces = (list(piece) for is_gap, piece in groupby(drawn, lambda p: p is None) if not is_gap)
    return "".join(line_through(piece) for piece in pieces if len(piece) > 1)


def _rows(went: Course, unit: DistanceUnit) -> list[Row]:
    unit_m = float(METRES[unit])
    splits = list(went.by_distance(unit_m) if went.metres else went.by_time(BY_TIME_S))
    knows_anything = went.metres or any(split.hr_bpm for split in splits)
    return [_row(n, split, unit) for n, split in enumerate(splits, 1)] if knows_anything else []


def _row(n: int, split: Split, unit: DistanceUnit) -> Row:
    beats = f"{round(split.hr_bpm)}" if split.hr_bpm else ""
    if split.metres is None:
        begin = (n - 1) * BY_TIME_S
        return Row(f"{clock(begin)}–{clock(round(begin + split.seconds))}", "", beats)
    is_whole = abs(split.metres - float(METRES[unit])) < 0.5
    name = str(n) if is_whole else _far(split.metres, unit)
    return Row(name, _pace(split.seconds / split.metres, unit), beats)


def _share(values: Sequence[float], share: float) -> float:
    """The value that `share` of the sorted `values` lie below."""
    return values[min(int(len(values) * share), len(values) - 1)]


def _from_to(how: str, first: str, last: str, unit: str, where: str) -> str:
    span = first if first == last else f"{first} to {last}"
    return f"{how}{span}{unit}, {where}."


def _apart(low: float, high: float, least: float) -> tuple[float, float]:
    """Two ends, at least so far apart."""
    wider = max(least - (high - low), 0) / 2
    return low - wider, high + wider


def _span(went: Course) -> float:
    return went.seconds[-1] - went.seconds[0]


def _pace(s_per_m: float, unit: DistanceUnit) -> str:
    return clock(max(round(s_per_m * float(METRES[unit])), 0))


def _far(metres: float, unit: DistanceUnit) -> str:
    return distance(Fraction(round(metres)), unit)
