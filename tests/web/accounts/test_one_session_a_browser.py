"""A browser has one session: who signs in there ends the one before, whoever's it was."""

import pytest
from flask.testing import FlaskClient

from tests.web.accounts.ceremonies import add
from tests.web.accounts.ceremonies import sign_in as sign_in_by_passkey
from tests.web.accounts.links import invitation_of
from tests.web.accounts.second_steps import CODES, code_of, keep_second_step, stop_clock
from tests.web.accounts.signing import sign_in
from tests.web.accounts.test_invitations import accept
from tests.web.accounts.test_second_step_sign_in import give
from tests.web.accounts.test_sign_up import sign_up

ANNA, BEN = "anna@example.com", "ben@example.com"
COOKIE = "runstrength"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """The clock stands, so that no code changes meanwhile."""
    return stop_clock(monkeypatch)


def by_password(client: FlaskClient, anna) -> None:
    sign_in(client, ANNA)


def by_password_and_code(client: FlaskClient, anna) -> None:
    keep_second_step(anna)
    sign_in(client, ANNA)
    assert give(client, code_of()).status_code == 302


def by_password_and_recovery_code(client: FlaskClient, anna) -> None:
    keep_second_step(anna)
    sign_in(client, ANNA)
    assert give(client, CODES[0]).status_code == 302


def by_passkey(client: FlaskClient, anna) -> None:
    sign_in_by_passkey(client, add(anna))


def by_signing_up(client: FlaskClient, anna) -> None:
    sign_up(client)


def by_invitation(client: FlaskClient, anna) -> None:
    accept(client, invitation_of(anna))


WAYS = [by_password, by_password_and_code, by_password_and_recovery_code, by_passkey]
WAYS += [by_signing_up, by_invitation]


def is_alive(app, session: str) -> bool:
    """Whether a copy of a session's cookie opens anything."""
    copy = app.test_client()
    copy.set_cookie(COOKIE, session)
    return copy.get("/week").status_code == 200


@pytest.mark.parametrize("before", [ANNA, BEN])
@pytest.mark.parametrize("way", WAYS)
def test_a_sign_in_ends_the_session_before_and_no_other(app, anna, ben, stranger, way, before):
    sign_in(stranger, before)
    ended = stranger.get_cookie(COOKIE).value
    way(stranger, anna)

    assert stranger.get_cookie(COOKIE).value != ended
    assert stranger.get("/week").status_code == 200
    assert not is_alive(app, ended)
    assert [is_alive(app, each.client.get_cookie(COOKIE).value) for each in (anna, ben)] == [
        True
    ] * 2


def test_half_a_sign_in_ends_none(app, anna, stranger):
    sign_in(stranger, ANNA)
    keep_second_step(anna)
    sign_in(stranger, ANNA)

    assert is_alive(app, stranger.get_cookie(COOKIE).value)


@pytest.mark.parametrize("way", WAYS)
def test_a_token_of_a_program_in_the_cookies_place_goes_on(app, anna, stranger, way):
    stranger.set_cookie(COOKIE, anna.token)
    way(stranger, anna)

    assert anna.api("GET", "/workouts").status_code == 200
