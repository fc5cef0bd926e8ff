"""A user's own routines: few, each read and written whole."""

import json
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select, update

from ..training.limits import FieldError, Invalid
from ..training.progression import Target
from ..training.routines import Routine, RoutineExercise, Timed
from .database import db, now
from .outcomes import Outcome, Stale, Unconditional
from .tables import routines

MOST_ROUTINES = 100


def of_user(user_id: UUID) -> list[Routine]:
    """The user's own routines, in the order of their names."""
    question = select(routines).where(routines.c.user_id == user_id)
    rows = db.session.execute(question.limit(MOST_ROUTINES))
    return sorted(map(_from, rows), key=lambda each: (each.name.casefold(), each.id))


def find(user_id: UUID, routine_id: UUID, *, lock: bool = False) -> Routine | None:
    """The user's routine with this id."""
    question = select(routines).where(*_own(user_id, routine_id))
    row = db.session.execute(question.with_for_update() if lock else question).first()
    return _from(row) if row else None


def put(
    user_id: UUID, stored: Routine | None, routine: Routine, base_version: int | None
) -> tuple[Outcome, Routine]:
    """Write `routine` where `stored` was found, and say what that did.

    The same content again is a replay and changes nothing. Anything else has to name the version
    that it is based on: raises `Unconditional` or `Stale`. Raises `Invalid` for one too many.
    """
    if stored is None:
        if base_version is not None:
            raise Stale(None)
        return Outcome.CREATED, _insert(user_id, replace(routine, version=1))
    if replace(routine, version=stored.version) == stored:
        return Outcome.REPLAYED, stored
    if base_version is None:
        raise Unconditional(stored)
    if base_version != stored.version:
        raise Stale(stored)
    routine = replace(routine, version=stored.version + 1)
    own = _own(user_id, UUID(routine.id))
    db.session.execute(update(routines).where(*own).values(**_row(routine)))
    return Outcome.REPLACED, routine


def add(user_id: UUID, routine: Routine) -> None:
    """Store a routine whose id is free, in its own version. Raises `Invalid` for one too many."""
    _insert(user_id, routine)


def remove(user_id: UUID, stored: Routine, base_version: int | None) -> None:
    """Delete a routine. Raises `Stale`."""
    if base_version not in (None, stored.version):
        raise Stale(stored)
    db.session.execute(delete(routines).where(*_own(user_id, UUID(stored.id))))


def _own(user_id: UUID, routine_id: UUID) -> tuple:
    return routines.c.user_id == user_id, routines.c.id == routine_id


def _insert(user_id: UUID, routine: Routine) -> Routine:
    """Store a new one where there is room: looked at and written in one statement."""
    row = {"user_id": user_id, "id": UUID(routine.id), **_row(routine)}
    count = select(func.count()).select_from(routines).where(routines.c.user_id == user_id)
    values = select(*(literal(value, routines.c[name].type) for name, value in row.items()))
    there_is_room = values.where(count.scalar_subquery() < MOST_ROUTINES)
    if not db.session.execute(insert(routines).from_select(list(row), there_is_room)).rowcount:
        raise Invalid([FieldError("name", f"there are {MOST_ROUTINES} routines already")])
    return routine


def _row(routine: Routine) -> dict:
    return {
        "version": routine.version,
        "name": routine.name,
        "exercises": json.dumps([_stored(each) for each in routine.exercises]),
        "saved_at": now(),
    }


def _stored(each: RoutineExercise) -> dict:
    target = each.target
    if isinstance(target, Timed):
        amount = {"seconds": target.seconds}
    else:
        amount = {"reps": [target.reps_low, target.reps_high], "rir": target.rir}
    head = {"exercise": each.exercise, "superset": each.superset, "sets": target.sets}
    return head | amount


def _from(row) -> Routine:
    return Routine(str(row.id), row.name, tuple(_exercises(json.loads(row.exercises))), row.version)


def _exercises(stored: Iterable[dict]) -> Iterable[RoutineExercise]:
    for each in stored:
        if "seconds" in each:
            target = Timed(each["sets"], each["seconds"])
        else:
            target = Target(each["sets"], *each["reps"], each["rir"])
        yield RoutineExercise(each["exercise"], target, each["superset"])
