"""Idempotency keys, kept in the same transaction as the write that they stand for."""

from uuid import UUID

from sqlalchemy import select, update

from .database import db, insert_into, now
from .tables import idempotency_keys


class KeyReused(Exception):
    """The key stands for another write: to answer as if this one were done would lose it."""


def is_new(user_id: UUID, key: str | None, write: str = "", version: int | None = None) -> bool:
    """Keep `key` for a user's `write`; False where it is known already. No key is always new.

    `version` is that of the workout that the write makes, if it makes one.

    Raises `KeyReused` where the key was kept for another write.
    """
    if key is None:
        return True
    statement = insert_into(idempotency_keys).on_conflict_do_nothing()
    values = {"user_id": user_id, "key": key, "write": write, "created_at": now()}
    values["version"] = version
    if db.session.execute(statement.values(**values)).rowcount == 1:
        return True
    known = idempotency_keys.c
    kept = select(known.write).where(known.user_id == user_id, known.key == key)
    if db.session.scalar(kept) != write:
        raise KeyReused(key)
    return False


def version_made(user_id: UUID, key: str, subject: UUID) -> int | None:
    """The version of the workout `subject` that the write with this key made; else None."""
    known = idempotency_keys.c
    kept = select(known.write, known.version).where(known.user_id == user_id, known.key == key)
    row = db.session.execute(kept).first()
    return row.version if row and row.write.endswith(f" {subject}") else None


def made(user_id: UUID, key: str, version: int) -> None:
    """Correct the version that a key was kept with: its write found its content stored already."""
    known = idempotency_keys.c
    own = (known.user_id == user_id, known.key == key)
    db.session.execute(update(idempotency_keys).where(*own).values(version=version))
