"""The example training: put into an account once, beside whatever is there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import select

from ..training.check_ins import CheckIn
from ..training.workouts import Workout
from . import marks, workouts
from .account_tables import users
from .accounts import User, user_from
from .database import db


def lock_user(email: str) -> User | None:
    """The account with this address, its row held until the commit: writes follow each other."""
    question = select(users, users.c.id.label("user_id")).where(users.c.email == email)
    row = db.session.execute(question.with_for_update()).first()
    return user_from(row) if row else None


def owned(user_id: UUID, examples: Iterable[Workout]) -> list[Workout]:
    """The examples under ids of the user's own, the same ones each time."""
    return [replace(w, id=uuid5(user_id, f"example {w.id}")) for w in examples]


def put_in(user_id: UUID, examples: list[Workout], check_ins: Mapping[date, CheckIn]) -> int | None:
    """Store the workouts, and check-ins for dates that have none: gives how many of these.

    None where the examples were there before. One that was deleted counts as being there: nobody
    gets it back by asking twice.
    """
    if any(workouts.find(user_id, workout.id) for workout in examples):
        return None
    for workout in examples:
        workouts.put(user_id, None, workout, None)
    kept = dict(marks.between(user_id, min(check_ins), max(check_ins)).check_ins)
    missing = check_ins.keys() - kept.keys()
    for day in missing:
        marks.keep_check_in(user_id, day, check_ins[day])
    return len(missing)
