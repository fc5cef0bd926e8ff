"""Signing in: it lasts, it leads to own pages alone, and it can't be tried for long."""

from datetime import timedelta

import pytest
from argon2.exceptions import VerifyMismatchError

from runstrength.storage import throttle
from runstrength.web import clock, passwords
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page
from tests.web.rows import everything

ANNA = "anna@example.com"


@pytest.mark.parametrize("email", [ANNA, "Anna@EXAMPLE.com"])
def test_address_and_password_sign_in(stranger, email):
    response = sign_in(stranger, email)

    assert (response.status_code, response.location) == (302, "/today")
    assert stranger.get("/week").status_code == 200


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (ANNA, "another password"),
        (ANNA, PASSWORD.upper()),
        (ANNA, f"{PASSWORD} "),
        ("nobody@example.com", PASSWORD),
    ],
)
def test_what_does_not_go_together_is_refused_in_the_same_words(stranger, email, password):
    response = sign_in(stranger, email, password)
    page = Page(response)

    assert page.status == 422
    assert page.faults == {"password": "Address and password do not go together."}
    assert page.fields()["email"] == email
    assert page.fields()["password"] == ""
    assert stranger.get("/week").status_code == 302


@pytest.mark.parametrize(("field", "typed"), [("email", "nonsense"), ("password", "")])
def test_an_empty_or_bad_field_is_named(stranger, field, typed):
    fields = {"email": ANNA, "password": PASSWORD} | {field: typed}
    page = Page(sign_in(stranger, **fields))

    assert page.status == 422
    assert list(page.faults) == [field]


@pytest.mark.parametrize("email", [ANNA, "nobody@example.com"])
def test_an_unknown_account_costs_a_hash_too(stranger, monkeypatch, email):
    passwords._nobody()
    hashes = count_hashes(monkeypatch)
    sign_in(stranger, email, "wrong password")

    assert hashes == ["verify"]


def test_the_eleventh_failure_for_an_account_has_to_wait(stranger, quick_hashes):
    tries = [sign_in(stranger, ANNA, "wrong", address=f"10.0.0.{n}") for n in range(11)]

    assert [t.status_code for t in tries] == [422] * 10 + [429]
    assert 0 < int(tries[-1].headers["Retry-After"]) <= 15 * 60 + 1
    assert Page(tries[-1]).faults.keys() == {"password"}
    assert "try again" in Page(tries[-1]).faults["password"]


def test_an_account_that_there_is_not_has_to_wait_as_well(stranger, quick_hashes):
    tries = [sign_in(stranger, "nobody@example.com", "wrong") for _ in range(11)]

    assert [t.status_code for t in tries] == [422] * 10 + [429]


def test_the_thirty_first_failure_from_an_address_has_to_wait(stranger, quick_hashes):
    tries = [sign_in(stranger, f"{n}@example.com", "wrong") for n in range(31)]

    assert [t.status_code for t in tries] == [422] * 30 + [429]
    assert sign_in(stranger, ANNA, address="10.0.0.2").status_code == 302


def test_who_has_to_wait_is_not_let_in_by_the_right_password_until_then(
    stranger, quick_hashes, monkeypatch
):
    for _ in range(10):
        sign_in(stranger, ANNA, "wrong")
    waiting = sign_in(stranger, ANNA)
    wait = timedelta(seconds=int(waiting.headers["Retry-After"]))
    now = throttle.now()
    monkeypatch.setattr(throttle, "now", lambda: now + wait)

    assert waiting.status_code == 429
    assert sign_in(stranger, ANNA).status_code == 302


def test_a_try_is_counted_before_its_password_is_looked_at(app, stranger, monkeypatch):
    """Tries that come at once are not all let through."""
    counted, look = [], passwords.account_with

    def looked_at(*typed):
        counted.append(len(everything(app)["sign_in_failures"]))
        return look(*typed)

    monkeypatch.setattr(passwords, "account_with", looked_at)
    sign_in(stranger, ANNA, "wrong")

    assert counted == [1]


def test_waiting_costs_no_hash(stranger, quick_hashes, monkeypatch):
    for _ in range(10):
        sign_in(stranger, ANNA, "wrong")
    hashes = count_hashes(monkeypatch)

    assert sign_in(stranger, ANNA).status_code == 429
    assert hashes == []


def test_the_right_password_forgets_the_failures(stranger, quick_hashes):
    for _ in range(3):
        for _ in range(9):
            assert sign_in(stranger, ANNA, "wrong").status_code == 422
        assert sign_in(stranger, ANNA).status_code == 302


@pytest.mark.parametrize("path", ["/history", "/week/2026-W47", "/history?before=a%20b", "/"])
def test_a_sign_in_goes_on_to_the_page_that_was_asked_for(stranger, path):
    assert sign_in(stranger, ANNA, next=path).location == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\tevil.example",
        "\t//evil.example",
        " //evil.example",
        "/\n/evil.example",
        "/ /evil.example",
        "/\r\nSet-Cookie: a=b",
        "/a\\..\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "/\u2028/evil.example",
        "/\x7f",
        "/week\0",
    ],
)
def test_a_sign_in_never_leads_to_another_site(stranger, path):
    response = sign_in(stranger, ANNA, next=path)

    assert (response.status_code, response.location) == (302, "/today")


def test_a_page_that_needs_an_account_leads_back_after_signing_in(stranger):
    response = stranger.get("/week/2024-W47?a=b")
    form = Page(stranger.get(response.location)).fields()

    assert response.status_code == 302
    assert form["next"] == "/week/2024-W47?a=b"


def test_a_write_that_needs_an_account_leads_to_no_page_that_can_only_be_written(stranger):
    response = stranger.post("/settings", headers=OWN_PAGE)

    assert (response.status_code, response.location) == (302, "/sign-in")


def test_a_sign_in_lasts_ninety_days_and_is_renewed_by_use(stranger, monkeypatch):
    sign_in(stranger, ANNA)
    day = clock.now()
    for _ in range(3):
        day += timedelta(days=90)
        monkeypatch.setattr(clock, "now", lambda day=day: day)
        response = stranger.get("/week")
        assert response.status_code == 200
        assert "Max-Age=7776000" in cookie(response)
    monkeypatch.setattr(clock, "now", lambda: day + timedelta(days=91))

    assert stranger.get("/week").status_code == 302


def test_the_cookie_is_renewed_once_a_day(stranger, monkeypatch):
    sign_in(stranger, ANNA)
    tomorrow = clock.now() + timedelta(days=1)
    assert cookie(stranger.get("/week")) is None
    monkeypatch.setattr(clock, "now", lambda: tomorrow)

    assert cookie(stranger.get("/week"))
    assert cookie(stranger.get("/week")) is None


@pytest.fixture
def quick_hashes(monkeypatch):
    """Verify passwords without the time that it takes."""

    class Hasher:
        def verify(self, password_hash, password):
            if password != PASSWORD.encode():
                raise VerifyMismatchError

    passwords._nobody()
    monkeypatch.setattr(passwords, "_hasher", Hasher())


def count_hashes(monkeypatch) -> list[str]:
    """A list that each use of the hasher is put down in."""
    used, hasher = [], passwords._hasher

    class Counting:
        def hash(self, password):
            used.append("hash")
            return hasher.hash(password)

        def verify(self, password_hash, password):
            used.append("verify")
            return hasher.verify(password_hash, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    return used


def cookie(response) -> str | None:
    """The line that sets the cookie of a session."""
    lines = response.headers.getlist("Set-Cookie")
    return next((line for line in lines if line.startswith("runstrength=")), None)
