"""The one table of tokens: browser sessions, API tokens and links, hashed, one row a device.

A token is the user's id and 256 random bits; only their SHA-256 is stored, so that a copy of the
database signs nobody in. A plain hash is enough for what is random in full.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

from sqlalchemy import and_, bindparam, case, delete, exists, func, insert, or_, select, update

from .account_tables import second_factors, tokens, users
from .accounts import User, user_from
from .database import db, now, writing_engine

# A session on a phone lasts this long after its last use.
SESSION_LIFE = timedelta(days=90)
TOKEN_BYTES = 16 + 32


# Asked at every request, so it is put together once.
_HOLDER = (
    select(tokens, users)
    .join(users, users.c.id == tokens.c.user_id)
    .where(tokens.c.user_id == bindparam("of"), tokens.c.hash == bindparam("hash"))
)
# The token, too: PostgreSQL would tell who had to wait of one that was ended meanwhile.
_LOCKED_HOLDER = _HOLDER.with_for_update(of=(users, tokens))


class TokenKind(StrEnum):
    """What a token is for."""

    SESSION = "session"
    API = "api"
    CALENDAR = "calendar"  # It opens the feed of the plan, and nothing else.
    RESET = "reset"  # It lets its holder choose a new password, once.
    INVITATION = "invitation"  # It lets somebody make an account, once; its user invited them.
    HALF = "half"  # The password was given; the second step is still to come.


class Scope(StrEnum):
    """What an API token may do; to write is to read, too."""

    READ = "read"
    WRITE = "write"


# How long a token that counts once stays good.
LIVES = {
    TokenKind.RESET: timedelta(minutes=30),
    TokenKind.INVITATION: timedelta(days=7),
    TokenKind.HALF: timedelta(minutes=5),
}


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user, and the token that says so."""

    user: User
    kind: TokenKind
    hash: bytes
    last_used_on: date
    scope: Scope = Scope.WRITE


def issue(
    user_id: UUID,
    kind: TokenKind,
    label: str,
    scope: Scope = Scope.WRITE,
    *,
    is_used: bool = True,
) -> str:
    """Make a token, store its hash, and give the token itself: it can't be read again.

    One that is not used by being made was last used the day before, so that its first use is noted.
    """
    token, row = _made(user_id, kind, label)
    if not is_used:
        row["last_used_on"] -= timedelta(days=1)
    db.session.execute(insert(tokens).values(user_id=user_id, scope=scope, **row))
    return token


def issue_session(user_id: UUID, label: str) -> tuple[str, TokenKind]:
    """Make a session's token, or half a sign-in's where a second step is on; say which it is.

    For an account that is held: so it stays until the commit. It is asked by a statement after the
    one that holds: on PostgreSQL, one that has to wait sees what was so before.
    """
    token, row = _made(user_id, TokenKind.SESSION, label)
    is_on = exists().where(second_factors.c.user_id == user_id, second_factors.c.is_confirmed)
    row["kind"] = case((is_on, TokenKind.HALF), else_=TokenKind.SESSION)
    made = insert(tokens).values(user_id=user_id, **row).returning(tokens.c.kind)
    return token, TokenKind(db.session.execute(made).scalar_one())


def complete(half: SignedIn, label: str) -> str | None:
    """Make half a sign-in a session, under a token of its own; None where it was used up already.

    Of two that come at once with the same half, one gets it.
    """
    token, row = _made(half.user.id, TokenKind.SESSION, label)
    own = (tokens.c.user_id == half.user.id, tokens.c.hash == half.hash)
    changed = db.session.execute(update(tokens).where(*own).values(**row))
    return token if changed.rowcount else None


