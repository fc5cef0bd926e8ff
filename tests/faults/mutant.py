"""Servers with one safety taken out, which the kits have to notice: `-m tests.faults.mutant NAME`.

Each is the real server; what is changed of it is changed here, while it starts.
"""

import sys
from collections.abc import Callable
from threading import Timer

from flask import Flask, has_request_context, request
from sqlalchemy import event, text
from sqlalchemy.pool import NullPool

from runstrength.storage import idempotency
from runstrength.storage.database import db, migrate_database
from runstrength.storage.sqlite import driver
from runstrength.web.application import create_app
from runstrength.web.serving import serve

LATE_S = 0.02
# The same table, but that nothing keeps a key from standing there twice.
WITHOUT_KEY = (
    "CREATE TABLE others AS SELECT * FROM idempotency_keys",
    "DROP TABLE idempotency_keys",
    "ALTER TABLE others RENAME TO idempotency_keys",
)


def acknowledge_early(app: Flask) -> None:
    """The answer goes out, and a moment later the write is committed."""
    dialect = db.engine.dialect
    commit, rollback, close = dialect.do_commit, dialect.do_rollback, dialect.do_close
    held = set()

    def finish(connection) -> None:
        connection.commit()
        connection.close()

    def do_commit(connection) -> None:
        if not has_request_context() or "Idempotency-Key" not in request.headers:
            commit(connection)
            return
        held.add(connection.dbapi_connection)
        Timer(LATE_S, finish, [connection.dbapi_connection]).start()

    def do_rollback(connection) -> None:
        if getattr(connection, "dbapi_connection", connection) not in held:
            rollback(connection)

    def do_close(connection) -> None:
        if connection not in held:
            close(connection)

    dialect.do_commit, dialect.do_rollback, dialect.do_close = do_commit, do_rollback, do_close


def forget_keys(app: Flask) -> None:
    """A key is kept, but never looked for."""
    look = idempotency.is_new

    def is_new(*arguments) -> bool:
        look(*arguments)
        return True

    idempotency.is_new = is_new


def no_unique_key(app: Flask) -> None:
    """The table of keys has no primary key."""
    with db.engine.begin() as connection:
        for statement in WITHOUT_KEY:
            connection.execute(text(statement))


def no_sync(app: Flask) -> None:
    """The database leaves it to the system when anything reaches the disk."""
    event.listen(db.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    db.engine.dispose()


MUTANTS: dict[str, Callable[[Flask], None]] = {
    each.__name__: each for each in (acknowledge_early, forget_keys, no_unique_key, no_sync)
}


def program(name: str) -> tuple[str, ...]:
    """What Python runs to serve a mutant."""
    return "-m", __name__, name


def main() -> None:
    """Serve, without one safety."""
    # Each transaction on a connection of its own, so that one can be kept back.
    app = create_app(SQLALCHEMY_ENGINE_OPTIONS={"module": driver, "poolclass": NullPool})
    migrate_database(app)
    with app.app_context():
        MUTANTS[sys.argv[1]](app)
    serve(app)


if __name__ == "__main__":
    main()
