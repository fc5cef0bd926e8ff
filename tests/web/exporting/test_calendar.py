"""The plan's calendar: for whoever has its address, which opens nothing else."""

import pytest
from icalendar import Calendar

from runstrength.training.exercises import Exercise
from runstrength.training.workouts import Region
from tests.training.build import exercise, lift, lower, run
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.rows import everything
from tests.web.world import calendar_of, keep_exercises, set_clock, store

HARD = {"effort": 9, "planned": True}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday noon."""
    return set_clock(monkeypatch, "2026-11-16 12:00", "Europe/Berlin")


def events(app, path: str) -> dict[str, dict]:
    """The events of a feed by what they are called, as a stranger reads it."""
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(event["summary"]): event for event in found}


def made(anna) -> str:
    """The path of the address that the page makes and shows."""
    fields = Page(anna.get("/export")).fields("/export/calendar")
    page = Page(anna.post("/export/calendar", fields))
    (shown,) = [field.get("value") for field in page.all("input", id="address")]
    return "/" + shown.split("/", 3)[3]


def test_the_address_is_made_shown_once_and_ended(app, anna):
    path = made(anna)
    assert path not in anna.get("/export").text
    assert events(app, path) == {}
    fields = Page(anna.get("/export")).fields("/export/calendar/revoke")
    assert anna.post("/export/calendar/revoke", fields).status_code == 302
    assert app.test_client().get(path).status_code == 404


def test_a_new_address_ends_the_one_before(app, anna):
    first, second = made(anna), made(anna)
    assert app.test_client().get(first).status_code == 404
    assert app.test_client().get(second).status_code == 200


def test_without_the_pages_token_no_address_is_made_or_ended(app, anna):
    path = calendar_of(anna)
    before = everything(app)
    assert anna.post("/export/calendar").status_code == 422
    anna.post("/export/calendar/revoke")
    assert everything(app) == before
    assert app.test_client().get(path).status_code == 200


def test_it_holds_the_plan_with_its_forecasts_and_nothing_of_the_log(app, anna):
    keep_exercises(anna, Exercise("own-sled", "Sled push", Region.LOWER))
    sled = exercise("own-sled", Region.LOWER, 2)
    store(
        anna,
        run("Sun 09:00", effort=9),
        run("Tue 07:00", type="intervals", intervals="6 × 800 m", zone="Asia/Tokyo", **HARD),
        lift("Wed 18:00", lower(6, rir=0), sled, **HARD),
        run("2026-10-20 07:00", type="easy", planned=True),
        run("2026-10-18 07:00", type="long", planned=True),
        run("2027-11-16 07:00", type="race", planned=True),
    )
    found = events(app, calendar_of(anna))
    assert set(found) == {"Intervals 6 × 800 m", "Lift: lower body", "Easy run", "Race"}
    intervals, lifted = found["Intervals 6 × 800 m"], found["Lift: lower body"]
    assert intervals["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert intervals["sequence"] == 0
    assert "Hard days back to back." in intervals["description"]
    assert "“" in intervals["description"]
    assert "Sled push" in lifted["description"]
    assert "“" not in found["Easy run"]["description"]


def test_a_change_counts_up_and_is_the_same_event(app, anna):
    store(anna, jog := run("Tue 07:00", type="easy", planned=True))
    path = calendar_of(anna)
    before = events(app, path)["Easy run"]
    changed = {"duration_s": 1800}
    answer = anna.api("PUT", f"/workouts/{jog.id}", changed, {"If-Match": '"1"'})
    assert answer.status_code == 200
    after = events(app, path)["Easy run"]
    assert (before["uid"], before["sequence"]) == (after["uid"], after["sequence"] - 1)
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_a_reader_that_has_it_already_is_told_so(app, anna):
    store(anna, run("Tue 07:00", type="easy", planned=True))
    path = calendar_of(anna)
    first = app.test_client().get(path)
    again = app.test_client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"].split(", ")[0] == "private"


def test_the_address_signs_in_nowhere(app, anna):
    token = calendar_of(anna).removeprefix("/calendar/").removesuffix(".ics")
    bearer = {"Authorization": f"Bearer {token}"}
    for path in ("/api/v1/workouts", "/api/v1/export"):
        assert app.test_client().get(path, headers=bearer).status_code == 401
    for cookie in ("runstrength", "__Host-runstrength"):
        client = app.test_client()
        client.set_cookie(cookie, token)
        for path in ("/today", "/export", "/export/runstrength.zip"):
            assert client.get(path, headers=OWN_PAGE).location.startswith("/sign-in")


def test_no_other_token_opens_the_calendar(app, anna, stored_people):
    for token in stored_people[1][anna.email]:
        assert app.test_client().get(f"/calendar/{token}.ics").status_code == 404


def test_a_wrong_address_tells_nothing_of_who_has_an_account(app, anna, ben):
    token = calendar_of(anna).removeprefix("/calendar/").removesuffix(".ics")
    wrong = [token[:-4] + "AAAA", "A" * 64, token[:-1], "é", "x", token + token]
    answers = [app.test_client().get(f"/calendar/{each}.ics") for each in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    for answer in answers:
        del answer.headers["X-Request-ID"]
    assert len({tuple(answer.headers.items()) for answer in answers}) == 1


def test_to_read_it_signs_nobody_in_and_changes_nothing(app, anna):
    path, client = calendar_of(anna), app.test_client()
    before = everything(app)
    answer = client.get(path)
    assert "Set-Cookie" not in answer.headers
    assert "RunStrength-Owner" not in answer.headers
    assert everything(app) == before
