"""Plans: made in the form, logged in two taps; forms that open filled in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.training.build import lift, lower, run
from tests.web.log.entries import LIFT, RUN, landed, log_run
from tests.web.pages import Page, send, text
from tests.web.world import only_workout_of, set_clock, store, stored, workouts_of


@pytest.fixture(autouse=True)
def tuesday(monkeypatch):
    """It is Tuesday noon in Berlin, where the users are."""
    return set_clock(monkeypatch, "2024-11-19 12:00", "Europe/Berlin")


def opened(person, path: str) -> Page:
    page = Page(person.get(path))
    assert page.status == 200
    return page


def start(page: Page) -> tuple[str, str, str]:
    fields = page.fields()
    return fields["date"], fields["time"], fields["time_zone"]


def words(page: Page) -> tuple[str, str]:
    """The page's title, and what its button says."""
    return text(page.one("h1")), text(page.one("button", "main"))


# A plan


@pytest.mark.parametrize(
    ("path", "time", "said"),
    [
        ("/log/run?plan=2024-11-25", "07:00", ("Plan a run", "Save plan")),
        ("/log/lift?plan=2024-11-25", "18:00", ("Plan a lift", "Save plan")),
        ("/log/lift?plan=2024-11-25&time=06:30", "06:30", ("Plan a lift", "Save plan")),
    ],
)
def test_a_plan_opens_on_its_day_at_a_usual_hour(anna, path, time, said):
    page = opened(anna, path)
    assert start(page) == ("2024-11-25", time, "Europe/Berlin")
    assert words(page) == said
    assert "Effort intended, as a whole" in page.main
    assert "data-started-s-ago" not in page.one("form").attrib


def test_a_plan_is_stored_as_one_and_lands_where_plans_are(anna):
    response = send(anna, "/log/run?plan=2024-11-25", {"duration": "50"}, None)
    assert response.status_code == 302
    planned = only_workout_of(anna)
    assert planned.planned
    assert planned.local_date == date(2024, 11, 25)
    assert "2024-W48" in response.location
    assert landed(anna, response).notices[0].startswith("Saved: Run on Mon 25 Nov")


def test_a_refused_plan_is_still_a_plan(anna):
    refused = Page(send(anna, "/log/run?plan=2024-11-25", {"duration": "1:75"}))
    assert refused.status == 422
    assert words(refused) == ("Plan a run", "Save plan")
    anna.post("/log/run", refused.fields() | {"duration": "50"})
    assert only_workout_of(anna).planned


def test_a_day_far_ahead_is_for_plans_alone(anna):
    ahead = {"date": "2024-12-25"}
    assert send(anna, "/log/run", RUN | ahead).status_code == 422
    assert send(anna, "/log/run?plan=2024-11-25", RUN | ahead).status_code == 302
    too_far = {"date": "2026-01-01", "duration": "50"}
    assert send(anna, "/log/run?plan=2024-11-25", too_far).status_code == 422


def test_a_plan_can_be_for_an_easy_run(anna):
    fields = opened(anna, "/log/run?plan=2024-11-25&type=easy").fields()
    assert (fields["type"], fields["effort"], fields["planned"]) == ("easy", "3", "1")


@pytest.mark.parametrize(
    "path",
    [
        "/log/run?plan=tomorrow",
        "/log/run?plan=2024-W48-1",
        "/log/run?plan=20241125",
        "/log/run?plan=2024-11-31",
        "/log/run?plan=0001-01-01",
        "/log/run?plan=2024-11-25&time=late",
        "/log/run?plan=2024-11-25&time=07:00%2B02:00",
        "/log/run?plan=2024-11-25&time=07:00Z",
        "/log/run?plan=2024-11-25&time=07:00:30",
        "/log/run?plan=2024-11-25&time=0700",
        "/log/run?plan=2024-11-25&time=25:00",
        "/log/run?plan=2024-11-25&time=",
        "/log/run?type=slow",
        "/log/run?like=x",
        "/log/lift?after=x",
        "/log/lift?like=0b6f1e2c-7c1f-4a53-8f0e-0000000000ff",
    ],
)
def test_what_nobody_can_have_is_not_found(anna, path):
    assert anna.get(path).status_code == 404


