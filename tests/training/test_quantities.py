"""Distances and weights: kept as typed, compared exactly, refused outside their ranges."""

from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.limits import Invalid
from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit

M, KM, MI = DistanceUnit.M, DistanceUnit.KM, DistanceUnit.MI
KG, LB = WeightUnit.KG, WeightUnit.LB


def test_from_100_lb_to_110_lb_is_exactly_a_tenth():
    light, heavy = Weight(Decimal(100), LB), Weight(Decimal(110), LB)

    assert heavy.kg / light.kg == Fraction(11, 10)
    assert 10 * heavy.kg == 11 * light.kg


def test_tenths_of_a_kilogram_add_up():
    assert Weight(Decimal("0.1")).kg + Weight(Decimal("0.2")).kg == Weight(Decimal("0.3")).kg


def test_what_was_typed_is_kept():
    marathon, bar = Distance(Decimal("26.20"), MI), Weight(Decimal("45.0"), LB)

    assert (str(marathon.value), marathon.unit) == ("26.20", "mi")
    assert (str(bar.value), bar.unit) == ("45.0", "lb")


@pytest.mark.parametrize(
    ("distance", "metres"),
    [
        (Distance(Decimal(400)), 400),
        (Distance(Decimal("21.0975"), KM), Fraction("21097.5")),
        (Distance(Decimal(1), MI), Fraction("1609.344")),
        (Distance(Decimal("26.2"), MI), Fraction("42164.8128")),
    ],
)
def test_a_distance_in_metres_is_exact(distance, metres):
    assert distance.m == metres


@pytest.mark.parametrize(
    ("weight", "kilograms"),
    [
        (Weight(Decimal("82.5")), Fraction("82.5")),
        (Weight(Decimal(1), LB), Fraction("0.45359237")),
        (Weight(Decimal(0)), 0),
        (Weight(Decimal(-20), LB), Fraction("-9.0718474")),
    ],
)
def test_a_weight_in_kilograms_is_exact(weight, kilograms):
    assert weight.kg == kilograms


@pytest.mark.parametrize(
    ("value", "unit"),
    [("1", M), ("1000000", M), ("0.001", KM), ("1000", KM), ("0.001", MI), ("621.371", MI)],
)
def test_a_distance_from_1_m_to_1000_km_is_accepted(value, unit):
    assert Distance(Decimal(value), unit).value == Decimal(value)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("0", M),
        ("-5", M),
        ("0.999", M),
        ("1000000.001", M),
        ("0.0009", KM),
        ("1000.001", KM),
        ("0.0006", MI),
        ("621.372", MI),
    ],
)
def test_any_other_distance_is_refused_with_its_range(value, unit):
    with pytest.raises(Invalid) as refused:
        Distance(Decimal(value), unit)

    (error,) = refused.value.errors
    assert error.field == "distance_m"
    assert "between 1 and 1,000,000 m" in error.message


@pytest.mark.parametrize(
    ("value", "unit"),
    [("-300", KG), ("0", KG), ("1000", KG), ("-661.386", LB), ("2204.622", LB)],
)
def test_a_weight_from_300_kg_of_help_to_1000_kg_is_accepted(value, unit):
    assert Weight(Decimal(value), unit).value == Decimal(value)


@pytest.mark.parametrize(
    ("value", "unit"),
    [("-300.001", KG), ("1000.001", KG), ("-661.387", LB), ("2204.623", LB)],
)
def test_any_other_weight_is_refused_with_its_range(value, unit):
    with pytest.raises(Invalid) as refused:
        Weight(Decimal(value), unit)

    (error,) = refused.value.errors
    assert error.field == "weight_kg"
    assert "between -300 and 1,000 kg" in error.message


@pytest.mark.parametrize("unit", [*DistanceUnit, *WeightUnit])
@pytest.mark.parametrize(
    "value", ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "1E+999999", "-1E+999999"]
)
def test_what_is_no_measurement_is_refused(value, unit):
    build = Distance if isinstance(unit, DistanceUnit) else Weight

    with pytest.raises(Invalid, match="must be"):
        build(Decimal(value), unit)


@pytest.mark.parametrize("unit", WeightUnit)
@pytest.mark.parametrize("value", ["1E-999999", "-1E-999999"])
def test_a_weight_too_small_to_be_reckoned_with_is_refused(value, unit):
    with pytest.raises(Invalid, match="weight_kg"):
        Weight(Decimal(value), unit)


@pytest.mark.parametrize("unit", [*DistanceUnit, *WeightUnit])
def test_a_double_written_out_in_full_is_accepted_and_a_hundred_digits_are_not(unit):
    build = Distance if isinstance(unit, DistanceUnit) else Weight

    assert build(Decimal("42.194999999999997"), unit).value == Decimal("42.194999999999997")
    with pytest.raises(Invalid, match="digits"):
        build(Decimal("42." + "1" * 100), unit)
