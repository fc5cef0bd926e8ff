"""A backup is brought back: looked through first, built beside, and put in place at once."""

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from .. import condition
from ..database import db
from ..in_use import InUse, alone
from . import half, postgresql_dump, sqlite_copy
from .folder import STAMP, sync, sync_folder
from .manifest import BadBackup, Manifest, check_files, read
from .naming import Seen
from .postgresql_dump import NoProgram

BESIDE = ".restoring"


class NotRestored(Exception):
    """Nothing was brought back, and nothing was changed; the message says why in one line."""


class HalfRestored(Exception):
    """Something came in between; the message says what. A restore that is run again finishes it."""


def look_through(folder: Path) -> Manifest:
    """Check all of a backup, and give what is in it. Raises `NotRestored`."""
    try:
        manifest = read(folder)
        check_files(folder, manifest)
        if manifest.kind == "sqlite":
            _compare(manifest, sqlite_copy.look_through(folder / manifest.database))
    except BadBackup as error:
        raise NotRestored(str(error)) from error
    if not condition.is_known(manifest.revision):
        raise NotRestored(f"{folder}: is of a newer version of RunStrength than this one")
    if manifest.kind != db.engine.dialect.name:
        raise NotRestored(f"{folder}: is of {manifest.kind}, and this log is kept in another")
    return manifest


def restore(folder: Path, replaces: bool = False) -> tuple[Manifest, list[Path]]:
    """Bring a backup back, and say what was in it and where the present log was set aside.

    A log that is there is only replaced where that is asked for, and set aside under another name.
    One that was killed is finished by another: no server starts in between.

    Raises `NotRestored` and `HalfRestored`.
    """
    manifest, home = look_through(folder), Path(current_app.config["HOME"])
    try:
        with alone(home, to_restore=True):
            replaces = replaces or half.stamp_of(home) is not None
            into = _restore_file if manifest.kind == "sqlite" else _restore_dump
            aside = into(folder, manifest, home, replaces)
            half.clear(home)
            return manifest, aside
    except InUse as error:
        raise NotRestored(str(error)) from error
    except (BadBackup, NoProgram) as error:
        raise NotRestored(str(error)) from error
    except OSError as error:
        told = f"{error.filename or home}: {error.strerror}"
        raise (HalfRestored if half.stamp_of(home) else NotRestored)(told) from error
    finally:
        shutil.rmtree(home / BESIDE, ignore_errors=True)


def _restore_file(folder: Path, manifest: Manifest, home: Path, replaces: bool) -> list[Path]:
    database, uploads = condition.database_file(), Path(current_app.config["UPLOADS"])
    if (database.exists() or _has_files(uploads)) and not replaces:
        raise NotRestored(f"{home}: has a log already; --replace sets it aside")
    beside = _built_beside(folder, manifest, home)
    # On the disk of the database, so that it takes its place in one step.
    new = database.with_name(f"{BESIDE}-{database.name}")
    shutil.move(beside / manifest.database, new)
    sync_folder(database.parent)
    _compare(manifest, sqlite_copy.look_through(new))
    stamp = half.stamp_of(home) or datetime.now(UTC).strftime(STAMP)
    half.mark(home, stamp)
    old = _set_aside(database, stamp)
    aside = [*_swap_uploads(beside / "uploads", uploads, stamp), *old]
    os.replace(new, database)
    sync_folder(database.parent)
    return aside


def _restore_dump(folder: Path, manifest: Manifest, home: Path, replaces: bool) -> list[Path]:
    uploads = Path(current_app.config["UPLOADS"])
    begun = half.stamp_of(home)
    if not begun and not postgresql_dump.is_empty(db.engine):
        raise NotRestored("The database is not empty: make a new one, and name it in DATABASE_URL")
    if _has_files(uploads) and not replaces:
        raise NotRestored(f"{uploads}: has files already; --replace sets them aside")
    beside = _built_beside(folder, manifest, home)
    stamp = begun or datetime.now(UTC).strftime(STAMP)
    half.mark(home, stamp)
    try:
        if postgresql_dump.is_empty(db.engine):
            postgresql_dump.restore(db.engine, beside / manifest.database)
        _compare(manifest, postgresql_dump.look_at(db.engine))
    except BaseException:
        if not begun:
            half.clear(home)
        raise
    return _swap_uploads(beside / "uploads", uploads, stamp)


def _built_beside(folder: Path, manifest: Manifest, home: Path) -> Path:
    """A copy of all that the manifest names, and of nothing else, whole and on the disk."""
    beside = home / BESIDE
    shutil.rmtree(beside, ignore_errors=True)
    (beside / "uploads").mkdir(parents=True, mode=0o700)
    for name in manifest.files:
        target = beside / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(folder / name, target)
        target.chmod(0o600)
    sync(beside)
    check_files(beside, manifest)
    return beside


def _swap_uploads(new: Path, uploads: Path, stamp: str) -> list[Path]:
    """Put the files in place, before the rows that name them."""
    aside = uploads.with_name(f"{uploads.name}.before-{stamp}")
    if _has_files(uploads) and not aside.exists():
        uploads.rename(aside)
    elif uploads.is_dir():
        shutil.rmtree(uploads)
    uploads.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.move(new, uploads)
    sync_folder(uploads.parent)
    return [aside] if aside.exists() else []


def _set_aside(database: Path, stamp: str) -> list[Path]:
    """Give the present database another name, with what stands in the log beside it.

    Nothing of that may stay there: SQLite would bring it into the new one.
    """
    aside = database.with_name(f"{database.name}.before-{stamp}")
    if database.exists() and not aside.exists():
        with suppress(sqlite_copy.driver.Error):  # Damaged, perhaps, which is why it is replaced.
            sqlite_copy.rest(database)
        database.rename(aside)
    for end in ("-wal", "-shm"):
        beside = Path(f"{database}{end}")
        if beside.exists():
            beside.rename(f"{aside}{end}")
    sync_folder(database.parent)
    return [aside] if aside.exists() else []


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))


def _compare(manifest: Manifest, seen: Seen) -> None:
    """Raise `BadBackup` where the rows are not those that the manifest counts."""
    if seen.revision != (manifest.revision or None):
        raise BadBackup(
            f"The database is at {seen.revision}, the manifest says {manifest.revision}"
        )
    names = sorted(manifest.rows.keys() | seen.rows.keys())
    for name in names:
        if manifest.rows.get(name) != seen.rows.get(name):
            told = f"{seen.rows.get(name)} rows, the manifest says {manifest.rows.get(name)}"
            raise BadBackup(f"The table {name} has {told}")