def test_a_plan_is_edited_as_a_plan(anna):
    planned = replace(run("2024-11-25 07:00", effort=8), planned=True)
    store(anna, planned)
    page = opened(anna, f"/workouts/{planned.id}/edit")
    assert words(page) == ("Edit planned run", "Save changes")
    send(anna, f"/workouts/{planned.id}/edit", {"effort": "5"})
    assert stored(anna, planned.id).planned
    assert stored(anna, planned.id).effort == 5


# A plan that was done


def test_a_plan_is_logged_by_saving_what_it_opens_with(anna):
    planned = replace(lift("2024-11-19 06:00", lower(3), effort=7, minutes=40), planned=True)
    store(anna, planned)
    path = f"/workouts/{planned.id}/edit"
    page = opened(anna, f"{path}?done=1")
    assert words(page) == ("Log a lift", "Save lift")
    assert start(page) == ("2024-11-19", "06:00", "UTC")
    assert anna.post(path, page.fields()).status_code == 302
    done = only_workout_of(anna)
    assert done == replace(planned, planned=False, version=2, source=done.source)


def test_a_plan_of_later_was_done_just_now(anna):
    planned = replace(
        run("2024-11-19 19:00", zone="Europe/Berlin", effort=7, minutes=50), planned=True
    )
    store(anna, planned)
    page = opened(anna, f"/workouts/{planned.id}/edit?done=1")
    assert start(page) == ("2024-11-19", "11:10", "Europe/Berlin")


def test_a_planned_race_of_another_day_is_logged_as_done_and_can_not_lie_ahead(anna):
    planned = replace(run("2024-11-30 07:00", effort=7), planned=True)
    store(anna, planned)
    fields = opened(anna, f"/workouts/{planned.id}/edit?done=1").fields()
    ahead = fields | {"date": "2024-11-30"}
    assert anna.post(f"/workouts/{planned.id}/edit", ahead).status_code == 422
    assert anna.post(f"/workouts/{planned.id}/edit", fields).status_code == 302
    assert not only_workout_of(anna).planned


def test_what_is_done_already_opens_as_it_is(anna):
    done = run("2024-11-18 07:00", effort=7)
    store(anna, done)
    page = opened(anna, f"/workouts/{done.id}/edit?done=1")
    assert words(page) == ("Edit run", "Save changes")


# Like another


def test_a_run_like_another_is_a_new_one_that_ends_now(anna):
    other = run("2024-11-12 07:00", effort=7, type="tempo", minutes=45, avg_hr_bpm=160, notes="Hot")
    store(anna, other)
    page = opened(anna, f"/log/run?like={other.id}")
    fields = page.fields()
    assert start(page) == ("2024-11-19", "11:15", "Europe/Berlin")
    assert page.one("form").get("data-started-s-ago") == "2700"
    assert (fields["type"], fields["effort"], fields["duration"]) == ("tempo", "7", "45:00")
    # What was measured and noted on that day is of that day.
    assert (fields["avg_hr_bpm"], fields["notes"], fields["base_version"]) == ("", "", "")
    anna.post("/log/run", fields)
    assert len(workouts_of(anna)) == 2


def test_a_lift_like_another_has_its_sets_and_no_rating(anna):
    squats = replace(lower(3, rir=2), form="shaky")
    other = lift("2024-11-12 07:00", squats, effort=7, avg_hr_bpm=104)
    store(anna, other)
    fields = opened(anna, f"/log/lift?like={other.id}").fields()
    assert fields["avg_hr_bpm"] == ""
    assert fields["exercises-0-exercise"] == "squats"
    assert fields["exercises-0-form"] == ""
    assert [fields[f"exercises-0-sets-{n}-rir"] for n in range(3)] == ["2", "2", "2"]


