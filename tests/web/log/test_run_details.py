"""What a run has besides distance and time: intervals, shoes, treadmill, climb; without scripts."""

from dataclasses import replace
from uuid import UUID

import pytest

from runstrength.training.quantities import DistanceUnit
from runstrength.training.shoes import Shoe
from runstrength.web.log.run_fields import HEIGHTS_M
from runstrength.web.typed import rounded
from tests.training import build as training
from tests.web.log.entries import RUN, log_run
from tests.web.pages import Page, send
from tests.web.queued import problem, send_queued
from tests.web.test_statements import MOST, statements
from tests.web.world import (
    choose_settings,
    keep_shoe,
    only_workout_of,
    store,
    stored,
    workouts_of,
)

TRAINERS = Shoe(id=UUID(int=1), name="Trainers")
FLATS = Shoe(id=UUID(int=2), name="Racing flats")
OLD = Shoe(id=UUID(int=3), name="Old ones", is_retired=True)
BENS = Shoe(id=UUID(int=4), name="Ben's")


@pytest.fixture(autouse=True)
def shelf(anna, ben):
    """Three pairs of Anna's, and one of Ben's."""
    for shoe in (TRAINERS, FLATS, OLD):
        keep_shoe(anna, shoe)
    keep_shoe(ben, BENS)


def offered(page: Page) -> dict[str, str]:
    """The shoes to choose from, by name."""
    return {e.text: e.get("value") for e in page.one("select", name="shoe_id").iter("option")}


def test_all_that_is_typed_is_stored_and_shown_again(anna):
    typed = {
        "intervals": "6x800m @ 3:20 r 2:00",
        "is_treadmill": "y",
        "climb": "120",
        "shoe_id": str(FLATS.id),
    }
    log_run(anna, **typed)
    run = only_workout_of(anna)
    assert run.intervals == "6 x 800 m @ 3:20 r 2:00"
    assert (run.is_treadmill, run.elevation_gain_m, run.shoe_id) == (True, 120, FLATS.id)
    path = f"/workouts/{run.id}/edit"
    shown = Page(anna.get(path)).fields(path)
    assert {name: shown[name] for name in typed} == typed | {"intervals": run.intervals}
    anna.post(path, shown)
    assert only_workout_of(anna) == run


def test_what_is_cleared_is_gone(anna):
    log_run(anna, intervals="4x400", is_treadmill="y", climb="5", shoe_id=str(FLATS.id))
    path = f"/workouts/{only_workout_of(anna).id}/edit"
    fields = Page(anna.get(path)).fields(path) | {"intervals": "", "climb": "", "shoe_id": ""}
    del fields["is_treadmill"]
    anna.post(path, fields)
    run = only_workout_of(anna)
    assert (run.intervals, run.elevation_gain_m, run.shoe_id) == ("", None, None)
    assert run.is_treadmill is False


@pytest.mark.parametrize(
    ("unit", "typed", "metres", "shown"),
    [
        (DistanceUnit.KM, "100", 100, "100"),
        (DistanceUnit.KM, "328 ft", 100, "100"),
        (DistanceUnit.MI, "328", 100, "328"),
        (DistanceUnit.MI, "1", 0, "0"),
        (DistanceUnit.MI, "100 m", 100, "328"),
        (DistanceUnit.KM, "0", 0, "0"),
    ],
)
def test_climb_is_typed_in_the_unit_that_goes_with_the_distance(anna, unit, typed, metres, shown):
    choose_settings(anna, distance_unit=unit)
    log_run(anna, climb=typed)
    run = only_workout_of(anna)
    assert run.elevation_gain_m == metres
    path = f"/workouts/{run.id}/edit"
    assert Page(anna.get(path)).fields(path)["climb"] == shown
    anna.post(path, Page(anna.get(path)).fields(path))
    assert only_workout_of(anna).elevation_gain_m == metres


def test_metres_that_are_shown_in_feet_read_back_as_the_same():
    for metres in range(9000):
        assert rounded(round(metres / HEIGHTS_M["ft"]) * HEIGHTS_M["ft"]) == metres


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"intervals": "6x many"}, "intervals", "“many” can’t be read"),
        ({"intervals": "10m"}, "intervals", "Minutes are written"),
        ({"climb": "-5"}, "climb", "between 0 and 30,000 m"),
        ({"climb": "1.2.3"}, "climb", "number"),
        ({"shoe_id": str(BENS.id)}, "shoe_id", "none of your shoes"),
        ({"shoe_id": "trainers"}, "shoe_id", "none of your shoes"),
    ],
)
def test_what_a_run_can_not_have_is_refused_beside_its_field(anna, typed, field, says):
    page = Page(log_run(anna, **typed))
    assert page.status == 422
    assert list(page.faults) == [field]
    assert says in page.faults[field]
    assert "open" in page.one("details", "more").attrib
    assert workouts_of(anna) == []