def holder(token: str, today: date, *, lock: bool) -> SignedIn | None:
    """Who holds this token, in one statement; None for a false, revoked or expired one.

    `lock` is for requests that write: they hold their user's row, so that one user's writes
    follow each other on PostgreSQL as they do on SQLite.
    """
    secret = _decoded(token)
    if secret is None:
        return None
    asked = {"of": UUID(bytes=secret[:16]), "hash": sha256(secret).digest()}
    row = db.session.execute(_LOCKED_HOLDER if lock else _HOLDER, asked).first()
    if row is None:
        return None
    kind = TokenKind(row.kind)
    if kind is TokenKind.SESSION and row.last_used_on + SESSION_LIFE < today:
        return None
    # What was made ahead of now was made by a clock that was wrong: its life would have no end.
    if kind in LIVES and abs(now() - row.created_at) > LIVES[kind]:
        return None
    return SignedIn(user_from(row), kind, row.hash, row.last_used_on, Scope(row.scope))


def take(token: str, kind: TokenKind) -> User | None:
    """Use up a token that counts once, and say whose it was; None where it is no good.

    Of two that come at once with the same token, one gets it.
    """
    found = holder(token, now().date(), lock=True)
    if found is None or found.kind is not kind or not revoke(found):
        return None
    return found.user


def note_use(signed_in: SignedIn, today: date) -> None:
    """Write down the date of use, in a transaction of its own: a GET may cause nothing else."""
    with writing_engine().begin() as connection:
        connection.execute(
            update(tokens)
            .where(tokens.c.user_id == signed_in.user.id, tokens.c.hash == signed_in.hash)
            .values(last_used_on=today)
        )


def revoke(signed_in: SignedIn) -> bool:
    """End one token; False where it was ended already."""
    ended = db.session.execute(
        delete(tokens).where(tokens.c.user_id == signed_in.user.id, tokens.c.hash == signed_in.hash)
    )
    return ended.rowcount > 0


def forget_expired(user_id: UUID, today: date, before: str = "") -> None:
    """Delete the user's sessions that were not used for too long, and links that are too old.

    With them goes the session that a browser had `before` it got this user's. Where it was somebody
    else's it goes alone, in one statement either way: what is too old goes the next time.
    """
    secret = _decoded(before)
    owner = UUID(bytes=secret[:16]) if secret else user_id
    gone = _expired(today) if owner == user_id else []
    if secret:
        had = tokens.c.hash == sha256(secret).digest()
        gone.append(and_(tokens.c.kind == TokenKind.SESSION, had))
    db.session.execute(delete(tokens).where(tokens.c.user_id == owner, or_(*gone)))


def revoke_others(signed_in: SignedIn) -> None:
    """End the user's other browser sessions, and sign-ins that are half done."""
    db.session.execute(
        delete(tokens).where(
            tokens.c.user_id == signed_in.user.id,
            tokens.c.hash != signed_in.hash,
            tokens.c.kind.in_((TokenKind.SESSION, TokenKind.HALF)),
        )
    )


def revoke_kind(user_id: UUID, *kinds: TokenKind) -> None:
    """End all of the user's tokens of these kinds."""
    own = (tokens.c.user_id == user_id, tokens.c.kind.in_(kinds))
    db.session.execute(delete(tokens).where(*own))


def made_at(user_id: UUID, kind: TokenKind) -> datetime | None:
    """When the newest of the user's tokens of a kind was made."""
    own = (tokens.c.user_id == user_id, tokens.c.kind == kind)
    return db.session.execute(select(func.max(tokens.c.created_at)).where(*own)).scalar()


def _made(user_id: UUID, kind: TokenKind, label: str) -> tuple[str, dict]:
    """A new token, and what is stored of it."""
    secret = user_id.bytes + token_bytes(32)
    row = {
        "hash": sha256(secret).digest(),
        "kind": kind,
        "label": label[:200],
        "created_at": now(),
        "last_used_on": now().date(),
    }
    return urlsafe_b64encode(secret).decode(), row


def _expired(today: date) -> list:
    unused = and_(tokens.c.kind == TokenKind.SESSION, tokens.c.last_used_on < today - SESSION_LIFE)
    too_old = (
        and_(tokens.c.kind == kind, tokens.c.created_at < now() - life)
        for kind, life in LIVES.items()
    )
    return [unused, *too_old]


def _decoded(token: str) -> bytes | None:
    try:
        secret = urlsafe_b64decode(token.encode("ascii"))
    except ValueError:
        return None
    return secret if len(secret) == TOKEN_BYTES else None
