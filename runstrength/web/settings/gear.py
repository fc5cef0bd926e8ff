"""The form of a bar and its plates; like the settings' own it is never queued."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from flask_wtf import FlaskForm
from wtforms import SelectField

from ...training.limits import Invalid
from ...training.plates import BAR_KG, PLENTY, Gear, weighed
from ...training.quantities import WeightUnit
from .. import formats, typed
from ..choices import WEIGHT_UNITS
from ..fields import TypedField, report

HOW_TO_TYPE_PLATES = "Write them as 25, 20, 15, or as 20×2 where there are 2 pairs of one."
LONGEST = 300
MOST_DECIMALS = 3  # The phone reckons in thousandths.

_TIMES = re.compile(r"\s*[x×*]\s*", re.IGNORECASE)
_PLATE = re.compile(r"([\d.,]+)(?:x(\d{1,2}))?", re.ASCII)


def read_plates(text: str) -> tuple[tuple[Decimal, int], ...]:
    """The plates of `25, 20×2, 2.5`, each with its pairs; as many as one likes where none are said.

    Raises ValueError, in plain words.
    """
    if len(text) > LONGEST:
        raise ValueError(f"That is too long (over {LONGEST} characters). {HOW_TO_TYPE_PLATES}")
    return tuple(_plates(_TIMES.sub("x", text.strip())))


def read_weight(text: str) -> Decimal:
    """The weight of a bar or plate. Raises ValueError, in plain words."""
    number = typed.decimal(text).normalize()
    if -number.as_tuple().exponent > MOST_DECIMALS:
        raise ValueError(f"Write {text} with at most {MOST_DECIMALS} digits behind the point.")
    return number


def write_plates(gear: Gear) -> str:
    """The plates as one would type them."""
    return ", ".join(
        _number(plate, gear.unit) + (f"×{pairs}" if pairs != PLENTY else "")
        for plate, pairs in gear.plates
    )


class GearForm(FlaskForm):
    """What a user lifts with."""

    unit = SelectField("Bar and plates in", choices=WEIGHT_UNITS)
    bar = TypedField("Bar", read_weight, required="Say what the bar weighs; 0 for none.")
    plates = TypedField("Plates", read_plates, required="Name at least one plate.")

    def __init__(self, **data):
        super().__init__(prefix="gear-", **data)

    @classmethod
    def showing(cls, gear: Gear) -> "GearForm":
        """A form that holds a bar and plates."""
        form = cls(formdata=None, unit=gear.unit)
        form.bar.raw_data = [_number(gear.bar_kg, gear.unit)]
        form.plates.raw_data = [write_plates(gear)]
        return form

    def gear(self) -> Gear | None:
        """What was typed; None where it is refused, and the form says why."""
        if not self.validate():
            return None
        unit = WeightUnit(self.unit.data)
        try:
            return Gear.typed(unit, self.bar.data, self.plates.data)
        except Invalid as error:
            report(self, error, {"bar_kg": "bar"})
            if self.bar.errors:
                low, high = (formats.weight(Fraction(b), unit) for b in (BAR_KG.low, BAR_KG.high))
                self.bar.errors = [f"Must be between {low} and {high}."]
            return None


def _plates(text: str) -> Iterator[tuple[Decimal, int]]:
    # A comma may part two plates or stand for a point, so what else parts them decides.
    parted = re.split(r",?\s+|\s*;\s*" if re.search(r"[\s;]", text) else ",", text)
    for part in filter(None, (part.strip(",") for part in parted)):
        plate = _PLATE.fullmatch(part)
        if not plate:
            raise ValueError(HOW_TO_TYPE_PLATES)
        yield read_weight(plate[1]), int(plate[2] or PLENTY)


def _number(kg: Fraction, unit: WeightUnit) -> str:
    return format(weighed(kg, unit).value, "f")
