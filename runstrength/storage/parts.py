"""What a run or a lift has beside its workout, in tables of its own: written and deleted whole."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Select, delete, insert

from ..training.workouts import Run, Workout
from .database import db, insert_tuples
from .rows import exercise_row, run_row, set_row
from .tables import lift_exercises, lift_sets, runs


def insert_parts(user_id: UUID, workouts: Iterable[Workout]) -> None:
    """Store what runs and lifts have beside their workouts; at most one statement a table."""
    ran, done, sets = [], [], []
    for workout in workouts:
        key = user_id, workout.id
        if isinstance(workout, Run):
            ran.append({"user_id": user_id, "workout_id": workout.id, **run_row(workout)})
            continue
        for n, each in enumerate(workout.exercises):
            done.append((*key, n, *exercise_row(each), workout.local_date))
            sets += [(*key, n, m, *set_row(s)) for m, s in enumerate(each.sets)]
    if ran:
        db.session.execute(insert(runs), ran)
    insert_tuples(lift_exercises, done)
    insert_tuples(lift_sets, sets)


def delete_parts(user_id: UUID, workout_ids: Collection[UUID] | Select) -> None:
    """Delete the parts of both kinds: an edit may change a workout's kind. Sets go along."""
    for table in (runs, lift_exercises):
        own = (table.c.user_id == user_id, table.c.workout_id.in_(workout_ids))
        db.session.execute(delete(table).where(*own))
