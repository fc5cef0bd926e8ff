"""Who may make an account: anybody, the invited, or nobody; the first one always."""

import threading

import pytest
from sqlalchemy import select

from runstrength.storage import accounts, exporting
from runstrength.storage.account_tables import users
from runstrength.storage.database import db
from tests.web.accounts.test_sign_up import CARA, sign_up
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.rows import everything, user_id
from tests.web.test_commands import run

WORDS = {"invitation": "by invitation", "closed": "No new accounts"}
MODES = ["open", "invitation", "closed"]


@pytest.fixture
def empty(app):
    """The app before anybody came."""
    with app.app_context():
        for row in db.session.execute(select(users.c.id)).all():
            exporting.remove_user(row.id)
        db.session.commit()
    return app


@pytest.mark.parametrize("mode", ["invitation", "closed"])
@pytest.mark.parametrize("path", ["/", "/sign-up"])
def test_a_server_that_is_not_open_says_so_in_place_of_a_form(app, stranger, mode, path):
    app.config["SIGN_UP"] = mode
    page = Page(stranger.get(path))

    assert page.status == 200
    assert WORDS[mode] in page.main
    assert page.all("form") == []
    assert "Create an account" not in Page(stranger.get("/sign-in")).links


@pytest.mark.parametrize("mode", ["invitation", "closed"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_server_that_is_not_open_makes_no_account(app, stranger, mode, accept):
    fields = Page(stranger.get("/sign-up")).fields() | CARA
    app.config["SIGN_UP"] = mode
    before = everything(app)
    answer = stranger.post("/sign-up", data=fields, headers=OWN_PAGE | {"Accept": accept})

    assert (answer.status_code, answer.is_json) == (403, accept == "application/json")
    assert WORDS[mode] in answer.text
    assert everything(app) == before


@pytest.mark.parametrize("mode", MODES)
def test_the_first_account_can_always_be_made_and_is_the_administrator(empty, mode):
    empty.config["SIGN_UP"] = mode
    browser = empty.test_client()

    assert "email" in Page(browser.get("/")).fields("/sign-up")
    assert sign_up(browser).status_code == 302
    assert browser.get("/account/people").status_code == 200
    assert administrators(empty) == [CARA["email"]]


def test_the_second_account_is_no_administrator(empty):
    sign_up(empty.test_client())
    second = empty.test_client()
    sign_up(second, email="dana@example.com")

    assert second.get("/account/people").status_code == 404
    assert administrators(empty) == [CARA["email"]]


@pytest.mark.parametrize(("mode", "made"), [("open", 4), ("invitation", 1), ("closed", 1)])
def test_of_four_who_come_first_at_once_one_is_the_administrator(empty, mode, made):
    empty.config["SIGN_UP"] = mode
    browsers = [empty.test_client() for _ in range(4)]
    forms = [Page(each.get("/sign-up")).fields() | CARA for each in browsers]
    ready, statuses = threading.Barrier(4), []

    def send(n: int):
        ready.wait()
        fields = forms[n] | {"email": f"{n}@example.com"}
        statuses.append(browsers[n].post("/sign-up", data=fields, headers=OWN_PAGE).status_code)

    threads = [threading.Thread(target=send, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(statuses) == [302] * made + [403] * (4 - made)
    assert len(administrators(empty)) == 1
    assert len(everything(empty)["users"]) == made


@pytest.mark.parametrize("mode", MODES)
def test_the_command_adds_accounts_whatever_the_mode(empty, mode):
    empty.config["SIGN_UP"] = mode
    for name in ("cara", "dana"):
        done = run(empty, "user", "add", f"{name}@example.com", typed="a long enough one\n")
        assert done.exit_code == 0

    assert administrators(empty) == ["cara@example.com"]


def test_the_command_makes_an_administrator(app, anna, ben):
    assert anna.get("/account/people").status_code == 200
    assert ben.get("/account/people").status_code == 404
    done = run(app, "user", "administrator", "Ben@example.com")

    assert done.exit_code == 0
    assert ben.get("/account/people").status_code == 200
    with app.app_context():
        assert accounts.user_with(user_id(app, ben.email)).is_administrator


def administrators(app) -> list[str]:
    return [row["email"] for row in everything(app)["users"] if row["is_administrator"]]
