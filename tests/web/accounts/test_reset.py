"""A new password by a link: it counts once, for 30 minutes, and ends every session."""

import threading
from base64 import urlsafe_b64decode
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import delete, select

from runstrength.storage import throttle, tokens
from runstrength.storage.account_tables import tokens as table
from runstrength.storage.accounts import password_of
from runstrength.storage.database import db
from runstrength.storage.tokens import TokenKind
from runstrength.web.accounts import reset
from tests.web.accounts.links import invitation_of, path_of, reset_of, slowed
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page
from tests.web.rows import everything
from tests.web.test_commands import run

ANNA = "anna@example.com"
NEW = "another good password"
MINUTE = timedelta(minutes=1)


def test_a_link_sets_a_new_password_and_leads_to_sign_in(anna, stranger):
    response = choose(stranger, reset_of(anna))

    assert (response.status_code, response.location) == (302, "/sign-in")
    assert "new password is set" in Page(stranger.get("/sign-in")).notices[0]
    assert stranger.get("/week").status_code == 302
    assert sign_in(stranger, ANNA, PASSWORD).status_code == 422
    assert sign_in(stranger, ANNA, NEW).status_code == 302


def test_to_open_the_link_changes_nothing_however_often(anna, stranger, app):
    link = reset_of(anna)
    before = everything(app)
    for _ in range(3):
        assert stranger.get(link).status_code == 200
        assert stranger.head(link).status_code == 200

    assert everything(app) == before
    assert choose(stranger, link).status_code == 302


def test_a_link_counts_once(anna, stranger):
    link = reset_of(anna)
    form = Page(stranger.get(link)).fields() | {"password": NEW}
    assert post(stranger, link, form).status_code == 302

    assert stranger.get(link).status_code == 404
    again = post(stranger, link, form | {"password": "a third password"})
    assert again.status_code == 404
    assert sign_in(stranger, ANNA, NEW).status_code == 302


def test_of_four_that_use_a_link_at_once_one_does(anna, app, monkeypatch):
    monkeypatch.setattr(reset, "change_password", slowed(reset.change_password))
    link = reset_of(anna)
    browsers = [app.test_client() for _ in range(4)]
    forms = [Page(each.get(link)).fields() for each in browsers]
    ready, answers = threading.Barrier(4), []

    def send(n: int):
        ready.wait()
        answers.append((post(browsers[n], link, forms[n] | {"password": f"password {n}"}), n))

    threads = [threading.Thread(target=send, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(answer.status_code for answer, _ in answers) == [302, 404, 404, 404]
    (winner,) = (n for answer, n in answers if answer.status_code == 302)
    assert sign_in(app.test_client(), ANNA, f"password {winner}").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 404)])
def test_a_link_is_good_for_thirty_minutes(anna, stranger, monkeypatch, minutes, status):
    link = reset_of(anna)
    form = Page(stranger.get(link)).fields() | {"password": NEW}
    later = tokens.now() + minutes * MINUTE
    monkeypatch.setattr(tokens, "now", lambda: later)

    assert stranger.get(link).status_code == status
    assert post(stranger, link, form).status_code == (302 if status == 200 else 404)


def test_a_new_password_ends_all_sessions_and_links_and_no_others(anna, ben, app, stranger):
    second = app.test_client()
    sign_in(second, ANNA)
    older, bens = reset_of(anna), reset_of(ben)
    choose(stranger, reset_of(anna))

    assert anna.get("/week").status_code == 302
    assert second.get("/week").status_code == 302
    assert stranger.get(older).status_code == 404
    assert ben.get("/week").status_code == 200
    assert stranger.get(bens).status_code == 200


def test_a_half_finished_sign_in_ends_and_programs_go_on(anna, app, stranger):
    with app.app_context():
        user_id, _ = password_of(ANNA)
        half = tokens.issue(user_id, TokenKind.HALF, "test")
        db.session.commit()
    choose(stranger, reset_of(anna))

    with app.app_context():
        assert tokens.take(half, TokenKind.HALF) is None
    assert anna.api("GET", "/workouts").status_code == 200


def test_it_ends_the_session_of_the_browser_that_sends_it_too(anna):
    answer = choose(anna.client, reset_of(anna))

    assert answer.location == "/sign-in"
    assert anna.get("/week").status_code == 302


def test_only_the_hash_of_a_link_is_stored(anna, app):
    token = reset_of(anna).rpartition("/")[2]
    with app.app_context():
        rows = db.session.execute(select(table).where(table.c.kind == TokenKind.RESET)).all()
    (row,) = rows

    assert token not in repr(rows)
    assert row.hash == sha256(urlsafe_b64decode(token)).digest()


