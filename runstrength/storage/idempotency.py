"""Idempotency keys, kept in the same transaction as the write that they stand for."""

from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from .database import db, now
from .tables import idempotency_keys


def is_new(user_id: UUID, key: str | None) -> bool:
    """Keep `key` for `user_id`; False where it is known already. No key is always new."""
    if key is None:
        return True
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(idempotency_keys).on_conflict_do_nothing()
    values = {"user_id": user_id, "key": key, "created_at": now()}
    return db.session.execute(statement.values(**values)).rowcount == 1
