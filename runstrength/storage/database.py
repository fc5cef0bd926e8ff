"""The database: SQLite as it should be set for a log that must not lose anything, or PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from operator import attrgetter
from uuid import UUID

from flask import Flask, g
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, event, insert, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.types import TypeDecorator

from . import postgresql as pg
from .sqlite import begin_writing, driver, use_log
from .transactions import may_write

# SQLite's batch migrations find a constraint by its name alone, so every one has a name.
NAMES = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Forgiving(Session):
    """A session that ends in peace where the database went away after its last answer."""

    def close(self) -> None:
        """Give up what was not committed; with the connection it is given up already."""
        try:
            super().close()
        except OperationalError:
            self.invalidate()


db = SQLAlchemy(metadata=MetaData(naming_convention=NAMES), session_options={"class_": Forgiving})
migrate = Migrate()

# A writer waits this long for another before SQLite calls the database locked.
BUSY_TIMEOUT_MS = 5000

# It changes no row; a database that can only be read refuses it all the same.
CHANGES_NOTHING = "UPDATE alembic_version SET version_num = version_num WHERE 1 = 0"

# As SQLAlchemy writes them, for what is given to the driver itself.
driver.register_adapter(UUID, attrgetter("hex"))
driver.register_adapter(date, date.isoformat)


class UtcDateTime(TypeDecorator):
    """An instant; always aware and in UTC on the Python side."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        """Refuse naive instants by failing on them; store UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        """SQLite gives back naive instants, which are UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def init_database(app: Flask) -> None:
    """Bind the database of `app`'s settings. Raises `DatabaseUnusable` for a false address."""
    try:
        url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
        if url.get_backend_name() == "sqlite":
            # An error that comes to a log says what was asked, never with which values.
            options = {"module": driver, "hide_parameters": True}
            app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
        elif pg.is_postgresql(url):
            app.config["SQLALCHEMY_DATABASE_URI"] = pg.address(url)
            app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", pg.ENGINE)
        db.init_app(app)
    except (ArgumentError, ImportError) as error:
        raise DatabaseUnusable(f"DATABASE_URL: {error}") from error
    migrate.init_app(app, db, directory=f"{app.root_path}/runstrength/storage/migrations")
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _set_up_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)
        elif db.engine.dialect.name == "postgresql":
            event.listen(db.engine, "begin", pg.begin)


class DatabaseUnusable(Exception):
    """The database can't be reached or migrated; the message says why in one line."""


def migrate_database(app: Flask) -> None:
    """Bring the database up to the newest migration. Raises `DatabaseUnusable`."""
    with app.app_context():
        try:
            upgrade()
            with db.engine.begin() as connection:  # Where there is nothing to migrate, too.
                connection.exec_driver_sql(CHANGES_NOTHING)
            db.engine.dispose()  # What a migration set on a connection ends with it.
        except DBAPIError as error:
            where = db.engine.url.render_as_string(hide_password=True)
            raise DatabaseUnusable(f"{where}: {error.orig}") from error


def now() -> datetime:
    """The instant at which a row is written."""
    return datetime.now(UTC)


def insert_into(table: Table):
    """An INSERT that can say what to do on conflict, which each database says in its own words."""
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def insert_tuples(table: Table, rows: Sequence[tuple]) -> None:
    """Store rows that hold all columns in their order: many, at the price of the database alone."""
    if not rows:
        return
    if db.engine.dialect.name == "sqlite":
        statement = str(insert(table).compile(dialect=db.engine.dialect))
        db.session.connection().exec_driver_sql(statement, rows)
    else:
        names = table.columns.keys()
        db.session.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


@contextmanager
def only_reading() -> Iterator[None]:
    """Read without keeping any writer waiting: for long work, which no request holds together."""
    db.session.rollback()
    g.read_only = True
    try:
        yield
    finally:
        db.session.rollback()
        g.read_only = False


def writing_engine() -> Engine:
    """An engine whose transactions may write, even while a page is only read."""
    return db.engine.execution_options(writes=True)


def _set_up_sqlite(connection, _record) -> None:
    # The driver's own BEGIN comes too late and is never IMMEDIATE: `_begin_sqlite` does it.
    connection.isolation_level = None
    use_log(connection, BUSY_TIMEOUT_MS)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Readers cannot write, by `query_only`; writers take their place in the queue at once."""
    writes = may_write(connection)
    patience_ms = connection.get_execution_options().get("patience_ms", BUSY_TIMEOUT_MS)
    driver = connection.connection.dbapi_connection
    if connection.info.get("writes") != writes:
        # Setting it again would make SQLite prepare every statement afresh.
        driver.execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info["writes"] = writes
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    try:
        begin_writing(driver, patience_ms) if writes else driver.execute(begin)
    except driver.OperationalError as error:  # SQLAlchemy looks after its own statements alone.
        raise OperationalError(begin, None, error) from error
