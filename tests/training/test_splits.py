"""Distance, pace and heart rate along a track: exact where the track is."""

from math import cos, radians

import pytest

from runstrength.training.splits import MOST_SPLITS, Split, course, metres_between
from runstrength.training.tracks import Point, Track

DEGREE_M = 111_195.08  # Of a great circle, on the globe of the mean radius.


def track(*points: Point) -> Track:
    """A track of these points."""
    return Track(points)


def even(seconds: int, speed: float, step_s: int = 10, **more) -> list[Point]:
    """Points of an even run, its distance measured."""
    return [Point(float(s), distance_m=s * speed, **more) for s in range(0, seconds + 1, step_s)]


def test_an_even_run_has_even_splits_and_a_rest():
    went = course(track(*even(900, 2.5, hr_bpm=150)))
    assert went.length_m == 2250
    assert list(went.by_distance(1000)) == [
        Split(1000, 400, 150),
        Split(1000, 400, 150),
        Split(250, 100, 150),
    ]
    assert set(went.paces()) == {0.4}


def test_a_split_is_as_long_as_the_stretch_took_also_between_two_points():
    """500 m in 100 s, then 1000 m in 400 s, told by three points."""
    points = Point(0, distance_m=0), Point(100, distance_m=500), Point(500, distance_m=1500)
    splits = list(course(track(*points)).by_distance(1000))
    assert splits == [Split(1000, 300, None), Split(500, 200, None)]


def test_miles_are_miles():
    splits = list(course(track(*even(1000, 4.0))).by_distance(1609.344))
    assert [s.metres for s in splits] == [1609.344, 1609.344, pytest.approx(781.312)]
    assert [s.seconds for s in splits] == pytest.approx([402.336, 402.336, 195.328])


@pytest.mark.parametrize(("metres", "count"), [(2000, 2), (2009, 2), (2010, 3)])
def test_a_few_metres_behind_the_last_whole_one_are_no_split(metres, count):
    ends = Point(0, distance_m=0), Point(1000, distance_m=metres)
    assert len(list(course(track(*ends)).by_distance(1000))) == count


def test_a_stop_on_the_way_counts_and_one_at_the_end_does_not():
    stops = [(0, 0), (200, 500), (260, 500), (460, 1000), (1000, 1000)]
    points = (Point(s, distance_m=m) for s, m in stops)
    assert list(course(track(*points)).by_distance(1000)) == [Split(1000, 460, None)]


def test_the_heart_rate_of_a_split_is_weighed_by_time():
    """100 bpm for 10 s, rising to 160 in the next 30 s: 100 × 10 + 130 × 30 beats × s in 40 s."""
    points = (Point(s, distance_m=s * 2.5, hr_bpm=b) for s, b in [(0, 100), (10, 100), (40, 160)])
    went = course(track(*points))
    assert went.heart_rate(0, 40) == 122.5
    assert went.heart_rate(0, 10) == 100
    assert went.heart_rate(25, 40) == 145
    assert [s.hr_bpm for s in went.by_distance(50)] == [105, 140]


def test_where_the_heart_rate_was_lost_none_is_made_up():
    beats = [(0, 100), (10, 100), (20, None), (30, None), (40, 180), (50, 180)]
    went = course(track(*(Point(s, distance_m=s, hr_bpm=b) for s, b in beats)))
    assert went.heart_rate(0, 50) == 140
    assert went.heart_rate(10, 40) is None
    assert [s.hr_bpm for s in went.by_time(20)] == [100, None, 180]


def test_without_a_measured_distance_it_is_that_from_place_to_place():
    east = 1000 / (DEGREE_M * cos(radians(50)))
    places = [(0, 50.0, 8.0), (300, 50.0, 8.0 + east), (700, 50.0 + 1000 / DEGREE_M, 8.0 + east)]
    went = course(track(*(Point(s, lat, lon) for s, lat, lon in places)))
    assert went.length_m == pytest.approx(2000, abs=0.1)
    first, second = went.by_distance(999.9)
    assert (first.seconds, second.seconds) == (
        pytest.approx(300, abs=0.1),
        pytest.approx(400, abs=0.2),
    )


