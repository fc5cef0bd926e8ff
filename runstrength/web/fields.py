"""Form fields that read what people type, and keep it as typed where it can't be read."""

from collections.abc import Callable
from fractions import Fraction

from wtforms import Form, StringField
from wtforms.validators import StopValidation

from ..training.limits import Invalid
from ..training.quantities import (
    DISTANCE_M,
    WEIGHT_KG,
    Distance,
    DistanceUnit,
    Weight,
    WeightUnit,
)
from . import current, formats, typed

# Units as people write them behind a number.
UNITS = {
    Distance: {"m": "m", "km": "km", "mi": "mi", "mile": "mi", "miles": "mi"},
    Weight: {"kg": "kg", "kgs": "kg", "lb": "lb", "lbs": "lb"},
}
# How a range is written out, and the range, in metres and kilograms.
WRITTEN = {Distance: (formats.distance, DISTANCE_M), Weight: (formats.weight, WEIGHT_KG)}


class TypedField(StringField):
    """A text field whose data is read by `read`, which raises ValueError; an empty one is None."""

    def __init__(self, label: str, read: Callable = str, required: str = "", **kwargs):
        self.read, self.required = read, required
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist):
        """Read what was typed. A ValueError's words become the field's error."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            self.data = self.read(text)

    def pre_validate(self, form):
        """Stop at a missing value that is needed."""
        if self.data is None and self.required and not self.process_errors:
            raise StopValidation(self.required)

    @property
    def was_left_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self._value().strip()

    def shown(self) -> str:
        """A stored value, as one would type it."""
        return str(self.data)

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else self.shown()


class DurationField(TypedField):
    """A duration, in seconds. A plain number is in minutes unless `plain_unit_s` says otherwise."""

    def __init__(self, label: str, plain_unit_s: int = 60, **kwargs):
        self.plain_unit_s = plain_unit_s
        super().__init__(label, lambda text: typed.duration_s(text, plain_unit_s), **kwargs)

    def shown(self) -> str:
        """The seconds as a watch shows them, or plain where a plain number means seconds."""
        return formats.clock(self.data) if self.plain_unit_s == 60 else str(self.data)


class QuantityField(TypedField):
    """A `Distance` or `Weight`, in the user's unit unless another is typed behind the number."""

    def __init__(self, label: str, quantity: type[Distance] | type[Weight], **kwargs):
        self.quantity = quantity
        super().__init__(label, self._read, **kwargs)

    @property
    def unit(self) -> DistanceUnit | WeightUnit:
        """The signed-in user's unit."""
        settings = current.user().settings
        return settings.distance_unit if self.quantity is Distance else settings.weight_unit

    def shown(self) -> str:
        """The number, with its unit where that is not the user's."""
        text = format(self.data.value, "f")
        return text if self.data.unit == self.unit else f"{text} {self.data.unit}"

    def _read(self, text: str) -> Distance | Weight:
        value, name = typed.quantity(text, UNITS[self.quantity], self.unit)
        unit = type(self.unit)(name)
        try:
            return self.quantity(value, unit)
        except Invalid as error:
            # The range is the value's own; a reader wants it in the unit that was typed.
            write, allowed = WRITTEN[self.quantity]
            low, high = (write(Fraction(bound), unit) for bound in (allowed.low, allowed.high))
            raise ValueError(f"Must be between {low} and {high}.") from error


def report(form: Form, error: Invalid, fields: dict[str, str]) -> None:
    """Put the errors of a refused value beside the form's fields, or above the form.

    `fields` maps a value's field to the form's, where their names differ.
    """
    for fault in error.errors:
        name = fields.get(fault.field, fault.field)
        if name in form:
            form[name].errors = [*form[name].errors, sentence(fault.message)]
        else:
            form.form_errors.append(f"{fault.field}: {fault.message}")


def sentence(message: str) -> str:
    """Write a complaint as a sentence of its own."""
    return f"{message[:1].upper()}{message[1:]}."
