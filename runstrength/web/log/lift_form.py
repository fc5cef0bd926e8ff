"""The form for a lift: exercises with their sets, rows that come and go without JavaScript too."""

import re
from datetime import datetime

from flask import current_app, request
from wtforms import BooleanField, FieldList, Form, FormField, SelectField, ValidationError

from ...training.limits import Invalid
from ...training.quantities import Weight
from ...training.workouts import Form as LiftingForm
from ...training.workouts import Lift, LiftExercise, Region, Set, SetKind, Workout
from .. import typed
from ..exercises import exercise_name
from ..fields import DurationField, QuantityField, TypedField, report
from .forms import WorkoutForm

FORM_RATINGS = {
    "": "Not rated",
    LiftingForm.SOLID.value: "Solid",
    LiftingForm.SHAKY.value: "Shaky",
    LiftingForm.BREAKING_DOWN.value: "Breaking down",
}
REGIONS = {Region.LOWER: "Lower body", Region.CORE: "Core", Region.UPPER: "Upper body"}
MARKED = "See what is marked."
SET_FIELDS = {"duration_s": "seconds", "weight_kg": "weight"}


class Rows(FieldList):
    """Rows that are numbered by their names; a name whose number is none is no row of ours."""

    def _extract_indices(self, prefix, formdata):
        # WTForms takes any digit that Unicode knows, and as many as there are, for a number.
        own = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})(?:-|$)")
        return (int(match[1]) for name in formdata if (match := own.match(name)))


class SetForm(Form):
    """One set; a row that was left empty is not there."""

    warm_up = BooleanField("Warm-up")
    reps = TypedField("Reps", typed.whole)
    weight = QuantityField("Weight", Weight)
    seconds = DurationField("Seconds", plain_unit_s=1)
    rir = TypedField("Reps in reserve", typed.whole)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return all(f.was_left_empty for f in (self.reps, self.weight, self.seconds, self.rir))

    def as_data(self) -> dict:
        """What was typed, for the row that repeats it; after a warm-up comes a working set."""
        return {name: field.data for name, field in self._fields.items()} | {"warm_up": False}

    def build(self) -> Set | None:
        """The set as typed; None where a field was refused, with the reason beside it."""
        try:
            return Set(
                kind=SetKind.WARM_UP if self.warm_up.data else SetKind.WORKING,
                reps=self.reps.data,
                weight=self.weight.data,
                duration_s=self.seconds.data,
                rir=self.rir.data,
            )
        except Invalid as error:
            report(self, error, SET_FIELDS)
            return None


class ExerciseForm(Form):
    """One exercise with its sets."""

    exercise = SelectField("Exercise", validate_choice=False)
    form = SelectField("Form", choices=FORM_RATINGS, default="")
    sets = Rows(FormField(SetForm), min_entries=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.regions = current_app.extensions["guide"].regions
        self.exercise.choices = _choices(self.exercise.data)

    @property
    def is_empty(self) -> bool:
        """Whether neither an exercise was chosen nor a set typed."""
        return not self.exercise.data and all(row.form.is_empty for row in self.sets)

    def validate_exercise(self, field):
        """Sets need an exercise that they belong to, and one that is known."""
        if field.data and field.data not in self.regions:
            raise ValidationError("This exercise is not in the guide.")
        if not field.data and not self.is_empty:
            raise ValidationError("Choose an exercise for these sets.")

    def build(self) -> LiftExercise | None:
        """The exercise as typed; None where a set was refused."""
        sets = [row.form.build() for row in self.sets if not row.form.is_empty]
        if None in sets:
            return None
        return LiftExercise(
            exercise=self.exercise.data,
            region=self.regions[self.exercise.data],
            form=LiftingForm(self.form.data) if self.form.data else None,
            sets=tuple(sets),
        )


class LiftForm(WorkoutForm):
    """A lift session."""

    kind = Lift.kind

    exercises = Rows(FormField(ExerciseForm), min_entries=1)

    @property
    def blank_exercise(self) -> ExerciseForm:
        """The rows that JavaScript copies; the server never reads them."""
        return ExerciseForm(prefix="exercises-EXERCISE-")

    def reshape(self) -> bool:
        """Add or remove the row that a button asked for; False where none did."""
        action, _, place = request.form.get("do", "").partition(":")
        rows = {entry.name: entry.form for entry in self.exercises}
        if action == "add-exercise":
            self.exercises.append_entry()
        elif action == "remove-exercise" and place in rows:
            self.exercises.entries = [e for e in self.exercises if e.name != place]
        elif action == "add-set" and place in rows:
            sets = rows[place].sets
            sets.append_entry(sets[-1].form.as_data() if len(sets) else None)
        elif action == "remove-set" and place in rows and len(rows[place].sets):
            rows[place].sets.pop_entry()
        else:
            return False
        return True

    def workout(self, stored: Workout | None, now: datetime) -> Lift | None:
        """The lift as typed; an exercise that has left the guide stays with its workouts."""
        if isinstance(stored, Lift):
            own = {done.exercise: done.region for done in stored.exercises}
            for entry in self.exercises:
                entry.form.regions = {**own, **entry.form.regions}
        return super().workout(stored, now)

    @classmethod
    def repeated(cls, other: Lift) -> dict:
        """The lift's content, with its form not yet rated."""
        content = cls.content(other)
        return content | {"exercises": [done | {"form": ""} for done in content["exercises"]]}

    @staticmethod
    def _own_data(stored: Lift) -> dict:
        return {"exercises": [_exercise_data(e) for e in stored.exercises]}

    def _build(self, common: dict, stored: Workout | None) -> Lift | None:
        done = [e.form.build() for e in self.exercises if not e.form.is_empty]
        if None in done:
            self.exercises.errors = [MARKED]
            return None
        return Lift(**common, exercises=tuple(done))


def _exercise_data(done: LiftExercise) -> dict:
    sets = [
        {
            "warm_up": s.kind is SetKind.WARM_UP,
            "reps": s.reps,
            "weight": s.weight,
            "seconds": s.duration_s,
            "rir": s.rir,
        }
        for s in done.sets
    ]
    return {"exercise": done.exercise, "form": done.form or "", "sets": sets}


def _choices(chosen: str | None) -> dict[str, str | dict[str, str]]:
    """The guide's exercises by region; what was chosen stays shown if it has left the guide."""
    known = current_app.extensions["guide"].exercises
    groups: dict[str, str | dict[str, str]] = {"": "Choose an exercise"}
    for exercise in known.values():
        region = groups.setdefault(REGIONS[exercise.region], {})
        region[exercise.id] = exercise.name
    if chosen and chosen not in known:
        groups[chosen] = exercise_name(chosen)
    return groups
