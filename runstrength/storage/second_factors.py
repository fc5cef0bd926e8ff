"""A second step at sign-in: the secret that an app's codes come of, and the codes for its loss."""

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

from pyotp import TOTP, OTPVerificationError, random_base32
from sqlalchemy import delete, func, insert, select, update

from .account_tables import recovery_codes, second_factors
from .database import db, now

RECOVERY_CODES = 10
RECOVERY_BYTES = 15  # 120 bits, and 24 letters without a rest.
# A phone's clock may be so many steps of 30 s off, and so long may one take to type.
STEPS_OFF = 1


@dataclass(frozen=True, slots=True)
class SecondStep:
    """A second step that is on."""

    since: datetime
    codes_left: int


def found(user_id: UUID) -> SecondStep | None:
    """The user's second step, in one statement; None where it is off."""
    own = recovery_codes.c.user_id == user_id
    left = select(func.count()).select_from(recovery_codes).where(own).scalar_subquery()
    row = db.session.execute(
        select(second_factors.c.created_at, left).where(
            second_factors.c.user_id == user_id, second_factors.c.is_confirmed
        )
    ).first()
    return SecondStep(*row) if row else None


def is_on(user_id: UUID) -> bool:
    """Whether a second step is asked; of an account that is held, it stays so until the commit.

    To hold it by this very statement would not do: on PostgreSQL it would say, once it was its
    turn, what was so before it waited.
    """
    own = (second_factors.c.user_id == user_id, second_factors.c.is_confirmed)
    return db.session.execute(select(second_factors.c.user_id).where(*own)).first() is not None


def begin(user_id: UUID) -> str:
    """Make a secret that counts once a first code was typed; it takes an unconfirmed one's place.

    For an account that is held, and whose second step is off.
    """
    _forget(user_id)
    secret = random_base32()
    values = {"secret": secret, "is_confirmed": False, "last_step": 0, "created_at": now()}
    db.session.execute(insert(second_factors).values(user_id=user_id, **values))
    return secret


def is_waiting_for(user_id: UUID, secret: str) -> bool:
    """Whether this is the user's secret that waits for its first code."""
    question = select(second_factors.c.user_id).where(*_own(user_id, secret, False))
    return db.session.execute(question).first() is not None


def confirm(user_id: UUID, secret: str, code: str, at: datetime) -> list[str] | None:
    """Switch the second step on by a first code; gives new recovery codes, None for a wrong one."""
    step = _step(secret, code, at)
    if step is None:
        return None
    confirmed = db.session.execute(
        update(second_factors)
        .where(*_own(user_id, secret, False))
        .values(is_confirmed=True, last_step=step, created_at=now())
    )
    return renew_codes(user_id) if confirmed.rowcount else None


def take_code(user_id: UUID, code: str, at: datetime) -> bool:
    """Use up a code of the app; False for a wrong one, and for one that was used or is older.

    Of two that come at once with the same code, one gets it.
    """
    own = (second_factors.c.user_id == user_id, second_factors.c.is_confirmed)
    secret = db.session.execute(select(second_factors.c.secret).where(*own)).scalar()
    step = secret and _step(secret, code, at)
    if not step:
        return False
    taken = db.session.execute(
        update(second_factors)
        .where(*_own(user_id, secret, True), second_factors.c.last_step < step)
        .values(last_step=step)
    )
    return taken.rowcount > 0


def take_recovery_code(user_id: UUID, code: str) -> bool:
    """Use up a recovery code. Of two that come at once with the same code, one gets it."""
    own = (recovery_codes.c.user_id == user_id, recovery_codes.c.hash == _hash(code))
    return db.session.execute(delete(recovery_codes).where(*own)).rowcount > 0


def renew_codes(user_id: UUID) -> list[str]:
    """Make ten recovery codes in place of those that were; only their hashes are stored."""
    db.session.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    codes = [b32encode(token_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES)]
    rows = [{"user_id": user_id, "hash": _hash(code)} for code in codes]
    db.session.execute(insert(recovery_codes), rows)
    return codes


def are_codes(user_id: UUID, codes: Sequence[str]) -> bool:
    """Whether these are the user's recovery codes, all of them and no others."""
    question = select(recovery_codes.c.hash).where(recovery_codes.c.user_id == user_id)
    hashes = set(db.session.execute(question).scalars())
    return bool(hashes) and len(codes) == len(hashes) and {_hash(c) for c in codes} == hashes


def switch_off(user_id: UUID) -> bool:
    """Forget the secret and the recovery codes; False where it was off."""
    was_on = found(user_id) is not None
    _forget(user_id)
    return was_on


def _forget(user_id: UUID) -> None:
    for table in (second_factors, recovery_codes):
        db.session.execute(delete(table).where(table.c.user_id == user_id))


def _own(user_id: UUID, secret: str, is_confirmed: bool):
    column = second_factors.c
    return (
        column.user_id == user_id,
        column.secret == secret,
        column.is_confirmed.is_(is_confirmed),
    )


def _step(secret: str, code: str, at: datetime) -> int | None:
    """The 30 s that a code is of; None where it is of none around this instant."""
    try:
        return TOTP(secret).verify_and_get_timecode(code, for_time=at, valid_window=STEPS_OFF)
    except OTPVerificationError:
        return None


def _hash(code: str) -> bytes:
    return sha256(code.encode("utf-8", "replace")).digest()
