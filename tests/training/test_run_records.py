"""The fastest over the usual distances, and whether that is a whole run's average."""

from fractions import Fraction

import pytest

from runstrength.training.run_records import RunBests, new_run_bests, run_bests
from tests.training.build import at, run


def one(distance: str, minutes: float, days: int = 0, **fields):
    """A run."""
    return run(at(days), distance=distance, minutes=minutes, **fields)


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        ("997.4 m", None),
        ("997.5 m", ("1 km", 300, False)),
        ("1 km", ("1 km", 300, False)),
        ("1002.5 m", ("1 km", 300, False)),
        ("1002.6 m", ("1 km", 300 * Fraction(1000) / Fraction("1002.6"), True)),
        ("1.1 km", ("1 km", Fraction(3000, 11), True)),
        ("1.101 km", None),
        ("1 mi", ("1 mi", 300, False)),
        ("4.9 km", None),
        ("3.1 mi", ("5 km", 300, False)),
        ("5 km", ("5 km", 300, False)),
        ("5.25 km", ("5 km", Fraction(2000, 7), True)),
        ("6.2 mi", ("10 km", 300, False)),
        ("11 km", ("10 km", Fraction(3000, 11), True)),
        ("13.1 mi", ("Half marathon", 300, False)),
        ("21.1 km", ("Half marathon", 300, False)),
        ("26.2 mi", ("Marathon", 300, False)),
        ("42.2 km", ("Marathon", 300, False)),
        ("50 km", None),
    ],
)
def test_a_run_counts_for_its_distance_and_up_to_a_tenth_less(distance, expected):
    found = run_bests([one(distance, 5)]).fastest
    assert [(best.distance, best.seconds, best.from_average) for best in found] == (
        [expected] if expected else []
    )


def test_the_fastest_is_told_though_it_ran_on():
    slower, faster = one("5 km", 25), one("5.4 km", 26, 1)
    (best,) = run_bests([slower, faster]).fastest
    assert (best.run, best.from_average) == (faster, True)


def test_moving_time_counts_where_it_is_known():
    (best,) = run_bests([one("5 km", 30, moving=25)]).fastest
    assert best.seconds == 1500


def test_distances_come_shortest_first():
    runs = [one("10 km", 50), one("1 mi", 6, 1), one("5 km", 24, 2)]
    assert [best.distance for best in run_bests(runs).fastest] == ["1 mi", "5 km", "10 km"]


def test_of_equals_the_earliest_is_told():
    later, first = one("10 km", 50, 5), one("10 km", 50, 1)
    found = run_bests([later, first])
    assert found.fastest[0].run is first
    assert found.longest is first


def test_the_longest_is_that_of_most_metres():
    assert run_bests([one("12 mi", 120), one("19 km", 200, 1)]).longest.distance.value == 12


def test_a_plan_tells_nothing_and_a_run_without_a_distance_its_time_alone():
    assert run_bests([one("5 km", 20, planned=True)]) == RunBests()
    assert run_bests([timed := run(at(1))]) == RunBests(most_time=timed)
    assert run_bests([]) == RunBests()


def test_the_longest_time_may_be_that_of_a_run_without_a_distance():
    far, long = one("30 km", 150), run(at(1), minutes=200)
    found = run_bests([far, long])
    assert (found.longest, found.most_time) == (far, long)


BEFORE = [one("5 km", 25), one("10 km", 52, 1)]


@pytest.mark.parametrize(
    ("now", "fastest", "farther", "longer"),
    [
        pytest.param(one("5 km", 24, 5), ["5 km"], False, False, id="a faster 5 km"),
        pytest.param(one("5.4 km", 25, 5), ["5 km"], False, False, id="at its average pace"),
        pytest.param(one("5 km", 25, 5), [], False, False, id="as fast as ever"),
        pytest.param(one("1 km", 3, 5), [], False, False, id="the first kilometre beats none"),
        pytest.param(one("10.5 km", 52, 5), ["10 km"], True, False, id="farther and faster"),
        pytest.param(one("8 km", 60, 5), [], False, True, id="longer in time alone"),
        pytest.param(run(at(5), minutes=60), [], False, True, id="without a distance"),
        pytest.param(one("5 km", 20, 5, planned=True), [], False, False, id="a plan"),
    ],
)
def test_a_run_tells_what_it_did_better_than_ever(now, fastest, farther, longer):
    found = new_run_bests(now, [*BEFORE, now])
    assert [best.distance for best in found.fastest] == fastest
    assert (found.longest is now, found.most_time is now) == (farther, longer)


def test_a_first_run_has_nothing_to_beat():
    assert new_run_bests(one("5 km", 20), []) == RunBests()
