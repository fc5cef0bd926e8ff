"""Estimates by published formula: a set's one-repetition maximum, a race over another distance."""

from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.strength import best_set, e1rm_kg, race_prediction_s
from runstrength.training.workouts import Set, SetKind


def done(reps: int | None, kg: str | None = "100", **fields) -> Set:
    """A working set at this weight."""
    weight = None if kg is None else Weight(Decimal(kg), fields.pop("unit", WeightUnit.KG))
    return Set(reps=reps, weight=weight, **fields)


@pytest.mark.parametrize(
    ("a_set", "expected_kg"),
    [
        pytest.param(done(1), Fraction(100), id="one repetition is the weight itself"),
        pytest.param(done(2), Fraction(320, 3), id="two: 100 × 32/30"),
        pytest.param(done(3), Fraction(110), id="three: 100 × 33/30"),
        pytest.param(done(10), Fraction(400, 3), id="ten: 100 × 40/30"),
        pytest.param(done(11), None, id="eleven are too many"),
        pytest.param(done(5, rir=0), Fraction(350, 3), id="none in reserve adds none"),
        pytest.param(done(5, rir=1), Fraction(120), id="one in reserve counts as a repetition"),
        pytest.param(done(5, rir=3), Fraction(380, 3), id="three in reserve count, too"),
        pytest.param(done(5, rir=4), Fraction(350, 3), id="four in reserve are no known number"),
        pytest.param(done(1, rir=0), Fraction(100), id="one and none: the weight itself"),
        pytest.param(done(1, rir=2), Fraction(110), id="one and two in reserve are three"),
        pytest.param(done(7, rir=3), Fraction(400, 3), id="seven and three are ten"),
        pytest.param(done(8, rir=3), None, id="eight and three are too many"),
        pytest.param(done(3, "100", unit=WeightUnit.LB), Fraction("49.8951607"), id="110 lb"),
        pytest.param(done(5, None), None, id="bodyweight has no estimate"),
        pytest.param(done(5, "-20"), None, id="assistance has none"),
        pytest.param(done(5, "0"), None, id="no weight at all has none"),
        pytest.param(done(None, duration_s=60), None, id="a timed set has none"),
        pytest.param(done(5, kind=SetKind.WARM_UP), None, id="a warm-up has none"),
    ],
)
def test_the_estimate_is_epleys_within_its_limits(a_set, expected_kg):
    assert e1rm_kg(a_set) == expected_kg


def test_the_best_set_has_the_highest_estimate_and_not_the_highest_weight():
    heavy, long = done(1, "100"), done(10, "90")

    assert best_set([heavy, long]) == long


def test_of_equal_estimates_the_heavier_set_is_the_best():
    # 100 × 33/30 = 110 = 110 × 1.
    light, heavy = done(3, "100"), done(1, "110")

    assert best_set([light, heavy]) == best_set([heavy, light]) == heavy


def test_sets_without_an_estimate_have_no_best():
    assert best_set([]) is None
    assert best_set([done(20), done(5, None)]) is None


def test_a_race_twice_as_long_takes_two_to_the_power_of_one_point_oh_six_times_as_long():
    # 2^1.06 = 2.084931…: 20 min over 5 km are 41 min 41.9 s over 10 km.
    assert race_prediction_s(1200, Fraction(5000), Fraction(10_000)) == pytest.approx(2501.92, 1e-5)


def test_a_prediction_for_the_same_distance_is_the_time_itself():
    assert race_prediction_s(2400, Fraction(10_000), Fraction(10_000)) == 2400


@pytest.mark.parametrize(
    ("time_s", "has_one"), [(209, False), (210, True), (230 * 60, True), (230 * 60 + 1, False)]
)
def test_a_prediction_is_made_from_races_of_3_5_to_230_minutes(time_s, has_one):
    found = race_prediction_s(time_s, Fraction(5000), Fraction(10_000))

    assert (found is not None) is has_one
