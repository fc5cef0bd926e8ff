"""A second step that is on, past every form; and the codes that its app shows."""

from base64 import b32encode
from datetime import datetime
from hashlib import sha256

from pyotp import TOTP
from sqlalchemy import insert

from runstrength.storage.account_tables import passkeys, recovery_codes, second_factors
from runstrength.storage.database import db, now
from runstrength.web import clock
from tests.web.rows import user_id
from tests.web.world import set_clock

KEY = "JBSWY3DPEHPK3PXP" * 2
CODES = [b32encode(bytes([n]) * 15).decode() for n in range(3)]


def keep_second_step(person, key: str = KEY, codes: list[str] = CODES, is_on: bool = True) -> None:
    """Give someone a second step with this key and these recovery codes."""
    app = person.client.application
    owner = user_id(app, person.email)
    values = {"secret": key, "is_confirmed": is_on, "last_step": 0, "created_at": now()}
    hashes = [sha256(code.encode()).digest() for code in codes]
    with app.app_context():
        db.session.execute(insert(second_factors).values(user_id=owner, **values))
        rows = [{"user_id": owner, "hash": each} for each in hashes]
        db.session.execute(insert(recovery_codes), rows)
        db.session.commit()


def keep_passkey(person, name: str = "a phone") -> None:
    """Give someone a passkey that no phone has."""
    app = person.client.application
    values = {"credential_id": b"x" * 32, "public_key": b"x", "sign_count": 0, "name": name}
    owner = user_id(app, person.email)
    with app.app_context():
        db.session.execute(insert(passkeys).values(user_id=owner, created_at=now(), **values))
        db.session.commit()


def code_of(key: str = KEY, steps: int = 0) -> str:
    """What the app shows now, or so many steps of 30 s later."""
    return TOTP(key).at(clock.now(), counter_offset=steps)


def wrong_code(key: str = KEY) -> str:
    """Six digits that no app shows around now."""
    near = {code_of(key, steps) for steps in range(-3, 4)}
    return next(code for code in map("{:06}".format, range(9)) if code not in near)


def stop_clock(monkeypatch, at: str = "2026-11-18 12:00:10") -> datetime:
    """Stop the web's clock within a step of 30 s, so that no code changes meanwhile."""
    return set_clock(monkeypatch, at)
