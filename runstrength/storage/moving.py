"""Moving a whole log into an empty PostgreSQL: all of it, or nothing; the old one stays as it is.

Every row is read again on both sides before the move is made to last, and counted and summed up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from flask import Flask
from sqlalchemy import Connection, Engine, Table, func, insert, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from .condition import newest_revision, revision_in, stored_revision
from .database import db, init_database, migrate_database
from .postgresql import is_postgresql

BATCH = 1000
DIGEST_BYTES = 32
VERSIONS = "alembic_version"
# Whoever else might fill the new database waits, and then finds it full.
ALONE = "LOCK TABLE users IN ACCESS EXCLUSIVE MODE"


class NotMoved(Exception):
    """Nothing was moved; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds: how many rows, and a sum over all that stands in them."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A table that was moved: what the old database holds of it, and what the new one does."""

    table: str
    old: Held
    new: Held


def move_to(app: Flask, url: str) -> list[Moved]:
    """Copy all rows of `app`'s database into that of `url`, and compare. Raises `NotMoved`.

    Raises `DatabaseUnusable` where either can't be reached.
    """
    other = _app_on(app, url)
    with app.app_context():
        if stored_revision() != newest_revision():
            raise NotMoved("This log is of another version: start RunStrength once, then move it.")
        old_engine = db.engine
    with other.app_context():
        new_engine = db.engine
        try:
            _refuse_full()
            migrate_database(other)
            return _moved(old_engine, new_engine)
        finally:
            new_engine.dispose()


def held(table: Table, connection: Connection) -> Held:
    """Count a table's rows and sum up what stands in them, in whichever order they come."""
    count = total = 0
    for row in connection.execute(select(table)):
        count += 1
        total += int.from_bytes(sha256(repr(tuple(row)).encode()).digest())
    return Held(count, (total % 256**DIGEST_BYTES).to_bytes(DIGEST_BYTES).hex())


def _moved(old_engine: Engine, new_engine: Engine) -> list[Moved]:
    """Copy and compare, in one transaction.

    Nobody writes to the old one meanwhile: it is held as by a writer, who writes nothing.
    """
    with old_engine.connect() as old, new_engine.begin() as new:
        new.execute(text(ALONE))
        if any(_has_rows(new, table) for table in _tables()):
            raise NotMoved("The new database was filled meanwhile.")
        for table in _tables():
            _copy(table, old, new)
        moved = [Moved(table.name, held(table, old), held(table, new)) for table in _tables()]
        for each in moved:
            if each.old != each.new:
                raise NotMoved(f"{each.table}: {each.old} became {each.new}.")
    return moved


def _app_on(app: Flask, url: str) -> Flask:
    """An app that has the new database, and nothing else."""
    try:
        is_fit = is_postgresql(make_url(url))
    except ArgumentError as error:
        raise NotMoved(str(error)) from error
    if not is_fit:
        raise NotMoved("The new database must be a PostgreSQL: postgresql://…")
    other = Flask("moving", root_path=app.root_path)
    other.config["SQLALCHEMY_DATABASE_URI"] = url
    init_database(other)
    return other


def _refuse_full() -> None:
    """Refuse a database that is somebody's already; one that a failed move has left is nobody's."""
    try:
        with db.engine.connect() as new:
            there = set(inspect(new).get_table_names())
            own = {table.name for table in _tables()} | {VERSIONS}
            is_ours = revision_in(new) == newest_revision() and there == own
            if there and not (is_ours and not any(_has_rows(new, table) for table in _tables())):
                raise NotMoved("The new database is not empty: nothing was moved.")
    except DBAPIError as error:
        raise NotMoved(f"The new database does not answer: {_first_line(error)}") from error


def _tables() -> list[Table]:
    """The tables, each after those that its rows point to."""
    return db.metadata.sorted_tables


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(1).select_from(table).limit(1)).first() is not None


def _copy(table: Table, old: Connection, new: Connection) -> None:
    for rows in _batches(table, old):
        try:
            with new.begin_nested():
                new.execute(insert(table), rows)
        except DBAPIError:
            raise _broken(table, rows, new) from None
    serial = table.autoincrement_column
    if serial is not None and serial.type.python_type is int:
        sequence = func.pg_get_serial_sequence(table.name, serial.name)
        highest = select(func.coalesce(func.max(serial), 0) + 1).scalar_subquery()
        new.execute(select(func.setval(sequence, highest, False)))


def _batches(table: Table, old: Connection) -> Iterator[list[dict]]:
    try:
        for rows in old.execute(select(table)).mappings().partitions(BATCH):
            yield [dict(row) for row in rows]
    except ValueError as error:  # Such as a date that is none.
        raise NotMoved(f"{table.name}: a row can't be read: {error}") from error


def _broken(table: Table, rows: list[dict], new: Connection) -> NotMoved:
    """Find the row that the new database refuses, and say why."""
    for row in rows:
        try:
            with new.begin_nested():
                new.execute(insert(table), row)
        except DBAPIError as error:
            key = ", ".join(f"{c.name} {row[c.name]}" for c in table.primary_key)
            return NotMoved(f"{table.name}: the row with {key} is refused: {_first_line(error)}")
    return NotMoved(f"{table.name}: its rows are refused")


def _first_line(error: Exception) -> str:
    """Why, without the values."""
    return str(getattr(error, "orig", error)).partition("\n")[0]
