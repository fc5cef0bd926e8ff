"""The SQLite that is used: a current one by package, where there is a ready wheel for it.

SQLite before 3.51.3 can damage a database in WAL mode where one connection resets the log while
another writes (https://www.sqlite.org/wal.html, "The WAL-Reset Bug"). The system's own is often
older.
"""

import sqlite3
import time

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:  # The wheel is for the processors that most have.
    driver = sqlite3

SOUND_SINCE = (3, 51, 3)
# SQLite asks again after 1 ms, 2 ms, 5 ms, and so on to 100 ms: who waits longest asks least, and
# with sixteen writers some waited for four seconds. In rounds of this length all ask alike.
ROUND_MS = 20


def is_sound() -> bool:
    """Whether the SQLite in use is one that does not damage its own log."""
    return driver.sqlite_version_info >= SOUND_SINCE


def begin_writing(connection, patience_ms: int) -> None:
    """Begin a transaction that writes, once no other does; `patience_ms` holds for the rest, too.

    Raises the driver's `OperationalError` where others go on for too long.
    """
    end = time.monotonic() + patience_ms / 1000
    connection.execute(f"PRAGMA busy_timeout={min(ROUND_MS, patience_ms)}")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except driver.OperationalError as error:
                is_busy = error.sqlite_errorcode & 0xFF == driver.SQLITE_BUSY
                if not is_busy or time.monotonic() > end:
                    raise
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience_ms}")
