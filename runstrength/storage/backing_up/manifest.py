"""What a backup says of itself: each file with its size and hash, and how many rows there are."""

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

NAME = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "runstrength.sqlite3", "postgresql": "runstrength.pgdump"}
UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# All that a backup may hold: a path that is none of these is not ours, and is not followed.
UPLOAD = re.compile(
    rf"uploads/{UUID_TEXT}/(imports/{UUID_TEXT}/[0-9]{{1,9}}|originals/[0-9a-f]{{64}}\.gz)"
)
MISSING = "{} files that workouts name were not there to copy; the log itself is whole"
ORPHANS = "{} rows belong to rows that are not there; all that is there was copied"
MOST_BYTES = 512 * 1024 * 1024
PIECE = 1024 * 1024


class BadBackup(Exception):
    """A backup that can't be trusted or used; the message says why in one line."""


@dataclass(frozen=True)
class Kept:
    """A file in a backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; `missing` are files that rows name and that were not there to copy.

    `orphans` is how many rows belong to a row that is not there.
    """

    made_at: str
    reason: str
    kind: str
    revision: str
    rows: Mapping[str, int]
    files: Mapping[str, Kept]
    missing: tuple[str, ...] = ()
    orphans: int = 0
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The name of the file that holds the database."""
        return DATABASES[self.kind]

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the log that it was made of, a line each."""
        told = []
        if self.missing:
            told.append(MISSING.format(len(self.missing)))
        if self.orphans:
            told.append(ORPHANS.format(self.orphans))
        return told


def write(folder: Path, manifest: Manifest) -> None:
    """Write what a backup holds into its folder, and see it on the disk."""
    text = json.dumps(asdict(manifest), indent=1)
    with open(os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """What a backup says that it holds. Raises `BadBackup`."""
    path = folder / NAME
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadBackup(f"{path}: too large")
        document = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise BadBackup(f"{folder}: is no backup, as it has no {NAME}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise BadBackup(f"{path}: can't be read") from error
    return _understood(document, path)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Read every file of a backup and compare it with what the manifest says.

    Raises `BadBackup` naming the first that differs.
    """
    for name, kept in manifest.files.items():
        path = folder / name
        try:
            is_file = stat.S_ISREG(path.lstat().st_mode)
        except OSError as error:
            raise BadBackup(f"{path}: is missing") from error
        if not is_file or not path.resolve().is_relative_to(folder.resolve()):
            raise BadBackup(f"{path}: is no file of this backup")
        if kept_of(path) != kept:
            raise BadBackup(f"{path}: is damaged; size or checksum differ")


def kept_of(path: Path) -> Kept:
    """Size and hash of a file."""
    digest, size = sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise BadBackup(f"{path}: can't be read") from error
    return Kept(size, digest.hexdigest())


def _understood(document, path: Path) -> Manifest:
    try:
        if document["format"] != FORMAT:
            raise BadBackup(f"{path}: of a format that this version does not know")
        files = {str(name): Kept(**kept) for name, kept in document["files"].items()}
        rows = {str(name): int(count) for name, count in document["rows"].items()}
        missing = tuple(str(name) for name in document["missing"])
        manifest = Manifest(**(document | {"files": files, "rows": rows, "missing": missing}))
        own = manifest.database
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadBackup(f"{path}: is no manifest of a backup") from error
    if own not in files:
        raise BadBackup(f"{path}: names no database")
    for name in files:
        if name != own and not UPLOAD.fullmatch(name):
            raise BadBackup(f"{path}: names {name[:60]!r}, which is none of ours")
    return manifest
