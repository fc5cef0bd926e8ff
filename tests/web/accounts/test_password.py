"""A new password ends every other session; only someone at a browser can set it."""

import pytest

from runstrength.storage import tokens
from runstrength.storage.accounts import password_of
from runstrength.storage.database import db
from runstrength.storage.tokens import TokenKind
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page, send

ANNA = "anna@example.com"
NEW = "another good password"
CHANGE = {"current": PASSWORD, "password": NEW}


def test_a_new_password_takes_the_place_of_the_old_one(anna, stranger):
    response = change(anna)

    assert (response.status_code, response.location) == (302, "/more")
    assert "changed" in Page(anna.get("/more")).notices[0]
    assert sign_in(stranger, ANNA, PASSWORD).status_code == 422
    assert sign_in(stranger, ANNA, NEW).status_code == 302


def test_a_new_password_ends_every_other_session_of_ones_own(anna, ben, stranger):
    sign_in(stranger, ANNA)
    change(anna)

    assert stranger.get("/week").status_code == 302
    assert anna.get("/week").status_code == 200
    assert ben.get("/week").status_code == 200


@pytest.mark.parametrize("kind", [TokenKind.HALF, TokenKind.RESET])
def test_a_new_password_ends_what_began_with_the_old_one(anna, ben, app, kind):
    with app.app_context():
        owners = [password_of(each.email)[0] for each in (anna, ben)]
        mine, bens = (tokens.issue(owner, kind, "test") for owner in owners)
        db.session.commit()
    change(anna)

    with app.app_context():
        assert tokens.take(mine, kind) is None
        assert tokens.take(bens, kind)


def test_a_new_password_leaves_api_tokens_alive(anna):
    change(anna)

    assert anna.api("GET", "/workouts").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("current", ""),
        ("current", "not my password"),
        ("password", ""),
        ("password", "seven77"),
        ("password", "x" * 257),
    ],
)
def test_a_bad_field_is_named_and_changes_nothing(anna, stranger, field, typed):
    sign_in(stranger, ANNA)
    page = Page(change(anna, **{field: typed}))

    assert page.status == 422
    assert list(page.faults) == [field]
    assert stranger.get("/week").status_code == 200
    assert sign_in(stranger, ANNA).status_code == 302


def test_a_form_without_its_token_changes_nothing(anna, stranger):
    response = anna.post("/account/password", CHANGE | {"csrf_token": "forged"})

    assert response.status_code == 422
    assert sign_in(stranger, ANNA).status_code == 302


def test_an_api_token_cannot_change_the_password(anna, app):
    program = app.test_client()
    headers = OWN_PAGE | {"Authorization": f"Bearer {anna.token}"}
    form = Page(anna.get("/account/password")).fields() | CHANGE

    assert program.get("/account/password", headers=headers).status_code == 302
    response = program.post("/account/password", data=form, headers=headers)
    assert (response.status_code, response.location) == (302, "/sign-in")


@pytest.mark.parametrize("path", ["/account/password", "/more", "/week", "/settings"])
def test_an_api_token_put_in_place_of_the_cookie_opens_no_page(anna, app, path):
    program = app.test_client()
    program.set_cookie("runstrength", anna.token)

    assert program.get(path).status_code == 302


def test_an_api_token_put_in_place_of_the_cookie_changes_no_password(anna, app, stranger):
    program = app.test_client()
    program.set_cookie("runstrength", anna.token)
    form = Page(program.get("/sign-in")).fields() | CHANGE
    program.post("/account/password", data=form, headers=OWN_PAGE)

    assert sign_in(stranger, ANNA, PASSWORD).status_code == 302


def change(person, **typed: str):
    """Fill in the form for a new password."""
    return send(person, "/account/password", CHANGE | typed)
