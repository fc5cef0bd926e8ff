"""Files of users in the folder of uploads: what is being imported, and the originals of recordings.

    UPLOADS/<user id>/imports/<import id>/<number>    as it came
    UPLOADS/<user id>/originals/<sha256>.gz           once, however many workouts name it

No path is ever made of a name that came from outside.
"""

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from flask import current_app

PIECE = 256 * 1024
DIGEST_BYTES = 32


def keep_upload(user_id: UUID, import_id: UUID, number: int, file: BinaryIO) -> None:
    """Write a file of an import to the disk, for good. Raises `OSError` where it has no room."""
    path = upload_path(user_id, import_id, number)
    # Under its own name it is whole, and never written to again: a backup may link to it.
    draft = path.with_name(f"draft-{uuid4()}")
    with _written(draft) as target:
        shutil.copyfileobj(file, target, PIECE)
    os.replace(draft, path)
    _sync_folders(path)


def upload_path(user_id: UUID, import_id: UUID, number: int) -> Path:
    """Where a file of an import is."""
    return _folder(user_id) / "imports" / str(import_id) / str(number)


def drop_upload(user_id: UUID, import_id: UUID) -> None:
    """Forget the files of an import."""
    shutil.rmtree(_folder(user_id) / "imports" / str(import_id), ignore_errors=True)


def keep_original(user_id: UUID, file: BinaryIO) -> bytes:
    """Keep the original of a recording, and give its SHA-256; one that is there is kept once."""
    draft, digest = _folder(user_id) / "originals" / f"draft-{uuid4()}", sha256()
    # No time in it, so that equal files are equal here.
    with (
        _written(draft) as target,
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6, mtime=0) as packed,
    ):
        while piece := file.read(PIECE):
            digest.update(piece)
            packed.write(piece)
    os.replace(draft, path := _original(user_id, digest.digest()))
    _sync_folders(path)
    return digest.digest()


def original(user_id: UUID, digest: bytes) -> BinaryIO | None:
    """The original with this hash, to read."""
    try:
        return gzip.open(_original(user_id, digest))
    except FileNotFoundError:
        return None


def originals(user_id: UUID) -> set[bytes]:
    """The hashes of the originals that a user has."""
    folder = _folder(user_id) / "originals"
    names = (path.name.removesuffix(".gz") for path in folder.glob("*.gz"))
    return {bytes.fromhex(name) for name in names if len(name) == 2 * DIGEST_BYTES}


def drop_original(user_id: UUID, digest: bytes) -> None:
    """Forget an original that no workout names any more."""
    _original(user_id, digest).unlink(missing_ok=True)


def remove_all(user_id: UUID) -> None:
    """Remove every file of a user."""
    shutil.rmtree(_folder(user_id), ignore_errors=True)


def _folder(user_id: UUID) -> Path:
    return Path(current_app.config["UPLOADS"]) / str(user_id)


def _original(user_id: UUID, digest: bytes) -> Path:
    return _folder(user_id) / "originals" / f"{digest.hex()}.gz"


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """A new file that is on the disk, not only on its way; nothing stays of a failure."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def _sync_folders(path: Path) -> None:
    """Bring a file's name to the disk, too, and those of the folders that it stands in.

    A file that was synced itself may still be without a name after a power cut.
    """
    home = Path(current_app.config["UPLOADS"]).parent
    for folder in path.parents:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if folder == home:
            return
