"""The SQLite that is used: a current one by package, where there is a ready wheel for it.

SQLite before 3.51.3 can damage a database in WAL mode where one connection resets the log while
another writes (https://www.sqlite.org/wal.html, "The WAL-Reset Bug"). The system's own is often
older.
"""

import sqlite3

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:  # The wheel is for the processors that most have.
    driver = sqlite3

SOUND_SINCE = (3, 51, 3)


def is_sound() -> bool:
    """Whether the SQLite in use is one that does not damage its own log."""
    return driver.sqlite_version_info >= SOUND_SINCE
