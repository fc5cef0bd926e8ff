"""Distances and weights, kept as they were typed and compared exactly."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import floor

from .limits import FieldError, Invalid, Range

DISTANCE_M = Range(
    1, 1_000_000, "m", whole=False
)  # The longest races on foot stay below 1,000 km a go.
WEIGHT_KG = Range(
    -300, 1000, "kg", whole=False
)  # Below zero is assistance; leg presses reach 1,000 kg.


class DistanceUnit(StrEnum):
    """Units that a distance is typed in."""

    M = "m"
    KM = "km"
    MI = "mi"


class WeightUnit(StrEnum):
    """Units that a weight is typed in."""

    KG = "kg"
    LB = "lb"


# International mile and avoirdupois pound, exact by the treaty of 1959.
METRES = {
    DistanceUnit.M: Fraction(1),
    DistanceUnit.KM: Fraction(1000),
    DistanceUnit.MI: Fraction("1609.344"),
}
KILOGRAMS = {WeightUnit.KG: Fraction(1), WeightUnit.LB: Fraction("0.45359237")}


@dataclass(frozen=True)
class Distance:
    """A distance as typed: 26.2 mi stays 26.2 mi. Raises `Invalid` naming `distance_m`."""

    value: Decimal
    unit: DistanceUnit = DistanceUnit.M

    def __post_init__(self):
        _check("distance_m", self.value, METRES[self.unit], DISTANCE_M)

    @cached_property
    def m(self) -> Fraction:
        """The distance in metres, exact."""
        return Fraction(self.value) * METRES[self.unit]

    @cached_property
    def whole_m(self) -> int:
        """The distance in whole metres, as distances are compared."""
        return round(self.m)


@dataclass(frozen=True)
class Weight:
    """A weight as typed: 100 lb stays 100 lb. Raises `Invalid` naming `weight_kg`."""

    value: Decimal
    unit: WeightUnit = WeightUnit.KG

    def __post_init__(self):
        _check("weight_kg", self.value, KILOGRAMS[self.unit], WEIGHT_KG)

    @classmethod
    def of_kg(cls, kg: Fraction) -> "Weight":
        """The heaviest weight in whole grams that is no heavier than `kg`."""
        return cls(Decimal(floor(kg * 1000)).scaleb(-3), WeightUnit.KG)

    @cached_property
    def kg(self) -> Fraction:
        """The weight in kilograms, exact."""
        return Fraction(self.value) * KILOGRAMS[self.unit]


# As many digits as a double has when it is written out, and as far from one as they reach.
MAX_DIGITS = 17
LARGEST_EXPONENT, SMALLEST_EXPONENT = 9, -20


def _check(field: str, value: Decimal, factor: Fraction, allowed: Range) -> None:
    complaint = _shape_complaint(value, allowed)
    if complaint or (complaint := allowed.complaint(Fraction(value) * factor)):
        raise Invalid([FieldError(field, complaint)])


def _shape_complaint(value: Decimal, allowed: Range) -> str | None:
    """Refuse what must not be multiplied out, such as 1E+999999."""
    if not value.is_finite():
        return f"must be a number {allowed}"
    _, digits, exponent = value.as_tuple()
    if value.adjusted() > LARGEST_EXPONENT:
        return f"must be {allowed}"
    if len(digits) > MAX_DIGITS or exponent < SMALLEST_EXPONENT:
        return f"has more than {MAX_DIGITS} digits"
    return None
