"""The background worker: `python -m runstrength.web.worker`.

The web process starts it beside itself once there is work for it (`web/beside.py`); it stops when
there has been none for a while, or when that process is gone. With `WORKER=apart` it is started by
somebody else, and runs until it is stopped.
"""

import logging
import os
import signal
import sqlite3
import sys
import threading
import time

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from ..jobs import backups
from ..jobs.heartbeat import BEATS_EVERY_S, beat
from ..jobs.queue import ask_for_unfinished, forget_imports, queue_of
from ..jobs.sweeping import sweep
from ..storage.in_use import InUse, hold
from . import logs
from .application import StartupError, create_app

log = logging.getLogger("runstrength.web.worker")  # Not the name of a program that is run.

IDLE_S = 60  # Without work for so long, it makes room.
LOOK_EVERY_S = 0.5
LOOK_FOR_BACKUPS_EVERY_S = 600
CLEAR_EVERY_S = 3600  # What nobody comes back for.
# What goes by again: a database that restarts, a disk that is full.
PASSING = (SQLAlchemyError, sqlite3.Error, OSError)
SWEEP_EVERY_S = 15  # What is unfinished and in no queue, as after a lost one, is found so often.


def main() -> None:
    """Work until there is no more to do, or until stopped."""
    try:
        app = create_app()
    except StartupError as error:
        sys.exit(f"RunStrength's worker cannot start: {error}")
    logs.set_up(app.config["LOG_FORMAT"])
    try:
        hold(app.config["HOME"])
    except (InUse, OSError) as error:
        sys.exit(f"RunStrength's worker cannot start: {error}")
    is_beside = app.config["WORKER"] == "beside"
    if is_beside:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    queue = queue_of(app)
    if is_beside:
        forget_imports(app)  # This one is alone; what is unfinished is asked for anew.
    ask_for_unfinished(app)
    consumer = queue.create_consumer(workers=1, periodic=False, initial_delay=0.05, max_delay=0.5)
    consumer.start()
    if not is_beside:  # Now, and no sooner: one that dies at each start is not alive.
        threading.Thread(target=_beat, args=(app,), daemon=True).start()
    for stop in (signal.SIGTERM, signal.SIGINT):  # Huey takes them for a loop that is not run here.
        signal.signal(stop, _end)
    _watch(app, stops_when_idle=is_beside)
    consumer.stop(graceful=True)


def _watch(app: Flask, stops_when_idle: bool) -> None:
    """Look for what was left behind now and then; return after a while without work."""
    rounds = _Rounds(app)
    while not (rounds.look() and stops_when_idle):
        time.sleep(LOOK_EVERY_S)


class _Rounds:
    """When each thing was last looked after."""

    def __init__(self, app: Flask):
        self._app, self._queue = app, queue_of(app)
        self._busy_at = self._swept_at = time.monotonic()
        self._cleared_at = self._backed_up_at = -CLEAR_EVERY_S

    def look(self) -> bool:
        """Look after what is due; true where there has been no work for a while."""
        try:
            return self._look(time.monotonic())
        except PASSING:
            log.exception("The worker tries again in a while")
            time.sleep(SWEEP_EVERY_S)
            return False

    def _look(self, clock: float) -> bool:
        if clock - self._cleared_at > CLEAR_EVERY_S and not self._queue.is_working:
            self._cleared_at = clock
            _clear(self._app)
        if clock - self._backed_up_at > LOOK_FOR_BACKUPS_EVERY_S:
            self._backed_up_at = clock
            _back_up(self._app)
        if len(self._queue) or self._queue.is_working:
            self._busy_at = self._swept_at = clock
        elif clock - self._swept_at > SWEEP_EVERY_S:
            self._swept_at = clock
            ask_for_unfinished(self._app)
        if self._queue.scheduled_count():  # A mail that is to be tried again.
            self._busy_at = clock
        return clock - self._busy_at > IDLE_S


def _beat(app: Flask) -> None:
    """Say that it lives, whatever else goes on."""
    while True:
        try:
            beat(app)
        except OSError:  # As on a full or read-only disk, which is told of elsewhere.
            log.warning("The worker could not say that it lives")
        time.sleep(BEATS_EVERY_S)


def _back_up(app: Flask) -> None:
    """Make the nightly backup where it is due. One that fails is tried again a while later."""
    if not backups.are_due_in(app):
        return
    try:
        with app.app_context():
            backups.make_nightly()
        logs.event("backup-made", kind=backups.NIGHTLY)
    except backups.BackupFailed as error:
        log.error("There is no new backup: %s", error)
        logs.event("backup-failed", kind=backups.NIGHTLY)


def _clear(app: Flask) -> None:
    try:
        with app.app_context():
            sweep()
    except PASSING:  # As where the database is busy: there is a next time.
        log.exception("What is left over could not be cleared away")


def _end_with_parent() -> None:
    """Standard input is a pipe that nobody writes to: it ends when the web process does."""
    sys.stdin.buffer.read()
    _end()


def _end(*_) -> None:
    """End at once, as by a kill: what was in the middle is found again."""
    os._exit(0)


if __name__ == "__main__":
    main()
