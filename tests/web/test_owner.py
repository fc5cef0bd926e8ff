"""Whose a request is: a queue of who was here before is not taken for the one who is here now."""

from uuid import uuid4

import pytest

from tests.training.build import run
from tests.web.log.entries import RUN
from tests.web.pages import Page
from tests.web.queued import OWNER, location, problem, send_queued
from tests.web.rows import everything, user_id
from tests.web.world import store, workouts_of

DONE = run("2024-11-18 07:00", zone="Europe/Berlin")
PERSONAL = ["/today", "/week", "/plan", "/log", "/log/run", "/history", "/more", "/settings"]
PERSONAL += ["/rules", "/trends", "/waiting", "/account/password", "/api/v1/workouts"]
ANYBODYS = ["/offline", "/service-worker.js", "/manifest.webmanifest", "/api/v1/openapi.json"]
PUBLIC = ["/", "/guide", "/guide/running-and-weight-training", "/sign-in", "/sign-up", "/offline"]


@pytest.fixture
def ids(app) -> dict[str, str]:
    """The ids of the two, as they are written."""
    return {name: str(user_id(app, f"{name}@example.com")) for name in ("anna", "ben")}


def form(person) -> dict:
    """A new run, filled in."""
    return Page(person.get("/log/run")).fields() | RUN


def test_what_is_ones_own_or_says_nothing_of_it_is_taken(anna, ids):
    location(send_queued(anna, "/log/run", form(anna), **{OWNER: ids["anna"]}))
    location(send_queued(anna, "/log/run", form(anna)))

    assert len(workouts_of(anna)) == 2


def test_what_another_left_on_the_phone_is_not_taken_for_the_one_who_is_signed_in(
    app, anna, ben, ids
):
    store(ben, DONE)
    queued = form(anna)
    before = everything(app)
    for path, fields in (
        ("/log/run", queued),
        (f"/workouts/{DONE.id}/delete", {"base_version": "1"}),
        (f"/workouts/{DONE.id}/effort", {"base_version": "1", "effort": "7"}),
        (f"/workouts/{DONE.id}/edit", {**RUN, "base_version": "1"}),
        ("/week/2024-W47/deload", {"deload": "1"}),
        ("/sign-out", {}),
    ):
        problem(send_queued(ben, path, fields, "a key", **{OWNER: ids["anna"]}), 401)
    assert everything(app) == before
    location(send_queued(anna, "/log/run", queued, "a key", **{OWNER: ids["anna"]}))
    assert len(workouts_of(anna)) == 1


@pytest.mark.parametrize("of", ["", " ", "x", "null", "*", "{anna}, {anna}", "{anna}x"])
def test_what_is_no_owner_is_refused(app, anna, ids, of):
    fields, before = form(anna), everything(app)
    headers = {OWNER: of.format(**ids)}
    problem(send_queued(anna, "/log/run", fields, **headers), 401)

    assert everything(app) == before


def test_the_api_holds_to_it_too(app, anna, ids):
    before = everything(app)
    for of in (ids["ben"], str(uuid4()), "x"):
        answer = anna.api("PUT", "/weeks/2024-W47", {"deload": True}, {OWNER: of})
        assert problem(answer, 401)
        assert anna.api("GET", "/workouts", headers={OWNER: of}).status_code == 401
    assert everything(app) == before
    mine = {OWNER: ids["anna"]}
    assert anna.api("PUT", "/weeks/2024-W47", {"deload": True}, mine).status_code == 200


def test_a_page_for_another_is_not_given_but_leads_to_signing_in(anna, ids):
    for path in PERSONAL:
        answer = anna.get(path, headers={OWNER: ids["ben"]})
        assert answer.status_code in (302, 401), path
        assert OWNER not in answer.headers or answer.headers[OWNER] == ids["anna"]
    assert anna.get("/today", headers={OWNER: ids["anna"]}).status_code == 200


@pytest.mark.parametrize("path", PERSONAL)
def test_a_personal_answer_says_whose_it_is(anna, ben, ids, path):
    for name, someone in (("anna", anna), ("ben", ben)):
        answer = someone.get(path)
        assert answer.headers.getlist(OWNER) == [ids[name]]
        if answer.mimetype == "text/html":
            assert Page(answer).one("html").get("data-user") == ids[name]


def test_so_does_the_answer_to_a_form_taken_or_not(anna, ids):
    taken = send_queued(anna, "/log/run", form(anna))
    refused = send_queued(anna, "/log/run", form(anna) | {"duration": ""})

    assert taken.headers.getlist(OWNER) == refused.headers.getlist(OWNER) == [ids["anna"]]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_nobodys_to_who_is_not_signed_in(app, path):
    answer = app.test_client().get(path)

    assert answer.status_code == 200
    assert OWNER not in answer.headers
    assert Page(answer).one("html").get("data-user") is None


@pytest.mark.parametrize("path", ANYBODYS)
def test_what_is_anybodys_is_so_to_who_is_signed_in_too(anna, path):
    assert OWNER not in anna.get(path).headers


@pytest.mark.parametrize("path", ["/guide", "/guide/running-and-weight-training"])
def test_a_public_page_that_shows_who_is_signed_in_says_who(anna, ids, path):
    answer = anna.get(path)

    assert answer.headers[OWNER] == ids["anna"]
    assert Page(answer).one("html").get("data-user") == ids["anna"]