@pytest.mark.parametrize(
    ("known", "length"), [(2100, 2100), (1850, 1850), (None, 2000), (3000, 2000), (1000, 2000)]
)
def test_what_was_walked_is_as_long_as_the_run_is_known_to_be_if_corners_explain_it(known, length):
    places = (Point(s, s / 3 / DEGREE_M, 8.0) for s in (0, 3000, 6000))
    went = course(track(*places), known)
    assert went.metres == pytest.approx((0, length / 2, length), rel=1e-6)


def test_what_was_measured_is_not_stretched():
    assert course(track(*even(900, 2.5)), 2300).length_m == 2250


def test_a_measured_distance_stands_before_the_places():
    places = Point(0, 50, 8, distance_m=0), Point(600, 50.01, 8, distance_m=1500)
    assert course(track(*places)).length_m == 1500


def test_a_device_that_counts_before_it_tells_is_believed():
    late = [Point(0), Point(60, distance_m=200), Point(300, distance_m=1000)]
    went = course(track(*late))
    assert went.metres == (0, 200, 1000)


def test_what_was_counted_before_the_start_does_not_count():
    went = course(track(Point(0, distance_m=5000), Point(100, distance_m=5400)))
    assert went.metres == (0, 400)


def test_a_distance_never_goes_back():
    points = [(0, 0), (10, 30), (20, 25), (30, 60)]
    assert course(track(*(Point(s, distance_m=m) for s, m in points))).metres == (0, 30, 30, 60)


def test_points_that_a_clock_put_back_are_left_out():
    points = even(100, 3.0)
    again = [*points[:5], Point(3, distance_m=9000), *points[5:]]
    assert course(track(*again)) == course(track(*points))


def test_the_pace_is_smoothed_over_time_and_way():
    """A jump of 60 m in one second is none of a kilometre in 17 s."""
    points = [Point(s, distance_m=3 * s + (60 if s > 100 else 0)) for s in range(301)]
    paces = course(track(*points)).paces()
    assert min(paces) > 0.15
    assert paces[0] == pytest.approx(1 / 3)
    assert paces[200] == pytest.approx(1 / 3)


def test_who_stands_has_neither_way_nor_pace():
    went = course(track(*(Point(s, 50.0, 8.0, distance_m=0, hr_bpm=90) for s in range(0, 100, 10))))
    assert (went.metres, went.paces(), went.length_m) == (None, [], 0)
    assert list(went.by_distance(1000)) == []
    assert list(went.by_time(60)) == [Split(None, 60, 90), Split(None, 30, 90)]


@pytest.mark.parametrize(
    "points", [(), (Point(0),), (Point(5), Point(5)), (Point(float("nan")),) * 2]
)
def test_one_moment_is_no_course(points):
    assert course(track(*points)) is None


def test_figures_that_are_none_are_left_out():
    nan, inf = float("nan"), float("inf")
    bad = [
        Point(nan, 50, 8, distance_m=10, hr_bpm=100),
        Point(inf, 50, 8, distance_m=10, hr_bpm=100),
        Point(20, nan, 8, distance_m=nan, hr_bpm=nan),
        Point(30, 50, inf, distance_m=inf, hr_bpm=inf),
        Point(40, 91, 8, distance_m=-5, hr_bpm=0),
        Point(50, 50, 181, distance_m=2e6, hr_bpm=999),
    ]
    good = Point(0, 50, 8, None, 0, 120), Point(100, 50, 8, None, 250, 120)
    went = course(track(good[0], *bad, good[1]))
    assert went.metres == (0, 50, 75, 100, 125, 250)
    assert went.heart_rates == (120, None, None, None, None, 120)


def test_a_way_around_the_world_makes_no_table_that_ends_nowhere():
    places = [Point(float(n), 0, -180 if n % 2 else 0) for n in range(400)]
    went = course(track(*places))
    assert went.length_m > 1000 * MOST_SPLITS
    assert list(went.by_distance(1000)) == []


@pytest.mark.parametrize(
    ("a", "b", "metres"),
    [
        ((0, 179.9995), (0, -179.9995), DEGREE_M / 1000),
        ((0, 0), (0, 180), 180 * DEGREE_M),
        ((90, 0), (90, 120), 0),
        ((50, 8), (50, 8), 0),
    ],
)
def test_places_lie_apart_as_on_a_globe(a, b, metres):
    assert metres_between(Point(0, *a), Point(0, *b)) == pytest.approx(metres, rel=1e-6, abs=1e-3)
