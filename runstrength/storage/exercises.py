"""Exercises of the log: found by their own index, never by reading the history."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import String, bindparam, select, union_all

from .database import db
from .tables import lift_exercises, workouts


def last_done(user_id: UUID, exercises: Iterable[str]) -> dict[str, date]:
    """The date of the newest logged workout with each exercise that has one; in one statement."""
    names = dict(enumerate(exercises))
    if not names:
        return {}
    asked = {"of": user_id} | {f"exercise_{n}": name for n, name in names.items()}
    rows = db.session.execute(_newest_of(len(names)), asked)
    return {row.name: row.local_date for row in rows if row.local_date}


@lru_cache
def _newest_of(count: int):
    """One look at the end of the index for each of so many exercises."""
    asked = union_all(
        *(select(bindparam(f"exercise_{n}", type_=String).label("name")) for n in range(count))
    ).cte("asked")
    return select(asked.c.name, _newest(asked.c.name).label("local_date"))


def _newest(exercise):
    return (
        select(lift_exercises.c.local_date)
        .join(
            workouts,
            (workouts.c.user_id == lift_exercises.c.user_id)
            & (workouts.c.id == lift_exercises.c.workout_id),
        )
        .where(
            lift_exercises.c.user_id == bindparam("of"),
            lift_exercises.c.exercise == exercise,
            workouts.c.deleted_at.is_(None),
            workouts.c.planned.is_(False),
        )
        .order_by(lift_exercises.c.local_date.desc())
        .limit(1)
        .scalar_subquery()
    )
