"""The fields that a run alone has: pace, intervals, climb, shoes."""

from collections.abc import Iterator
from fractions import Fraction

from wtforms import SelectField
from wtforms.fields.choices import Choice

from ...training import intervals
from ...training.quantities import DistanceUnit
from .. import current, typed
from ..fields import TypedField
from ..formats import FOOT_M
from ..shoe_names import shelf_of

HEIGHTS_M = {"m": Fraction(1), "ft": FOOT_M}
HEIGHT_NAMES = dict.fromkeys(("m", "metres", "meters"), "m") | dict.fromkeys(
    ("ft", "foot", "feet"), "ft"
)
NO_SHOES = "None"


class PaceField(TypedField):
    """Seconds for each metre, typed for the user's unit or the one behind it; it is not stored."""

    def __init__(self, label: str, **kwargs):
        super().__init__(label, lambda text: typed.pace(text, self.unit), **kwargs)

    @property
    def unit(self) -> DistanceUnit:
        """The signed-in user's unit."""
        return current.user().settings.distance_unit


class IntervalsField(TypedField):
    """Intervals, however they were written, in the one way in which they are stored."""

    def __init__(self, label: str, **kwargs):
        super().__init__(label, lambda text: str(intervals.parse(text)), **kwargs)


class ClimbField(TypedField):
    """Whole metres of climb; typed in feet by who runs in miles, or as the unit behind it says."""

    def __init__(self, label: str, **kwargs):
        super().__init__(label, self._read, **kwargs)

    @property
    def unit(self) -> str:
        """What a plain number is in."""
        return "ft" if current.user().settings.distance_unit is DistanceUnit.MI else "m"

    def shown(self) -> str:
        """The metres as one would type them; feet are finer, so they read back as the same."""
        return str(round(self.data / HEIGHTS_M[self.unit]))

    def _read(self, text: str) -> int:
        value, name = typed.quantity(text, HEIGHT_NAMES, self.unit)
        return typed.rounded(Fraction(value) * HEIGHTS_M[name])


class ShoeField(SelectField):
    """One of the user's shoes: those in use, and the one that a run has already."""

    def __init__(self, label: str, **kwargs):
        super().__init__(label, choices=(), validate_choice=False, default="", **kwargs)

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose."""
        return len(list(self.iter_choices())) > 1

    def iter_choices(self) -> Iterator[Choice]:
        """What the shelf holds, read when the page is written."""
        yield Choice("", NO_SHOES, not self.data, {})
        for shoe in shelf_of(current.user()).shoes:
            is_chosen = str(shoe.id) == self.data
            if is_chosen or not shoe.is_retired:
                name = f"{shoe.name} (retired)" if shoe.is_retired else shoe.name
                yield Choice(str(shoe.id), name, is_chosen, {})
