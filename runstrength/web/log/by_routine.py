"""A lift form that is opened by a routine: its exercises, with the sets of last time."""

from collections.abc import Mapping
from uuid import UUID

from flask import g, request

from ...training.progression import Target
from ...training.routines import Routine, sets_for
from ...training.workouts import Lift, LiftExercise
from .. import clock, current
from ..exercise_names import regions_of
from ..routine_names import routine_named
from .lately import lately
from .lift_form import LiftForm


def routine_asked() -> Routine | None:
    """The routine that the address names, the user's own or a ready one; read once for a request.

    A form that is shown again, with another row, still has its address.
    """
    if "routine_asked" not in g:
        name = request.args.get("routine")
        g.routine_asked = routine_named(current.user(), name) if name else None
    return g.routine_asked


def targets_asked() -> Mapping[str, Target]:
    """What the routine of the address asks of its exercises; nothing where there is none."""
    routine = routine_asked()
    return routine.targets if routine else {}


def prefilled(routine: Routine) -> list[dict]:
    """The exercises as the form's fields: never what is suggested, always what was done last."""
    past, regions = lately(current.user()), regions_of(current.user())
    exercises = tuple(
        LiftExercise(
            exercise=each.exercise,
            region=regions[each.exercise],
            sets=sets_for(each.target, past.last(each.exercise)),
            superset=each.superset,
        )
        for each in routine.exercises
        if each.exercise in regions  # One of the user's own may be gone.
    )
    head = {"id": UUID(int=0), "started_at": clock.now(), "time_zone": "UTC", "duration_s": 1}
    return LiftForm.repeated(Lift(**head, exercises=exercises))["exercises"]
