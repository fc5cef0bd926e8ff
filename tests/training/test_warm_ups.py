"""Warm-ups are the bar, 40, 60 and 80 %; tests/js/warm-ups.test.mjs says the same."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.plates import USUAL, per_side
from runstrength.training.quantities import KILOGRAMS, Weight, WeightUnit
from runstrength.training.warm_ups import warm_up
from runstrength.training.workouts import Set, SetKind
from tests.training.test_plates import TABLE, gear_of
from tests.training.timelines import QUIET


@pytest.mark.parametrize(("name", "weight", "reps", "expected"), TABLE["warm_ups"])
def test_warm_ups_are_those_of_the_table(name, weight, reps, expected):
    gear = gear_of(name)
    kg = None if weight is None else Fraction(weight) * KILOGRAMS[gear.unit]

    found = warm_up(kg, reps, gear)

    assert [[format(s.weight.value, "f"), str(s.reps)] for s in found] == expected
    assert all(s.weight.unit is gear.unit for s in found)


def test_they_are_sets_that_do_not_count():
    assert warm_up(Fraction(30), 8, USUAL[WeightUnit.KG]) == [
        Set(kind=SetKind.WARM_UP, reps=10, weight=Weight(Decimal(20))),
        Set(kind=SetKind.WARM_UP, reps=2, weight=Weight(Decimal("22.5"))),
    ]


@QUIET
@given(
    st.fractions(-50, 400, max_denominator=1000),
    st.integers(1, 20),
    st.sampled_from(sorted(TABLE["gear"])),
)
def test_they_grow_can_be_loaded_and_stay_below_the_weight(weight_kg, reps, name):
    gear = gear_of(name)

    weights = [s.weight.kg for s in warm_up(weight_kg, reps, gear)]

    assert weights == sorted(set(weights))
    assert all(100 * kg <= 80 * weight_kg for kg in weights if kg != gear.bar_kg)
    assert all(kg < weight_kg for kg in weights)
    assert all(per_side(kg, gear).short_by == 0 for kg in weights)
