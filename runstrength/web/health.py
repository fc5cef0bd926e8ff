"""Is it alive, and is it ready: for whoever watches over a server, and for strangers no more.

`/healthz` says that the process answers; it touches neither database nor disk. `/readyz` says
whether it can do its work: 200 or 503, and for each part of it "ok" or "failed". A warning does not
make it unready: it is for the one who looks after it, before it becomes a failure.
"""

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from flask import Flask, Response, current_app, json
from sqlalchemy.exc import SQLAlchemyError

from ..jobs.backups import are_late, has_orphans
from ..jobs.heartbeat import is_beating
from ..storage import condition
from .current import public

# So that nobody keeps the database busy by asking: an answer serves all who ask within a second.
SERVES_FOR_S = 1.0
OLD_AFTER_S, WAITS_S = 10.0, 3.0
UNSOUND = (
    "This SQLite is older than 3.51.3 and can damage a log that is written to by several at once; "
    "docs/operations.md says what to do"
)

log = logging.getLogger(__name__)


def init_health(app: Flask) -> None:
    """Add both addresses, open to anyone."""
    app.extensions["readiness"] = _Readiness(app)
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)


@public
def healthz() -> Response:
    """Say that the process answers."""
    return _answer("ok\n", 200, "text/plain")


@public
def readyz() -> Response:
    """Say whether it can do its work."""
    document = current_app.extensions["readiness"].now()
    return _answer(json.dumps(document), 200 if document["ready"] else 503, "application/json")


def warn_of_sqlite() -> None:
    """Say in a line, at start-up, that SQLite is one that can damage its own log."""
    if not condition.is_sqlite_sound():
        log.warning(UNSOUND)


class _Readiness:
    """The last answer, and who is looking for the next: one at a time, the others get the last."""

    def __init__(self, app: Flask):
        self._app, self._looking = app, Lock()
        self._answer, self._answered_at = None, 0.0

    def now(self) -> dict:
        """The state of each part, at most a second old, but for those who ask meanwhile."""
        age = time.monotonic() - self._answered_at
        # Who has nothing to fall back on waits a while, and then it hangs: that is not ready.
        is_old = self._answer is None or age > OLD_AFTER_S
        if age < SERVES_FOR_S and self._answer:
            return self._answer
        if self._looking.acquire(timeout=WAITS_S if is_old else 0):
            try:
                self._answer, self._answered_at = self._look(), time.monotonic()
            finally:
                self._looking.release()
        elif is_old:
            return {"ready": False, "checks": dict.fromkeys(CHECKS, "failed"), "warnings": []}
        return self._answer

    def _look(self) -> dict:
        checks = {name: _said(check(self._app)) for name, check in CHECKS.items()}
        warnings = [name for name, check in WARNINGS.items() if not check(self._app)]
        return {
            "ready": set(checks.values()) == {"ok"},
            "checks": checks,
            "warnings": warnings,
        }


def _does_database_answer(_app: Flask) -> bool:
    return _asked(condition.is_writable)


def _are_migrations_current(_app: Flask) -> bool:
    return _asked(lambda: condition.stored_revision() == condition.newest_revision())


def _is_there_room(app: Flask) -> bool:
    """Whether each disk that is written to has more room than the floor."""
    folders = {Path(app.config["HOME"]), Path(app.config["UPLOADS"])}
    if database := condition.database_file():
        folders.add(database.parent)
    try:
        # A folder that is not made yet will be where its parent is.
        there = [next(each for each in (f, *f.parents) if each.exists()) for f in folders]
        free = min(shutil.disk_usage(folder).free for folder in there)
    except OSError:
        return False
    return free >= app.config["LEAST_FREE_BYTES"]


def _does_worker_live(app: Flask) -> bool:
    """Whether there is a worker, or one that is started once there is work."""
    if app.config["WORKER"] == "apart":
        return is_beating(app)
    beside = app.extensions.get("beside")
    return beside is None or beside.is_well


def _asked(question: Callable[[], bool]) -> bool:
    """What the database says; false where it says nothing."""
    try:
        return question()
    except (SQLAlchemyError, OSError):
        return False


def _said(is_well: bool) -> str:
    return "ok" if is_well else "failed"


def _answer(body: str, status: int, kind: str) -> Response:
    response = Response(body, status, content_type=kind)
    response.headers["Cache-Control"] = "no-store"
    return response


CHECKS: dict[str, Callable[[Flask], bool]] = {
    "database": _does_database_answer,
    "migrations": _are_migrations_current,
    "disk": _is_there_room,
    "worker": _does_worker_live,
}
WARNINGS: dict[str, Callable[[Flask], bool]] = {
    "sqlite": lambda _app: condition.is_sqlite_sound(),
    "backup": lambda _app: _asked(lambda: not are_late()),
    "orphans": lambda _app: _asked(lambda: not has_orphans()),
}
