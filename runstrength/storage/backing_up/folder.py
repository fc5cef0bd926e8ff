"""A folder of backups: how each is called, which there are, and which of them go."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from ..database import now
from .keeping import to_keep, to_keep_of_migrations

STAMP = "%Y-%m-%dT%H%M%SZ"
BY_NAME = re.compile(r"runstrength-(\d{4}-\d\d-\d\dT\d{6}Z)(?:-([a-z-]*[a-z]))?(-\d+)?")
MAKING, DROPPING = ".making-", ".dropping-"
NIGHTLY, BY_HAND, BEFORE_MIGRATION = "nightly", "by-hand", "before-migration"


def made_at(folder: Path, reason: str | None = None) -> dict[Path, datetime]:
    """The whole backups in a folder, or those made for one reason, and when each was made."""
    found = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        if (match := BY_NAME.fullmatch(path.name)) and path.is_dir():
            with suppress(ValueError):
                at = datetime.strptime(match[1], STAMP).replace(tzinfo=UTC)
                if reason in (None, match[2] or NIGHTLY):
                    found[path] = at
    return found


def prune(folder: Path) -> list[Path]:
    """Drop the backups that have had their time; done after a new one alone.

    One that was made by hand has no such time: it goes by hand, too.
    """
    with alone(folder):
        nightly, others = made_at(folder, NIGHTLY), made_at(folder, BEFORE_MIGRATION)
        kept = to_keep(nightly.values())
        kept_others = to_keep_of_migrations(others.values(), now())
        dropped = [path for path, at in nightly.items() if at not in kept]
        dropped += [path for path, at in others.items() if at not in kept_others]
        for path in dropped:
            # Never half a backup under a good name.
            going = path.with_name(DROPPING + path.name)
            path.rename(going)
            shutil.rmtree(going, ignore_errors=True)
    return dropped


def give_name(draft: Path, at: datetime, reason: str) -> Path:
    """Give a whole backup its name, for good."""
    stem = f"runstrength-{at.strftime(STAMP)}"
    if reason != NIGHTLY:
        stem = f"{stem}-{reason}"
    free = (draft.with_name(stem if n == 1 else f"{stem}-{n}") for n in range(1, 1000))
    target = next(path for path in free if not path.exists())
    draft.rename(target)
    sync_folder(target.parent)
    return target


def sync(folder: Path) -> None:
    """See all of a folder on the disk."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """See on the disk which names are in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One at a time; what others left behind as they were killed goes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _is_locked(descriptor):
            for path in folder.iterdir():
                if path.name.startswith((MAKING, DROPPING)):
                    shutil.rmtree(path, ignore_errors=True)
        yield
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int) -> bool:
    """Wait for the lock of a folder; false on a disk that knows none."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:  # Whoever is at it as well has a draft of another name, which stays.
        return False
    return True
