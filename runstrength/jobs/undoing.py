"""Undoing an import as a whole, in small transactions."""

import json
from dataclasses import replace
from uuid import UUID

from ..exchange.account import documents
from ..storage import imports, origins, uploads, workouts
from ..storage.database import db
from ..storage.imports import Did, Import, Status
from ..training.workouts import Workout
from . import belongings

BATCH = 100


def take_back(user_id: UUID, brought: Import) -> None:
    """Delete what an import added, and empty again what it filled.

    What its owner has changed since goes too, unless that was said to be kept; a workout that was
    only filled, and changed since, stays as it is.
    """
    while _take_next(user_id, brought):
        pass
    uploads.drop_upload(user_id, brought.id)


def _take_next(user_id: UUID, brought: Import) -> bool:
    current = imports.find(user_id, brought.id, lock=True)
    if current is None or current.status is not Status.UNDOING:
        db.session.rollback()
        return False
    rows = imports.next_done(user_id, brought.id, BATCH)
    if not rows:
        lost = origins.forget(user_id, brought.id)
        imports.move_to(user_id, brought.id, Status.UNDONE)
        db.session.commit()
        for digest in lost:
            uploads.drop_original(user_id, digest)
        return False
    keeps_changed = bool(brought.answers.get("keep_changed"))
    done = []
    for row in rows:
        if row.kind in belongings.KINDS:
            done.append((row.position, belongings.take_back(user_id, row), None))
        elif row.done == Did.ADDED:
            done.append((row.position, _delete(user_id, row, keeps_changed), None))
        else:
            done.append((row.position, _empty(user_id, row), None))
    imports.note_done(user_id, brought.id, done)
    imports.change(user_id, brought.id, done=current.done + len(rows))
    db.session.commit()
    return True


def _delete(user_id: UUID, row, keeps_changed: bool) -> Did:
    stored = workouts.find(user_id, row.workout_id, lock=True)
    if not isinstance(stored, Workout):
        return Did.UNDONE
    first = json.loads(row.document)["version"]
    if keeps_changed and stored.version > first:
        return Did.KEPT
    workouts.remove(user_id, stored, stored.version)
    return Did.UNDONE


def _empty(user_id: UUID, row) -> Did:
    stored = workouts.find(user_id, row.like_id, lock=True)
    told = json.loads(row.before)
    if not isinstance(stored, Workout) or stored.version != told["version"]:
        return Did.KEPT
    was = replace(documents.workout_from(told["was"]), version=stored.version)
    if was != stored:
        workouts.put(user_id, stored, was, stored.version)
    return Did.UNDONE
