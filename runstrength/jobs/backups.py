"""Backups by the clock: one each night, and one before a migration."""

import logging
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from ..storage import condition
from ..storage.backing_up.folder import BEFORE_MIGRATION, NIGHTLY, made_at, prune
from ..storage.backing_up.keeping import is_due
from ..storage.backing_up.making import BackupFailed, make
from ..storage.backing_up.manifest import BadBackup, read
from ..storage.database import DatabaseUnusable, migrate_database, now

__all__ = [
    "NIGHTLY",
    "BackupFailed",
    "are_due_in",
    "are_late",
    "has_orphans",
    "make_nightly",
    "migrate_safely",
]

# One night was missed, and most of the next day has gone by.
LATE_AFTER = timedelta(hours=48)
# A server that can't migrate is started again every few seconds.
AGAIN_AFTER = timedelta(hours=1)
# A clock that was wrong for a while may have left names of days to come; they don't count.
AHEAD = timedelta(hours=1)

log = logging.getLogger(__name__)


def are_due_in(app: Flask) -> bool:
    """Whether it is time for the nightly backup of an app; not while nothing can be asked."""
    try:
        with app.app_context():
            return _is_on() and _is_due()
    except (SQLAlchemyError, OSError):
        return False


def make_nightly() -> Path:
    """Make a backup, and drop those that the schedule does not keep. Raises `BackupFailed`."""
    folder = Path(current_app.config["BACKUPS"])
    made = _make(folder, NIGHTLY)
    try:
        prune(folder)
    except OSError:  # The new one is there; the old ones go another night.
        log.exception("Old backups could not be dropped")
    return made


def are_late() -> bool:
    """Whether the last backup is two days old, or there should be one by now and is none."""
    since = _since() if _is_on() else None
    return since is not None and since < now() - LATE_AFTER


def has_orphans() -> bool:
    """Whether rows in the last backup, and so in the log, belong to rows that are not there."""
    backup, _ = _last()
    return backup is not None and _orphans_in(backup) > 0


def migrate_safely(app: Flask) -> None:
    """Bring the database up to the newest migration, after a backup of what is in it.

    Raises `DatabaseUnusable` and `BackupFailed`.
    """
    with app.app_context():
        stored = _stored_revision()
        if stored and not condition.is_known(stored):
            raise DatabaseUnusable("the log is of a newer version of RunStrength than this one")
        is_behind = stored not in (None, condition.newest_revision())
        if is_behind and _is_on() and not _is_just_made():
            _make(Path(current_app.config["BACKUPS"]), BEFORE_MIGRATION)
    migrate_database(app)


def _make(folder: Path, reason: str) -> Path:
    made = make(folder, reason)
    for told in read(made).warnings:
        log.warning("In the backup %s, %s", made.name, told)
    return made


def _stored_revision() -> str | None:
    """The migration that there is a log of; None where that can't be asked."""
    try:
        return condition.stored_revision()
    except SQLAlchemyError:
        return None  # The migration says what is wrong with it.


def _is_just_made() -> bool:
    """Whether there is a backup of the last hour: one that fails again and again fills no disk."""
    found = made_at(Path(current_app.config["BACKUPS"]), BEFORE_MIGRATION).values()
    return any(now() - AGAIN_AFTER < at <= now() for at in found)


def _is_due() -> bool:
    since = _since()
    return since is not None and is_due(since.astimezone(), datetime.now(UTC).astimezone())


def _since() -> datetime | None:
    """When the last backup was made, or else the first account; None for an empty log."""
    _, at = _last()
    return at or condition.first_account_at()


def _last() -> tuple[Path, datetime] | tuple[None, None]:
    """The last backup, and when it was made."""
    found = made_at(Path(current_app.config["BACKUPS"])).items()
    return max(
        ((path, at) for path, at in found if at < now() + AHEAD),
        key=itemgetter(1),
        default=(None, None),
    )


@lru_cache(maxsize=1)
def _orphans_in(backup: Path) -> int:
    """How many rows belong to nobody; of a backup that can't be read there is nothing to tell."""
    try:
        return read(backup).orphans
    except BadBackup:
        return 0


def _is_on() -> bool:
    return current_app.config["BACKUP"] == "on"
