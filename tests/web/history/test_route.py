"""The pictures of a recorded workout: true to the ground, whole at the date line, never NaN."""

import re
from dataclasses import astuple
from math import cos, radians

import pytest

from runstrength.training.quantities import DistanceUnit
from runstrength.training.tracks import Point, Track
from runstrength.web.charts import LEFT, WIDTH
from runstrength.web.history.route import (
    CHART_HEIGHT,
    ROUTE_HEIGHT,
    ROUTE_MARGIN,
    Row,
    pictures,
    route_of,
)

KM, MI = DistanceUnit.KM, DistanceUnit.MI
DEGREE_M = 111_195.08
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
CORNERS = [(0, 0), (0, 1000), (1000, 1000), (1000, 0), (0, 0)]  # Metres east and north.


def at(east_m: float, north_m: float, latitude: float, longitude: float) -> tuple[float, float]:
    """The place so many metres from another."""
    along = longitude + east_m / (DEGREE_M * cos(radians(latitude)))
    return latitude + north_m / DEGREE_M, (along + 180) % 360 - 180


def places(metres, latitude: float = 52.5, longitude: float = 13.4, step_s: int = 300):
    """Points at these metres east and north of a place, in even time."""
    return tuple(
        Point(float(n * step_s), *at(*each, latitude, longitude)) for n, each in enumerate(metres)
    )


