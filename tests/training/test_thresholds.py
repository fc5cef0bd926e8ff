"""Thresholds: their defaults, how far each can be moved, and those that belong together."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.limits import Invalid
from runstrength.training.thresholds import BOUNDS, DEFAULTS, Thresholds

# As the rules state them, in the unit in which they are shown.
STATED = {
    "easy_effort": 4,
    "moderate_effort": 6,
    "long_run": 90,
    "slight": 20,
    "legs_before_run": 24,
    "legs_before_run_to_failure": 48,
    "combined": 6,
    "legs_after_run_close": 3,
    "short_lift": 40,
    "short_lift_sets": 8,
    "long_lift": 60,
    "long_lift_sets": 12,
    "same_region": 36,
    "rest_within": 7,
    "long_run_percent": 110,
    "long_run_warning_percent": 130,
    "long_run_metres": 1000,
    "weight_percent": 110,
    "lift_volume_percent": 150,
    "low_readiness": 12,
    "load_percent": 130,
    "load_caution_percent": 150,
    "monotony": 2,
    "hard_dates": 3,
    "lifts_a_week": 2,
    "region_dates": 14,
}
PAIRS = [
    ("easy_effort", "moderate_effort"),
    ("legs_before_run", "legs_before_run_to_failure"),
    ("legs_after_run_close", "combined"),
    ("short_lift", "long_lift"),
    ("short_lift_sets", "long_lift_sets"),
    ("long_run_percent", "long_run_warning_percent"),
    ("load_percent", "load_caution_percent"),
]
HIGHER = dict(PAIRS)
LOWER = {high: low for low, high in PAIRS}


def test_the_defaults_are_those_of_the_rules():
    assert {name: DEFAULTS.number(name) for name in BOUNDS} == STATED
    assert DEFAULTS.off == frozenset()
    assert Thresholds() == DEFAULTS


@pytest.mark.parametrize("name", BOUNDS)
def test_a_threshold_can_be_moved_to_either_end_of_its_bounds(name):
    bound = BOUNDS[name]
    for number in (bound.low, bound.high):
        assert Thresholds.chosen(_with_its_pair(name, number)).number(name) == number


@pytest.mark.parametrize("name", BOUNDS)
def test_a_threshold_can_not_be_moved_beyond_its_bounds(name):
    bound = BOUNDS[name]
    for number in (bound.low - 1, bound.high + 1):
        assert name in refused(_with_its_pair(name, number))


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_of_two_that_belong_together_the_second_is_never_the_lower(low, high):
    number = min(BOUNDS[low].high, BOUNDS[high].high)

    alike = Thresholds.chosen({low: number, high: number})
    assert alike.number(low) == alike.number(high) == number
    assert refused({low: number, high: number - 1}) == [high]


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_one_that_is_moved_past_the_default_of_the_other_is_refused(low, high):
    past = STATED[high] + 1
    if past <= BOUNDS[low].high:
        assert refused({low: past}) == [high]
    below = STATED[low] - 1
    if below >= BOUNDS[high].low:
        assert refused({high: below}) == [high]


def test_the_refusal_says_what_the_lower_one_is():
    with pytest.raises(Invalid) as found:
        Thresholds.chosen({"short_lift": 50, "long_lift": 45})

    assert "50" in found.value.errors[0].message


def test_chosen_numbers_are_read_in_their_own_unit():
    chosen = Thresholds.chosen({"slight": 25, "combined": 4, "hard_dates": 2, "long_run_metres": 0})

    assert chosen.slight == timedelta(minutes=25)
    assert chosen.combined == timedelta(hours=4)
    assert (chosen.hard_dates, chosen.long_run_metres) == (2, 0)


def test_nothing_chosen_is_the_default():
    assert Thresholds.chosen({}) == DEFAULTS
    assert Thresholds.chosen(STATED) == DEFAULTS


@pytest.mark.parametrize("value", [Decimal("1.5"), Fraction(3, 2)])
def test_monotony_alone_is_no_whole_number(value):
    assert Thresholds.chosen({"monotony": value}).number("monotony") == value


COUNTED = [n for n in BOUNDS if n != "monotony" and not isinstance(getattr(DEFAULTS, n), timedelta)]
TIMED = [n for n in BOUNDS if isinstance(getattr(DEFAULTS, n), timedelta)]


@pytest.mark.parametrize("name", COUNTED)
def test_half_of_what_is_counted_is_refused(name):
    assert name in refused({name: BOUNDS[name].high - Decimal("0.5")})


@pytest.mark.parametrize("name", TIMED)
def test_half_an_hour_or_minute_is_refused(name):
    assert name in refused({name: BOUNDS[name].high - Decimal("0.5")})


def test_what_was_moved_is_told_in_its_own_unit():
    numbers = {"slight": 25, "combined": 4, "monotony": Decimal("1.8"), "weight_percent": 105}

    assert Thresholds.chosen(numbers).moved == numbers
    assert Thresholds.chosen(Thresholds.chosen(numbers).moved) == Thresholds.chosen(numbers)
    assert DEFAULTS.moved == {}
    assert Thresholds.chosen({"slight": 20, "combined": 4}).moved == {"combined": 4}


def test_a_rule_can_be_switched_off_by_its_id():
    off = Thresholds.chosen({"hard_dates": 2}, off=["few-lifts", "load-jump"])

    assert off.off == {"few-lifts", "load-jump"}
    assert off.moved == {"hard_dates": 2}


def test_every_threshold_that_is_out_of_bounds_is_named():
    assert refused({"slight": 5, "rest_within": 99}) == ["slight", "rest_within"]


def _with_its_pair(name: str, number: int) -> dict:
    """The number, and its neighbour far enough away to leave it room."""
    numbers = {name: number}
    if high := HIGHER.get(name):
        numbers[high] = BOUNDS[high].high
    if low := LOWER.get(name):
        numbers[low] = BOUNDS[low].low
    return numbers


def refused(numbers: dict) -> list[str]:
    """The names of the thresholds that are refused."""
    with pytest.raises(Invalid) as found:
        Thresholds.chosen(numbers)
    return [error.field for error in found.value.errors]
