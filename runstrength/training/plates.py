"""What to put on each side of a bar. `static/js/log/plates.js` loads it the same way on a phone.

`tests/plates.json` holds both to the same loadings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, lcm

from .limits import Range, check
from .quantities import KILOGRAMS, Weight, WeightUnit

BAR_KG = Range(0, 100, "kg", whole=False)  # Zero for a machine or a pin that takes plates.
HEAVIEST_PLATE_KG = 100
PAIRS = Range(1, 50, "pairs")
MOST_KINDS = 20
# As many of each as a bar could ever want: 25 pairs of 45 lb are more than the heaviest weight.
PLENTY = 25


@dataclass(frozen=True, slots=True)
class Gear:
    """A bar, and the plates beside it: (kg, pairs) of each kind, which are kept heaviest first.

    `unit` is the one that its weights are written in. Raises `Invalid` naming `bar_kg` or `plates`.
    """

    bar_kg: Fraction
    plates: tuple[tuple[Fraction, int], ...]
    unit: WeightUnit = WeightUnit.KG

    def __post_init__(self):
        check(bar_kg=BAR_KG.complaint(self.bar_kg), plates=_complaint(self.plates))
        object.__setattr__(self, "plates", tuple(sorted(self.plates, reverse=True)))

    @classmethod
    def typed(cls, unit: WeightUnit, bar: Decimal, plates: Iterable[tuple[Decimal, int]]) -> "Gear":
        """The gear whose bar and plates are given in `unit`."""
        kilograms = KILOGRAMS[unit]
        in_kg = tuple((Fraction(plate) * kilograms, pairs) for plate, pairs in plates)
        return cls(Fraction(bar) * kilograms, in_kg, unit)


@dataclass(frozen=True, slots=True)
class Loading:
    """The plates of one side in kg, heaviest first; what that makes, and what is missing, in kg."""

    plates: tuple[Fraction, ...]
    loaded_kg: Fraction
    short_by: Fraction


def per_side(weight_kg: Fraction, gear: Gear) -> Loading | None:
    """The nearest weight at or below `weight_kg` that can be loaded, with the fewest plates.

    Of as few, the heavier plates first. None for less than the bar weighs.
    """
    room = weight_kg - gear.bar_kg
    if room < 0:
        return None
    scale = lcm(*(plate.denominator for plate, _ in gear.plates))
    # The sums that a side can hold, each with its plates, in whole parts of a kilogram.
    sides: dict[int, tuple[int, ...]] = {0: ()}
    most = floor(room * scale / 2)
    for plate, pairs in gear.plates:
        size = int(plate * scale)
        for held, used in list(sides.items()):
            for number in range(1, min(pairs, (most - held) // size) + 1):
                side = used + (size,) * number
                other = sides.get(held + number * size)
                if other is None or _handier(side, other):
                    sides[held + number * size] = side
    heaviest = max(sides)
    loaded_kg = gear.bar_kg + 2 * Fraction(heaviest, scale)
    plates = tuple(Fraction(size, scale) for size in sides[heaviest])
    return Loading(plates, loaded_kg, weight_kg - loaded_kg)


def step_kg(gear: Gear) -> Fraction:
    """The smallest step that adds plates alone: a pair of the lightest, in kg."""
    return 2 * gear.plates[-1][0]


def weighed(kg: Fraction, unit: WeightUnit) -> Weight:
    """The heaviest weight in whole thousandths of `unit` that is no heavier than `kg`."""
    return Weight(Decimal(floor(kg / KILOGRAMS[unit] * 1000)).scaleb(-3).normalize() + 0, unit)


def _handier(side: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return (-len(side), side) > (-len(other), other)


def _complaint(plates: tuple[tuple[Fraction, int], ...]) -> str | None:
    kinds = [plate for plate, _ in plates]
    if not 1 <= len(kinds) <= MOST_KINDS:
        return f"must be 1 to {MOST_KINDS} kinds"
    if not all(0 < plate <= HEAVIEST_PLATE_KG for plate in kinds):
        return f"must each weigh more than 0 and at most {HEAVIEST_PLATE_KG} kg"
    if len(set(kinds)) < len(kinds):
        return "must name each kind once"
    return next(filter(None, (PAIRS.complaint(pairs) for _, pairs in plates)), None)


def _gym(unit: WeightUnit, bar: str, plates: str) -> Gear:
    return Gear.typed(unit, Decimal(bar), [(Decimal(plate), PLENTY) for plate in plates.split()])


# What most gyms have.
USUAL = {
    WeightUnit.KG: _gym(WeightUnit.KG, "20", "25 20 15 10 5 2.5 1.25"),
    WeightUnit.LB: _gym(WeightUnit.LB, "45", "45 35 25 10 5 2.5"),
}
