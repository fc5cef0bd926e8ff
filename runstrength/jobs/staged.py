"""Workouts that wait in an import, as text: documents, but for what a lift holds.

Of exercises and sets there are many. Each is as short as its row of the log, and becomes a value
in the same way.
"""

import json
from dataclasses import replace

from ..exchange.account import documents
from ..storage.rows import exercise_from, exercise_row, set_from, set_row
from ..training.workouts import Lift, LiftExercise, Workout


def text_of(workout: Workout) -> str:
    """What `workout_from` reads."""
    if not isinstance(workout, Lift):
        return _text(documents.document(workout))
    told = documents.document(replace(workout, exercises=()))
    return _text(told | {"exercises": [_told(each) for each in workout.exercises]})


def workout_from(text: str) -> Workout:
    """The workout that was staged as this text."""
    told = json.loads(text)
    if told["kind"] != Lift.kind:
        return documents.workout_from(told)
    lift = documents.workout_from(told | {"exercises": []})
    return replace(lift, exercises=tuple(_exercise(*each) for each in told["exercises"]))


def _told(done: LiftExercise) -> tuple:
    return *exercise_row(done), [set_row(each) for each in done.sets]


def _exercise(*told) -> LiftExercise:
    *row, sets = told
    return exercise_from(*row, tuple(set_from(*each) for each in sets))


def _text(told: dict) -> str:
    return json.dumps(told, separators=(",", ":"))
