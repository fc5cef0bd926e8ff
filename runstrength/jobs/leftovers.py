"""Files that nothing names: what a worker or a server that was killed leaves behind."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from flask import current_app

from ..storage import accounts, imports, recordings, uploads
from ..storage.database import only_reading

# An upload is written before its row is, so that a young one may still be on its way.
ON_ITS_WAY_S = 3600


def clear(user_id: UUID, import_id: UUID | None = None) -> None:
    """Drop the upload of an import, and each original that no recording of its owner names.

    It is done before the import takes its last status, in the same transaction: who is killed in
    between finds it unfinished, and does it again. Who writes a recording looks for its file in
    the write's own transaction, so that none is lost to this.
    """
    accounts.lock(user_id)
    named = {f"{digest.hex()}.gz" for digest in recordings.digests(user_id)}
    for path in _within(_folder() / str(user_id) / "originals"):
        if path.name not in named:
            path.unlink(missing_ok=True)
    if import_id:
        uploads.drop_upload(user_id, import_id)


def clear_unknown() -> None:
    """Drop the files of uploads that never became an import."""
    for user in _within(_folder()):
        for path in _within(user / "imports"):
            if not _is_young(path) and not _is_known(user.name, path.name):
                shutil.rmtree(path, ignore_errors=True)


def is_kept(user_id: UUID, digest: bytes) -> bool:
    """Whether the original with this hash is there."""
    return (_folder() / str(user_id) / "originals" / f"{digest.hex()}.gz").exists()


def _folder() -> Path:
    return Path(current_app.config["UPLOADS"])


def _within(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _is_young(path: Path) -> bool:
    return time.time() - path.stat().st_mtime < ON_ITS_WAY_S


def _is_known(user: str, import_: str) -> bool:
    with only_reading():
        return imports.find(UUID(user), UUID(import_)) is not None
