"""How Alembic reaches the database; called by `flask db`.

All steps are one transaction: what is cut off in the middle has not begun. Of two processes that
migrate at once, such as two servers that start, one waits and finds the work done.
"""

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db

# Any number would do, as long as all versions of the app name the same.
LOCK = 7_300_421
# The rows of years may take minutes to rebuild; whoever else migrates waits for that.
PATIENCE_MS = 30 * 60 * 1000
WAITING = (
    # A table may wait for those who still read it; a step may take longer than any request.
    "SET LOCAL lock_timeout = 0",
    "SET LOCAL statement_timeout = 0",
    f"SELECT pg_advisory_xact_lock({LOCK})",
)


def render_item(kind, item, _context):
    """Write UTC instants as plain ones: a migration must not import the tables of a later day."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


with db.engine.execution_options(patience_ms=PATIENCE_MS).connect() as connection:
    sqlite = connection.dialect.name == "sqlite"
    driver = connection.connection.dbapi_connection
    if sqlite:
        # A batch rebuild drops the old table: with foreign keys ON the children would go with it.
        driver.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=render_item,
        # SQLite can take back a change of a table, too, and `BEGIN IMMEDIATE` is its lock.
        transactional_ddl=True,
    )
    try:
        with context.begin_transaction():
            if not sqlite:
                for statement in WAITING:
                    connection.exec_driver_sql(statement)
            context.run_migrations()
    finally:
        if sqlite:
            # Within a transaction, and reading the version opens one, SQLite would ignore this.
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=ON")
