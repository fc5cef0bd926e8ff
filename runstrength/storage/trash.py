"""Workouts that were deleted: taken back for a while, then emptied; their ids stay taken."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from ..training.workouts import Workout
from .database import db, now
from .outcomes import NEVER, Deleted, Stale, Tombstone
from .parts import delete_parts
from .tables import origins
from .tables import workouts as table
from .workouts import find, update_row

# A deleted workout can be taken back for this long; then only its tombstone stays.
UNDO_FOR = timedelta(days=30)
_BLANK = {"notes": "", "avg_hr_bpm": None}


def remove(user_id: UUID, stored: Workout, base_version: int | None) -> Tombstone:
    """Leave a tombstone in a workout's place. Raises `Stale`."""
    if base_version not in (None, stored.version):
        raise Stale(stored)
    tombstone = Tombstone(stored.id, stored.version + 1, stored.kind, now())
    gone = {"version": tombstone.version, "deleted_at": tombstone.deleted_at}
    update_row(user_id, stored.id, **gone)
    _empty_trash(user_id)
    return tombstone


def discard(user_id: UUID, ids: Collection[UUID]) -> None:
    """Take back workouts that an import had brought: what stays of them is the id alone."""
    if ids:
        delete_parts(user_id, ids)
        came = (origins.c.user_id == user_id, origins.c.workout_id.in_(ids))
        db.session.execute(delete(origins).where(*came))
        own = (table.c.user_id == user_id, table.c.id.in_(ids))
        gone = {"version": table.c.version + 1, "deleted_at": NEVER, **_BLANK}
        db.session.execute(update(table).where(*own).values(**gone))


def bring_back(user_id: UUID, tombstone: Tombstone) -> Workout:
    """Undo a deletion. Raises `Deleted` once there is nothing left to bring back."""
    if tombstone.deleted_at < now() - UNDO_FOR:
        raise Deleted(tombstone)
    update_row(user_id, tombstone.id, version=tombstone.version + 1, deleted_at=None)
    return find(user_id, tombstone.id)


def _empty_trash(user_id: UUID) -> None:
    """Blank what was deleted too long ago to be taken back; the tombstones stay.

    Recordings are cleared away by the worker: `recordings.forget_deleted`.
    """
    until = now() - UNDO_FOR
    deleted_at = table.c.deleted_at
    old = (table.c.user_id == user_id, deleted_at > NEVER, deleted_at < until)
    ids = select(table.c.id).where(*old)
    delete_parts(user_id, ids)
    db.session.execute(update(table).where(*old).values(**_BLANK))
