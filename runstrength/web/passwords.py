"""Passwords and addresses: argon2, zxcvbn and email-validator do the work."""

from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from email_validator import EmailNotValidError, validate_email

from ..storage import accounts
from ..storage.database import db
from . import guessable
from .guessable import SHORTEST

LONGEST = 256
BETTER = "A few words in a row are a good one."

# OWASP's figures for argon2id: two passes over 19 MiB, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def normalised(email: str) -> str:
    """The address that an account is known by. Raises ValueError, in plain words."""
    try:
        # Who hosts this at home may well use addresses that the world can't reach.
        checked = validate_email(email, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise ValueError(f"That is no e-mail address: {error}") from error
    return checked.normalized.lower()


def check(password: str, email: str) -> None:
    """Refuse a new password that is too short, too long, or soon guessed. Raises ValueError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ValueError(f"A password has between {SHORTEST} and {LONGEST} characters.")
    if guessable.is_common(password):
        raise ValueError(f"Many people have this password, so it is soon guessed. {BETTER}")
    if guessable.lies_near(password, email):
        raise ValueError(f"This is too near to your address or to RunStrength. {BETTER}")


def hashed(password: str) -> str:
    """Hash a password for keeping."""
    return _hasher.hash(password.encode("utf-8", "surrogatepass"))


def account_with(email: str, password: str) -> UUID | None:
    """The account that this address and password open.

    An address without an account costs the same time as one with a wrong password. The account is
    held until the end of the transaction: its password is still this one when the caller acts.
    """
    found = accounts.password_of(email)
    db.session.rollback()  # Hashing takes its time; nobody shall wait for the database meanwhile.
    nobodys = _nobody()  # Made the first time that it is asked for, whoever asks.
    user_id, password_hash = found or (None, nobodys)
    try:
        _hasher.verify(password_hash, password.encode("utf-8", "surrogatepass"))
    except VerifyMismatchError:
        return None
    return user_id if user_id and accounts.hold_with(user_id, password_hash) else None


@cache
def _nobody() -> str:
    return hashed("nobody's password")
