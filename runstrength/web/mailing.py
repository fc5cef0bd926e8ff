"""Asking for mails, which the worker sends."""

import logging
from uuid import UUID

from flask import current_app

from ..jobs import mail
from ..jobs.mail import Changed
from ..jobs.queue import queue_of

log = logging.getLogger(__name__)


def is_set() -> bool:
    """Whether this server sends mail."""
    return mail.is_set(current_app.config)


def ask_for_reset(email: str) -> None:
    """Ask for a link for a new password, whether or not an account has this address."""
    _ask("send_reset", email)


def tell(user_id: UUID, what: Changed) -> None:
    """Ask that a user is told of a change, where mail is set."""
    if is_set():
        _ask("tell", str(user_id), what)


def _ask(task: str, *arguments: str) -> None:
    try:
        getattr(queue_of(current_app._get_current_object()), task)(*arguments)
    except Exception:  # As on a full disk. Who waits for a mail in vain asks again.
        log.exception("A mail could not be asked for")
    beside = current_app.extensions.get("beside")
    if beside:
        beside.wake()
