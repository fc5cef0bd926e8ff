"""What nobody comes back for is cleared away, by the worker, when it starts and now and then."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import current_app

from ..storage import accounts, import_parts, imports, recordings, throttle, uploads
from ..storage.database import db, now, only_reading
from ..storage.imports import Status
from . import leftovers
from .standing import held

# As long as what was deleted can be taken back.
WAITS_FOR = timedelta(days=30)


def sweep() -> None:
    """Clear away what nothing names, and uploads that were not confirmed for thirty days."""
    leftovers.clear_unknown()
    for user_id in list(_owners()):
        with only_reading():
            is_gone = accounts.user_with(user_id) is None
        if is_gone:
            uploads.remove_all(user_id)
        else:
            recordings.forget_deleted(user_id)
            db.session.commit()
            _drop_unnamed(user_id)
    _drop_unconfirmed()
    throttle.forget_old()
    db.session.commit()


def _owners() -> Iterator[UUID]:
    """The users that have files."""
    folder = Path(current_app.config["UPLOADS"])
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            yield UUID(path.name)
        except ValueError:
            continue  # None of ours.


def _drop_unnamed(user_id: UUID) -> None:
    """Drop originals that no recording names, as of workouts that are deleted for good.

    While an import goes on, files come before their recordings; it looks at them as it ends.
    """
    with only_reading():
        unnamed = uploads.originals(user_id) - recordings.digests(user_id)
        is_busy = any(owner == user_id for owner, _ in imports.unfinished())
    if unnamed and not is_busy:
        leftovers.clear(user_id)
        db.session.commit()


def _drop_unconfirmed() -> None:
    with only_reading():
        waiting = imports.waiting_since(now() - WAITS_FOR)
    for user_id, import_id in waiting:
        current = held(user_id, import_id)
        if current and current.status is Status.PREVIEW and current.status_at < now() - WAITS_FOR:
            # The file before its row: who is killed in between does it again.
            uploads.drop_upload(user_id, import_id)
            import_parts.stage(user_id, import_id, ())
            imports.move_to(user_id, import_id, Status.UNDONE)
        db.session.commit()
