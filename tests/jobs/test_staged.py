"""Workouts that wait in an import."""

from decimal import Decimal

import pytest
from hypothesis import given

from runstrength.jobs.staged import text_of, workout_from
from runstrength.training.limits import Invalid
from runstrength.training.quantities import Weight, WeightUnit
from tests.exchange.workouts import WORKOUTS
from tests.training.build import lift, lower

TYPICAL = {"reps": 5, "weight": Weight(Decimal("102.50"), WeightUnit.KG), "rir": 2}


@given(WORKOUTS)
def test_what_was_staged_comes_back_with_every_field(workout):
    back = workout_from(text_of(workout))

    assert back == workout
    assert repr(back) == repr(workout)


def test_a_staged_set_takes_a_fraction_of_its_document():
    one, many = lift("Mon 18:00", lower(1, **TYPICAL)), lift("Mon 18:00", lower(21, **TYPICAL))

    assert (len(text_of(many)) - len(text_of(one))) / 20 < 50


@pytest.mark.parametrize(
    ("was", "is_now"),
    [('["working",5,', '["working",0,'), ('"lower"', '"middle"'), (":1800,", ":-1,")],
)
def test_a_staged_lift_that_was_tampered_with_is_no_value(was, is_now):
    text = text_of(lift("Mon 18:00", lower(1, reps=5)))
    assert was in text

    with pytest.raises((Invalid, ValueError)):
        workout_from(text.replace(was, is_now))
