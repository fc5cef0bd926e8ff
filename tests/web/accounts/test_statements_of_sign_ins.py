"""A sign-in takes no more statements than a page, whichever way it goes and whoever was in before.

It counts the try, holds the account while the password is still that one, opens the session, and
forgets what is over: each of these once.
"""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.accounts.authenticator import Authenticator
from tests.web.accounts.ceremonies import SCRIPT, add, token_of
from tests.web.accounts.links import reset_of
from tests.web.accounts.second_steps import CODES, code_of, keep_second_step, stop_clock
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page
from tests.web.test_statements import MOST, statements

ANNA, BEN = "anna@example.com", "ben@example.com"
CODE = "/sign-in/second-step"
BEFORE = ["nobody", "herself", "somebody else"]


@pytest.fixture(params=BEFORE)
def browser(request, app) -> FlaskClient:
    """A browser, and who was signed in there before."""
    client = app.test_client()
    if request.param != "nobody":
        sign_in(client, ANNA if request.param == "herself" else BEN)
    return client


def send(client: FlaskClient, path: str, fields: dict, **more) -> tuple[TestResponse, list[str]]:
    """An answer, and the statements that it took."""
    with statements() as sent:
        answer = client.post(path, data=fields, headers=OWN_PAGE, **more)
    return answer, sent


def give_password(client: FlaskClient, password: str = PASSWORD) -> tuple[TestResponse, list[str]]:
    fields = Page(client.get("/sign-in")).fields("/sign-in")
    return send(client, "/sign-in", fields | {"email": ANNA, "password": password})


def give_code(client: FlaskClient, code: str) -> tuple[TestResponse, list[str]]:
    return send(client, CODE, Page(client.get(CODE)).fields(CODE) | {"code": code})


def test_a_password_takes_six(browser):
    answer, sent = give_password(browser)

    assert answer.location == "/today"
    assert len(sent) == MOST, sent


def test_a_wrong_password_takes_three(app):
    answer, sent = give_password(app.test_client(), "not the password")

    assert answer.status_code == 422
    assert len(sent) == 3, sent


def test_a_password_that_a_code_has_to_follow_takes_at_most_six(anna, browser):
    keep_second_step(anna)
    answer, sent = give_password(browser)

    assert answer.location.startswith(CODE)
    assert len(sent) <= MOST, sent


@pytest.mark.parametrize("code", ["of the app", CODES[0]])
def test_a_code_takes_at_most_six(anna, browser, monkeypatch, request, code):
    stop_clock(monkeypatch)
    keep_second_step(anna)
    give_password(browser)
    is_of_app = code not in CODES
    answer, sent = give_code(browser, code_of() if is_of_app else code)

    assert answer.location == "/today"
    # One more ends the session that was in this browser: an app's code is looked for and noted,
    # where a recovery code is looked for by the statement that uses it up.
    was_signed_in = request.node.callspec.params["browser"] != "nobody"
    assert len(sent) <= MOST + (was_signed_in and is_of_app), sent


def test_a_wrong_code_takes_three(anna, app, monkeypatch):
    stop_clock(monkeypatch)
    keep_second_step(anna)
    client = app.test_client()
    give_password(client)
    answer, sent = give_code(client, "C" * 24)

    assert answer.status_code == 422
    assert len(sent) == 3, sent


@pytest.mark.parametrize("counts", [False, True])
def test_a_passkey_takes_six_and_none_to_be_asked_for(anna, browser, counts):
    device = add(anna, Authenticator(counts=counts))
    fields = {"csrf_token": token_of(browser, "/sign-in")}
    with statements() as sent:
        options = browser.post("/sign-in/passkey/options", data=fields, headers=SCRIPT).json
    assert sent == []
    fields |= {"credential": device.get(options)}
    with statements() as sent:
        answer = browser.post("/sign-in/passkey", data=fields, headers=SCRIPT)

    assert answer.json == {"location": "/today"}
    assert len(sent) == MOST, sent


def test_a_new_password_by_a_link_takes_at_most_six(anna, app):
    client, link = app.test_client(), reset_of(anna)
    fields = Page(client.get(link)).fields() | {"password": "another good password"}
    answer, sent = send(client, link, fields)

    assert answer.location == "/sign-in"
    assert len(sent) <= MOST, sent