def test_another_kind_or_somebody_elses_workout_is_not_there_to_be_like(anna, ben):
    other = run("2024-11-12 07:00", effort=7)
    store(anna, other)
    assert anna.get(f"/log/lift?like={other.id}").status_code == 404
    assert ben.get(f"/log/run?like={other.id}").status_code == 404
    assert ben.get(f"/log/lift?after={other.id}").status_code == 404


def test_an_easy_run_opens_as_one(anna):
    page = opened(anna, "/log/run?type=easy")
    assert (page.fields()["type"], page.fields()["effort"]) == ("easy", "3")
    assert words(page) == ("Log a run", "Save run")
    assert page.one("form").get("data-started-s-ago") == "0"


# After an easy run


def test_a_lift_after_an_easy_run_starts_where_and_when_that_ended(anna):
    easy = run("2024-11-18 23:10", zone="America/New_York", effort=3, minutes=50)
    store(anna, easy)
    page = opened(anna, f"/log/lift?after={easy.id}")
    fields = page.fields()
    assert start(page) == ("2024-11-19", "00:05", "America/New_York")
    assert (fields["duration"], fields["effort"]) == ("20:00", "5")
    assert page.notices == ["One combined day with your easy run."]
    assert "data-started-s-ago" not in page.one("form").attrib


def test_after_a_hard_run_no_combined_day_is_promised(anna):
    hard = run("2024-11-19 07:00", effort=8)
    store(anna, hard)
    assert opened(anna, f"/log/lift?after={hard.id}").notices == []


def test_an_easy_run_of_today_offers_a_short_lift_after_it(anna):
    page = landed(anna, log_run(anna, date="2024-11-19", time="11:00"))
    (stored_run,) = workouts_of(anna)
    assert page.links["Add a short lift after it"] == f"/log/lift?after={stored_run.id}"
    assert page.notices[0].startswith("Saved")


@pytest.mark.parametrize(
    "typed",
    [
        {"date": "2024-11-18"},
        {"date": "2024-11-19", "time": "11:00", "effort": "7"},
        {"date": "2024-11-19", "time": "11:00", "effort": ""},
    ],
)
def test_no_other_run_offers_it(anna, typed):
    page = landed(anna, log_run(anna, **typed))
    assert "Add a short lift after it" not in page.links


@pytest.mark.parametrize(
    "earlier",
    [
        run("2024-11-19 04:00", effort=8),
        run("2024-11-19 04:00", effort=5),
        run("2024-11-19 04:00"),
        lift("2024-11-19 04:00", effort=3),
    ],
    ids=["a hard run", "a moderate run", "a run of unknown effort", "a lift"],
)
def test_an_easy_run_after_more_than_that_does_not_offer_it(anna, earlier):
    store(anna, earlier)
    page = landed(anna, log_run(anna, date="2024-11-19", time="11:00"))
    assert "Add a short lift after it" not in page.links


def test_a_plan_and_a_lift_do_not_offer_it(anna):
    today = {"date": "2024-11-19", "time": "11:00"}
    planned = send(anna, "/log/run?plan=2024-11-19", RUN | today | {"planned": "1"})
    assert "Add a short lift" not in landed(anna, planned).main
    lifted = send(anna, "/log/lift", LIFT | today | {"effort": "3"})
    assert "Add a short lift" not in landed(anna, lifted).main


def test_the_clock_of_the_lift_is_that_of_the_run(anna, tuesday):
    easy = run("2024-11-19 07:00", effort=3, minutes=50)
    store(anna, easy)
    assert tuesday - easy.ended_at > timedelta(0)
    fields = opened(anna, f"/log/lift?after={easy.id}").fields()
    anna.post("/log/lift", fields)
    (lifted,) = (w for w in workouts_of(anna) if w.kind == "lift")
    assert lifted.started_at - easy.ended_at == timedelta(minutes=5)
