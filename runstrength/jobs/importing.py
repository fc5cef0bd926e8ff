"""The next step of an import, whichever that is."""

import errno
import logging
from uuid import UUID

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from ..exchange.found import Unreadable
from ..storage import accounts, imports, uploads
from ..storage.database import db, only_reading
from ..storage.imports import Import, Status
from .bringing import bring_in
from .reading import read_upload
from .standing import is_as_it_was
from .undoing import take_back

STEPS = {
    Status.READING: read_upload,
    Status.IMPORTING: bring_in,
    Status.UNDOING: take_back,
}
BROKEN = "RunStrength could not read this, though it should have. Nothing was written."
STOPPED = "This stopped in the middle. What is in is in; you can go on, or undo it."
NO_ROOM = "There is no room left on the server. What is in is in; you can go on once there is."
TRIES, MOST_TRIES = "tries", 10
FULL = (errno.ENOSPC, errno.EDQUOT)

log = logging.getLogger(__name__)


def go_on(user_id: UUID, import_id: UUID) -> None:
    """Do what is next for an import; done again, it goes on where it was."""
    with only_reading():
        brought = imports.find(user_id, import_id)
    if brought is None or not brought.is_busy:
        return
    try:
        if brought.status is Status.READING and not _may_try(user_id, brought):
            _fail(user_id, brought, BROKEN)
            return
        STEPS[brought.status](user_id, brought)
        _is_account_gone(user_id)
    except Unreadable as error:
        _fail(user_id, brought, str(error))
    except (InterfaceError, OperationalError):
        db.session.rollback()  # The database is busy or away: it is looked at again later.
        log.exception("import %s waits", import_id)
    except Exception as error:
        db.session.rollback()
        if _is_account_gone(user_id):
            return
        log.exception("import %s failed", import_id)
        if isinstance(error, OSError) and error.errno in FULL:
            _fail(user_id, brought, NO_ROOM)
            return
        _fail(user_id, brought, BROKEN if brought.status is Status.READING else STOPPED)


def _may_try(user_id: UUID, brought: Import) -> bool:
    """Count the tries to read a file: one that ends its worker each time is given up."""
    tries = brought.answers.get(TRIES, 0) + 1
    imports.change(user_id, brought.id, answers={**brought.answers, TRIES: tries})
    db.session.commit()
    return tries <= MOST_TRIES


def _is_account_gone(user_id: UUID) -> bool:
    """Whether the account was deleted meanwhile; what was written for it since goes, too."""
    with only_reading():
        is_gone = accounts.user_with(user_id) is None
    if is_gone:
        uploads.remove_all(user_id)
    return is_gone


def _fail(user_id: UUID, brought: Import, problem: str) -> None:
    """Say what stopped it, unless another worker has brought it further meanwhile."""
    try:
        if is_as_it_was(user_id, brought):
            # The file before its row: who is killed in between fails again, and does it again.
            if brought.status is Status.READING:
                uploads.drop_upload(user_id, brought.id)
            imports.move_to(user_id, brought.id, Status.FAILED, problem=problem)
        db.session.commit()
    except DBAPIError:
        db.session.rollback()
        log.exception("import %s waits", brought.id)
