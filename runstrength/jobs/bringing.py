"""Bringing in what an upload holds: in small transactions, each of which leaves a whole log."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import current_app

from ..exchange.account import documents
from ..exchange.archives import archive as archives
from ..exchange.found import Unreadable
from ..storage import accounts, imports, origins, uploads, workouts
from ..storage.database import db, only_reading
from ..storage.imports import Did, Import, State, Status
from ..training.limits import Invalid
from ..training.merging import merged
from ..training.workouts import Lift, Workout
from . import belongings
from .names import Chosen

# So many workouts a transaction: others that write wait no longer than a blink.
BATCH = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A row that is brought in: the workout that it tells, and the hash of its recording."""

    row: object
    workout: Workout
    original: bytes | None


def bring_in(user_id: UUID, brought: Import) -> None:
    """Bring in what is new and what fills gaps; what was brought in before is passed over."""
    names = Chosen(accounts.user_with(user_id), current_app.extensions["exercises"], brought.names)
    while _bring_next(user_id, brought, names):
        pass
    with only_reading():
        is_settled = not imports.rows(user_id, brought.id, [State.DOUBTFUL], limit=1)
    if is_settled:
        uploads.drop_upload(user_id, brought.id)


def _bring_next(user_id: UUID, brought: Import, names: Chosen) -> bool:
    """Bring in one batch; False once there is no more."""
    with only_reading():
        rows = imports.next_rows(user_id, brought.id, BATCH)
    # Files first, without a transaction: no writer waits for the disk.
    originals = {row.position: _original(user_id, brought, row) for row in rows}
    current = imports.find(user_id, brought.id, lock=True)
    if current is None or current.status is not Status.IMPORTING:
        db.session.rollback()
        return False
    if not rows:
        imports.move_to(user_id, brought.id, Status.DONE)
        db.session.commit()
        return False
    others = [row for row in rows if row.kind in belongings.KINDS]
    done = belongings.bring(user_id, others)
    parts = [
        Part(row, _workout(row, names), originals[row.position])
        for row in rows
        if row.kind not in belongings.KINDS
    ]
    done += _add(user_id, brought.id, [part for part in parts if part.row.state == State.NEW])
    done += _fill(user_id, brought.id, [part for part in parts if part.row.state == State.FILLS])
    imports.note_done(user_id, brought.id, done)
    imports.change(user_id, brought.id, done=current.done + len(rows))
    db.session.commit()
    return True


def _workout(row, names: Chosen) -> Workout:
    workout = documents.workout_from(json.loads(row.document))
    return names.put_into(workout) if isinstance(workout, Lift) else workout


def _original(user_id: UUID, brought: Import, row) -> bytes | None:
    """Keep the file of a row's recording; without it the workout comes in all the same."""
    if row.member is None:
        return None
    path = uploads.upload_path(user_id, brought.id, row.file)
    try:
        with archives.opened(path, row.member) as file:
            return uploads.keep_original(user_id, file)
    except (Unreadable, FileNotFoundError):
        return None


def _add(user_id: UUID, import_id: UUID, parts: list[Part]) -> list[tuple[int, Did, None]]:
    taken = workouts.find_several(user_id, [part.workout.id for part in parts]) if parts else {}
    new = [part for part in parts if part.workout.id not in taken]
    workouts.add_all(user_id, [part.workout for part in new])
    _note_where_from(user_id, import_id, new, lambda part: part.workout.id)
    skipped = [(p.row.position, Did.SKIPPED, None) for p in parts if p.workout.id in taken]
    return [(part.row.position, Did.ADDED, None) for part in new] + skipped


def _fill(user_id: UUID, import_id: UUID, parts: list[Part]) -> list[tuple[int, Did, str | None]]:
    """Fill what the log's own workouts lack; each keeps what it was, so that it can be undone."""
    done, filled = [], []
    # Several parts may fill one workout, so that each is read where the last one left it.
    for part in parts:
        stored = workouts.find(user_id, part.row.like_id, lock=True)
        if not isinstance(stored, Workout):
            done.append((part.row.position, Did.SKIPPED, None))
            continue
        before = documents.document(stored)
        whole = _merged(stored, part.workout)
        if whole != stored:
            _, whole = workouts.put(user_id, stored, whole, stored.version)
        told = json.dumps({"was": before, "version": whole.version})
        done.append((part.row.position, Did.FILLED, told))
        filled.append(part)
    _note_where_from(user_id, import_id, filled, lambda part: part.row.like_id)
    return done


def _merged(stored: Workout, found: Workout) -> Workout:
    try:
        return merged(stored, found)
    except Invalid:  # Together they are out of range: the log's own stays as it is.
        return stored


def _note_where_from(user_id: UUID, import_id: UUID, parts: Iterable[Part], workout_id) -> None:
    parts = list(parts)
    origins.note(
        user_id,
        import_id,
        [
            {
                "source": part.row.source,
                "source_id": part.row.source_id,
                "workout_id": workout_id(part),
            }
            for part in parts
        ],
    )
    origins.note_recordings(
        user_id,
        import_id,
        [
            {
                "workout_id": workout_id(part),
                "sha256": part.original,
                "name": part.row.label[:255],
                "track": part.row.track,
            }
            for part in parts
            if part.original
        ],
    )
