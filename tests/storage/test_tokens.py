"""Tokens: only their hashes are kept, and each dies of age or by one delete."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import g
from sqlalchemy import select

from runstrength.storage import accounts, idempotency, tokens
from runstrength.storage.account_tables import tokens as table
from runstrength.storage.database import db, now
from runstrength.storage.tokens import SESSION_LIFE, TokenKind

SESSION, API = TokenKind.SESSION, TokenKind.API
TODAY = now().date()
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("context")


def test_a_token_says_who_holds_it(user):
    signed_in = holder(issue(user))

    anna = accounts.User(user, "anna@example.com", accounts.Settings(), is_administrator=True)
    assert signed_in.user == anna
    assert (signed_in.kind, signed_in.last_used_on) == (SESSION, TODAY)


def test_only_the_hash_of_a_token_is_stored(user, app):
    token = issue(user)
    secret = urlsafe_b64decode(token)
    (kept,) = db.session.execute(select(table.c.hash)).scalars()
    db.session.commit()
    with db.engine.connect() as connection:
        rows = [
            row for each in db.metadata.sorted_tables for row in connection.execute(select(each))
        ]
    values = [value for row in rows for value in row]
    dump = "\n".join(v.hex() if isinstance(v, bytes) else str(v) for v in values)

    assert kept == sha256(secret).digest()
    assert token not in dump
    assert secret[16:].hex() not in dump.lower()
    assert kept.hex() in dump.lower()


def test_tokens_hold_256_random_bits_and_are_all_different(user):
    made = {issue(user) for _ in range(20)}

    assert len(made) == 20
    assert {len(urlsafe_b64decode(token)) for token in made} == {16 + 32}


@pytest.mark.parametrize("days", [0, 1, 89, 90])
def test_a_session_lives_for_ninety_days_after_its_last_use(user, days):
    assert holder(issue(user), TODAY + days * DAY)


@pytest.mark.parametrize("days", [91, 92, 3650])
def test_a_session_is_dead_after_that(user, days):
    assert timedelta(days=90) == SESSION_LIFE
    assert holder(issue(user), TODAY + days * DAY) is None


def test_an_api_token_lives_until_it_is_revoked(user):
    assert holder(issue(user, API), TODAY + 3650 * DAY).kind is API


def test_use_renews_a_session(user):
    token, day = issue(user), TODAY
    for _ in range(3):
        day += 90 * DAY
        tokens.note_use(holder(token, day), day)

    assert holder(token, day + 90 * DAY)
    assert holder(token, day + 91 * DAY) is None


def test_the_use_of_one_token_renews_no_other(user):
    used, idle = issue(user), issue(user)
    tokens.note_use(holder(used), TODAY + 60 * DAY)

    assert holder(used, TODAY + 100 * DAY)
    assert holder(idle, TODAY + 100 * DAY) is None


def test_a_read_only_request_may_note_a_use_in_a_transaction_of_its_own(user):
    token = issue(user)
    g.read_only = True
    signed_in = holder(token, TODAY + DAY, lock=False)
    db.session.rollback()
    tokens.note_use(signed_in, TODAY + DAY)

    assert holder(token, TODAY + DAY, lock=False).last_used_on == TODAY + DAY


def test_noting_a_use_commits_nothing_else(app, user):
    signed_in = holder(issue(user))
    db.session.commit()
    with app.app_context():
        g.read_only = True
        tokens.note_use(signed_in, TODAY + DAY)
        db.session.rollback()
    with app.app_context():
        assert idempotency.is_new(user, "key")


def test_a_revoked_token_is_dead_and_the_others_live(user):
    dead, alive = issue(user), issue(user)
    tokens.revoke(holder(dead))

    assert holder(dead) is None
    assert holder(alive)


def test_revoking_the_others_leaves_ones_own_and_the_api_tokens(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    own, second, api, bens = issue(user), issue(user), issue(user, API), issue(other)
    tokens.revoke_others(holder(own))

    assert holder(own)
    assert holder(second) is None
    assert holder(api)
    assert holder(bens)


def test_a_token_is_bound_to_its_user(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    secret = urlsafe_b64decode(issue(user))

    assert holder(urlsafe_b64encode(other.bytes + secret[16:]).decode()) is None


def test_a_token_with_one_bit_changed_is_none(user):
    secret = urlsafe_b64decode(issue(user))

    for position in range(len(secret)):
        changed = bytearray(secret)
        changed[position] ^= 1
        assert holder(urlsafe_b64encode(bytes(changed)).decode()) is None


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        " ",
        "x",
        "====",
        "A" * 63,
        "A" * 64,
        "A" * 65,
        "A" * 100_000,
        "\0" * 64,
        "ä" * 64,
        "\ud800" * 64,
        "Bearer",
        "' OR 1=1 --",
        "+/" * 32,
        "-_" * 32,
        "🏃" * 16,
    ],
    ids=lambda garbage: f"{len(garbage)} of {garbage[:4]!a}",
)
@pytest.mark.parametrize("lock", [True, False])
def test_garbage_is_nobodys_and_never_an_error(user, garbage, lock):
    issue(user)

    assert tokens.holder(garbage, TODAY, lock=lock) is None


def test_a_long_name_of_a_device_is_cut(user):
    tokens.issue(user, SESSION, "x" * 5000)

    assert len(db.session.execute(select(table.c.label)).scalar()) == 200


def issue(user, kind: TokenKind = SESSION) -> str:
    """A new token, stored."""
    token = tokens.issue(user, kind, "a test")
    db.session.commit()
    return token


def holder(token: str, today=TODAY, *, lock: bool = True):
    """Who holds a token on that day."""
    found = tokens.holder(token, today, lock=lock)
    db.session.commit()  # As a request does at its end: what it holds, it gives back.
    return found
