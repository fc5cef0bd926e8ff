"""Passkeys: the public keys by which a user's devices sign in.

The key of each is (user, credential id), as in every table. A credential id that two users give is
two rows, each opened by its own user's handle and key alone, so that none can take another's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from . import accounts, idempotency
from .account_tables import passkeys
from .database import db, insert_into, now

MOST_PASSKEYS = 20  # More devices than anyone has.


class TooManyPasskeys(Exception):
    """The user has as many passkeys as there may be."""

    def __init__(self):
        super().__init__(f"There may be {MOST_PASSKEYS} passkeys. Delete one of them first.")


@dataclass(frozen=True, slots=True)
class Passkey:
    """A device's public key, in COSE's form, and how often the device says it was used."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    last_used_on: date | None


def of(user_id: UUID) -> list[Passkey]:
    """The user's passkeys, the newest first."""
    order = passkeys.c.created_at.desc(), passkeys.c.credential_id
    own = select(passkeys).where(passkeys.c.user_id == user_id).order_by(*order)
    return [_passkey_from(row) for row in db.session.execute(own)]


def find(user_id: UUID, credential_id: bytes) -> Passkey | None:
    """The user's passkey with this id."""
    row = db.session.execute(select(passkeys).where(*_own(user_id, credential_id))).first()
    return _passkey_from(row) if row else None


def add(user_id: UUID, credential_id: bytes, public_key: bytes, sign_count: int, name: str) -> bool:
    """Keep a passkey; False where it is kept already. Raises `TooManyPasskeys`."""
    accounts.lock(user_id)  # Of two that come at once, the second counts the first.
    count = select(func.count()).where(passkeys.c.user_id == user_id)
    if db.session.execute(count).scalar_one() >= MOST_PASSKEYS:
        raise TooManyPasskeys
    statement = insert_into(passkeys).on_conflict_do_nothing()
    added = db.session.execute(
        statement.values(
            user_id=user_id,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=sign_count,
            name=name,
            created_at=now(),
        )
    )
    return added.rowcount == 1


def rename(user_id: UUID, credential_id: bytes, name: str) -> None:
    """Give a passkey another name."""
    own = update(passkeys).where(*_own(user_id, credential_id))
    db.session.execute(own.values(name=name))


def remove(user_id: UUID, credential_id: bytes) -> bool:
    """Delete a passkey; False where there is none."""
    own = delete(passkeys).where(*_own(user_id, credential_id))
    return db.session.execute(own).rowcount == 1


def note_use(user_id: UUID, credential_id: bytes, sign_count: int, today: date) -> bytes | None:
    """Note a sign-in, and give the public key that it has to be true by.

    None, and nothing noted, where there is no such passkey or the device's counter did not go on. A
    device that counts shows by it that nobody copied its key; many don't, and say 0 for ever.
    """
    counts_on = or_(
        passkeys.c.sign_count < sign_count,
        and_(passkeys.c.sign_count == 0, sign_count == 0),
    )
    own = update(passkeys).where(*_own(user_id, credential_id), counts_on)
    noted = own.values(sign_count=sign_count, last_used_on=today).returning(passkeys.c.public_key)
    public_key = db.session.execute(noted).scalar()
    return None if public_key is None else bytes(public_key)


def use_up(user_id: UUID, challenge: bytes) -> bool:
    """Count a challenge as answered by this user; False where it was answered already.

    A challenge lives in the browser's signed cookie, which can be kept and sent once more, and many
    devices don't count. So its hash is kept like any other write's key, in the transaction of what
    it opens: a copied answer, or one that two requests bring at once, opens nothing more.

    Raises `LookupError` where there is no such user.
    """
    try:
        return idempotency.is_new(user_id, f"challenge {sha256(challenge).hexdigest()}", "passkey")
    except idempotency.KeyReused:
        return False
    except IntegrityError as error:
        raise LookupError("no such user") from error


def _own(user_id: UUID, credential_id: bytes) -> tuple:
    return passkeys.c.user_id == user_id, passkeys.c.credential_id == credential_id


def _passkey_from(row) -> Passkey:
    return Passkey(
        bytes(row.credential_id),
        bytes(row.public_key),
        row.sign_count,
        row.name,
        row.created_at,
        row.last_used_on,
    )
