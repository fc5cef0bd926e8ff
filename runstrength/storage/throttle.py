"""Failed sign-ins and asked-for mails, counted in the database so that a restart forgives nothing.

Ten failures of an account within a quarter of an hour, or thirty from an address, and the next try
has to wait. So that nobody can shut an owner out by failing all day long, a browser that signed in
before has ten failures of its own (OWASP's device cookie): what others do does not count for it.
"""

from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network, ip_address

from sqlalchemy import and_, delete, func, insert, literal, or_, select

from .account_tables import sign_in_failures
from .database import db, now

WINDOW = timedelta(minutes=15)
MOST_BY_ACCOUNT = 10
MOST_BY_ADDRESS = 30
MAIL_WINDOW = timedelta(hours=1)
MOST_MAILS = 3
# Of what is counted; then the oldest go first, so that a flood fills no disk.
MOST_ROWS = 100_000
FORGOTTEN_AT_ONCE = 200
NETWORK_BITS = 64  # What one home or one rented server has, of the newer addresses.
# What else is counted for an account, each by itself.
RESET, MAIL, CODE = "reset", "mail", "code"

_failures = sign_in_failures.c


def try_once(email: str, address: str, device: str = "") -> timedelta | None:
    """Count a try as a failure before it is made, or say how long it has to wait.

    Counted first, tries that come at the same moment are not all let through (but for those in the
    very same instant on PostgreSQL). `forget_failures` takes the count of a right password back.
    """
    free = [_recent(_failures.account == _account(email, device)) < MOST_BY_ACCOUNT]
    if not device:
        free.append(_recent(_failures.address == _place(address)) < MOST_BY_ADDRESS)
    if _count(_account(email, device), _place(address), free):
        return None
    return wait_before_sign_in(email, address, device) or timedelta(seconds=1)


def wait_before_sign_in(email: str, address: str, device: str = "") -> timedelta | None:
    """How long an account or an address has to wait; None where it may try."""
    waits = [_wait(_failures.account == _account(email, device), MOST_BY_ACCOUNT)]
    if not device:
        waits.append(_wait(_failures.address == _place(address), MOST_BY_ADDRESS))
    return max((wait for wait in waits if wait), default=None)


def note_failure(email: str, address: str, device: str = "") -> None:
    """Count a failed sign-in, and forget those that no longer count."""
    forget_old()
    _count(_account(email, device), _place(address))


def forget_failures(email: str, *devices: str) -> None:
    """Forget an account's failures once its password was given; with devices, those of each.

    The account's own are those of the device "".
    """
    named = [_account(email, device) for device in devices or ("",)]
    db.session.execute(delete(sign_in_failures).where(_failures.account.in_(named)))


def forget_account(email: str, device: str) -> None:
    """Forget all that is counted under an account that is deleted, by one of its devices."""
    forget_failures(email, "", RESET, MAIL, CODE, device)


def try_reset(email: str, address: str) -> timedelta | None:
    """Count somebody's asking for a new password, or say how long an address has to wait."""
    place = f"reset {_place(address)}"
    forget_old()
    is_free = _recent(_failures.address == place) < MOST_BY_ADDRESS
    if _count(_account(email, RESET), place, [is_free]):
        return None
    return _wait(_failures.address == place, MOST_BY_ADDRESS) or timedelta(seconds=1)


def may_mail(email: str) -> bool:
    """Whether an account may get another mail: at most three an hour, whoever asks for them."""
    sent = _recent(_failures.account == _account(email, MAIL), MAIL_WINDOW)
    return db.session.execute(select(sent)).scalar_one() < MOST_MAILS


def note_mail(email: str) -> None:
    """Count a mail that was sent to an account."""
    _count(_account(email, MAIL), "")


def forget_old() -> None:
    """Forget what no longer counts, and the oldest of what is too much: in bounded time."""
    newest = select(func.max(_failures.id)).scalar_subquery()
    oldest = select(_failures.id).order_by(_failures.id).limit(FORGOTTEN_AT_ONCE)
    # What lies ahead was counted by a clock that was wrong.
    is_over = or_(
        _failures.failed_at < now() - MAIL_WINDOW, _failures.failed_at > now() + MAIL_WINDOW
    )
    is_too_much = _failures.id <= newest - MOST_ROWS
    db.session.execute(
        delete(sign_in_failures).where(
            or_(is_too_much, and_(_failures.id.in_(oldest.scalar_subquery()), is_over))
        )
    )


def _count(account: bytes, place: str, only_where=()) -> bool:
    """Store one row, in one statement with the question whether it may be."""
    values = {"account": account, "address": place, "failed_at": now()}
    typed = [literal(value, _failures[name].type) for name, value in values.items()]
    stored = db.session.execute(
        insert(sign_in_failures).from_select(list(values), select(*typed).where(*only_where))
    )
    return stored.rowcount > 0


def _recent(condition, window: timedelta = WINDOW):
    """How many of these rows lie within the window; no more are looked at than are needed."""
    found = select(_failures.id).where(condition, *_within(window)).limit(MOST_BY_ADDRESS)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def _wait(condition, most: int) -> timedelta | None:
    """Once `most` failures lie within the window, wait until the oldest of them leaves it."""
    failed_at = _failures.failed_at
    recent = (
        select(failed_at)
        .where(condition, *_within(WINDOW))
        .order_by(failed_at.desc())
        .limit(most)
        .subquery()
    )
    count, oldest = db.session.execute(select(func.count(), func.min(recent.c.failed_at))).one()
    return oldest - (now() - WINDOW) if count >= most else None


def _within(window: timedelta):
    # A clock that was set back must not lengthen anybody's wait: what lies ahead counts no more.
    return _failures.failed_at > now() - window, _failures.failed_at <= now()


def _account(email: str, device: str = "") -> bytes:
    # People type passwords into the wrong box: what was typed is not kept in the clear.
    named = f"{email}\0{device}" if device else email
    return sha256(named.encode("utf-8", "replace")).digest()


def _place(address: str) -> str:
    """What is counted as one address: of IPv6, the network that one customer gets."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:50]
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((int(parsed), NETWORK_BITS), strict=False))
