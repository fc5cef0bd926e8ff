"""What condition the database is in: whether it can be written to, and which migration it is at."""

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, func, select

from .account_tables import users
from .database import db, writing_engine
from .sqlite import is_sound

# It changes no row. A database that only reads refuses it all the same.
NO_CHANGE = "UPDATE alembic_version SET version_num = version_num WHERE 1 = 0"


def is_writable() -> bool:
    """Whether the database answers and would take a write; nothing is written to find out.

    A transaction that may write is opened, changes no row, and is given up: that needs the lock,
    and a database that does not only read. It needs no room, so a full disk is not seen by it.

    Raises `DBAPIError` where the database does not answer, or refuses.
    """
    with writing_engine().connect() as connection:
        connection.exec_driver_sql(NO_CHANGE)
        connection.rollback()
    file = database_file()
    # A connection that was open when its disk became read-only would not notice.
    return file is None or os.access(file.parent, os.W_OK)


def stored_revision() -> str | None:
    """The migration that the database is at; None for one that has none yet."""
    with db.engine.connect() as connection:
        revision = revision_in(connection)
        connection.rollback()
    return revision


def revision_in(connection: Connection) -> str | None:
    """The migration that a database is at, by a connection to it."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The migration that this version of the app needs."""
    return _revisions(current_app.extensions["migrate"].directory)[0]


def is_known(revision: str) -> bool:
    """Whether this version of the app knows a migration, and so can go on from it."""
    return revision in _revisions(current_app.extensions["migrate"].directory)


def first_account_at() -> datetime | None:
    """When the first account was made, since when there is something to lose."""
    with db.engine.connect() as connection:
        first = connection.scalar(select(func.min(users.c.created_at)))
        connection.rollback()
    return first


def is_sqlite_sound() -> bool:
    """Whether it is no SQLite that can damage its own log; true for any other database."""
    return db.engine.dialect.name != "sqlite" or is_sound()


def database_file() -> Path | None:
    """The file of the database; None where it is a server, or only in memory."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(url.database).absolute()


@lru_cache(maxsize=4)
def _revisions(directory: str) -> list[str]:
    """Every migration, the newest first."""
    return [script.revision for script in ScriptDirectory(directory).walk_revisions()]
