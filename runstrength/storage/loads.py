"""Daily loads, summed in the database: what a curve over years needs of each workout."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import bindparam, func, select

from ..training.trends import DayLoad
from .database import db
from .tables import runs, workouts

_COUNTED_S = func.coalesce(runs.c.moving_s, workouts.c.duration_s)
_DAILY = (
    select(
        workouts.c.local_date,
        func.coalesce(func.sum(workouts.c.effort * _COUNTED_S), 0).label("effort_seconds"),
        # A count of a column leaves out where it is null.
        (func.count() - func.count(workouts.c.effort)).label("uncounted"),
    )
    .outerjoin(runs, (runs.c.user_id == workouts.c.user_id) & (runs.c.workout_id == workouts.c.id))
    .where(
        workouts.c.user_id == bindparam("of"),
        workouts.c.deleted_at.is_(None),
        workouts.c.planned.is_(False),
        workouts.c.local_date.between(bindparam("first"), bindparam("last")),
    )
    .group_by(workouts.c.local_date)
    .order_by(workouts.c.local_date)
)


def daily(user_id: UUID, first: date, last: date) -> dict[date, DayLoad]:
    """The loads of the dates `first` to `last` that have a logged workout, in one statement.

    Effort × minutes, a run's moving time where it is known; plans and what was deleted are left
    out, and a workout without effort is told as uncounted.
    """
    rows = db.session.execute(_DAILY, {"of": user_id, "first": first, "last": last})
    return {
        row.local_date: DayLoad(Fraction(row.effort_seconds, 60), row.uncounted) for row in rows
    }
