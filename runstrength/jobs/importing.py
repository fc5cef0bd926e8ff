"""The next step of an import, whichever that is."""

import logging
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from ..exchange.found import Unreadable
from ..storage import imports, uploads
from ..storage.database import db, only_reading
from ..storage.imports import Status
from .bringing import bring_in
from .reading import read_upload
from .undoing import take_back

STEPS = {
    Status.READING: read_upload,
    Status.IMPORTING: bring_in,
    Status.UNDOING: take_back,
}
BROKEN = "RunStrength could not read this, though it should have. Nothing was written."
STOPPED = "This stopped in the middle. What is in is in; you can go on, or undo it."

log = logging.getLogger(__name__)


def go_on(user_id: UUID, import_id: UUID) -> None:
    """Do what is next for an import; done again, it goes on where it was."""
    with only_reading():
        brought = imports.find(user_id, import_id)
    if brought is None or not brought.is_busy:
        return
    try:
        STEPS[brought.status](user_id, brought)
    except Unreadable as error:
        _fail(user_id, brought, str(error))
    except DBAPIError:
        db.session.rollback()  # It is looked at again later.
        log.exception("import %s waits", import_id)
    except Exception:
        db.session.rollback()
        log.exception("import %s failed", import_id)
        _fail(user_id, brought, BROKEN if brought.status is Status.READING else STOPPED)


def _fail(user_id: UUID, brought: imports.Import, problem: str) -> None:
    imports.move_to(user_id, brought.id, Status.FAILED, problem=problem)
    db.session.commit()
    if brought.status is Status.READING:
        uploads.drop_upload(user_id, brought.id)
