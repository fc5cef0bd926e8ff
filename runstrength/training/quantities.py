"""Distances and weights, kept as they were typed and compared exactly."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .limits import FieldError, Invalid, Range

DISTANCE_M = Range(1, 1_000_000, "m")  # The longest races on foot stay below 1,000 km a go.
WEIGHT_KG = Range(-300, 1000, "kg")  # Below zero is assistance; leg presses reach 1,000 kg.


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
    DistanceUnit.M: Decimal(1),
    DistanceUnit.KM: Decimal(1000),
    DistanceUnit.MI: Decimal("1609.344"),
}
KILOGRAMS = {WeightUnit.KG: Decimal(1), WeightUnit.LB: Decimal("0.45359237")}


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance as typed: 26.2 mi stays 26.2 mi. Raises `Invalid` naming `distance_m`."""

    value: Decimal
    unit: DistanceUnit = DistanceUnit.M

    def __post_init__(self):
        _check("distance_m", self.value, METRES[self.unit], DISTANCE_M)

    @property
    def m(self) -> Fraction:
        """The distance in metres, exact."""
        return Fraction(self.value) * Fraction(METRES[self.unit])


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight as typed: 100 lb stays 100 lb. Raises `Invalid` naming `weight_kg`."""

    value: Decimal
    unit: WeightUnit = WeightUnit.KG

    def __post_init__(self):
        _check("weight_kg", self.value, KILOGRAMS[self.unit], WEIGHT_KG)

    @property
    def kg(self) -> Fraction:
        """The weight in kilograms, exact."""
        return Fraction(self.value) * Fraction(KILOGRAMS[self.unit])


def _check(field: str, value: Decimal, factor: Decimal, allowed: Range) -> None:
    # The typed value is looked at first: 1E+999999 must not be multiplied out.
    complaint = allowed.complaint(value * factor if value.is_finite() else value)
    if complaint:
        raise Invalid([FieldError(field, complaint)])
