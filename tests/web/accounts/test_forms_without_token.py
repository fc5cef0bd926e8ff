"""An account's form without the page's own token does nothing, though this site sent it."""

from runstrength.jobs.queue import queue_of
from tests.web.accounts.ceremonies import ask_to_add
from tests.web.accounts.links import invitation_of
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page
from tests.web.rows import everything

ANNA = "anna@example.com"
FORGED = {"csrf_token": "forged"}


def test_nobody_is_signed_in_and_no_try_is_counted(app, stranger):
    before = everything(app)
    typed = {"email": ANNA, "password": PASSWORD} | FORGED
    answer = stranger.post("/sign-in", data=typed, headers=OWN_PAGE)

    assert answer.status_code == 422
    assert stranger.get("/week").status_code == 302
    assert everything(app) == before


def test_no_link_is_asked_for(app, stranger, monkeypatch):
    asked = []
    monkeypatch.setattr(queue_of(app), "enqueue", asked.append)
    app.config |= {"SMTP_URL": "smtp://127.0.0.1:1", "MAIL_FROM": "a@b.example"}
    app.config["PUBLIC_URL"] = "https://log.example"
    answer = stranger.post("/reset", data={"email": ANNA} | FORGED, headers=OWN_PAGE)

    assert (answer.status_code, asked) == (422, [])


def test_no_passkey_is_begun(app, anna):
    assert ask_to_add(anna).status_code == 200
    before = everything(app)
    typed = {"password": PASSWORD, "name": ""} | FORGED
    answer = anna.post("/account/passkeys/options", typed)

    assert answer.status_code == 422
    assert everything(app) == before


def test_no_invitation_is_taken_back(app, anna):
    invitation_of(anna)
    shown = Page(anna.get("/account/people")).one("input", name="invitation").get("value")
    before = everything(app)
    anna.post("/account/people/invitations/revoke", {"invitation": shown} | FORGED)

    assert everything(app) == before
