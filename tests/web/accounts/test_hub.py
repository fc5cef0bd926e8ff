"""The account's own page: the way to everything that signs its user in."""

import pytest
from sqlalchemy import update

from runstrength.storage.account_tables import users
from runstrength.storage.database import db
from tests.web.pages import Page

ANNA = "anna@example.com"
EVERYBODYS = {
    "/account/password",
    "/account/second-step",
    "/account/passkeys",
    "/account/devices",
    "/account/tokens",
    "/account/delete",
}


def make_administrator(app, email: str, is_one: bool) -> None:
    """Let somebody invite others, or not."""
    with app.app_context():
        one = update(users).where(users.c.email == email)
        db.session.execute(one.values(is_administrator=is_one))
        db.session.commit()


def links(person) -> set[str]:
    """Where the page leads to."""
    main = Page(person.get("/account")).one("main")
    return {link.get("href") for link in main.iter("a")}


@pytest.mark.parametrize("is_administrator", [False, True])
def test_it_leads_to_all_and_an_administrator_to_the_people(app, anna, is_administrator):
    make_administrator(app, ANNA, is_administrator)

    assert links(anna) == EVERYBODYS | ({"/account/people"} if is_administrator else set())
    assert ANNA in Page(anna.get("/account")).main


def test_every_page_that_it_leads_to_opens(app, anna):
    make_administrator(app, ANNA, True)

    assert {path: anna.get(path).status_code for path in links(anna)} == dict.fromkeys(
        links(anna), 200
    )


def test_to_be_an_administrator_is_ones_own(app, anna, ben):
    make_administrator(app, ANNA, True)
    make_administrator(app, "ben@example.com", False)

    assert "/account/people" not in links(ben)


def test_more_leads_to_it(anna):
    assert "/account" in Page(anna.get("/more")).links.values()
