"""Which workouts bear on a stretch of dates, each in which version: what tells them unchanged."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select, union

from ..training.workouts import Form, Lift
from .database import db
from .tables import lift_exercises, workouts

# Enough to tell which regions were missed when a stretch begins, after however long a pause.
LIFTS_BEFORE = 6

_OWN = (workouts.c.user_id == bindparam("of")) & workouts.c.deleted_at.is_(None)
_LOGGED = _OWN & workouts.c.planned.is_(False)
_VERSION = select(workouts.c.id, workouts.c.version)

_WITHIN = _VERSION.where(_OWN, workouts.c.local_date.between(bindparam("first"), bindparam("last")))
# `few-lifts` asks on which day the log began.
_FIRST = _VERSION.where(_LOGGED).order_by(workouts.c.started_at, workouts.c.id).limit(1)
# `region-missed` tells a region once, until it is trained again.
_LIFTS_BEFORE = (
    _VERSION.where(
        _LOGGED, workouts.c.kind == Lift.kind, workouts.c.local_date < bindparam("first")
    )
    .order_by(workouts.c.local_date.desc(), workouts.c.started_at.desc())
    .limit(LIFTS_BEFORE)
)


def _poor_form():
    """`heavier-on-poor-form` waits for the next workout with the exercise, however long."""
    done, again = lift_exercises, lift_exercises.alias("again")
    later = workouts.alias("later")
    answered = (
        select(1)
        .select_from(again)
        .join(later, (later.c.user_id == again.c.user_id) & (later.c.id == again.c.workout_id))
        .where(
            again.c.user_id == done.c.user_id,
            again.c.exercise == done.c.exercise,
            again.c.local_date >= done.c.local_date,
            again.c.local_date < bindparam("first"),
            later.c.started_at > workouts.c.started_at,
            later.c.deleted_at.is_(None),
            later.c.planned.is_(False),
        )
        .correlate(done, workouts)
        .exists()
    )
    return _VERSION.join(
        done, (done.c.user_id == workouts.c.user_id) & (done.c.workout_id == workouts.c.id)
    ).where(
        _LOGGED,
        done.c.user_id == bindparam("of"),
        done.c.form == Form.BREAKING_DOWN,
        done.c.local_date < bindparam("first"),
        ~answered,
    )


_BEARING = union(
    _WITHIN,
    select(_FIRST.subquery()),
    select(_LIFTS_BEFORE.subquery()),
    _poor_form(),
).order_by("id")


def bearing_on(user_id: UUID, first: date, last: date) -> tuple[tuple[UUID, int], ...]:
    """The ids and versions of the workouts that a rule needs for the dates `first` to `last`.

    Beside those of the dates themselves: the first of the log, the newest lifts before, and the
    lifts before whose poor form no later one has answered yet.
    """
    rows = db.session.execute(_BEARING, {"of": user_id, "first": first, "last": last})
    return tuple(map(tuple, rows))