def corners(path: str) -> list[tuple[float, float]]:
    """The places that a path of one piece goes through."""
    start, steps = path.removeprefix("M").split("l")
    x, y = map(float, NUMBER.findall(start))
    found = [(x, y)]
    numbers = [float(n) for n in NUMBER.findall(steps)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((round(x, 1), round(y, 1)))
    return found


def even(seconds: int, speed: float, **more) -> tuple[Point, ...]:
    """An even run on a treadmill, a point each ten seconds."""
    return tuple(Point(float(s), distance_m=s * speed, **more) for s in range(0, seconds + 1, 10))


@pytest.mark.parametrize("latitude", [0, 52.5, -52.5, 78])
def test_a_square_on_the_ground_is_a_square_in_the_picture(latitude):
    drawn = route_of(places(CORNERS, latitude), KM)
    a, b, c, d, e = corners(drawn.path)
    sides = [abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in ((a, b), (b, c), (c, d), (d, e))]
    assert max(sides) - min(sides) <= 0.2
    assert a == e
    assert min(sides) == pytest.approx(drawn.height - 2 * ROUTE_MARGIN, abs=0.2)


def test_north_is_up_and_east_is_right():
    (x0, y0), (x1, y1), (x2, y2) = corners(route_of(places(CORNERS[:3]), KM).path)
    assert (x1, y1 < y0) == (x0, True)
    assert (x2 > x1, y2) == (True, y1)


@pytest.mark.parametrize("metres", [CORNERS, [(0, 0), (5000, 10)], [(0, 0), (10, 5000)]])
def test_the_route_keeps_its_margin_on_all_sides(metres):
    drawn = route_of(places(metres), KM)
    xs, ys = zip(*corners(drawn.path), strict=True)
    assert drawn.height <= ROUTE_HEIGHT
    assert ROUTE_MARGIN - 0.1 <= min(xs) <= max(xs) <= WIDTH - ROUTE_MARGIN + 0.1
    assert (min(ys), max(ys)) == (ROUTE_MARGIN, pytest.approx(drawn.height - ROUTE_MARGIN, abs=0.1))


@pytest.mark.parametrize("direction", [1, -1])
def test_who_crosses_the_date_line_does_not_cross_the_world(direction):
    metres = [(direction * x, y) for x, y in CORNERS]
    across = route_of(places(metres, 52, direction * 179.995), KM)
    assert corners(across.path) == corners(route_of(places(metres, 52, 10), KM).path)
    assert across.words == "It ends where it began."


def test_start_and_end_are_marked_where_they_are():
    drawn = route_of(places(CORNERS[:4]), KM)
    found = corners(drawn.path)
    assert drawn.start == pytest.approx(found[0], abs=0.1)
    assert drawn.end == pytest.approx(found[-1], abs=0.2)


@pytest.mark.parametrize(
    ("metres", "unit", "words"),
    [
        ([(0, 0), (900, 0), (30, 30)], KM, "It ends where it began."),
        ([(0, 0), (1200, 0)], KM, "It ends 1.2 km from where it began, as the crow flies."),
        ([(0, 0), (0, 1609)], MI, "It ends 1 mi from where it began, as the crow flies."),
    ],
)
def test_the_route_is_told_in_words(metres, unit, words):
    assert route_of(places(metres), unit).words == words


def test_points_without_a_place_are_passed_over():
    seen = places(CORNERS)
    nan = float("nan")
    holes = [Point(1), Point(2, 52.5), Point(3, nan, 13.4), Point(4, 52.5, 200), Point(5, 91, 13)]
    assert route_of((holes[0], *seen, *holes), KM) == route_of(seen, KM)


@pytest.mark.parametrize("points", [(), places([(0, 0)]), places([(0, 0)] * 5), even(600, 3)])
def test_without_two_places_there_is_no_route(points):
    assert route_of(points, KM) is None


def test_who_stands_still_has_the_heart_rate_alone():
    still = tuple(Point(float(s), 52.5, 13.4, hr_bpm=80 + s // 60) for s in range(0, 601, 10))
    drawn = pictures(Track(still), KM)
    assert (drawn.route, drawn.pace) == (None, None)
    assert drawn.heart_rate.words == "From 80 to 90 bpm, highest at 10:00."
    assert (drawn.over, drawn.length, drawn.unit) == ("time", "10:00", "5 min")
    assert drawn.splits == (Row("0:00–5:00", "", "82"), Row("5:00–10:00", "", "87"))


@pytest.mark.parametrize("points", [(), even(0, 3), places([(0, 0)] * 9), (Point(0), Point(60))])
def test_where_there_is_nothing_to_see_nothing_is_drawn(points):
    assert pictures(Track(points), KM) is None


def test_a_treadmill_has_no_route():
    drawn = pictures(Track(even(1000, 2.5, hr_bpm=140)), KM)
    assert drawn.route is None
    assert drawn.pace.words == "6:40 /km all the way."
    assert (drawn.over, drawn.length, drawn.unit) == ("distance", "2.5 km", "km")
    assert drawn.splits == (
        Row("1", "6:40", "140"),
        Row("2", "6:40", "140"),
        Row("0.5 km", "6:40", "140"),
    )


def test_without_a_heart_rate_there_are_route_and_pace_alone():
    drawn = pictures(Track(places(CORNERS)), KM)
    assert drawn.route
    assert drawn.pace
    assert drawn.heart_rate is None
    assert [row.heart_rate for row in drawn.splits] == [""] * 4
    assert [row.pace for row in drawn.splits] == ["5:00"] * 4


def test_of_a_lift_the_heart_rate_alone_is_drawn():
    walked = tuple(
        Point(float(n * 60), *at(n * 40, 0, 52.5, 13.4), hr_bpm=100 + n) for n in range(10)
    )
    drawn = pictures(Track(walked), KM, is_run=False)
    assert (drawn.route, drawn.pace, drawn.over) == (None, None, "time")
    assert drawn.heart_rate.words == "From 100 to 109 bpm, highest at 9:00."


def test_the_user_reads_their_own_unit():
    drawn = pictures(Track(even(1000, 4.0)), MI)
    assert [(row.name, row.pace) for row in drawn.splits] == [
        ("1", "6:42"),
        ("2", "6:42"),
        ("0.49 mi", "6:42"),
    ]
    assert drawn.length == "2.49 mi"
    assert (drawn.pace.top, drawn.pace.foot) == ("6:27", "6:57")


def faster_at_last() -> tuple[Point, ...]:
    """2 km at 5:00, then 2 km at 4:00 with more beats."""
    slow = [Point(float(s), distance_m=s / 0.3, hr_bpm=140) for s in range(0, 600, 10)]
    fast = [Point(600.0 + s, distance_m=2000 + s / 0.24, hr_bpm=170) for s in range(0, 481, 10)]
    return *slow, *fast


def test_faster_is_up_and_more_beats_are_up():
    drawn = pictures(Track(faster_at_last()), KM)
    pace, beats = corners(drawn.pace.path), corners(drawn.heart_rate.path)
    assert (drawn.pace.top, drawn.pace.foot) == ("4:00", "5:00")
    assert (drawn.heart_rate.top, drawn.heart_rate.foot) == ("170", "140")
    for line in (pace, beats):
        assert line[0] == (LEFT, CHART_HEIGHT)
        assert line[-1] == (pytest.approx(WIDTH, abs=0.2), pytest.approx(0, abs=0.2))
        assert [x for x, _ in line] == sorted(x for x, _ in line)
    assert drawn.pace.words.startswith("Mostly 5:00 to 4:00 /km, fastest 4:00 at ")
    assert [row.pace for row in drawn.splits] == ["5:00", "5:00", "4:00", "4:00"]
    assert [row.heart_rate for row in drawn.splits] == ["140", "140", "170", "170"]


def test_a_jump_and_a_stop_do_not_press_the_rest_into_a_line():
    jumps = [
        Point(float(s), distance_m=3 * (s - 400 * (s > 1800)) + (900 if s > 900 else 0))
        for s in [*range(0, 1801, 10), *range(2200, 3001, 10)]
    ]
    drawn = pictures(Track(tuple(jumps)), KM)
    assert (drawn.pace.top, drawn.pace.foot) == ("5:18", "5:48")
    assert drawn.pace.words == "5:33 /km all the way."
    ys = [y for _, y in corners(drawn.pace.path)]
    assert (min(ys), max(ys)) == (pytest.approx(0, abs=0.2), pytest.approx(CHART_HEIGHT, abs=0.3))


def test_where_the_heart_rate_was_lost_the_line_is_broken():
    lost = tuple(
        Point(float(s), distance_m=s * 3.0, hr_bpm=None if 200 < s < 400 else 150)
        for s in range(0, 601, 10)
    )
    drawn = pictures(Track(lost), KM)
    assert drawn.heart_rate.path.count("M") == 2
    assert drawn.pace.path.count("M") == 1


HARD = [
    even(600, 3.0, hr_bpm=float("nan")),
    (*even(600, 3.0), Point(float("nan")), Point(float("inf"), 52, 13, 0, 9000, 200)),
    (*places(CORNERS), Point(2000.0, float("nan"), 13.4, distance_m=float("inf"))),
    (*places([(0, 0)] * 3), *places([(0, 0), (0.001, 0)], 90), *places(CORNERS, 89.9999)),
    tuple(Point(0.0, 52.5, 13.4 + n) for n in range(5)),
    tuple(Point(float(n), 0, -180 if n % 2 else 0, hr_bpm=200) for n in range(50)),
    (Point(0, distance_m=0), Point(172_800, distance_m=1e-9)),
    (Point(0, distance_m=0), Point(1e-9, distance_m=1_000_000)),
    (Point(0, distance_m=1e308), Point(10, distance_m=-1e308, hr_bpm=10**9)),
]


@pytest.mark.parametrize("points", HARD)
@pytest.mark.parametrize("unit", [KM, MI])
def test_nothing_that_is_no_number_is_ever_drawn(points, unit):
    drawn = pictures(Track(points), unit)
    shown = str(drawn and astuple(drawn)).lower()
    assert "nan" not in shown
    assert "inf" not in shown
    assert "e+" not in shown
