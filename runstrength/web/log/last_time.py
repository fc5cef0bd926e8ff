"""What each exercise was done with last time, as the lift form would have it typed."""

from collections.abc import Sequence

from ...storage.accounts import User
from ...training.quantities import WeightUnit
from ...training.workouts import Lift, LiftExercise, Set, SetKind
from ..formats import short_date


def last_time(user: User, lifts: Sequence[Lift]) -> dict[str, dict]:
    """By exercise of the newest `lifts`: the date, how the form was, the sets as form fields."""
    found: dict[str, dict] = {}
    for lift in lifts:
        for done in lift.exercises:
            if done.exercise not in found and done.sets:
                found[done.exercise] = {
                    "date": short_date(lift.local_date),
                    **told(done, user.settings.weight_unit),
                }
    return found


def told(done: LiftExercise, unit: WeightUnit) -> dict:
    """How the form of an exercise was, and its sets as fields of the form."""
    return {"form": done.form or "", "sets": [_set(s, unit) for s in done.sets]}


def _set(s: Set, unit: WeightUnit) -> dict:
    """The fields that were filled; a weight in another unit has that behind it."""
    typed = {"reps": s.reps, "seconds": s.duration_s, "rir": s.rir, "side": s.side}
    if s.weight:
        text = format(s.weight.value, "f")
        typed["weight"] = text if s.weight.unit == unit else f"{text} {s.weight.unit}"
    filled = {name: str(value) for name, value in typed.items() if value is not None}
    return filled | ({"warm_up": True} if s.kind is SetKind.WARM_UP else {})
