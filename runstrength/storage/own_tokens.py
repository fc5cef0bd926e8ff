"""A user's own tokens, as they are listed and ended: signed-in devices, and API tokens."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from . import accounts, idempotency
from .account_tables import tokens
from .database import db
from .tokens import SESSION_LIFE, Scope, TokenKind, issue

# More programs than anyone has; it keeps a stolen session from filling the table.
MOST_API_TOKENS = 50


class TooManyTokens(Exception):
    """The user has as many API tokens as there may be."""

    def __init__(self):
        super().__init__(f"There may be {MOST_API_TOKENS} API tokens. Revoke one of them first.")


class MadeAlready(Exception):
    """The form that asks for a token had its token before."""


@dataclass(frozen=True, slots=True)
class OwnToken:
    """A token as its owner sees it; `name` is the hash in hexadecimal, which opens nothing."""

    name: str
    label: str
    scope: Scope
    created_at: datetime
    last_used_on: date

    @property
    def is_used(self) -> bool:
        """Whether it was used since it was made."""
        return self.last_used_on >= self.created_at.date()


def devices(user_id: UUID, today: date) -> list[OwnToken]:
    """The browser sessions that are still good, the one last used first."""
    return _listed(user_id, TokenKind.SESSION, tokens.c.last_used_on >= today - SESSION_LIFE)


def api_tokens(user_id: UUID) -> list[OwnToken]:
    """The API tokens, the one last used first."""
    return _listed(user_id, TokenKind.API)


def add_api_token(user_id: UUID, label: str, scope: Scope, once: str | None = None) -> str:
    """Make an API token, and give it: it can't be read again. `once` is that of the form.

    Raises `TooManyTokens`, and `MadeAlready` where this form was sent before.
    """
    accounts.lock(user_id)  # Of two that come at once, the second counts the first.
    if once and not _is_new(user_id, once):
        raise MadeAlready
    count = select(func.count()).where(*_own(user_id, TokenKind.API))
    if db.session.execute(count).scalar_one() >= MOST_API_TOKENS:
        raise TooManyTokens
    return issue(user_id, TokenKind.API, label, scope, is_used=False)


def end(user_id: UUID, kind: TokenKind, name: str) -> bool:
    """End the user's token of this kind; False where there is none by that name."""
    try:
        hash_ = bytes.fromhex(name)
    except ValueError:
        return False
    ended = db.session.execute(delete(tokens).where(*_own(user_id, kind), tokens.c.hash == hash_))
    return ended.rowcount > 0


def _is_new(user_id: UUID, once: str) -> bool:
    try:
        return idempotency.is_new(user_id, f"form {once}", "make an API token")
    except idempotency.KeyReused:
        return False


def _listed(user_id: UUID, kind: TokenKind, *conditions) -> list[OwnToken]:
    order = tokens.c.last_used_on.desc(), tokens.c.created_at.desc()
    rows = db.session.execute(
        select(tokens).where(*_own(user_id, kind), *conditions).order_by(*order)
    )
    return [
        OwnToken(row.hash.hex(), row.label, Scope(row.scope), row.created_at, row.last_used_on)
        for row in rows
    ]


def _own(user_id: UUID, kind: TokenKind) -> tuple:
    return tokens.c.user_id == user_id, tokens.c.kind == kind
