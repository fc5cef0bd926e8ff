"""A queued form that meets another device's write: told of both, and taken by one's own word."""

import pytest

from runstrength.storage.outcomes import Tombstone
from tests.training.build import lift, lower, run
from tests.web.log.entries import RUN
from tests.web.pages import Page, send
from tests.web.queued import location, problem, send_queued
from tests.web.rows import everything
from tests.web.world import only_workout_of, remove, store, stored, workouts_of

DONE = run("2024-11-18 07:00", zone="Europe/Berlin", distance="10 km", notes="as it was")
LIFT = lift("2024-11-18 18:00", lower(2), effort=6)
EDIT, DELETE, RATE = (f"/workouts/{DONE.id}/{what}" for what in ("edit", "delete", "effort"))
TYPED = {
    EDIT: {"notes": "from this phone", "duration": "45"},
    DELETE: {},
    RATE: {"effort": "7"},
}


@pytest.fixture(autouse=True)
def annas_run(anna):
    """A run of Anna's."""
    store(anna, DONE)


def shown(anna, path: str) -> dict:
    """What the page's form sends, as it stands now, with what is typed into it."""
    if path == RATE:
        return {"base_version": str(stored(anna, DONE.id).version), **TYPED[RATE]}
    page = EDIT if path == EDIT else f"/workouts/{DONE.id}"
    return Page(anna.get(page)).fields(path) | TYPED[path]


def change_elsewhere(anna) -> None:
    """Change the run on another device."""
    assert send(anna, EDIT, {"notes": "from the other phone"}).status_code == 302


@pytest.mark.parametrize("path", [EDIT, DELETE, RATE])
def test_a_stale_write_is_told_the_version_and_both_in_words(app, anna, path):
    fields = shown(anna, path)
    change_elsewhere(anna)
    before = everything(app)
    answer = problem(send_queued(anna, path, fields, "a key"), 409)

    assert answer["version"] == stored(anna, DONE.id).version == 2
    assert set(answer["versions"]) == {"yours", "stored"}
    assert "from the other phone" in answer["versions"]["stored"]
    assert all(line for lines in answer["versions"].values() for line in lines)
    assert answer["versions"]["yours"] != answer["versions"]["stored"]
    assert answer["errors"] == []
    assert answer["detail"]
    assert everything(app) == before


@pytest.mark.parametrize("path", [EDIT, DELETE, RATE])
def test_it_is_taken_when_it_is_sent_again_on_the_version_that_was_named(anna, path):
    fields = shown(anna, path)
    change_elsewhere(anna)
    version = problem(send_queued(anna, path, fields, "a key"), 409)["version"]
    location(send_queued(anna, path, fields | {"base_version": str(version)}, "a key"))
    now = stored(anna, DONE.id)

    assert now.version == 3
    if path == DELETE:
        assert isinstance(now, Tombstone)
    elif path == RATE:
        assert (now.effort, now.notes) == (7, "from the other phone")
    else:
        assert (now.notes, now.duration_s) == ("from this phone", 45 * 60)


def test_what_one_typed_and_what_is_stored_are_told_line_by_line(anna):
    fields = shown(anna, EDIT)
    change_elsewhere(anna)
    versions = problem(send_queued(anna, EDIT, fields), 409)["versions"]

    assert "45 min" in versions["yours"][0]
    assert "50 min" in versions["stored"][0]
    assert versions["yours"][0].endswith("07:00")
    assert versions["yours"][-1] == "from this phone"


def test_of_a_lift_the_sets_are_told(anna):
    store(anna, LIFT)
    path = f"/workouts/{LIFT.id}/edit"
    fields = Page(anna.get(path)).fields() | {"exercises-0-sets-0-reps": "8"}
    send(anna, path, {"exercises-0-sets-0-reps": "3"})
    versions = problem(send_queued(anna, path, fields), 409)["versions"]

    assert len(versions["yours"]) == len(versions["stored"]) == 2
    assert versions["yours"][0] == versions["stored"][0]
    assert "8" in versions["yours"][1]
    assert "8" not in versions["stored"][1]


def test_of_a_lift_the_heart_rate_is_told(anna):
    store(anna, LIFT)
    path = f"/workouts/{LIFT.id}/edit"
    fields = Page(anna.get(path)).fields()
    send(anna, path, {"avg_hr_bpm": "104"})
    versions = problem(send_queued(anna, path, fields | {"avg_hr_bpm": "99"}), 409)["versions"]

    assert ("99 bpm" in versions["yours"], "104 bpm" in versions["stored"]) == (True, True)


def test_a_change_of_what_was_deleted_meanwhile_brings_it_back_by_ones_own_word(anna):
    fields = shown(anna, EDIT)
    remove(anna, DONE.id)
    answer = problem(send_queued(anna, EDIT, fields, "a key"), 409)

    assert answer["version"] == 2
    assert answer["versions"]["stored"] == ["Deleted."]
    assert workouts_of(anna) == []
    location(send_queued(anna, EDIT, fields | {"base_version": "2"}, "a key"))
    assert only_workout_of(anna).notes == "from this phone"


def test_what_was_deleted_meanwhile_is_deleted(anna):
    fields = shown(anna, DELETE)
    remove(anna, DONE.id)

    assert location(send_queued(anna, DELETE, fields)) == "/history"
    assert stored(anna, DONE.id).version == 2


def test_what_was_deleted_meanwhile_can_not_be_rated(anna):
    fields = shown(anna, RATE)
    remove(anna, DONE.id)

    problem(send_queued(anna, RATE, fields), 404)
    assert workouts_of(anna) == []


def test_a_workout_that_is_not_stored_any_more_has_no_version_and_is_taken_without_one(anna):
    fields = Page(anna.get("/log/run")).fields() | RUN | {"base_version": "3"}
    answer = problem(send_queued(anna, "/log/run", fields, "a key"), 409)

    assert answer["version"] is None
    assert answer["versions"]["stored"] == ["Not stored."]
    assert stored(anna, fields["id"]) is None
    location(send_queued(anna, "/log/run", fields | {"base_version": ""}, "a key"))
    assert stored(anna, fields["id"]).version == 1


def test_another_users_run_is_no_conflict(anna, ben):
    for path in (EDIT, DELETE, RATE):
        problem(send_queued(ben, path, {"base_version": "1", **RUN, "effort": "3"}), 404)
    assert stored(anna, DONE.id) == DONE


@pytest.mark.parametrize("path", [EDIT, DELETE, RATE])
def test_a_page_says_so_as_ever(anna, path):
    fields = shown(anna, path)
    change_elsewhere(anna)
    page = Page(anna.post(path, fields))

    assert page.status == 409
    assert "meanwhile" in page.main or "differs" in page.notices[-1]
    assert only_workout_of(anna).notes == "from the other phone"
