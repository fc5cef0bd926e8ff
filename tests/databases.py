"""Databases for tests: SQLite files, or databases of one PostgreSQL where TEST_DATABASE says so.

A database is known by the path that its file has, or would have. On PostgreSQL a copy of one that
was filled before is not made afresh for each test: a copy that is done with is emptied and filled
again, which is some twenty times as fast.
"""

import atexit
import os
import shutil
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import Engine

from .postgresql import HASTY, Postgres

ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
# Where the one server of a test run is; set for all its processes by the first.
CLUSTER = "TEST_POSTGRESQL"

FILE = "runstrength.sqlite3"

# Emptied as quickly as it is filled: by the rows, since most tests leave but a few.
KEEP = """
    DROP SCHEMA IF EXISTS kept CASCADE;
    CREATE SCHEMA kept;
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
        END LOOP;
    END $$;
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
# A database that is copied must have no connection, not even one that lies ready in a pool.
EMPTY_POOLS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Foreign keys are not looked at: what comes back was whole.
AGAIN = """
    CREATE FUNCTION kept.again() RETURNS void LANGUAGE plpgsql
    SET lock_timeout = '2s' SET session_replication_role = replica
    AS $$ BEGIN {}; END $$
"""

_placed: dict[Path, str] = {}
_names: dict[Path, str] = {}
_free: dict[Path, list[str]] = defaultdict(list)
_sources: dict[str, Path] = {}
_kept: set[Path] = set()
_lines: dict[str, psycopg.Connection] = {}


def start() -> Postgres | None:
    """Start the server of this run, where there is to be one and none is there yet."""
    if not ON_POSTGRESQL or CLUSTER in os.environ:
        return None
    server = Postgres(**HASTY)
    server.start()
    os.environ[CLUSTER] = server.url("{}")
    return server


def address(path: Path) -> str:
    """The address of the database of a path; on PostgreSQL an empty one is made where none is."""
    if path in _placed:
        return _placed[path]
    if not ON_POSTGRESQL:
        return f"sqlite:///{path}"
    path = path.absolute()
    if path not in _names:
        name = f"t{sha256(str(path).encode()).hexdigest()[:20]}"
        _names[path] = name
        _run("postgres", f'CREATE DATABASE "{name}" TEMPLATE template0')
    return os.environ[CLUSTER].format(_names[path])


def settings_for(home: Path) -> dict[str, str]:
    """What tells a server in `home` where its database is, unless it is the usual file there."""
    url = address(home / FILE)
    return {} if url.startswith("sqlite") else {"DATABASE_URL": url}


def place(home: Path, url: str) -> None:
    """Say where the database of a home is: elsewhere."""
    _placed[home / FILE] = url


def copy(source: Path, target: Path) -> None:
    """Make a copy of a database that nobody uses any more."""
    if not ON_POSTGRESQL:
        shutil.copy(source, target)
        return
    source, target = source.absolute(), target.absolute()
    if source not in _kept:
        _keep(_names[source])
        _kept.add(source)
    if _free[source]:
        name = _free[source].pop()
    else:
        name = f"c{uuid4().hex}"
        _sources[name] = source
        _run("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{_names[source]}"')
    _names[target] = name


def leave(engine: Engine) -> None:
    """A test is done with its engine; what a server keeps ready for the next one stays open."""
    if not ON_POSTGRESQL or engine.pool.checkedout():
        engine.dispose()


def let_go(path: Path) -> None:
    """A copy is done with: the next test may have it."""
    name = _names.pop(path.absolute(), None)
    if name in _sources:
        try:
            _line(name).execute("SELECT kept.again()")
        except psycopg.errors.LockNotAvailable:
            return  # Somebody still holds on to it; let them have it.
        _free[_sources[name]].append(name)


def _keep(name: str) -> None:
    """Keep a database's rows beside themselves, with what puts them back."""
    _sources.pop(name, None)  # A copy that is copied stays as it is.
    if name in _lines:
        _lines.pop(name).close()
    with psycopg.connect(_conninfo(name), autocommit=True) as connection:
        connection.execute(EMPTY_POOLS)
        connection.execute(KEEP)
        tables = [row[0] for row in connection.execute(TABLES)]
        full = [t for t in tables if connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()]  # noqa: S608
        statements = [f"DELETE FROM {table}" for table in tables]  # noqa: S608
        statements += [f"INSERT INTO {table} SELECT * FROM kept.{table}" for table in full]  # noqa: S608
        connection.execute(AGAIN.format(";".join(statements)))


def _line(name: str) -> psycopg.Connection:
    """A connection that is there already: one that is new has to learn of every table."""
    if name not in _lines:
        _lines[name] = psycopg.connect(_conninfo(name), autocommit=True)
        atexit.register(_lines[name].close)
    return _lines[name]


def _run(database: str, script: str) -> None:
    with psycopg.connect(_conninfo(database), autocommit=True) as connection:
        connection.execute(script)


def _conninfo(database: str) -> str:
    return os.environ[CLUSTER].format(database)
