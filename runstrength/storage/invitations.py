"""The invitations that are open: links by which somebody may make an account, once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from .account_tables import tokens
from .database import db, now
from .tokens import LIVES, TokenKind

MOST_OPEN = 50  # So that the page stays one that can be looked through.


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation: the link itself can't be read again."""

    hash: bytes
    label: str
    made_at: datetime


def still_open(user_id: UUID) -> list[Invitation]:
    """The invitations of an administrator that were not used and are not too old, newest first."""
    of = tokens.c
    rows = db.session.execute(
        select(of.hash, of.label, of.created_at)
        .where(*_invitations(user_id), of.created_at >= now() - LIVES[TokenKind.INVITATION])
        .order_by(of.created_at.desc())
    )
    return [Invitation(row.hash, row.label, row.created_at) for row in rows]


def revoke(user_id: UUID, hash_: bytes) -> bool:
    """End an invitation; False where the user has no such one."""
    ended = db.session.execute(delete(tokens).where(*_invitations(user_id), tokens.c.hash == hash_))
    return ended.rowcount > 0


def _invitations(user_id: UUID):
    return tokens.c.user_id == user_id, tokens.c.kind == TokenKind.INVITATION
