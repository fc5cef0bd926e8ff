"""How many SQL statements a write takes as a phone's outbox sends it."""

import pytest
from flask import Flask

from runstrength.training.exercises import Exercise
from runstrength.training.workouts import Region
from tests.training.build import lift, lower, run
from tests.web.log.entries import RUN
from tests.web.pages import Page
from tests.web.queued import OWNER, UNWATCHED, location, send_queued
from tests.web.routes import OF_A_ROUTINE
from tests.web.rows import user_id
from tests.web.test_statements import LEGS, MOST, log_years, statements
from tests.web.world import keep_exercises, keep_routine, set_clock, store, stored

DONE = run("2024-11-17 07:00", zone="Europe/Berlin", notes="as it was")
LIFTED = lift("2024-11-17 18:00", lower(5), effort=6)
PLANNED = run("2024-11-20 07:00", effort=3, planned=True)
BASE = {"base_version": "1"}
SCORES = dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), "4")
SLED = {"name": "Sled push", "region": "lower", "counts": "reps", "load": "weight"}
BALLS = Exercise("own-wall-balls", "Wall balls", Region.UPPER)
DAY = {"date": "2024-11-18"}
# What changes a workout or deletes it: where it is sent to, with what, how many statements it takes
# by itself, and how many more where it names the write that it builds on.
CHANGES = {
    "an edit of a run": (f"/workouts/{DONE.id}/edit", {"effort": "5"}, 7, 1),
    "an edit of a lift": (f"/workouts/{LIFTED.id}/edit", {"effort": "5"}, 9, 1),
    "an effort": (f"/workouts/{DONE.id}/effort", {**BASE, "effort": "7"}, 7, 1),
    "a deletion": (f"/workouts/{DONE.id}/delete", BASE, 7, 1),
    "a move": ("/plan/moves", {"move": f"{PLANNED.id}:2024-11-22:1"}, 4, 2),
}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday noon."""
    return set_clock(monkeypatch, "2024-11-18 12:00", "Europe/Berlin")


@pytest.fixture(autouse=True)
def annas_log(app, anna):
    """A year of training, and what is written upon here."""
    log_years(app, 1)
    store(anna, DONE, LIFTED, PLANNED)
    keep_exercises(anna, BALLS)
    keep_routine(anna, LEGS)


def sent(app: Flask, anna, path: str, fields: dict, base_key: str | None = None) -> int:
    """How many statements it takes to send this."""
    headers = {OWNER: str(user_id(app, anna.email)), **UNWATCHED}
    with statements() as taken:
        location(send_queued(anna, path, fields, "a key", base_key, **headers))
    return len(taken)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/today/check-in", DAY | SCORES),
        ("/week/2024-W47/deload", {"deload": "1"}),
        ("/flags/0123456789abcdef0123/take-back", {}),
        (f"/workouts/{DONE.id}/restore", {}),
        (f"/workouts/{LIFTED.id}/routine", {}),
        ("/routines/new", OF_A_ROUTINE),
        (f"/routines/{LEGS.id}/edit", {**BASE, **OF_A_ROUTINE}),
        (f"/routines/{LEGS.id}/delete", BASE),
        ("/exercises/new", SLED),
        ("/exercises/own-wall-balls/edit", SLED),
        ("/exercises/own-wall-balls/remove", {}),
        ("/exercises/own-wall-balls/restore", {}),
    ],
)
def test_a_tap_takes_at_most_six(app, anna, path, fields):
    assert sent(app, anna, path, fields) <= MOST


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_new_workout_takes_at_most_six(app, anna, kind):
    sets = {"exercises-0-exercise": "squats"}
    sets |= {f"exercises-0-sets-{n}-reps": "5" for n in range(20)}
    fields = Page(anna.get(f"/log/{kind}")).fields() | RUN | (sets if kind == "lift" else {})

    assert sent(app, anna, f"/log/{kind}", fields) <= MOST
    assert stored(anna, fields["id"])


@pytest.mark.parametrize(("path", "fields", "alone", "more"), CHANGES.values(), ids=CHANGES)
def test_a_change_takes_no_more_than_it_has_to_and_six_at_most_once_it_is_known(
    app, anna, path, fields, alone, more
):
    shown = Page(anna.get(path)).fields() if path.endswith("edit") else {}

    assert sent(app, anna, path, shown | fields) <= alone
    assert sent(app, anna, path, shown | fields) <= MOST  # It is known by now.


@pytest.mark.parametrize(("path", "fields", "alone", "more"), CHANGES.values(), ids=CHANGES)
def test_what_a_change_builds_on_costs_a_look(app, anna, path, fields, alone, more):
    shown = Page(anna.get(path)).fields() if path.endswith("edit") else {}

    assert sent(app, anna, path, shown | fields, "of the write before") <= alone + more
