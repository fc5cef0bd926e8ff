"""Bringing in what an upload holds: in small transactions, each of which leaves a whole log."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from uuid import UUID

from flask import current_app

from ..exchange.account import documents
from ..exchange.archives.reopened import Reopened
from ..exchange.found import Unreadable
from ..storage import accounts, import_parts, imports, origins, shoes, uploads, workouts
from ..storage.database import db, only_reading
from ..storage.import_parts import Did, State
from ..storage.imports import Import, Status
from ..storage.outcomes import Tombstone
from ..training.limits import Invalid
from ..training.merging import merged
from ..training.workouts import Lift, Workout
from . import belongings, leftovers, staged
from .batches import in_batches
from .comparing import EXPORT
from .names import Chosen
from .standing import held

# So much a transaction, about 100 ms, as others that write wait for it: so many workouts, of no
# more characters; one that is looked at by itself takes as long as one of so many more.
BATCH, BATCH_CHARACTERS, LOOKED_AT_CHARACTERS = 250, 350_000, 7_000


@dataclass(frozen=True, slots=True)
class Part:
    """A row that is brought in: the workout that it tells, and the hash of its recording."""

    row: object
    workout: Workout
    original: bytes | None


def bring_in(user_id: UUID, brought: Import) -> None:
    """Bring in what is new and what fills gaps; what was brought in before is passed over."""
    names = Chosen(accounts.user_with(user_id), current_app.extensions["exercises"], brought.names)
    with Reopened(current_app.config["IMPORT_LIMITS"]) as again:
        in_batches(lambda: _bring_next(user_id, brought, names, again))


def _bring_next(user_id: UUID, brought: Import, names: Chosen, again: Reopened) -> bool:
    """Bring in one batch; False once there is no more."""
    with only_reading():
        rows = _some(import_parts.next_rows(user_id, brought.id, BATCH))
    # Files and documents first, without a transaction: no writer waits for them.
    try:
        parts = [
            Part(row, _workout(row, names), _original(user_id, brought, row, again))
            for row in rows
            if row.kind not in belongings.KINDS
        ]
    except FileNotFoundError as error:
        # Somebody cleared up meanwhile: look again at what there is.
        if str(error.filename).startswith(str(current_app.config["UPLOADS"])):
            return True
        raise
    current = held(user_id, brought.id)
    if current is None or current.status is not Status.IMPORTING:
        db.session.rollback()
        return False
    # Another worker may have been here since; what it did is done.
    waiting = import_parts.next_positions(user_id, brought.id, BATCH)
    if not waiting:
        _finish(user_id, brought)
        return False
    rows = [row for row in rows if row.position in waiting]
    parts = [part for part in parts if part.row.position in waiting]
    done = belongings.bring(user_id, [row for row in rows if row.kind in belongings.KINDS])
    done += _add(user_id, brought.id, [part for part in parts if part.row.state == State.NEW])
    done += _fill(user_id, brought.id, [part for part in parts if part.row.state == State.FILLS])
    import_parts.note_done(user_id, brought.id, done)
    imports.change(user_id, brought.id, done=current.done + len(rows))
    if all(leftovers.is_kept(user_id, part.original) for part in parts if part.original):
        db.session.commit()
    else:
        db.session.rollback()
    return True


def _some(rows: list) -> list:
    """Of the next rows those that one transaction takes, at least one."""
    sizes = accumulate(
        len(row.document)
        + LOOKED_AT_CHARACTERS * (row.state == State.FILLS or row.kind in belongings.KINDS)
        for row in rows
    )
    few = [row for row, size in zip(rows, sizes, strict=True) if size <= BATCH_CHARACTERS]
    return few or rows[:1]


def _finish(user_id: UUID, brought: Import) -> None:
    """Call it done. What its owner has yet to decide on still needs the upload."""
    is_settled = not import_parts.rows(user_id, brought.id, [State.DOUBTFUL], limit=1)
    leftovers.clear(user_id, brought.id if is_settled else None)
    imports.move_to(user_id, brought.id, Status.DONE)
    db.session.commit()


def _workout(row, names: Chosen) -> Workout:
    workout = staged.workout_from(row.document)
    # An export of ours has its exercises' own ids, whatever they look like.
    is_named = isinstance(workout, Lift) and row.source != EXPORT
    return names.put_into(workout) if is_named else workout


def _original(user_id: UUID, brought: Import, row, again: Reopened) -> bytes | None:
    """Keep the file of a row's recording; without it the workout comes in all the same."""
    if row.member is None:
        return None
    path = uploads.upload_path(user_id, brought.id, row.file)
    if not path.exists():
        return None
    try:
        with again.opened(path, row.member) as file:
            return uploads.keep_original(user_id, file)
    except Unreadable:
        return None


def _add(user_id: UUID, import_id: UUID, parts: list[Part]) -> list[tuple[int, Did, str | None]]:
    parts = _shod(user_id, parts)
    taken = workouts.find_several(user_id, [part.workout.id for part in parts]) if parts else {}
    new = [part for part in parts if part.workout.id not in taken]
    workouts.add_all(user_id, [part.workout for part in new])
    done = [(part.row.position, Did.ADDED, None) for part in new]
    for part in parts:
        there = taken.get(part.workout.id)
        if isinstance(there, Tombstone) and there.is_undone:
            _, again = workouts.put(user_id, there, part.workout, there.version)
            done.append((part.row.position, Did.ADDED, json.dumps({"version": again.version})))
            new.append(part)
        elif there:
            done.append((part.row.position, Did.SKIPPED, None))
    _note_where_from(user_id, import_id, new, lambda part: part.workout.id)
    return done


def _shod(user_id: UUID, parts: list[Part]) -> list[Part]:
    """The parts without shoes that the log does not know, as where there was no room for them."""
    worn = {getattr(part.workout, "shoe_id", None) for part in parts} - {None}
    if not worn:
        return parts
    unknown = worn - {shoe.id for shoe in shoes.shelf_of(user_id).shoes}
    return [
        replace(part, workout=replace(part.workout, shoe_id=None))
        if getattr(part.workout, "shoe_id", None) in unknown
        else part
        for part in parts
    ]


def _fill(user_id: UUID, import_id: UUID, parts: list[Part]) -> list[tuple[int, Did, str | None]]:
    """Fill what the log's own workouts lack; each keeps what it was, so that it can be undone."""
    done, filled = [], []
    # Several parts may fill one workout, so that each is read where the last one left it.
    for part in parts:
        stored = workouts.find(user_id, part.row.like_id, lock=True)
        if not isinstance(stored, Workout) or stored.kind != part.workout.kind:
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
