"""The next step up is one of 2 to 10 %, or one of up to 2.5 kg; the next one down of 5 %."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.plates import weighed
from runstrength.training.quantities import KILOGRAMS, WeightUnit
from runstrength.training.weight_steps import next_heavier, next_lighter
from tests.training.build import weighing
from tests.training.timelines import QUIET

STEPS = {
    "2.5 kg": Fraction(5, 2),
    "5 kg": Fraction(5),
    "2 kg": Fraction(2),
    "5 lb": 5 * KILOGRAMS[WeightUnit.LB],
    "10 lb": 10 * KILOGRAMS[WeightUnit.LB],
}


@pytest.mark.parametrize(
    ("weight", "step", "expected"),
    [
        ("100 kg", "2.5 kg", "102.5 kg"),
        ("125 kg", "2.5 kg", "127.5 kg"),
        ("126 kg", "2.5 kg", "131 kg"),
        ("200 kg", "2.5 kg", "205 kg"),
        ("260 kg", "2.5 kg", "267.5 kg"),
        ("25 kg", "2.5 kg", "27.5 kg"),
        ("20 kg", "2.5 kg", "22.5 kg"),
        ("5 kg", "2.5 kg", "7.5 kg"),
        ("50 kg", "5 kg", "55 kg"),
        ("49.9 kg", "5 kg", None),
        ("8 kg", "2 kg", "10 kg"),
        ("0 kg", "2.5 kg", "2.5 kg"),
        ("0 kg", "5 kg", None),
        ("100 lb", "5 lb", "105 lb"),
        ("45 lb", "5 lb", "50 lb"),
        ("255 lb", "5 lb", "265 lb"),
        ("100 lb", "10 lb", "110 lb"),
        ("95 lb", "10 lb", None),
        ("-20 kg", "2.5 kg", "-17.5 kg"),
        ("-20 kg", "5 kg", None),
        ("-2 kg", "2.5 kg", "0 kg"),
        ("999 kg", "2.5 kg", None),
    ],
)
def test_the_next_step_up(weight, step, expected):
    assert next_heavier(weighing(weight), STEPS[step]) == (expected and weighing(expected))


@pytest.mark.parametrize(
    ("weight", "step", "expected"),
    [
        ("100 kg", "2.5 kg", "95 kg"),
        ("50 kg", "2.5 kg", "47.5 kg"),
        ("51 kg", "2.5 kg", "46 kg"),
        ("20 kg", "2.5 kg", "17.5 kg"),
        ("2.5 kg", "2.5 kg", "2.5 kg"),
        ("8 kg", "2 kg", "6 kg"),
        ("100 lb", "5 lb", "95 lb"),
        ("0 kg", "2.5 kg", "0 kg"),
        ("-20 kg", "5 kg", "-25 kg"),
        ("-299 kg", "2.5 kg", "-299 kg"),
    ],
)
def test_the_next_step_down(weight, step, expected):
    assert next_lighter(weighing(weight), STEPS[step]) == weighing(expected)


@QUIET
@given(
    st.integers(-1200, 4000).map(lambda n: weighed(Fraction(n, 4), WeightUnit.KG)),
    st.sampled_from(sorted(STEPS)),
)
def test_a_step_up_is_within_a_tenth_or_a_small_pair_of_plates(weight, step):
    heavier = next_heavier(weight, STEPS[step])
    if heavier:
        more = heavier.kg - weight.kg
        assert more > 0
        assert more <= Fraction(5, 2) or weight.kg / 50 <= more <= weight.kg / 10
    lighter = next_lighter(weight, STEPS[step])
    assert lighter == weight or weight.kg - lighter.kg >= weight.kg / 20