def test_a_queued_run_is_told_the_same(anna):
    fields = Page(anna.get("/log/run")).fields() | {"duration": "45", "shoe_id": str(BENS.id)}
    refused = problem(send_queued(anna, "/log/run", fields), 422)
    assert [error["field"] for error in refused["errors"]] == ["shoe_id"]


def test_retired_shoes_are_not_offered_but_stay_on_old_runs(anna):
    store(anna, replace(training.run("2024-11-18 07:00"), shoe_id=OLD.id))
    old = only_workout_of(anna)
    assert list(offered(Page(anna.get("/log/run")))) == ["None", "Racing flats", "Trainers"]
    path = f"/workouts/{old.id}/edit"
    assert offered(Page(anna.get(path)))["Old ones (retired)"] == str(OLD.id)
    anna.post(path, Page(anna.get(path)).fields(path) | {"effort": "2"})
    assert stored(anna, old.id).shoe_id == OLD.id
    like = Page(anna.get(f"/log/run?like={old.id}"))
    assert "Old ones (retired)" not in offered(like)


def test_a_new_run_is_in_the_shoes_of_the_last_one(anna):
    chosen = lambda: Page(anna.get("/log/run")).fields("/log/run")["shoe_id"]  # noqa: E731
    assert chosen() == ""
    store(
        anna,
        replace(training.run("2024-11-18 07:00"), shoe_id=TRAINERS.id),
        replace(training.run("2024-11-19 07:00"), shoe_id=FLATS.id),
        replace(training.run("2024-11-20 07:00"), shoe_id=OLD.id),
        training.run("2024-11-21 07:00"),
        replace(training.run("2024-11-22 07:00"), shoe_id=TRAINERS.id, planned=True),
    )
    assert chosen() == str(FLATS.id)


def test_without_shoes_in_use_the_form_says_where_to_name_some(ben):
    assert "Name your shoes" not in Page(ben.get("/log/run")).links
    keep_shoe(ben, replace(BENS, is_retired=True))
    page = Page(ben.get("/log/run"))
    assert page.links["Name your shoes"] == "/shoes"
    assert page.all("select", name="shoe_id") == []


def test_a_run_is_repeated_with_all_but_its_heart_rate(anna):
    log_run(anna, intervals="4x400", climb="50", shoe_id=str(TRAINERS.id), avg_hr_bpm="150")
    run = only_workout_of(anna)
    page = Page(anna.get("/log"))
    words = "Repeat: Easy run 10 km, 50:00"
    assert page.links[words] == f"/log/run?like={run.id}"
    fields = Page(anna.get(page.links[words])).fields("/log/run")
    expected = {"intervals": "4 x 400 m", "climb": "50", "shoe_id": str(TRAINERS.id)}
    assert {name: fields[name] for name in expected} == expected
    assert fields["avg_hr_bpm"] == ""
    anna.post("/log/run", fields)
    assert len(workouts_of(anna)) == 2


def test_only_what_was_done_is_offered_again(anna):
    store(anna, replace(training.run("2024-11-22 07:00"), planned=True))
    assert not any(words.startswith("Repeat") for words in Page(anna.get("/log")).links)


def test_the_list_says_it_in_few_words(anna):
    log_run(anna, intervals="6x800 @ 3:20 r 2:00", is_treadmill="y")
    assert "6 x 800 m @ 3:20 r 2:00 · treadmill" in Page(anna.get("/history")).main
    log_run(anna, intervals=" + ".join(["400 m"] * 20))
    assert "400 m + 400 m + 400 m + 400 m + 400 m +…" in Page(anna.get("/history")).main


def test_two_versions_of_a_run_are_told_apart_by_what_it_has(anna):
    log_run(anna)
    run = only_workout_of(anna)
    path = f"/workouts/{run.id}/edit"
    fields = Page(anna.get(path)).fields(path)
    anna.post(path, fields | {"shoe_id": str(FLATS.id)})
    answer = send_queued(anna, path, fields | {"intervals": "4x400", "climb": "50"})
    versions = problem(answer, 409)["versions"]
    assert "4 x 400 m, 50 m of climb" in versions["yours"]
    assert "Racing flats" in versions["stored"]


def test_a_run_with_everything_is_stored_in_at_most_six_statements(anna):
    fields = Page(anna.get("/log/run")).fields("/log/run") | RUN
    fields |= {"intervals": "4x400", "climb": "5", "shoe_id": str(FLATS.id)}
    with statements() as sent:
        assert send_queued(anna, "/log/run", fields, key="a").status_code == 200
    assert len(sent) <= MOST


def test_a_refused_run_keeps_what_was_typed(anna):
    page = Page(send(anna, "/log/run", {"duration": "x", "intervals": "4x400", "climb": "7 ft"}))
    fields = page.fields("/log/run")
    assert (fields["intervals"], fields["climb"]) == ("4x400", "7 ft")
