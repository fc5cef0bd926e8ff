"""The worker beside the web process: started once there is work for it, and again if it dies."""

import logging
import subprocess
import sys
import threading
import time
from uuid import UUID

from flask import Flask, current_app

from ..jobs import backups
from ..jobs.queue import ask_for, ask_for_unfinished, waits_in

log = logging.getLogger(__name__)

AT_LEAST_EVERY_S = 24 * 3600  # A worker clears away what nobody comes back for.
LOOK_EVERY_S = 600  # Whether a backup is due; a machine that slept may have missed the hour.
UNWELL_AFTER_DEATHS = 3  # One after another; a single one may have been killed by hand.
PATIENT_FOR, MOST_PAUSE_S = 4, 60.0  # Deaths in a row, and the longest pause after more.
AGAIN_AFTER_S = 1.0  # So that one that can't start does not keep the machine busy.


def ask(user_id: UUID, import_id: UUID) -> None:
    """Ask for the next step of an import, and see to it that somebody does it."""
    try:
        ask_for(current_app._get_current_object(), user_id, import_id)
    except Exception:  # As on a full disk. The worker looks for such now and then.
        log.exception("import %s waits", import_id)
    beside = current_app.extensions.get("beside")
    if beside:
        beside.wake()


def keep_beside(app: Flask) -> None:
    """Start a worker whenever there is work, unless that is somebody else's affair."""
    if app.config["WORKER"] != "beside":
        return
    app.extensions["beside"] = _Beside(app)
    try:
        ask_for_unfinished(app)
        has_work = waits_in(app) > 0
    except Exception:  # As on a full disk: pages can be read all the same.
        log.exception("What is unfinished could not be asked for")
        has_work = True
    if has_work:
        app.extensions["beside"].wake()


class _Beside:
    """One worker at most, in a process of its own: what it reads can't slow the pages down."""

    def __init__(self, app: Flask):
        self._app, self._wanted, self._deaths = app, threading.Event(), 0
        self._thread = threading.Thread(target=self._look_after, daemon=True)
        self._thread.start()

    @property
    def is_well(self) -> bool:
        """Whether work is done once there is any."""
        return self._thread.is_alive() and self._deaths < UNWELL_AFTER_DEATHS

    def wake(self) -> None:
        """There is work."""
        self._wanted.set()

    def _look_after(self) -> None:
        ended = threading.Event()
        while True:
            self._wait()
            self._wanted.clear()
            if not self._has_worked():
                self._wanted.set()
                # One that dies again and again is started ever more rarely.
                pause = AGAIN_AFTER_S * max(1, self._deaths - PATIENT_FOR) ** 2
                ended.wait(min(pause, MOST_PAUSE_S))

    def _wait(self) -> None:
        """Wait until there is work, a backup is due, or it is time to look for leftovers."""
        until = time.monotonic() + AT_LEAST_EVERY_S
        while not self._wanted.wait(LOOK_EVERY_S) and time.monotonic() < until:
            if backups.are_due_in(self._app):
                return

    def _has_worked(self) -> bool:
        """Run a worker to its end; False where there is need of another."""
        command = [sys.executable, "-m", "runstrength.web.worker"]
        try:
            # Its standard input ends when this process does, and then it ends, too.
            with subprocess.Popen(  # noqa: S603 (its own module, by this very Python)
                command, stdin=subprocess.PIPE, cwd=self._app.root_path
            ) as worker:
                died = worker.wait() != 0
            self._deaths = self._deaths + 1 if died else 0
            return not died and not waits_in(self._app)
        except Exception:  # No memory, no room: without this thread, nothing would start one again.
            log.exception("The worker could not be started")
            self._deaths += 1
            return False
