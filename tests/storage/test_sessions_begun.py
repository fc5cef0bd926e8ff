"""A session is begun while its account is held: it knows of a second step, and what was before."""

from datetime import timedelta
from threading import Barrier, Event, Thread
from uuid import UUID

import pytest
from pyotp import TOTP

from runstrength.storage import accounts, second_factors, tokens
from runstrength.storage.database import db, now
from runstrength.storage.tokens import SESSION_LIFE, TokenKind
from tests.storage.test_second_factors import switch_on

SESSION, HALF, API = TokenKind.SESSION, TokenKind.HALF, TokenKind.API
TODAY = now().date()

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def other(context) -> UUID:
    """Another user."""
    return accounts.add_user("ben@example.com", "a hash", accounts.Settings())


def begun(owner: UUID) -> TokenKind:
    """What is begun for someone, and that the token is that."""
    token, kind = tokens.issue_session(owner, "a phone")
    assert kind_of(token) is kind
    return kind


def kind_of(token: str) -> TokenKind | None:
    """What a token opens; None where it opens nothing."""
    found = tokens.holder(token, TODAY, lock=True)
    return found.kind if found else None


def test_it_is_half_a_sign_in_while_a_second_step_is_on(user, other):
    assert begun(user) is SESSION
    second_factors.begin(user)
    assert begun(user) is SESSION  # Its first code is still to come.
    switch_on(user)
    assert (begun(user), begun(other)) == (HALF, SESSION)
    second_factors.switch_off(user)
    assert begun(user) is SESSION


def test_a_second_step_that_is_switched_on_while_one_waits_for_the_account_is_asked(app, user):
    """What a statement that has to wait has read by then is what was so before."""
    secret = second_factors.begin(user)
    db.session.commit()
    is_held, kinds = Event(), []

    def sign_in():
        with app.app_context():
            is_held.wait()
            assert accounts.hold_with(user, "a hash")
            kinds.append(tokens.issue_session(user, "a phone")[1])
            db.session.commit()

    thread = Thread(target=sign_in)
    thread.start()
    accounts.lock(user)
    assert second_factors.confirm(user, secret, TOTP(secret).at(now()), now())
    is_held.set()
    thread.join(0.5)
    assert kinds == []
    db.session.commit()
    thread.join()

    assert kinds == [HALF]


def test_half_a_sign_in_becomes_a_session_under_another_token(user):
    switch_on(user)
    token, _ = tokens.issue_session(user, "a phone")
    session = tokens.complete(tokens.holder(token, TODAY, lock=True), "a phone")

    assert session != token
    assert (kind_of(token), kind_of(session)) == (None, SESSION)


def test_it_becomes_one_once(user, other):
    half = tokens.holder(tokens.issue(user, HALF, "a phone"), TODAY, lock=True)
    tokens.issue(other, HALF, "another")

    assert tokens.complete(half, "a phone")
    assert tokens.complete(half, "a phone") is None


def test_of_eight_that_come_at_once_with_one_half_one_gets_a_session(app, user):
    half = tokens.holder(tokens.issue(user, HALF, "a phone"), TODAY, lock=True)
    db.session.commit()
    barrier, made = Barrier(8), []

    def complete():
        with app.app_context():
            barrier.wait()
            made.append(tokens.complete(half, "a phone"))
            db.session.commit()

    threads = [Thread(target=complete) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(token is not None for token in made) == 1


def test_the_session_that_a_browser_had_goes_and_no_other(user, other):
    had, kept = (tokens.issue(user, SESSION, "a phone") for _ in range(2))
    others = tokens.issue(other, SESSION, "a phone")
    tokens.forget_expired(user, TODAY, had)
    assert [kind_of(token) for token in (had, kept, others)] == [None, SESSION, SESSION]

    tokens.forget_expired(user, TODAY, others)
    assert [kind_of(token) for token in (kept, others)] == [SESSION, None]


@pytest.mark.parametrize("kind", [kind for kind in TokenKind if kind is not SESSION])
def test_a_token_of_another_kind_stays_though_a_browser_sent_it(user, other, kind):
    for owner in (user, other):
        token = tokens.issue(owner, kind, "a test")
        tokens.forget_expired(user, TODAY, token)
        assert kind_of(token) is kind


@pytest.mark.parametrize("sent", ["", "x", "A" * 64, "\ud800"])
def test_what_is_too_old_goes_whatever_a_browser_sent(user, other, sent):
    mine, others = (tokens.issue(owner, SESSION, "a phone") for owner in (user, other))
    later = TODAY + SESSION_LIFE + timedelta(days=1)
    tokens.forget_expired(user, later, sent)
    is_somebodys = len(sent) == 64  # By its form; nobody has it.

    assert kind_of(mine) is (SESSION if is_somebodys else None)
    assert kind_of(others) is SESSION


@pytest.mark.parametrize("kind", list(tokens.LIVES))
def test_what_counts_once_and_was_made_ahead_of_now_is_good_for_no_longer(user, monkeypatch, kind):
    token = tokens.issue(user, kind, "a test")
    for late, is_good in ((1, True), (2, False), (3650, False)):
        then = now() - late * tokens.LIVES[kind] + timedelta(seconds=30)
        with monkeypatch.context() as patched:
            patched.setattr(tokens, "now", lambda then=then: then)
            assert (kind_of(token) is kind) is is_good


def test_a_session_that_is_ended_while_one_waits_for_the_account_is_over(app, user):
    kept, ended = (tokens.issue(user, SESSION, "a phone") for _ in range(2))
    db.session.commit()
    is_held, found = Event(), []

    def write():
        with app.app_context():
            is_held.wait()
            found.append(kind_of(ended))
            db.session.commit()

    thread = Thread(target=write)
    thread.start()
    tokens.revoke_others(tokens.holder(kept, TODAY, lock=True))
    is_held.set()
    thread.join(0.5)
    assert found == []
    db.session.commit()
    thread.join()

    assert found == [None]
