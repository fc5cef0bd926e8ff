"""The ways to open the lift form that a phone without a network takes from a kept page."""

from flask import current_app

from ...storage import routines
from ...storage.accounts import User
from ...training.routines import Routine, sets_for
from ...training.workouts import LiftExercise
from ..exercise_names import regions_of
from .last_time import told
from .lately import Lately


def openings(user: User, past: Lately) -> dict[str, list[dict]]:
    """By query (`routine=…`, `like=…`): the exercises with their sets, as fields of the form.

    The same as the server opens: every routine, and the newest lift.
    """
    known = [*current_app.extensions["routines"].values(), *routines.of_user(user.id)]
    found = {f"routine={each.id}": _of_routine(each, user, past) for each in known}
    for newest in past.lifts[:1]:
        found[f"like={newest.id}"] = [_told(done, user) for done in newest.exercises]
    return found


def _of_routine(routine: Routine, user: User, past: Lately) -> list[dict]:
    regions = regions_of(user)
    return [
        _told(
            LiftExercise(
                exercise=each.exercise,
                region=regions[each.exercise],
                sets=sets_for(each.target, past.last(each.exercise)),
                superset=each.superset,
            ),
            user,
        )
        for each in routine.exercises
        if each.exercise in regions
    ]


def _told(done: LiftExercise, user: User) -> dict:
    sets = told(done, user.settings.weight_unit)["sets"]
    return {"exercise": done.exercise, "superset": done.superset or "", "sets": sets}
