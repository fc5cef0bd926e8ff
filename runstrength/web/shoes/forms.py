"""The form for a pair of shoes: its name, and what it had run before it was logged here.

It is posted by the page or from a queue, so it carries no token: the origin check guards it.
"""

from fractions import Fraction
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import HiddenField

from ...storage.accounts import Settings
from ...training.limits import Invalid
from ...training.quantities import METRES, Distance, DistanceUnit
from ...training.shoes import Shoe
from .. import current, formats, typed
from ..fields import UNITS, TypedField, report


class BeforeField(TypedField):
    """Whole metres, in the user's unit of distance unless another is typed behind the number."""

    def __init__(self, label: str, **kwargs):
        super().__init__(label, _metres, **kwargs)

    @property
    def typed(self) -> str:
        """The text as it was typed."""
        return self._value().strip()


class ShoeForm(FlaskForm):
    """A pair of shoes."""

    class Meta:
        """No token: see above."""

        csrf = False

    id = HiddenField()
    name = TypedField("Name", required="What do you call them?")
    before = BeforeField("Run before")

    @classmethod
    def empty(cls) -> "ShoeForm":
        """A form for a new pair."""
        return cls(formdata=None, id=str(uuid4())).at("new")

    @classmethod
    def showing(cls, shoe: Shoe, settings: Settings) -> "ShoeForm":
        """A form that holds a stored pair."""
        before = _shown(shoe.before_m, settings.distance_unit)
        return cls(formdata=None, name=shoe.name, before=before).at(shoe.id)

    def at(self, place: object) -> "ShoeForm":
        """The form, with ids of its own among the others of the page."""
        for field in (self.name, self.before):
            field.id = field.label.field_id = f"{field.name}-{place}"
        return self

    def shoe(self, stored: Shoe | None, settings: Settings) -> Shoe | None:
        """The pair as typed; None where a field was refused, with the reason beside it."""
        if not self.validate():
            return None
        before_m = self.before.data or 0
        if stored and self.before.typed == _shown(stored.before_m, settings.distance_unit):
            before_m = stored.before_m  # It was shown rounded.
        try:
            return Shoe(
                id=stored.id if stored else self._new_id(),
                name=self.name.data,
                before_m=before_m,
                is_retired=bool(stored and stored.is_retired),
            )
        except Invalid as error:
            report(self, error, {"before_m": "before"})
            return None

    def _new_id(self) -> UUID:
        try:
            return UUID(self.id.data)
        except (ValueError, TypeError):
            return uuid4()


def _metres(text: str) -> int:
    unit = current.user().settings.distance_unit
    value, name = typed.quantity(text, UNITS[Distance], unit)
    return round(Fraction(value) * METRES[DistanceUnit(name)])


def _shown(metres: int, unit: DistanceUnit) -> str:
    return formats.distance(Fraction(metres), unit).removesuffix(f" {unit}") if metres else ""
