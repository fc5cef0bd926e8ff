"""How Alembic reaches the database; called by `flask db`."""

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


def render_item(kind, item, _context):
    """Write UTC instants as plain ones: a migration must not import the tables of a later day."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


with db.engine.connect() as connection:
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
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        # Within a transaction, and reading the version opens one, SQLite would ignore this.
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")
