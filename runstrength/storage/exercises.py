"""Exercises of the log: found by their own index, never by reading the history."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from uuid import UUID

from sqlalchemy import String, bindparam, select, union_all

from ..training.exercise_trend import Logged
from ..training.workouts import Form, SetKind
from .database import db
from .rows import set_from
from .tables import lift_exercises, lift_sets, workouts


def last_done(user_id: UUID, exercises: Iterable[str]) -> dict[str, date]:
    """The date of the newest logged workout with each exercise that has one; in one statement."""
    names = dict(enumerate(exercises))
    if not names:
        return {}
    asked = {"of": user_id} | {f"exercise_{n}": name for n, name in names.items()}
    rows = db.session.execute(_newest_of(len(names)), asked)
    return {row.name: row.local_date for row in rows if row.local_date}


def newest_sessions(user_id: UUID, exercise: str, count: int) -> list[Logged]:
    """The newest logged sessions of an exercise with a working set, newest first.

    In one statement, whatever the history. `count` entries are read: an exercise that stands twice
    in a workout is one session of two entries.
    """
    asked = {"of": user_id, "exercise": exercise, "count": count}
    rows = db.session.execute(_SESSIONS, asked)
    return [
        _session(workout, list(group)) for workout, group in groupby(rows, lambda r: r.workout_id)
    ]


def _session(workout: UUID, rows: list) -> Logged:
    rated = (Form(row.form) for row in rows if row.form)
    return Logged(
        rows[0].local_date,
        tuple(set_from(*row[SET_COLUMNS]) for row in rows),
        max(rated, key=list(Form).index, default=None),
        workout=workout,
    )


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


def _sets_of(entry):
    return (
        (lift_sets.c.user_id == entry.c.user_id)
        & (lift_sets.c.workout_id == entry.c.workout_id)
        & (lift_sets.c.exercise_position == entry.c.position)
        & (lift_sets.c.kind == SetKind.WORKING)
    )


def _workout_of(entry):
    return (workouts.c.user_id == entry.c.user_id) & (workouts.c.id == entry.c.workout_id)


# What it asks of other tables are conditions, not joins, so that it is read along its index and
# ends once there are enough.
_NEWEST = (
    select(lift_exercises)
    .where(
        lift_exercises.c.user_id == bindparam("of"),
        lift_exercises.c.exercise == bindparam("exercise"),
        select(workouts.c.id)
        .where(
            _workout_of(lift_exercises),
            workouts.c.deleted_at.is_(None),
            workouts.c.planned.is_(False),
        )
        .exists(),
        select(lift_sets.c.position).where(_sets_of(lift_exercises)).exists(),
    )
    .order_by(lift_exercises.c.local_date.desc())
    .limit(bindparam("count"))
    .cte("newest")
)
# A row has its session's columns first, then those of a set.
SET_COLUMNS = slice(3, None)
_SET = ("kind", "reps", "weight_value", "weight_unit", "rir", "duration_s", "side")
_SESSIONS = (
    select(
        _NEWEST.c.workout_id,
        _NEWEST.c.local_date,
        _NEWEST.c.form,
        *(lift_sets.c[name] for name in _SET),
    )
    .join(lift_sets, _sets_of(_NEWEST))
    .join(workouts, _workout_of(_NEWEST))
    .order_by(
        _NEWEST.c.local_date.desc(),
        workouts.c.started_at.desc(),
        _NEWEST.c.workout_id,
        _NEWEST.c.position,
        lift_sets.c.position,
    )
)
