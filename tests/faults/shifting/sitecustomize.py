"""Every Python process that finds this folder on its path reads the clock some seconds off.

It covers what the app reads (`web.clock.now`, `storage.database.now`), and `time.time`, by which
cookies are signed and waitress and the worker count. SQLite's own clock is never asked.
"""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from runstrength.storage import database
from runstrength.web import clock

_seconds = Path(os.environ["CLOCK_OFF_BY"])
_true_time = time.time


def _off_by() -> float:
    return float(_seconds.read_text())


def _time() -> float:
    return _true_time() + _off_by()


def _now() -> datetime:
    return datetime.fromtimestamp(_true_time(), UTC) + timedelta(seconds=_off_by())


time.time, database.now, clock.now = _time, _now, _now
