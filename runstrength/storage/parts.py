"""What a run or a lift has beside its workout, in tables of its own: written and deleted whole."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Select, delete, insert

from ..training.workouts import Lift, LiftExercise, Run, Workout
from .database import db
from .rows import run_row, set_row
from .tables import lift_exercises, lift_sets, runs


def insert_parts(user_id: UUID, workouts: Iterable[Workout]) -> None:
    """Store what runs and lifts have beside their workouts; at most one statement a table."""
    rows = {runs: [], lift_exercises: [], lift_sets: []}
    for workout in workouts:
        key = {"user_id": user_id, "workout_id": workout.id}
        if isinstance(workout, Run):
            rows[runs].append({**key, **run_row(workout)})
            continue
        for n, done in enumerate(workout.exercises):
            rows[lift_exercises].append({**key, "position": n, **_exercise_row(done, workout)})
            place = {**key, "exercise_position": n}
            rows[lift_sets] += [
                {**place, "position": m, **set_row(s)} for m, s in enumerate(done.sets)
            ]
    for table, made in rows.items():
        if made:
            db.session.execute(insert(table), made)


def _exercise_row(done: LiftExercise, lift: Lift) -> dict:
    return {
        "exercise": done.exercise,
        "region": done.region,
        "form": done.form,
        "notes": done.notes,
        "superset": done.superset,
        "local_date": lift.local_date,
    }


def delete_parts(user_id: UUID, workout_ids: Collection[UUID] | Select) -> None:
    """Delete the parts of both kinds: an edit may change a workout's kind. Sets go along."""
    for table in (runs, lift_exercises):
        own = (table.c.user_id == user_id, table.c.workout_id.in_(workout_ids))
        db.session.execute(delete(table).where(*own))
