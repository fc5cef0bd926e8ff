"""Invitations: an administrator makes them, each makes one account, within 7 days."""

import threading
from base64 import urlsafe_b64decode
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from runstrength.storage import invitations, tokens
from runstrength.storage.account_tables import tokens as table
from runstrength.storage.accounts import password_of
from runstrength.storage.database import db
from runstrength.storage.tokens import TokenKind
from runstrength.web.accounts import invitations as joined
from tests.training.build import run as a_run
from tests.web.accounts.links import invitation_of, path_of, slowed
from tests.web.accounts.test_sign_up import CARA
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, send
from tests.web.rows import everything
from tests.web.test_commands import run
from tests.web.world import store

DAY = timedelta(days=1)
MAKE, REVOKE = "/account/people/invitations", "/account/people/invitations/revoke"


@pytest.fixture(autouse=True)
def by_invitation(app):
    """The server's mode."""
    app.config["SIGN_UP"] = "invitation"


def test_the_administrator_makes_a_link_that_makes_an_account(anna, stranger):
    made = Page(invite(anna, "Cara"))
    answer = accept(stranger, path_of(link_of(made)))

    assert made.status == 200
    assert (answer.status_code, answer.location) == (302, "/today")
    assert stranger.get("/today").status_code == 200
    assert CARA["email"] in stranger.get("/more").text


def test_the_link_is_shown_once_and_the_name_until_it_is_used(anna, stranger):
    made = invite(anna, "Cara from the club")
    link, token = link_of(Page(made)), link_of(Page(made)).rpartition("/")[2]
    page = anna.get("/account/people").text

    assert "Cara from the club" in page
    assert token not in page
    accept(stranger, path_of(link))
    assert "Cara from the club" not in anna.get("/account/people").text


def test_the_link_leads_to_the_public_address_where_one_is_set(app, anna):
    assert link_of(Page(invite(anna))).startswith("http://localhost/invitations/")
    app.config["PUBLIC_URL"] = "https://log.example"
    assert link_of(Page(invite(anna))).startswith("https://log.example/invitations/")


def test_only_the_hash_of_a_link_is_stored(app, anna):
    token = invitation_of(anna).rpartition("/")[2]
    with app.app_context():
        rows = db.session.execute(select(table).where(table.c.kind == TokenKind.INVITATION)).all()

    (row,) = rows
    assert token not in repr(rows)
    assert row.hash == sha256(urlsafe_b64decode(token)).digest()


def test_a_link_counts_once(anna, app, stranger):
    link = invitation_of(anna)
    form = Page(stranger.get(link)).fields() | CARA
    assert post(stranger, link, form).status_code == 302
    before = everything(app)
    again = app.test_client()

    assert again.get(link).status_code == 404
    form = Page(again.get("/sign-in")).fields() | CARA | {"email": "dana@example.com"}
    assert post(again, link, form).status_code == 404
    assert everything(app) == before


@pytest.mark.parametrize("kind", [k for k in TokenKind if k is not TokenKind.INVITATION])
def test_no_other_kind_of_token_makes_an_account(anna, app, stranger, kind):
    with app.app_context():
        token = tokens.issue(password_of(anna.email)[0], kind, "test")
        db.session.commit()
    form = Page(stranger.get("/sign-in")).fields() | CARA
    before = everything(app)

    assert stranger.get(f"/invitations/{token}").status_code == 404
    assert post(stranger, f"/invitations/{token}", form).status_code == 404
    assert everything(app) == before


def test_of_four_who_use_a_link_at_once_one_gets_in(anna, app, monkeypatch):
    monkeypatch.setattr(joined, "add_user", slowed(joined.add_user))
    link = invitation_of(anna)
    browsers = [app.test_client() for _ in range(4)]
    forms = [Page(each.get(link)).fields() | CARA for each in browsers]
    ready, statuses = threading.Barrier(4), []

    def one(n: int):
        ready.wait()
        fields = forms[n] | {"email": f"{n}@example.com"}
        statuses.append(post(browsers[n], link, fields).status_code)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(statuses) == [302, 404, 404, 404]
    assert len(everything(app)["users"]) == 3


@pytest.mark.parametrize(
    "typed", [{"email": "anna@example.com"}, {"email": "x"}, {"password": "short"}]
)
def test_a_sign_up_that_fails_uses_no_invitation_up(anna, app, stranger, typed):
    link = invitation_of(anna)
    before = everything(app)
    refused = Page(accept(stranger, link, **typed))

    assert refused.status == 422
    assert list(refused.faults) == list(typed)
    assert everything(app) == before
    assert accept(stranger, link).status_code == 302


def test_to_open_a_link_changes_nothing(anna, app, stranger):
    link = invitation_of(anna)
    before = everything(app)
    assert "email" in Page(stranger.get(link)).fields(link)
    assert everything(app) == before


@pytest.mark.parametrize(("days", "status"), [(6.99, 302), (7.01, 404)])
def test_a_link_is_good_for_seven_days(anna, stranger, monkeypatch, days, status):
    link = invitation_of(anna)
    form = Page(stranger.get(link)).fields() | CARA
    later = tokens.now() + days * DAY
    for module in (tokens, invitations):
        monkeypatch.setattr(module, "now", lambda: later)

    assert post(stranger, link, form).status_code == status
    if status == 404:
        assert "Take back" not in anna.get("/account/people").text