@pytest.mark.parametrize("typed", ["", "seven77", "x" * 257])
def test_a_password_that_will_not_do_is_named_and_uses_nothing_up(anna, stranger, typed):
    link = reset_of(anna)
    page = Page(choose(stranger, link, typed))

    assert page.status == 422
    assert list(page.faults) == ["password"]
    assert choose(stranger, link).status_code == 302


def test_a_form_without_its_token_changes_nothing(anna, stranger):
    link = reset_of(anna)
    assert post(stranger, link, {"password": NEW, "csrf_token": "forged"}).status_code == 422
    assert sign_in(stranger, ANNA, PASSWORD).status_code == 302


@pytest.mark.parametrize("kind", [k for k in TokenKind if k is not TokenKind.RESET])
def test_no_other_kind_of_token_sets_a_password(anna, app, stranger, kind):
    with app.app_context():
        token = tokens.issue(password_of(ANNA)[0], kind, "test")
        db.session.commit()
    form = Page(stranger.get("/sign-in")).fields() | {"password": NEW}

    assert stranger.get(f"/reset/{token}").status_code == 404
    assert post(stranger, f"/reset/{token}", form).status_code == 404
    assert sign_in(stranger, ANNA, PASSWORD).status_code == 302


@pytest.mark.parametrize("link", [reset_of, invitation_of], ids=["reset", "invitation"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_page_whose_address_is_a_secret_tells_it_to_nobody(anna, stranger, link, signed_in):
    answer = (anna.client if signed_in else stranger).get(link(anna))

    assert answer.status_code == 200
    # Its origin goes along with a form, never its path: where there is no TLS, that is checked.
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["Cache-Control"] == "private, no-store"
    # A phone keeps the pages that name an owner.
    assert "RunStrength-Owner" not in answer.headers
    hrefs = Page(answer).links.values()
    assert all(href.startswith(("/", "#")) for href in hrefs)


@pytest.mark.parametrize("link", [reset_of, invitation_of], ids=["reset", "invitation"])
def test_of_a_secret_that_is_over_nobody_keeps_a_page_either(anna, app, stranger, link):
    path = link(anna)
    with app.app_context():
        db.session.execute(delete(table).where(table.c.kind != TokenKind.SESSION))
        db.session.commit()
    answer = stranger.get(path)

    assert answer.status_code == 404
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_without_mail_the_page_says_whom_to_ask(stranger):
    page = Page(stranger.get("/reset"))

    assert "flask --app app user reset" in page.main
    assert page.all("form") == []
    assert "/reset" in Page(stranger.get("/sign-in")).links.values()
    asked = stranger.post("/reset", data={"email": ANNA}, headers=OWN_PAGE)
    assert asked.status_code == 200
    assert Page(asked).main == page.main


def test_the_command_prints_a_link_that_works_and_ends_an_older_one(app, anna, stranger):
    older = reset_of(anna)
    app.config["PUBLIC_URL"] = "https://log.example"
    done = run(app, "user", "reset", "Anna@example.com")

    assert done.exit_code == 0
    assert done.output.startswith("https://log.example/reset/")
    assert stranger.get(older).status_code == 404
    assert choose(stranger, path_of(done.output.strip())).status_code == 302
    assert sign_in(stranger, ANNA, NEW).status_code == 302


def test_without_a_public_address_the_command_names_its_own(app):
    app.config |= {"HOST": "0.0.0.0", "PORT": 5001}  # noqa: S104 (printed, not bound)
    done = run(app, "user", "reset", ANNA)

    assert done.output.startswith("http://127.0.0.1:5001/reset/")


def test_a_new_password_opens_a_way_in_while_others_keep_the_account_waiting(anna, app, stranger):
    with app.app_context():
        for _ in range(throttle.MOST_BY_ACCOUNT):
            throttle.note_failure(ANNA, "198.51.100.7")
        db.session.commit()
    assert sign_in(stranger, ANNA).status_code == 429
    choose(stranger, reset_of(anna))

    assert sign_in(stranger, ANNA, NEW).status_code == 302


def choose(client, link: str, password: str = NEW):
    """Open a link, type a new password, and send it."""
    return post(client, link, Page(client.get(link)).fields() | {"password": password})


def post(client, link: str, fields: dict):
    """Send the form of a link."""
    return client.post(link, data=fields, headers=OWN_PAGE)
