"""A copy of a SQLite database that is in use, and a look through one."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from ..sqlite import driver
from .manifest import BadBackup
from .naming import Seen, seen

BUSY_TIMEOUT_MS = 10_000
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def copy(source: Path, target: Path) -> None:
    """Write what is committed at this moment into a new file, while others go on to write.

    `VACUUM INTO` reads one snapshot to its end. SQLite's backup API would start anew with each
    write that comes between its steps, and so might never end under load. The source is never
    opened past SQLite: closing it would drop the locks of this whole process.

    Raises the driver's errors.
    """
    with closing(driver.connect(source, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


def look_through(path: Path) -> Seen:
    """What is in a copy, after each page of it was checked. Raises `BadBackup`."""
    try:
        with _read(path) as connection:
            (said,) = connection.execute("PRAGMA integrity_check").fetchone()
            if said != "ok":
                raise BadBackup(f"{path}: is damaged ({said.splitlines()[0]})")
            tables = [name for (name,) in connection.execute(TABLES)]
            found = seen(tables, lambda question: connection.execute(question).fetchall())
            # A log with such a row can be read all the same; one that is not kept can't.
            orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
            return replace(found, orphans=orphans)
    except driver.Error as error:
        raise BadBackup(f"{path}: is no sound database ({error})") from error


def rest(path: Path) -> None:
    """Bring all that stands in the log beside a database into it; nobody else may use it.

    Raises the driver's errors, as for a database that is damaged.
    """
    with closing(driver.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


@contextmanager
def _read(path: Path) -> Iterator:
    """A connection that writes nothing, not even a file beside."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(driver.connect(uri, uri=True, isolation_level=None)) as connection:
        yield connection
