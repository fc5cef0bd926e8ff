"""Saving again: the same is no change, and two versions are never merged behind one's back."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from runstrength.storage.outcomes import Tombstone
from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from runstrength.training.workouts import Form, Region, SetKind
from tests.training.build import exercise, lift, run
from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import LIFT, RUN, landed
from tests.web.pages import Page, send
from tests.web.world import only_workout_of, remove, rows, store, stored, workouts_of


def test_back_and_save_again_with_changes_asks_first_and_then_replaces(anna):
    fields = Page(anna.get("/log/run")).fields() | RUN
    landed(anna, anna.post("/log/run", fields))
    page = Page(anna.post("/log/run", fields | {"effort": "9", "notes": "hard after all"}))

    assert page.status == 409
    assert "effort 3" in page.notices[0]
    assert only_workout_of(anna).effort == 3
    assert (page.fields()["effort"], page.fields()["notes"]) == ("9", "hard after all")

    landed(anna, anna.post("/log/run", page.fields()))
    assert (only_workout_of(anna).effort, only_workout_of(anna).version) == (9, 2)


def test_back_and_save_again_after_a_deletion_asks_first_and_then_brings_back(anna):
    fields = Page(anna.get("/log/lift")).fields() | LIFT
    landed(anna, anna.post("/log/lift", fields))
    remove(anna, UUID(fields["id"]))
    page = Page(anna.post("/log/lift", fields))

    assert page.status == 409
    assert "deleted" in page.notices[0]
    assert workouts_of(anna) == []

    landed(anna, anna.post("/log/lift", page.fields()))
    assert len(only_workout_of(anna).exercises[0].sets) == 1


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_stale_page_keeps_what_was_typed_and_a_second_save_replaces(anna, kind):
    made = run("2024-11-18 07:00") if kind == "run" else lift("2024-11-18 07:00", squats())
    store(anna, made)
    path = f"/workouts/{made.id}/edit"
    stale = Page(anna.get(path)).fields()
    landed(anna, send(anna, path, {"notes": "from the other phone"}))
    page = Page(anna.post(path, stale | {"notes": "from this phone"}))

    assert page.status == 409
    assert only_workout_of(anna).notes == "from the other phone"
    changed = {name for name, value in page.fields().items() if value != stale[name]}
    assert changed == {"notes", "base_version"}

    landed(anna, anna.post(path, page.fields()))
    assert (only_workout_of(anna).notes, only_workout_of(anna).version) == ("from this phone", 3)


def test_a_version_that_was_made_up_replaces_nothing(anna):
    made = run("2024-11-18 07:00")
    store(anna, made)

    for version in ("", "0", "2", "-1", "1.0", "one", "9" * 30):
        answer = send(anna, f"/workouts/{made.id}/edit", {"notes": "x", "base_version": version})
        assert answer.status_code == 409
    assert only_workout_of(anna).version == 1


def test_saving_without_a_change_is_no_new_version(anna):
    made = full_run()
    store(anna, made)
    landed(anna, send(anna, f"/workouts/{made.id}/edit"))

    assert only_workout_of(anna) == made


def test_an_edit_of_a_run_changes_what_was_changed_and_nothing_else(anna):
    made = full_run()
    store(anna, made)
    landed(anna, send(anna, f"/workouts/{made.id}/edit", {"notes": "new"}))

    assert only_workout_of(anna) == replace(made, notes="new", version=2)


def test_an_edit_of_a_lift_changes_what_was_changed_and_nothing_else(anna):
    pounds = {"weight": Weight(Decimal("100.50"), WeightUnit.LB), "rir": 0}
    made = lift(
        "2024-11-18 07:00:59",
        exercise("squats", Region.LOWER, 2, kind="warm-up", **pounds),
        exercise("planks", Region.CORE, 1, reps=None, duration_s=3661),
        zone="America/New_York",
        effort=4,
        avg_hr_bpm=103,
        source="import",
    )
    done = replace(made.exercises[0], form=Form.BREAKING_DOWN)
    made = replace(made, exercises=(done, made.exercises[1]))
    store(anna, made)
    landed(anna, send(anna, f"/workouts/{made.id}/edit", {"exercises-0-sets-1-reps": "8"}))
    changed = only_workout_of(anna)

    first, second = changed.exercises[0].sets
    assert (first, second) == (done.sets[0], replace(done.sets[1], reps=8))
    assert str(first.weight.value) == "100.50"
    assert first.kind is SetKind.WARM_UP
    assert replace(changed, exercises=made.exercises, version=1) == made


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_form_from_before_it_asked_for_heart_rate_leaves_it_alone(anna, kind):
    made = full_run() if kind == "run" else lift("2024-11-18 07:00", squats(), avg_hr_bpm=140)
    store(anna, made)
    path = f"/workouts/{made.id}/edit"
    fields = Page(anna.get(path)).fields()
    assert fields.pop("avg_hr_bpm") == "140"
    landed(anna, anna.post(path, fields | {"notes": "new"}))
    assert only_workout_of(anna) == replace(made, notes="new", version=2)


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_heart_rate_that_is_taken_out_is_gone(anna, kind):
    made = full_run() if kind == "run" else lift("2024-11-18 07:00", squats(), avg_hr_bpm=140)
    store(anna, made)
    landed(anna, send(anna, f"/workouts/{made.id}/edit", {"avg_hr_bpm": ""}))
    assert only_workout_of(anna) == replace(made, avg_hr_bpm=None, version=2)


def test_an_exercise_that_has_left_the_guide_stays_with_its_workouts(anna):
    made = lift("2024-11-18 07:00", exercise("kettlebell-swings", Region.LOWER, 1))
    store(anna, made)
    path = f"/workouts/{made.id}/edit"

    assert Page(anna.get(path)).fields()["exercises-0-exercise"] == "kettlebell-swings"
    landed(anna, send(anna, path, {"exercises-0-sets-0-reps": "12"}))
    (kept,) = only_workout_of(anna).exercises
    assert (kept.exercise, kept.region, kept.sets[0].reps) == (
        "kettlebell-swings",
        Region.LOWER,
        12,
    )


def test_a_clock_time_that_came_twice_is_taken_as_the_first(anna):
    landed(anna, send(anna, "/log/run", RUN | {"date": "2024-10-27", "time": "02:30"}))

    assert only_workout_of(anna).started_at.isoformat() == "2024-10-27T00:30:00+00:00"


def test_a_clock_time_that_never_came_is_taken_as_the_clock_went_on(anna):
    landed(anna, send(anna, "/log/run", RUN | {"date": "2024-03-31", "time": "02:30"}))
    made = only_workout_of(anna)

    assert made.started_at.isoformat() == "2024-03-31T01:30:00+00:00"
    assert Page(anna.get(f"/workouts/{made.id}/edit")).fields()["time"] == "03:30"


@pytest.mark.parametrize("instant", ["2024-10-27 00:30:17", "2024-10-27 01:30:17"])
def test_an_unchanged_start_keeps_its_seconds_and_its_side_of_a_change_of_clocks(anna, instant):
    made = replace(run(instant), time_zone="Europe/Berlin")
    store(anna, made)
    path = f"/workouts/{made.id}/edit"

    assert Page(anna.get(path)).fields()["time"] == "02:30"
    landed(anna, send(anna, path, {"notes": "new"}))
    assert only_workout_of(anna).started_at == made.started_at


def test_a_changed_start_is_the_one_that_was_typed(anna):
    made = run("2024-11-18 07:00:17", zone="Europe/Berlin")
    store(anna, made)
    landed(anna, send(anna, f"/workouts/{made.id}/edit", {"time": "07:01"}))

    assert only_workout_of(anna).started_at.isoformat() == "2024-11-18T06:01:00+00:00"


def test_a_known_key_stores_nothing_again(anna, app):
    fields = Page(anna.get("/log/run")).fields() | RUN

    for typed in (fields, fields, fields | {"effort": "9"}):
        landed(anna, post_with_key(anna, "/log/run", typed))
    assert (only_workout_of(anna).effort, rows(app)["idempotency_keys"]) == (3, 1)


def test_a_known_key_brings_no_deleted_workout_back(anna):
    """A page that waits offline sends again what had arrived, and meanwhile it was deleted."""
    fields = Page(anna.get("/log/run")).fields() | RUN
    landed(anna, post_with_key(anna, "/log/run", fields))
    remove(anna, UUID(fields["id"]))

    assert post_with_key(anna, "/log/run", fields).status_code in (200, 302)
    assert isinstance(stored(anna, fields["id"]), Tombstone)


def test_a_known_key_stores_no_other_workout(anna):
    fields = Page(anna.get("/log/run")).fields() | RUN
    landed(anna, post_with_key(anna, "/log/run", fields))
    other = fields | {"id": str(uuid4()), "time": "12:00"}

    assert post_with_key(anna, "/log/run", other).status_code < 500
    assert str(only_workout_of(anna).id) == fields["id"]


@pytest.mark.parametrize("answer", [409, 422])
def test_a_write_that_failed_leaves_no_key(anna, app, answer):
    fields = Page(anna.get("/log/run")).fields() | RUN
    if answer == 409:
        landed(anna, anna.post("/log/run", fields))
    bad = fields | ({"effort": "11"} if answer == 422 else {"effort": "9"})

    assert post_with_key(anna, "/log/run", bad).status_code == answer
    assert rows(app)["idempotency_keys"] == 0


@pytest.mark.parametrize("key", ["", "x" * 129, "ä"])
def test_a_key_that_can_be_none_is_refused(anna, app, key):
    fields = Page(anna.get("/log/run")).fields() | RUN

    assert post_with_key(anna, "/log/run", fields, key).status_code == 400
    assert rows(app)["workouts"] == 0


def post_with_key(person, path: str, fields: dict, key: str = "a key"):
    """Send a form as a page that waited offline does."""
    headers = OWN_PAGE | {"Idempotency-Key": key}
    return person.client.post(path, data=fields, headers=headers)


def full_run():
    """A run that came from elsewhere, with every field set."""
    return run(
        "2024-11-18 07:00:31",
        zone="Asia/Kathmandu",
        minutes=50.5,
        moving=49,
        effort=3,
        type="long",
        distance=Distance(Decimal("6.20"), DistanceUnit.MI),
        avg_hr_bpm=140,
        notes="one\n\ntwo",
        source="import",
    )


def squats():
    """Two sets of squats."""
    return exercise("squats", Region.LOWER, 2, weight=Weight(Decimal(80)))
