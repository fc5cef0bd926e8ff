"""A backup is made: database and uploads, checked, and under its name only when it is whole.

    BACKUPS/runstrength-2026-11-23T030000Z/
        manifest.json           what is in it: sizes, hashes, counts
        runstrength.sqlite3     or runstrength.pgdump
        uploads/…               as in the folder of data

The secret key is not in it: with the key alone nobody gets in, and without it only open forms have
to be loaded again.
"""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from flask import current_app
from sqlalchemy.exc import DBAPIError

from .. import condition
from ..database import db, now
from ..sqlite import driver
from . import half, postgresql_dump, sqlite_copy
from .folder import MAKING, STAMP, alone, give_name, sync
from .manifest import DATABASES, UPLOAD, BadBackup, Kept, Manifest, check_files, kept_of, write
from .naming import Seen

# Files that are added and dropped again while they are copied: such a backup is made once more.
TRIES = 3
FULL = (errno.ENOSPC, errno.EDQUOT)


class BackupFailed(Exception):
    """There is no new backup; the message says why in one line."""


def make(folder: Path, reason: str) -> Path:
    """Make a backup in a folder of backups, and give its own folder. Raises `BackupFailed`."""
    home = Path(current_app.config["HOME"])
    if half.stamp_of(home):
        raise BackupFailed(f"{home}: {half.TOLD}")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with alone(folder):
            _require_room(folder)
            for _ in range(TRIES):
                made = _make(folder, reason)
                if made:
                    break
            else:
                made = _make(folder, reason, takes_any=True)
            return made
    except OSError as error:
        full = error.errno in FULL
        raise BackupFailed("the disk is full" if full else f"{folder}: {error.strerror}") from error
    except driver.Error as error:
        raise BackupFailed(f"the database could not be copied ({error})") from error
    except DBAPIError as error:
        raise BackupFailed(f"the database does not answer ({type(error.orig).__name__})") from error
    except (BadBackup, postgresql_dump.NoProgram) as error:
        raise BackupFailed(str(error)) from error


def _make(folder: Path, reason: str, takes_any: bool = False) -> Path | None:
    """Make one; None where a file that it should hold went before it was copied."""
    at = now()
    draft = folder / f"{MAKING}{at.strftime(STAMP)}"
    draft.mkdir(mode=0o700)
    try:
        # Files come before their rows and go after them. So what a row names is here before the
        # rows are copied, or came meanwhile and is here after that.
        files = _copy_uploads(draft, {})
        seen = _copy_database(draft)
        files = _copy_uploads(draft, files)
        missing = tuple(sorted(seen.named - set(files)))
        if missing and not takes_any:
            shutil.rmtree(draft)
            return None
        kind = db.engine.dialect.name
        files[DATABASES[kind]] = kept_of(draft / DATABASES[kind])
        manifest = Manifest(
            at.isoformat(timespec="seconds"),
            reason,
            kind,
            seen.revision or "",
            seen.rows,
            files,
            missing,
            seen.orphans,
        )
        write(draft, manifest)
        sync(draft)
        check_files(draft, manifest)
        return give_name(draft, at, reason)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _copy_database(draft: Path) -> Seen:
    engine, target = db.engine, draft / DATABASES[db.engine.dialect.name]
    if engine.dialect.name == "sqlite":
        sqlite_copy.copy(condition.database_file(), target)
        return sqlite_copy.look_through(target)
    seen = postgresql_dump.dump(engine, target)
    postgresql_dump.check(engine, target)
    return seen


def _copy_uploads(draft: Path, known: dict[str, Kept]) -> dict[str, Kept]:
    """Copy each upload that is not copied yet, and give all with their hashes."""
    home = Path(current_app.config["UPLOADS"])
    found = dict(known)
    for path in sorted(home.rglob("*")) if home.is_dir() else ():
        name = f"uploads/{path.relative_to(home).as_posix()}"
        if name in found or path.is_symlink() or not UPLOAD.fullmatch(name):
            continue
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):  # It went meanwhile.
            _copy_file(path, target)
            found[name] = kept_of(target)
    return found


def _copy_file(source: Path, target: Path) -> None:
    """Another name for the same file, which is never written to again; else a copy of it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:  # On another disk, or one that knows no links.
        shutil.copyfile(source, target, follow_symlinks=False)
        target.chmod(0o600)


def _require_room(folder: Path) -> None:
    """Raise `BackupFailed` where a backup would take the room that the log itself needs."""
    needed, uploads = 0, Path(current_app.config["UPLOADS"])
    if database := condition.database_file():
        needed += database.stat().st_size
    if uploads.is_dir() and uploads.stat().st_dev != folder.stat().st_dev:
        needed += sum(path.stat().st_size for path in uploads.rglob("*") if path.is_file())
    free = shutil.disk_usage(folder).free
    if free - needed < current_app.config["LEAST_FREE_BYTES"]:
        raise BackupFailed(f"{folder}: there is no room for a backup")
