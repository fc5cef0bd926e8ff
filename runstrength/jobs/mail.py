"""Mail, for the few things that are worth one: a link for a new password, and that one was set.

It is sent by the worker, so that no page waits for it, and none tells by its time who has an
account.
"""

import logging
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from enum import StrEnum
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import current_app

from ..storage import accounts, throttle, tokens
from ..storage.database import db, only_reading
from ..storage.tokens import TokenKind

TIMEOUT_S = 20
PORTS = {"smtp": 587, "smtps": 465}
# What is sent to these does not leave the machine.
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
RESET = """\
Somebody asked for a new password for your RunStrength account.

If it was you, choose one here within 30 minutes:

{link}

If it was not you, there is nothing to do: your password stays as it is.
"""
CHANGED = """\
The password of your RunStrength account was changed{how}. Every other device is signed out.

If it was you, there is nothing to do. If it was not, choose a new one here at once:

{link}
"""

log = logging.getLogger(__name__)


class Unsent(Exception):
    """A mail could not be sent; it may be tried again."""


class Changed(StrEnum):
    """What a user is told of by mail."""

    PASSWORD = "password"  # noqa: S105 (a word)
    RESET = "reset"


def is_set(config: Mapping) -> bool:
    """Whether this server can send mail with links in it."""
    return all(config[name] for name in ("SMTP_URL", "MAIL_FROM", "PUBLIC_URL"))


def reset_link(base: str, token: str) -> str:
    """The address at which a new password can be chosen."""
    return f"{base}/reset/{token}"


def send_reset(email: str) -> None:
    """Send a link for a new password, if an account has this address. Raises `Unsent`."""
    found = accounts.password_of(email)
    if not is_set(current_app.config) or not found or not throttle.may_mail(email):
        db.session.rollback()
        return
    user_id, _ = found
    tokens.revoke_kind(user_id, TokenKind.RESET)  # The newest link is the only one.
    token = tokens.issue(user_id, TokenKind.RESET, "by mail")
    db.session.commit()
    link = reset_link(current_app.config["PUBLIC_URL"], token)
    send(current_app.config, email, "A new password for RunStrength", RESET.format(link=link))
    throttle.note_mail(email)
    db.session.commit()


def tell(user_id: UUID, what: Changed) -> None:
    """Tell a user what was changed, in case that it was somebody else. Raises `Unsent`."""
    with only_reading():
        user = accounts.user_with(user_id)
    if not user or not is_set(current_app.config):
        return
    how = " by a link that was sent to this address" if what is Changed.RESET else ""
    body = CHANGED.format(how=how, link=f"{current_app.config['PUBLIC_URL']}/reset")
    send(current_app.config, user.email, "Your RunStrength password was changed", body)


def send(config: Mapping, to: str, subject: str, body: str) -> None:
    """Send a mail by the server of `SMTP_URL`. Raises `Unsent`."""
    try:
        with _server(config["SMTP_URL"]) as server:
            server.send_message(_message(config["MAIL_FROM"], to, subject, body))
    except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as error:
        # Its own words may name who it was for.
        code = getattr(error, "smtp_code", "")
        log.warning("A mail could not be sent: %s %s", type(error).__name__, code)
        raise Unsent from error


def _message(sender: str, to: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"  # So that no answering machine answers.
    message.set_content(body)
    return message


def _server(url: str) -> smtplib.SMTP:
    """Connect, encrypted wherever it leaves this machine, and sign in if the address says how."""
    parts = urlsplit(url)
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    try:
        if parts.scheme == "smtp" and host not in THIS_MACHINE:
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server
