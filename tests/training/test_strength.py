"""A set’s estimated one-repetition maximum, by published formula."""

from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.strength import e1rm_kg
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
        pytest.param(done(5), Fraction(350, 3), id="five: 100 × 35/30"),
        pytest.param(done(10), Fraction(400, 3), id="ten: 100 × 40/30"),
        pytest.param(done(11), None, id="eleven are too many"),
        pytest.param(done(12), None, id="so are twelve"),
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


@pytest.mark.parametrize(("reps", "kg"), [(5, "116.7"), (1, "100.0"), (10, "133.3")])
def test_a_hundred_kilograms_are_what_the_published_table_says(reps, kg):
    assert f"{float(e1rm_kg(done(reps))):.1f}" == kg
