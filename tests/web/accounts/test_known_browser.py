"""Whoever fails to sign in all day long keeps no owner from the account."""

import pytest
from argon2.exceptions import VerifyMismatchError

from runstrength.web import passwords
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page

ANNA, BEN = "anna@example.com", "ben@example.com"
COOKIE = "runstrength-known"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Verify passwords without the time that it takes."""

    class Hasher:
        def verify(self, password_hash, password):
            if password != PASSWORD.encode():
                raise VerifyMismatchError

    passwords._nobody()
    monkeypatch.setattr(passwords, "_hasher", Hasher())


@pytest.fixture
def owners(app):
    """A browser that Anna signed in with and out again."""
    client = app.test_client()
    assert sign_in(client, ANNA).status_code == 302
    form = Page(client.get("/more")).fields("/sign-out")
    client.post("/sign-out", data=form, headers=OWN_PAGE)
    assert client.get("/week").status_code == 302
    return client


@pytest.fixture
def attacked(app, owners):
    """Somebody has failed for Anna's address as often as they may, from her own network too."""
    attacker = app.test_client()
    tries = [sign_in(attacker, ANNA, "wrong").status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]
    for n in range(25):
        sign_in(attacker, f"{n}@example.com", "wrong")


@pytest.mark.usefixtures("attacked")
def test_an_owner_gets_in_where_they_were_before_and_nobody_else_does(app, owners):
    assert sign_in(app.test_client(), ANNA, address="10.9.9.9").status_code == 429
    assert sign_in(app.test_client(), BEN).status_code == 429
    assert sign_in(owners, ANNA).status_code == 302


@pytest.mark.usefixtures("attacked")
def test_the_owners_browser_has_ten_tries_and_no_more(owners):
    tries = [sign_in(owners, ANNA, "wrong").status_code for _ in range(11)]

    assert tries == [422] * 10 + [429]
    assert sign_in(owners, ANNA).status_code == 429


def test_a_right_password_on_the_owners_browser_gives_attackers_no_new_tries_and_it_some(
    app, owners
):
    for _ in range(3):
        for _ in range(9):
            assert sign_in(owners, ANNA, "wrong").status_code == 422
        assert sign_in(owners, ANNA).status_code == 302


@pytest.mark.usefixtures("attacked")
def test_a_browser_that_is_known_for_another_account_is_a_strange_one(app):
    bens = app.test_client()
    sign_in(bens, BEN, address="10.2.2.2")

    assert sign_in(bens, ANNA, address="10.2.2.2").status_code == 429


@pytest.mark.usefixtures("attacked")
@pytest.mark.parametrize(
    "change",
    [
        lambda value: value[:-9] + ("A" if value[-9] != "A" else "B") + value[-8:],
        lambda value: "x" + value,
        lambda value: value.partition(".")[0],
        lambda value: "",
        lambda value: ".",
        lambda value: "\xe9.\xe9",
    ],
)
def test_a_cookie_that_was_changed_is_no_use(app, owners, change):
    forged = app.test_client()
    forged.set_cookie(COOKIE, change(owners.get_cookie(COOKIE).value))

    assert sign_in(forged, ANNA, address="10.9.9.9").status_code == 429


def test_the_cookie_is_for_no_script_and_names_no_address(stranger):
    answer = sign_in(stranger, ANNA)
    (line,) = (c for c in answer.headers.getlist("Set-Cookie") if c.startswith(COOKIE))

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
    assert "Max-Age=31536000" in line
    assert "anna" not in line


def test_the_cookie_signs_nobody_in(app, owners):
    client = app.test_client()
    client.set_cookie(COOKIE, owners.get_cookie(COOKIE).value)
    client.set_cookie("runstrength", owners.get_cookie(COOKIE).value)

    assert client.get("/week").status_code == 302


def test_who_signs_up_is_known_as_well(app, stranger, monkeypatch):
    monkeypatch.setattr(passwords, "hashed", lambda password: "a hash")
    typed = {"email": "cara@example.com", "password": PASSWORD}
    fields = Page(stranger.get("/sign-up")).fields() | typed
    stranger.post("/sign-up", data=fields, headers=OWN_PAGE)

    assert stranger.get_cookie(COOKIE)


def test_a_wrong_password_makes_no_browser_known(stranger):
    sign_in(stranger, ANNA, "wrong")

    assert stranger.get_cookie(COOKIE) is None
