"""Deleting a workout, and taking that back."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from runstrength.storage import trash
from runstrength.storage.outcomes import Tombstone
from runstrength.storage.trash import UNDO_FOR
from runstrength.training.quantities import Weight
from tests.training.build import core, lift, lower, run
from tests.web.pages import Page, send
from tests.web.world import only_workout_of, store, stored, workouts_of


@pytest.fixture
def made(anna):
    """A lift with sets of all kinds."""
    done = lower(3, weight=Weight(Decimal("82.50")), rir=2), core(2, reps=None, duration_s=60)
    made = lift("2024-11-18 18:00", *done, effort=6, notes="to be kept")
    store(anna, made)
    return made


def test_a_deleted_workout_is_gone_from_every_page(anna, made):
    response = delete(anna, made)

    assert (response.status_code, response.location) == (302, "/history")
    assert anna.get(f"/workouts/{made.id}").status_code == 404
    assert anna.get(f"/workouts/{made.id}/edit").status_code == 404
    assert str(made.id) not in "".join(Page(anna.get("/week/2024-W47")).links.values())
    assert isinstance(stored(anna, made.id), Tombstone)


def test_the_next_page_offers_to_take_it_back_once(anna, made):
    delete(anna, made)
    address = f"/workouts/{made.id}/restore"

    assert [f.get("action") for f in Page(anna.get("/history")).all("form")] == [address]
    assert Page(anna.get("/history")).all("form") == []


def test_undo_brings_a_workout_back_whole(anna, made):
    delete(anna, made)
    response = send(anna, "/history", action=f"/workouts/{made.id}/restore")

    assert response.location == "/history"
    assert Page(anna.get(response.location)).notices == ["Brought back."]
    assert only_workout_of(anna) == replace(made, version=3)


def test_undo_without_a_page_to_go_back_to_shows_the_workout(anna, made):
    delete(anna, made)

    assert anna.post(f"/workouts/{made.id}/restore").location == f"/workouts/{made.id}"


def test_undo_brings_a_run_back_whole(anna):
    made = run("2024-11-18 07:00", effort=3, avg_hr_bpm=140, moving=40, notes="x")
    store(anna, made)
    delete(anna, made)
    anna.post(f"/workouts/{made.id}/restore")

    assert only_workout_of(anna) == replace(made, version=3)


def test_a_workout_that_changed_meanwhile_is_not_deleted(anna, made):
    page = Page(anna.get(f"/workouts/{made.id}"))
    send(anna, f"/workouts/{made.id}/edit", {"notes": "changed on the other phone"})
    action = f"/workouts/{made.id}/delete"
    response = anna.post(action, page.fields(action))

    assert response.status_code == 409
    assert "changed meanwhile" in Page(response).main
    assert only_workout_of(anna).notes == "changed on the other phone"


@pytest.mark.parametrize("action", ["delete", "restore"])
def test_sending_it_twice_is_no_error_and_no_change(anna, made, action):
    if action == "restore":
        delete(anna, made)
    answers = [anna.post(f"/workouts/{made.id}/{action}") for _ in range(2)]

    assert [a.status_code for a in answers] == [302, 302]
    assert stored(anna, made.id).version == (2 if action == "delete" else 3)


def test_undo_ends_after_thirty_days(anna, made, monkeypatch):
    delete(anna, made)
    late = trash.now() + UNDO_FOR
    monkeypatch.setattr(trash, "now", lambda: late)
    response = anna.post(f"/workouts/{made.id}/restore")

    assert response.status_code == 410
    assert workouts_of(anna) == []


@pytest.mark.parametrize("action", ["delete", "restore"])
def test_what_is_not_ones_own_is_not_found(anna, ben, made, action):
    if action == "restore":
        delete(anna, made)
    before = stored(anna, made.id)

    assert ben.post(f"/workouts/{made.id}/{action}").status_code == 404
    assert ben.post(f"/workouts/{uuid4()}/{action}").status_code == 404
    assert stored(anna, made.id) == before


@pytest.mark.parametrize("action", ["delete", "restore"])
def test_an_id_that_is_no_uuid_is_not_found(anna, action):
    assert anna.post(f"/workouts/nonsense/{action}").status_code == 404


def delete(person, made):
    """Press Delete on the page of a workout."""
    return send(person, f"/workouts/{made.id}", action=f"/workouts/{made.id}/delete")
