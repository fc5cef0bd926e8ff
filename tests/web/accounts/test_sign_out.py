"""Signing out ends the session itself, not only the cookie."""

from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, send
from tests.web.world import rows

ANNA = "anna@example.com"


def test_a_copied_cookie_is_dead_after_signing_out(anna, app):
    copy = app.test_client()
    copy.set_cookie("runstrength", anna.client.get_cookie("runstrength").value)
    assert copy.get("/week").status_code == 200
    send(anna, "/more", action="/sign-out")

    assert copy.get("/week").status_code == 302
    assert copy.get("/api/v1/workouts").status_code == 401


def test_signing_out_takes_the_cookie_and_leads_to_the_start(anna):
    response = send(anna, "/more", action="/sign-out")

    assert (response.status_code, response.location) == (302, "/")
    assert anna.client.get_cookie("runstrength") is None
    assert Page(anna.get("/")).fields("/sign-up")


def test_signing_out_deletes_one_session_and_leaves_the_others(anna, stranger, app):
    sign_in(stranger, ANNA)
    before = rows(app)["tokens"]
    send(anna, "/more", action="/sign-out")

    assert rows(app)["tokens"] == before - 1
    assert stranger.get("/week").status_code == 200
    assert anna.api("GET", "/workouts").status_code == 200


def test_a_sign_out_without_its_token_ends_nothing(anna):
    anna.post("/sign-out", {"csrf_token": "forged"})

    assert anna.get("/week").status_code == 200


def test_nobody_is_signed_out_by_a_link(anna):
    assert anna.get("/sign-out").status_code == 405
    assert anna.get("/week").status_code == 200


def test_signing_out_twice_is_no_error(anna):
    fields = Page(anna.get("/more")).fields("/sign-out")
    anna.post("/sign-out", fields)
    response = anna.client.post("/sign-out", data=fields, headers=OWN_PAGE)

    assert response.status_code == 302
