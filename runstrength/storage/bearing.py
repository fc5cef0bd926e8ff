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
_IN_ORDER = (workouts.c.started_at, workouts.c.id)

_WITHIN = _VERSION.where(_OWN, workouts.c.local_date.between(bindparam("first"), bindparam("last")))
# `few-lifts` asks on which day the log began.
_FIRST = _VERSION.where(_LOGGED).order_by(workouts.c.local_date, *_IN_ORDER).limit(1)
# `region-missed` tells a region once, until it is trained again.
_LIFTS_BEFORE = (
    _VERSION.where(
        _LOGGED, workouts.c.kind == Lift.kind, workouts.c.local_date < bindparam("first")
    )
    .order_by(workouts.c.local_date.desc(), workouts.c.started_at.desc())
    .limit(LIFTS_BEFORE)
)


def _newest_with(poor, place: int):
    """Of each exercise of `poor`, the lift before with it that is the newest but `place`."""
    newest = (
        select(workouts.c.id)
        .join(
            lift_exercises,
            (lift_exercises.c.user_id == workouts.c.user_id)
            & (lift_exercises.c.workout_id == workouts.c.id),
        )
        .where(
            _LOGGED,
            lift_exercises.c.user_id == bindparam("of"),
            lift_exercises.c.exercise == poor.c.exercise,
            lift_exercises.c.local_date < bindparam("first"),
        )
        .order_by(lift_exercises.c.local_date.desc(), workouts.c.started_at.desc())
        .limit(1)
        .offset(place)
        .correlate(poor)
        .scalar_subquery()
    )
    return _VERSION.where(_OWN, workouts.c.id.in_(select(newest)))


# `heavier-on-poor-form` waits for the next workout with the exercise, however long. So, of every
# exercise whose form ever broke down, the newest lift is needed: it waits, or it was the answer.
# The one before comes along, as the newest by date need not be the newest across the date line.
_POOR = (
    select(lift_exercises.c.exercise)
    .where(
        lift_exercises.c.user_id == bindparam("of"),
        lift_exercises.c.form == Form.BREAKING_DOWN,
        lift_exercises.c.local_date < bindparam("first"),
    )
    .distinct()
    .subquery("poor")
)
_BEARING = union(
    _WITHIN,
    select(_FIRST.subquery()),
    select(_LIFTS_BEFORE.subquery()),
    _newest_with(_POOR, 0),
    _newest_with(_POOR, 1),
).order_by("id")


def bearing_on(user_id: UUID, first: date, last: date) -> tuple[tuple[UUID, int], ...]:
    """The ids and versions of the workouts that a rule needs for the dates `first` to `last`.

    Beside those of the dates themselves: the first of the log, the newest lifts before, and those
    with an exercise whose form broke down.
    """
    rows = db.session.execute(_BEARING, {"of": user_id, "first": first, "last": last})
    return tuple(map(tuple, rows))
