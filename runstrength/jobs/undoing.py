"""Undoing an import as a whole, in small transactions."""

import json
from dataclasses import replace
from uuid import UUID

from ..exchange.account import documents
from ..storage import import_parts, imports, origins, trash, workouts
from ..storage.database import db
from ..storage.import_parts import Did
from ..storage.imports import Import, Status
from ..training.workouts import Workout
from . import belongings, leftovers
from .batches import in_batches
from .standing import held

# Each is looked at and deleted by itself, which takes longer than adding it.
BATCH = 25


def take_back(user_id: UUID, brought: Import) -> None:
    """Delete what an import added, and empty again what it filled.

    What its owner has changed since goes too, unless that was said to be kept; a workout that was
    only filled, and changed since, stays as it is.
    """
    in_batches(lambda: _take_next(user_id, brought))


def _take_next(user_id: UUID, brought: Import) -> bool:
    current = held(user_id, brought.id)
    if current is None or current.status is not Status.UNDOING:
        db.session.rollback()
        return False
    rows = import_parts.next_done(user_id, brought.id, BATCH)
    if not rows:
        origins.forget(user_id, brought.id, import_parts.kept(user_id, brought.id))
        leftovers.clear(user_id, brought.id)
        imports.move_to(user_id, brought.id, Status.UNDONE)
        db.session.commit()
        return False
    keeps_changed = bool(brought.answers.get("keep_changed"))
    others = [row for row in rows if row.kind in belongings.KINDS]
    told = [row for row in rows if row.kind not in belongings.KINDS]
    added = [row for row in told if row.done == Did.ADDED]
    # The last first: what several parts filled is emptied step by step.
    done = [_empty(user_id, brought, row) for row in told if row.done == Did.FILLED]
    added = [import_parts.row_at(user_id, brought.id, row.position) for row in added]
    done += _discard(user_id, added, keeps_changed)
    # Shoes and exercises go once no workout names them any more.
    done += [(row.position, belongings.take_back(user_id, row), None) for row in others]
    import_parts.note_done(user_id, brought.id, done)
    imports.change(user_id, brought.id, done=current.done + len(rows))
    db.session.commit()
    return True


def _discard(user_id: UUID, rows: list, keeps_changed: bool) -> list[tuple[int, Did, None]]:
    """Take back what was added; what its owner deleted meanwhile stays deleted."""
    stored = workouts.find_several(user_id, [row.workout_id for row in rows]) if rows else {}
    kept, gone = [], []
    for row in rows:
        found = stored.get(row.workout_id)
        is_there = isinstance(found, Workout)
        is_kept = is_there and keeps_changed and found.version > _version_brought(row)
        kept += [(row.position, Did.KEPT if is_kept else Did.UNDONE, None)]
        gone += [found.id] if is_there and not is_kept else []
    trash.discard(user_id, gone)
    return kept


def _version_brought(row) -> int:
    return json.loads(row.before or row.document)["version"]


def _empty(user_id: UUID, brought: Import, row) -> tuple[int, Did, str | None]:
    stored = workouts.find(user_id, row.like_id, lock=True)
    told = json.loads(import_parts.row_at(user_id, brought.id, row.position).before)
    if not isinstance(stored, Workout) or stored.version != told["version"]:
        return row.position, Did.KEPT, None
    was = replace(documents.workout_from(told["was"]), version=stored.version)
    if was != stored:
        _, now = workouts.put(user_id, stored, was, stored.version)
        _tell_before(user_id, brought, row, now.version)
    return row.position, Did.UNDONE, None


def _tell_before(user_id: UUID, brought: Import, row, version: int) -> None:
    """Of the part that brought or filled the workout before, this is the version by now."""
    before = import_parts.done_before(user_id, brought.id, row.like_id, row.position)
    if before is not None:
        told = json.dumps({**json.loads(before.before or "{}"), "version": version})
        import_parts.note_done(user_id, brought.id, [(before.position, Did(before.done), told)])
