"""One form for all the rules; it is never queued, so it carries Flask-WTF's token."""

from decimal import Decimal

from flask_wtf import FlaskForm
from wtforms import BooleanField

from ...training.limits import Invalid, Range
from ...training.rules import RULES
from ...training.thresholds import BOUNDS, DEFAULTS, Thresholds
from .. import typed
from ..fields import TypedField, report, sentence
from .sentences import RULE_WORDS
from .terms import LABELS, UNITS


class ThresholdField(TypedField):
    """A threshold in its own unit, which may be typed behind it."""

    def __init__(self, label: str, threshold: str, **kwargs):
        self.threshold = threshold
        self.bound: Range = BOUNDS[threshold]
        mode = "numeric" if self.bound.whole else "decimal"
        super().__init__(
            label,
            self._read,
            required=sentence(f"must be {self.bound}"),
            render_kw={"inputmode": mode, "autocomplete": "off"},
            **kwargs,
        )

    @property
    def unit(self) -> str:
        """The unit as it is written behind the number."""
        return UNITS[self.threshold]

    @property
    def hint(self) -> str:
        """How far it can be moved, and the default."""
        default = f"default {DEFAULTS.number(self.threshold):,}"
        return f"{self.bound.low:,} to {self.bound.high:,} {self.unit}".rstrip() + f", {default}"

    def _read(self, text: str) -> int | Decimal:
        number = text.lower().removesuffix(self.bound.unit).removesuffix(self.unit)
        try:
            value = (typed.whole if self.bound.whole else typed.decimal)(number)
        except ValueError as error:
            kind = "a whole number" if self.bound.whole else "a number"
            raise ValueError(sentence(f"must be {kind} {self.bound}")) from error
        # Ahead of the value's own check: no duration has as many hours as one can type.
        if complaint := self.bound.complaint(value):
            raise ValueError(sentence(complaint))
        return value


class RulesForm(FlaskForm):
    """A switch for each rule, named `on-` and its id, and a field for each threshold."""

    thresholds: Thresholds

    @classmethod
    def showing(cls, thresholds: Thresholds) -> "RulesForm":
        """A form that holds the thresholds."""
        numbers = {name: thresholds.number(name) for name in BOUNDS}
        switches = {f"on-{rule.id}": rule.id not in thresholds.off for rule in RULES}
        return cls(formdata=None, data=numbers | switches)

    def validate(self, **kwargs) -> bool:
        """Read the `thresholds`, and put what is wrong with them beside their fields."""
        if not super().validate(**kwargs):
            return False
        off = [rule.id for rule in RULES if not self[f"on-{rule.id}"].data]
        try:
            self.thresholds = Thresholds.chosen({name: self[name].data for name in BOUNDS}, off)
        except Invalid as error:
            report(self, error, {})
        return not self.errors


for _name in BOUNDS:
    setattr(RulesForm, _name, ThresholdField(LABELS[_name], _name))
for _rule in RULES:
    setattr(RulesForm, f"on-{_rule.id}", BooleanField(RULE_WORDS[_rule.id].name))
