"""Work that may not be done twice at once, whoever does it."""

from sqlalchemy import func, select

from .database import db

# Any number will do, as long as no other work has it.
ADDING_ACCOUNTS = 7001


def take_turns(work: int) -> None:
    """Wait until no other transaction is at this work, and keep others waiting until the end.

    On SQLite whoever may write has had to wait for the others already.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(work)))
