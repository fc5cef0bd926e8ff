"""The best set is the heaviest of twelve weeks; its trend is that of the estimated maximum."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.best_sets import BestSet, Measure, Trend, best_sets
from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.workouts import LiftExercise, Region, Set, SetKind
from tests.training.build import lift

TODAY = date(2026, 11, 16)


def s(reps, kg=None, *, unit="kg", seconds=None, kind=SetKind.WORKING) -> Set:
    """A set."""
    weight = None if kg is None else Weight(Decimal(kg), WeightUnit(unit))
    return Set(kind=kind, reps=reps, weight=weight, duration_s=seconds)


def test_the_heaviest_set_is_the_best_though_another_has_more_repetitions():
    assert best(done(0, s(12, "60"), s(3, "80"))).set == s(3, "80")


def test_most_repetitions_break_a_tie():
    assert best(done(0, s(5, "80"), s(6, "80"), s(4, "80"))).set == s(6, "80")


def test_pounds_and_kilograms_are_compared_by_what_they_weigh():
    assert best(done(0, s(5, "80"), s(5, "180", unit="lb"))).set == s(5, "180", unit="lb")


def test_of_equal_sets_the_latest_is_named():
    assert best(done(20, s(5, "80")), done(3, s(5, "80"))).date == TODAY - timedelta(days=3)


def test_a_warm_up_is_no_best_set():
    heavy = s(1, "100", kind=SetKind.WARM_UP)
    assert best(done(0, heavy, s(5, "80"))).set == s(5, "80")
    assert best(done(0, heavy)) is None


def test_a_plan_is_no_best_set():
    planned = lift(
        "2026-11-16 07:00", LiftExercise(exercise="x", region=Region.LOWER, sets=(s(5, "80"),))
    )
    assert best_sets([planned], TODAY)
    assert best_sets([lift("2026-11-16 07:00", *planned.exercises, planned=True)], TODAY) == {}


@pytest.mark.parametrize(("days", "counts"), [(83, True), (84, False)])
def test_the_best_set_is_that_of_twelve_weeks(days, counts):
    assert (best(done(days, s(5, "80"))) is not None) == counts


def test_without_weights_the_longest_hold_is_the_best():
    assert best(done(0, s(None, seconds=60), s(None, seconds=90))).set.duration_s == 90


def test_of_equal_holds_the_heavier_is_the_best():
    heavier = s(None, "10", seconds=60)
    assert best(done(0, s(None, seconds=60), heavier)).set == heavier


def test_without_weights_and_holds_most_repetitions_are_the_best():
    assert best(done(0, s(12), s(15), s(9))).set.reps == 15


def test_bodyweight_is_better_than_assistance():
    assert best(done(0, s(3), s(8, "-20"))).set == s(3)
    assert best(done(0, s(8, "-20"), s(8, "-10"))).set == s(8, "-10")
    assert best(done(0, s(3), s(8, "-20"), s(1, "5"))).set == s(1, "5")


def test_a_typed_zero_is_bodyweight():
    found = best(done(60, s(5, "0")), done(0, s(8, "0")))
    assert found.set.reps == 8
    assert found.trend == Trend(Measure.REPS, Fraction(3))


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        pytest.param(s(5, "80"), s(5, "90"), Fraction(35, 3), id="up, by the estimate"),
        pytest.param(s(5, "90"), s(5, "80"), Fraction(-35, 3), id="down"),
        pytest.param(s(5, "80"), s(5, "80"), 0, id="the same is steady"),
        pytest.param(s(5, "80"), s(5, "82"), 0, id="exactly 2.5 % is steady"),
        pytest.param(s(5, "80"), s(5, "82.001"), Fraction("2.001") * Fraction(7, 6), id="more"),
        pytest.param(s(5, "80"), s(6, "80"), Fraction(80, 30), id="a repetition more is no noise"),
        pytest.param(s(5, "80"), s(8, "78"), Fraction(82, 15), id="lighter"),
    ],
)
def test_the_trend_is_that_of_the_estimated_maximum(before, now, change):
    found = best(done(40, before), done(2, now)).trend
    assert found == Trend(Measure.WEIGHT, change)


@pytest.mark.parametrize(("days", "is_lately"), [(27, True), (28, False)])
def test_the_last_four_weeks_stand_beside_the_eight_before(days, is_lately):
    found = best(done(60, s(5, "80")), done(days, s(5, "100")), done(0, s(5, "80"))).trend
    assert found.change == (1 if is_lately else -1) * 20 * Fraction(7, 6)


@pytest.mark.parametrize("days", [0, 60])
def test_one_side_alone_has_no_trend(days):
    assert best(done(days, s(5, "80"))).trend is None


def test_sets_without_an_estimate_have_no_trend():
    assert best(done(60, s(15, "40")), done(0, s(15, "50"))).trend is None
    assert best(done(60, s(5, "-20")), done(0, s(5, "-10"))).trend is None


def test_holds_and_repetitions_have_a_trend_of_their_own():
    held = best(done(60, s(None, seconds=60)), done(0, s(None, seconds=75))).trend
    assert held == Trend(Measure.HOLD, Fraction(15))
    counted = best(done(60, s(12)), done(0, s(10))).trend
    assert counted == Trend(Measure.REPS, Fraction(-2))


def test_exercises_are_told_apart():
    found = best_sets([done(0, s(5, "80")), done(0, s(9), exercise="y")], TODAY)
    assert {name: each.set for name, each in found.items()} == {"x": s(5, "80"), "y": s(9)}


def done(days: int, *sets: Set, exercise: str = "x"):
    """A lift of one exercise, so many days ago."""
    day = TODAY - timedelta(days=days)
    return lift(f"{day} 07:00", LiftExercise(exercise=exercise, region=Region.LOWER, sets=sets))


def best(*lifts) -> BestSet | None:
    """The best set of exercise x."""
    return best_sets(lifts, TODAY).get("x")
