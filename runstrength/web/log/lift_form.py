"""The form for a lift: exercises with their sets, rows that come and go without JavaScript too."""

from datetime import datetime

from flask import request
from wtforms import (
    BooleanField,
    Form,
    FormField,
    RadioField,
    SelectField,
    TextAreaField,
    ValidationError,
)

from ...training.limits import Invalid
from ...training.quantities import Weight
from ...training.workouts import Form as LiftingForm
from ...training.workouts import Lift, LiftExercise, Set, SetKind, Side, Workout
from .. import current, typed
from ..exercise_names import exercise_choices, regions_of
from ..fields import DurationField, QuantityField, TypedField, report
from ..rows import Rows
from .forms import WorkoutForm

FORM_RATINGS = {
    "": "Not rated",
    LiftingForm.SOLID.value: "Solid",
    LiftingForm.SHAKY.value: "Shaky",
    LiftingForm.BREAKING_DOWN.value: "Breaking down",
}
SIDES = {"": "Both", Side.LEFT.value: "L", Side.RIGHT.value: "R"}
MARKED = "See what is marked."
SET_FIELDS = {"duration_s": "seconds", "weight_kg": "weight"}


class SetForm(Form):
    """One set; a row that was left empty is not there."""

    warm_up = BooleanField("Warm-up")
    reps = TypedField("Reps", typed.whole)
    weight = QuantityField("Weight", Weight)
    seconds = DurationField("Seconds", plain_unit_s=1)
    rir = TypedField("Reps in reserve", typed.whole)
    side = SelectField("Side", choices=SIDES, default="")

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
                side=Side(self.side.data) if self.side.data else None,
            )
        except Invalid as error:
            report(self, error, SET_FIELDS)
            return None


class ExerciseForm(Form):
    """One exercise with its sets."""

    exercise = SelectField("Exercise", validate_choice=False)
    form = RadioField("Form", choices=FORM_RATINGS, default="")
    notes = TextAreaField("Notes on this exercise")
    superset = TypedField("In turn with", typed.whole)
    sets = Rows(FormField(SetForm), min_entries=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.regions = regions_of(current.user())
        self.exercise.choices = exercise_choices(self.exercise.data)

    @property
    def is_empty(self) -> bool:
        """Whether no exercise was chosen, and neither a set nor a note typed."""
        has_notes = (self.notes.data or "").strip()
        return not (self.exercise.data or has_notes) and all(r.form.is_empty for r in self.sets)

    def validate_exercise(self, field):
        """Sets need an exercise that they belong to, and one that is known."""
        if field.data and field.data not in self.regions:
            raise ValidationError("This exercise is not known.")
        if not field.data and not self.is_empty:
            raise ValidationError("Choose an exercise for these sets.")

    def build(self) -> LiftExercise | None:
        """The exercise as typed; None where a set was refused."""
        sets = [row.form.build() for row in self.sets if not row.form.is_empty]
        if None in sets:
            return None
        try:
            return LiftExercise(
                exercise=self.exercise.data,
                region=self.regions[self.exercise.data],
                form=LiftingForm(self.form.data) if self.form.data else None,
                sets=tuple(sets),
                notes=(self.notes.data or "").replace("\r\n", "\n"),
                superset=self.superset.data,
            )
        except Invalid as error:
            report(self, error, {})
            return None


class LiftForm(WorkoutForm):
    """A lift session."""

    kind = Lift.kind

    exercises = Rows(FormField(ExerciseForm), min_entries=1)

    @property
    def blank_exercise(self) -> ExerciseForm:
        """The rows that JavaScript copies; the server never reads them."""
        return ExerciseForm(prefix="exercises-EXERCISE-")

    @property
    def has_more(self) -> bool:
        """Whether what is folded away holds something, or was refused."""
        folded = (self.avg_hr_bpm, self.notes)
        return any(field.data or field.errors for field in folded)

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
        """The lift's content, with its form not yet rated, without its notes and heart rate."""
        content = super().repeated(other)
        anew = {"form": "", "notes": ""}
        return content | {"exercises": [done | anew for done in content["exercises"]]}

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
            "side": s.side or "",
        }
        for s in done.sets
    ]
    return {
        "exercise": done.exercise,
        "form": done.form or "",
        "notes": done.notes,
        "superset": done.superset,
        "sets": sets,
    }
