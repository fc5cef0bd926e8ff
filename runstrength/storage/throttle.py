"""Failed sign-ins, counted in the database so that a restart forgives nothing."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, func, insert, select

from .account_tables import sign_in_failures
from .database import db, now

WINDOW = timedelta(minutes=15)
MOST_BY_ACCOUNT = 10
MOST_BY_ADDRESS = 30


def wait_before_sign_in(email: str, address: str) -> timedelta | None:
    """How long an account or an address has to wait; None where it may try."""
    failures = sign_in_failures.c
    since = now() - WINDOW
    waits = [
        _wait(failures.account == _account(email), MOST_BY_ACCOUNT, since),
        _wait(failures.address == address, MOST_BY_ADDRESS, since),
    ]
    return max((wait for wait in waits if wait), default=None)


def note_failure(email: str, address: str) -> None:
    """Count a failed sign-in, and forget those that no longer count."""
    db.session.execute(
        delete(sign_in_failures).where(sign_in_failures.c.failed_at < now() - WINDOW)
    )
    db.session.execute(
        insert(sign_in_failures).values(account=_account(email), address=address, failed_at=now())
    )


def forget_failures(email: str) -> None:
    """Forget an account's failures once its password was given."""
    db.session.execute(
        delete(sign_in_failures).where(sign_in_failures.c.account == _account(email))
    )


def _wait(condition, most: int, since: datetime) -> timedelta | None:
    """Once `most` failures lie within the window, wait until the oldest of them leaves it."""
    failed_at = sign_in_failures.c.failed_at
    recent = (
        select(failed_at)
        .where(condition, failed_at > since)
        .order_by(failed_at.desc())
        .limit(most)
        .subquery()
    )
    count, oldest = db.session.execute(select(func.count(), func.min(recent.c.failed_at))).one()
    return oldest - since if count >= most else None


def _account(email: str) -> bytes:
    # People type passwords into the wrong box: what was typed is not kept in the clear.
    return sha256(email.encode("utf-8", "replace")).digest()
