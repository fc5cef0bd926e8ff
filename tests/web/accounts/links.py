"""Links that count once, past every form."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from runstrength.storage import tokens
from runstrength.storage.accounts import password_of
from runstrength.storage.database import db
from runstrength.storage.tokens import TokenKind


def reset_of(person) -> str:
    """The path of a new link for a new password of someone's."""
    return f"/reset/{_issued(person, TokenKind.RESET)}"


def invitation_of(person, label: str = "Cara") -> str:
    """The path of a new invitation by someone."""
    return f"/invitations/{_issued(person, TokenKind.INVITATION, label)}"


def path_of(link: str) -> str:
    """A link without the host that it leads to."""
    return urlsplit(link).path


def slowed(act: Callable) -> Callable:
    """The same, after so long that others who come at once are in the middle of it, too."""

    def after_a_while(*arguments, **more):
        time.sleep(0.3)
        return act(*arguments, **more)

    return after_a_while


def _issued(person, kind: TokenKind, label: str = "a test") -> str:
    with person.client.application.app_context():
        made = tokens.issue(password_of(person.email)[0], kind, label)
        db.session.commit()
    return made
