"""What a run or a lift has beside its workout, in tables of its own: written and deleted whole."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, delete, insert

from ..training.workouts import Run, Workout
from .database import db
from .rows import run_row, set_row
from .tables import lift_exercises, lift_sets, runs


def insert_parts(user_id: UUID, workout: Workout) -> None:
    """Store what a run or a lift has beside its workout."""
    key = {"user_id": user_id, "workout_id": workout.id}
    if isinstance(workout, Run):
        db.session.execute(insert(runs), {**key, **run_row(workout)})
        return
    exercises = [
        {
            **key,
            "position": n,
            "exercise": e.exercise,
            "region": e.region,
            "form": e.form,
            "notes": e.notes,
            "superset": e.superset,
            "local_date": workout.local_date,
        }
        for n, e in enumerate(workout.exercises)
    ]
    sets = [
        {**key, "exercise_position": n, "position": m, **set_row(s)}
        for n, e in enumerate(workout.exercises)
        for m, s in enumerate(e.sets)
    ]
    for table, rows in ((lift_exercises, exercises), (lift_sets, sets)):
        if rows:
            db.session.execute(insert(table), rows)


def delete_parts(user_id: UUID, workout_ids: Collection[UUID] | Select) -> None:
    """Delete the parts of both kinds: an edit may change a workout's kind. Sets go along."""
    for table in (runs, lift_exercises):
        own = (table.c.user_id == user_id, table.c.workout_id.in_(workout_ids))
        db.session.execute(delete(table).where(*own))
