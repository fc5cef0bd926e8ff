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
PAUSE_S = 0.001  # Between rounds: some refusals of SQLite come at once.


def is_sound() -> bool:
    """Whether the SQLite in use is one that does not damage its own log."""
    return driver.sqlite_version_info >= SOUND_SINCE


def begin_writing(connection, patience_ms: int) -> None:
    """Begin a transaction that writes, once no other does; `patience_ms` holds for the rest, too.

    Raises the driver's `OperationalError` where others go on for too long.
    """
    _patiently(connection, "BEGIN IMMEDIATE", patience_ms)


def use_log(connection, patience_ms: int) -> None:
    """Let the database have a write-ahead log, as it keeps from then on; waits as a writer does.

    SQLite itself waits for nobody here, and a server and its worker may be the first at once.
    """
    _patiently(connection, "PRAGMA journal_mode=WAL", patience_ms)


def _patiently(connection, statement: str, patience_ms: int) -> None:
    end = time.monotonic() + patience_ms / 1000
    connection.execute(f"PRAGMA busy_timeout={min(ROUND_MS, patience_ms)}")
    try:
        while True:
            try:
                connection.execute(statement)
                return
            except driver.OperationalError as error:
                is_busy = error.sqlite_errorcode & 0xFF == driver.SQLITE_BUSY
                if not is_busy or time.monotonic() > end:
                    raise
                time.sleep(PAUSE_S)
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience_ms}")
