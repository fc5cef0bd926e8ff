"""Imports: what was brought, and how far it is."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import insert, select, update

from .database import db, now, writing_engine
from .tables import imports


class Status(StrEnum):
    """How far an import is."""

    READING = "reading"
    PREVIEW = "preview"
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


BUSY = (Status.READING, Status.IMPORTING, Status.UNDOING)


@dataclass(frozen=True, slots=True)
class Import:
    """One upload. `answers` and `names` are what its owner said, or what stands for it."""

    id: UUID
    status: Status
    files: list
    answers: dict
    questions: list
    names: list
    done: int
    total: int
    problem: str
    created_at: datetime
    status_at: datetime

    @property
    def name(self) -> str:
        """The names of its files, in short."""
        others = len(self.files) - 1
        return f"{self.files[0]} and {others} more" if others else self.files[0]

    @property
    def is_busy(self) -> bool:
        """Whether there is work to do on it."""
        return self.status in BUSY


def add(user_id: UUID, import_id: UUID, files: list[str], answers: dict) -> None:
    """Store an import whose files, by these names, are there to be read."""
    row = {"user_id": user_id, "id": import_id, "status": Status.READING}
    row |= {"files": json.dumps(files), "answers": json.dumps(answers), "questions": "[]"}
    row |= {"names": "[]", "done": 0, "total": 0, "problem": ""}
    db.session.execute(insert(imports).values(**row, created_at=now(), status_at=now()))


def find(user_id: UUID, import_id: UUID, *, lock: bool = False) -> Import | None:
    """The user's import with this id."""
    question = select(imports).where(*_own(user_id, import_id))
    row = db.session.execute(question.with_for_update() if lock else question).first()
    return _import(row) if row else None


def newest(user_id: UUID, limit: int) -> list[Import]:
    """The user's imports, newest first."""
    question = select(imports).where(imports.c.user_id == user_id)
    rows = db.session.execute(question.order_by(imports.c.created_at.desc()).limit(limit))
    return [_import(row) for row in rows]


def unfinished() -> list[tuple[UUID, UUID]]:
    """User and id of every import that there is work to do on, the oldest first."""
    question = select(imports.c.user_id, imports.c.id).where(imports.c.status.in_(BUSY))
    return [tuple(row) for row in db.session.execute(question.order_by(imports.c.created_at))]


def waiting_since(until: datetime) -> list[tuple[UUID, UUID]]:
    """User and id of every import that waits for its owner's word since before `until`."""
    c = imports.c
    question = select(c.user_id, c.id).where(c.status == Status.PREVIEW, c.status_at < until)
    return [tuple(row) for row in db.session.execute(question)]


def move_to(user_id: UUID, import_id: UUID, status: Status, **values) -> None:
    """Give an import another status, and what else changes with it."""
    written = {k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in values.items()}
    counted = {"done": 0, "total": 0} | written
    changed = update(imports).where(*_own(user_id, import_id))
    db.session.execute(changed.values(status=status, status_at=now(), **counted))


def change(user_id: UUID, import_id: UUID, **values) -> None:
    """Change what is known of an import, but not its status."""
    written = {k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in values.items()}
    db.session.execute(update(imports).where(*_own(user_id, import_id)).values(**written))


def note_progress(user_id: UUID, import_id: UUID, done: int, total: int) -> None:
    """Tell at once how much of it is done, beside whatever transaction is open."""
    changed = update(imports).where(*_own(user_id, import_id)).values(done=done, total=total)
    with writing_engine().begin() as connection:
        connection.execute(changed)


def _own(user_id: UUID, import_id: UUID):
    return imports.c.user_id == user_id, imports.c.id == import_id


def _import(row) -> Import:
    return Import(
        id=row.id,
        status=Status(row.status),
        files=json.loads(row.files),
        answers=json.loads(row.answers),
        questions=json.loads(row.questions),
        names=json.loads(row.names),
        done=row.done,
        total=row.total,
        problem=row.problem,
        created_at=row.created_at,
        status_at=row.status_at,
    )
