"""The form for a routine: its name, and a row for each exercise.

It is posted by the page or from a queue, so it carries no token: the origin check guards it.
"""

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, FormField, HiddenField, SelectField, ValidationError
from wtforms.utils import unset_value

from ...training.limits import FieldError, Invalid
from ...training.progression import Target
from ...training.routines import Routine, RoutineExercise, Timed
from .. import current, typed
from ..exercise_names import exercise_choices, regions_of
from ..fields import TypedField, report
from ..rows import Rows

MARKED = "See what is marked."
HOW_TO_TYPE_AN_AMOUNT = "Write it as 8–12 or 8 (reps), or as 45 s."
_RANGE = re.compile(r"(\d+)(?: ?(?:-|–|to) ?(\d+))?(?: ?reps?)?", re.ASCII)
_AMOUNT = dict.fromkeys(("reps_low", "reps_high", "seconds"), "amount")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a set is meant to hold, as it was typed: a range of repetitions, or seconds."""

    low: int
    high: int | None = None  # None for seconds.

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} s"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def read_amount(text: str) -> Amount:
    """Read 8–12, 8 or 45 s. Raises ValueError."""
    text = " ".join(text.lower().split())
    match = _RANGE.fullmatch(text)
    if match and len(text) <= typed.LONGEST:
        low = int(match[1])
        return Amount(low, int(match[2] or low))
    try:
        return Amount(typed.duration_s(text, plain_unit_s=1))
    except ValueError as error:
        raise ValueError(HOW_TO_TYPE_AN_AMOUNT) from error


class RowForm(Form):
    """One exercise; a row without one, and without an amount, is not there."""

    exercise = SelectField("Exercise", validate_choice=False)
    sets = TypedField("Sets", typed.whole)
    amount = TypedField("Reps or time", read_amount)
    rir = TypedField("In reserve", typed.whole)
    superset = BooleanField("In turn with the one above")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.regions = regions_of(current.user())
        self.exercise.choices = exercise_choices(self.exercise.data)

    @property
    def is_empty(self) -> bool:
        """Whether neither an exercise was chosen nor an amount typed."""
        return not self.exercise.data and self.amount.was_left_empty

    def validate_exercise(self, field):
        """Refuse an exercise that is not known, and an amount without one."""
        if field.data and field.data not in self.regions:
            raise ValidationError("This exercise is not known.")
        if not field.data and not self.is_empty:
            raise ValidationError("Choose an exercise for this row.")

    def validate_sets(self, field):
        """An exercise needs its number of sets."""
        if field.was_left_empty and not self.is_empty:
            raise ValidationError("How many sets?")

    def validate_amount(self, field):
        """An exercise needs its repetitions or seconds."""
        if field.was_left_empty and not self.is_empty:
            raise ValidationError(HOW_TO_TYPE_AN_AMOUNT)

    def target(self) -> Target | Timed | None:
        """What the row asks for; None where a field was refused, with the reason beside it."""
        sets, amount = self.sets.data, self.amount.data
        try:
            if amount.high is None:
                return Timed(sets, amount.low)
            return Target(sets, amount.low, amount.high, self.rir.data)
        except Invalid as error:
            report(self, error, _AMOUNT)
            self.amount.errors = list(dict.fromkeys(self.amount.errors))  # Both ends may be wrong.
            return None


class RoutineForm(FlaskForm):
    """A routine of the user's own."""

    class Meta:
        """No token: see above."""

        csrf = False

    id = HiddenField()
    base_version = HiddenField()
    name = TypedField("Name", required="Give it a name.")
    exercises = Rows(FormField(RowForm), min_entries=1)

    def __init__(self, formdata=unset_value, **data):
        super().__init__(**({} if formdata is unset_value else {"formdata": formdata}), **data)

    @classmethod
    def empty(cls) -> "RoutineForm":
        """A form for a new routine."""
        return cls(formdata=None, id=str(uuid4()), exercises=[{"sets": 3}])

    @classmethod
    def showing(cls, stored: Routine) -> "RoutineForm":
        """A form that holds a stored routine."""
        return cls(formdata=None, base_version=str(stored.version), **_content(stored))

    @classmethod
    def like(cls, other: Routine) -> "RoutineForm":
        """A form for a new routine that begins as another is."""
        return cls(formdata=None, **_content(other) | {"id": str(uuid4())})

    @property
    def routine_id(self) -> UUID:
        """The id that the page gave the routine. Raises `Invalid` for one that is none."""
        try:
            return UUID(self.id.data)
        except (ValueError, TypeError) as error:
            raise Invalid([FieldError("id", "must be a UUID")]) from error

    @property
    def base(self) -> int | None:
        """The version that the form was opened on; None for a new routine."""
        return typed.version(self.base_version.data)

    def routine(self, routine_id: UUID) -> Routine | None:
        """The routine as typed; None where a field was refused, with the reason beside it."""
        if not self.validate():
            return None
        rows = [entry.form for entry in self.exercises if not entry.form.is_empty]
        targets = [row.target() for row in rows]
        if None in targets:
            self.exercises.errors = [MARKED]
            return None
        try:
            return Routine(str(routine_id), self.name.data, _exercises(rows, targets))
        except Invalid as error:
            report(self, error, {})
            return None


def _exercises(rows: list[RowForm], targets: list) -> tuple[RoutineExercise, ...]:
    """The rows as exercises; those that are done in turn with the one above share a number."""
    found, number = [], 0
    for n, (row, target) in enumerate(zip(rows, targets, strict=True)):
        joins = n > 0 and row.superset.data
        is_joined = n + 1 < len(rows) and rows[n + 1].superset.data
        number += not joins and is_joined
        found.append(
            RoutineExercise(row.exercise.data, target, number if joins or is_joined else None)
        )
    return tuple(found)


def _content(routine: Routine) -> dict:
    before = [None, *(each.superset for each in routine.exercises)]
    rows = [
        {
            "exercise": each.exercise,
            "sets": each.target.sets,
            "amount": _amount(each.target),
            "rir": getattr(each.target, "rir", None),
            "superset": each.superset is not None and each.superset == last,
        }
        for each, last in zip(routine.exercises, before, strict=False)
    ]
    return {"id": routine.id, "name": routine.name, "exercises": rows}


def _amount(target: Target | Timed) -> Amount:
    if isinstance(target, Timed):
        return Amount(target.seconds)
    return Amount(target.reps_low, target.reps_high)
