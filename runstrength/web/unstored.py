"""A write that could not be stored: why, when to try again, and what was typed."""

import errno
import shutil

from flask import current_app, g, request
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, ServiceUnavailable

BUSY = "The log can't be reached just now. Nothing was changed; please try again in a moment."
FULL = "The server has no room left. Nothing was changed, and all that is stored is safe."
SHUT = "The log can be read just now, but nothing can be stored. Nothing was changed."
BUSY_FOR_S, FULL_FOR_S = 5, 60
# Less than this is no room: SQLite calls some of what comes of it a failing disk.
LEAST_BYTES = 1024 * 1024
# SQLite's codes (https://www.sqlite.org/rescode.html), and PostgreSQL's for a full disk.
READONLY, IOERR, SQLITE_FULL, CANTOPEN = 8, 10, 13, 14
DISK_FULL = "53100"
# Of a PostgreSQL that only reads, such as a copy; and of one that gave up a silent transaction.
ONLY_READS, SILENT = "25006", "25P03"
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
FORM = "application/x-www-form-urlencoded"
# Passwords and the like are never written into a page.
NOT_AGAIN = ("accounts.",)


class NoRoom(HTTPException):
    """The server's disk is full; Werkzeug has no error of its own for that."""

    code, name = 507, "No room left"

    def __init__(self, description: str = FULL):
        super().__init__(description)

    def get_headers(self, *args) -> list[tuple[str, str]]:
        """Ask for patience, too."""
        return [*super().get_headers(*args), ("Retry-After", str(FULL_FOR_S))]


def as_answer(error: DBAPIError | NoConnection | OSError) -> HTTPException:
    """What is answered where the database or the disk refuses. Raises what is no such refusal."""
    if isinstance(error, NoConnection):  # Every connection is in use, and stayed so for a while.
        return ServiceUnavailable(BUSY, retry_after=BUSY_FOR_S)
    if isinstance(error, OSError):
        if error.errno not in NO_SPACE:
            raise error
        return NoRoom()
    state = getattr(error.orig, "sqlstate", None)
    if state == ONLY_READS and not g.get("read_only"):
        return ServiceUnavailable(SHUT, retry_after=FULL_FOR_S)
    is_away = error.connection_invalidated or state == SILENT
    if not (isinstance(error, OperationalError | InterfaceError) or is_away):
        raise error
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code == SQLITE_FULL or state == DISK_FULL or (code in (IOERR, CANTOPEN) and _is_full()):
        return NoRoom()
    if code == READONLY:
        return ServiceUnavailable(SHUT, retry_after=FULL_FOR_S)
    return ServiceUnavailable(BUSY, retry_after=BUSY_FOR_S)


def typed() -> list[tuple[str, str]]:
    """The fields of the form that was sent, where its page may hold them once more."""
    if request.method != "POST" or request.mimetype != FORM:
        return []
    if (request.endpoint or "").startswith(NOT_AGAIN):
        return []
    return list(request.form.items(multi=True))


def _is_full() -> bool:
    return shutil.disk_usage(current_app.config["HOME"]).free < LEAST_BYTES