def test_an_invitation_that_is_taken_back_is_dead_and_others_live(anna, stranger):
    kept, dead = invitation_of(anna, "Dana"), invitation_of(anna, "Eve")
    form = Page(stranger.get(dead)).fields() | CARA
    page = Page(anna.get("/account/people"))
    (mine,) = (f for f in page.all("form", action=REVOKE) if "Eve" in "".join(f.itertext()))
    fields = {e.get("name"): e.get("value") for e in mine.iter("input")}
    answer = anna.post(REVOKE, fields)

    assert (answer.status_code, answer.location) == (302, "/account/people")
    assert stranger.get(dead).status_code == 404
    assert post(stranger, dead, form).status_code == 404
    assert "Dana" in anna.get("/account/people").text
    assert accept(stranger, kept).status_code == 302


def test_nobody_but_an_administrator_sees_makes_or_takes_back_any(app, anna, ben):
    invitation_of(anna, "Eve")
    shown = Page(anna.get("/account/people")).one("input", name="invitation").get("value")
    token = Page(ben.get("/settings")).fields()["csrf_token"]
    before = everything(app)

    assert ben.get("/account/people").status_code == 404
    assert ben.post(MAKE, {"csrf_token": token, "label": "Dana"}).status_code == 404
    assert ben.post(REVOKE, {"csrf_token": token, "invitation": shown}).status_code == 404
    assert everything(app) == before


def test_another_administrator_cannot_take_back_annas(app, anna, ben):
    invitation_of(anna, "Eve")
    run(app, "user", "administrator", ben.email)
    shown = Page(anna.get("/account/people")).one("input", name="invitation").get("value")
    token = Page(ben.get("/settings")).fields()["csrf_token"]
    before = everything(app)

    assert "Eve" not in ben.get("/account/people").text
    assert ben.post(REVOKE, {"csrf_token": token, "invitation": shown}).status_code == 404
    assert everything(app) == before


@pytest.mark.parametrize("named", ["", "x", "00", "00" * 32, "\0"])
def test_what_is_no_invitation_cannot_be_taken_back(anna, named):
    token = Page(anna.get("/account/people")).fields()["csrf_token"]
    assert anna.post(REVOKE, {"csrf_token": token, "invitation": named}).status_code == 404


def test_a_session_cannot_be_ended_as_an_invitation(app, anna):
    with app.app_context():
        hashes = db.session.execute(select(table.c.hash)).scalars().all()
    token = Page(anna.get("/account/people")).fields()["csrf_token"]
    for each in hashes:
        answer = anna.post(REVOKE, {"csrf_token": token, "invitation": each.hex()})
        assert answer.status_code == 404
    assert anna.get("/today").status_code == 200


def test_without_the_pages_token_nothing_is_made(app, anna):
    before = everything(app)
    assert anna.post(MAKE, {"label": "Dana"}).status_code == 422
    assert everything(app) == before


@pytest.mark.parametrize("label", ["", " ", "x" * 61])
def test_a_bad_name_is_named(app, anna, label):
    before = everything(app)
    page = Page(invite(anna, label))

    assert (page.status, list(page.faults)) == (422, ["label"])
    assert everything(app) == before


def test_no_more_than_fifty_are_open(anna):
    for n in range(invitations.MOST_OPEN):
        invitation_of(anna, f"guest {n}")
    page = Page(invite(anna))

    assert page.status == 422
    assert "Take one back" in page.faults["label"]


def test_the_administrators_page_tells_how_many_there_are_and_nothing_of_them(anna, ben):
    store(ben, a_run("2024-11-18 07:00", minutes=60, notes="canary"))
    page = anna.get("/account/people").text

    assert "2 accounts" in page
    assert "ben" not in page
    assert "canary" not in page


def test_while_no_accounts_are_made_no_link_makes_one(app, anna, stranger):
    link = invitation_of(anna)
    form = Page(stranger.get(link)).fields() | CARA
    app.config["SIGN_UP"] = "closed"
    before = everything(app)

    for answer in (stranger.get(link), post(stranger, link, form)):
        assert answer.status_code == 403
        assert "No new accounts" in answer.text
    page = Page(anna.get("/account/people"))
    assert page.all("form", action=MAKE) == []
    token = Page(anna.get("/settings")).fields()["csrf_token"]
    assert anna.post(MAKE, {"csrf_token": token, "label": "Dana"}).status_code == 422
    assert run(app, "invite", "Dana").exit_code == 1
    assert everything(app) == before


def test_the_command_prints_a_link_that_works(app, stranger):
    app.config["PUBLIC_URL"] = "https://log.example"
    done = run(app, "invite", "Cara")

    assert done.exit_code == 0
    assert done.output.startswith("https://log.example/invitations/")
    assert accept(stranger, path_of(done.output.strip())).status_code == 302


def invite(person, label: str = "Cara"):
    """Fill in the form for an invitation."""
    return send(person, "/account/people", {"label": label}, MAKE)


def link_of(page: Page) -> str:
    """The link that a page shows."""
    return page.one("input", id="link").get("value")


def accept(client, link: str, **typed: str):
    """Open an invitation and fill in its form."""
    return post(client, link, Page(client.get(link)).fields() | CARA | typed)


def post(client, link: str, fields: dict):
    """Send the form of a link."""
    return client.post(link, data=fields, headers=OWN_PAGE)
