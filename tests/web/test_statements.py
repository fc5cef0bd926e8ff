"""How many SQL statements a page and a write take, and that a long history adds none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, event, insert

from runstrength.storage.database import db
from runstrength.storage.imports import Status
from runstrength.storage.tables import check_ins, lift_exercises, lift_sets, runs, workouts
from runstrength.training.exercises import Exercise
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise
from runstrength.training.workouts import Region
from tests.training import build as training
from tests.web.accounts.links import invitation_of, reset_of
from tests.web.api.build import lift, new_id, rows, squats
from tests.web.conftest import OWN_PAGE
from tests.web.imports.files import gpx
from tests.web.rows import user_id
from tests.web.world import calendar_of, keep_exercises, keep_import, keep_recording, keep_routine

MOST = 6  # A page or a write, sign-in included.
LAST_MONDAY = date(2025, 6, 16)
SCORES = dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), 4)
RUN_ID, LIFT_ID = UUID(int=1 << 64), UUID(int=(1 << 64) + 1)
SQUATS = RoutineExercise("squats", Target(sets=3, reps_low=5, reps_high=8))
IMPORT_ID = UUID(int=1 << 66)
LEGS = Routine(str(UUID(int=1 << 65)), "Legs", (SQUATS,))
SLED = Exercise("own-sled", "Sled push", Region.LOWER)
PAGES = [
    "/",
    "/guide",
    "/guide/running-and-weight-training",
    "/today",
    "/week",
    "/week/2025-W25",
    "/plan",
    "/plan/2025-W25",
    "/plan/2025-W25/arrange",
    "/log",
    "/log/run",
    "/log/lift",
    "/log/lift?plan=2025-06-20",
    f"/log/run?like={RUN_ID}",
    f"/log/lift?like={LIFT_ID}",
    f"/log/lift?after={RUN_ID}",
    "/log/lift?routine=whole-body",
    f"/log/lift?routine={LEGS.id}",
    "/exercises",
    "/exercises?q=rdl",
    "/exercises/squats",
    "/exercises/new",
    "/exercises/own-sled/edit",
    "/history",
    "/history?q=squats+2025-06",
    "/history?q=nothing+of+the+sort",
    "/history/calendar?month=2025-06",
    "/records",
    f"/workouts/{RUN_ID}",
    f"/workouts/{LIFT_ID}",
    f"/workouts/{RUN_ID}/edit",
    f"/workouts/{LIFT_ID}/edit",
    "/more",
    "/shoes",
    "/waiting",
    "/offline",
    "/service-worker.js",
    "/routines",
    "/routines/whole-body",
    "/routines/new",
    f"/routines/new?like={LEGS.id}",
    f"/routines/{LEGS.id}",
    f"/routines/{LEGS.id}/edit",
    "/rules",
    "/trends",
    "/trends?weeks=52",
    "/settings",
    "/imports",
    f"/imports/{IMPORT_ID}",
    f"/imports/{IMPORT_ID}/rows/new",
    "/efforts",
    "/export",
    f"/workouts/{RUN_ID}/download.csv",
    f"/workouts/{LIFT_ID}/download.csv",
    f"/workouts/{RUN_ID}/download.gpx",
    f"/workouts/{RUN_ID}/download.tcx",
    f"/workouts/{RUN_ID}/original",
    "/years/2025",
    "/account",
    "/account/devices",
    "/account/tokens",
    "/account/passkeys",
    "/account/delete",
    "/account/password",
    "/account/second-step",
    "/sign-in",
    "/sign-in/second-step",
    "/sign-up",
    "/reset",
    "/account/people",
    "/api/v1/imports",
    f"/api/v1/imports/{IMPORT_ID}",
    "/api/v1/workouts",
    "/api/v1/workouts?from=2025-01-01&to=2025-12-31",
    f"/api/v1/workouts/{LIFT_ID}",
    "/api/v1/flags?from=2025-05-01&to=2025-06-30",
    "/api/v1/weeks/2025-W25",
    "/api/v1/check-ins",
    "/api/v1/check-ins/2025-06-16",
    "/api/v1/openapi.json",
]
# Their addresses are secrets, which the test makes.
SECRET = {"/calendar/x.ics": calendar_of, "/reset/x": reset_of, "/invitations/x": invitation_of}
# All that there is, in batches: tests/web/exporting/test_download.py counts them.
WHOLE = ["/export/runstrength.zip", "/api/v1/export"]


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def log_years(app: Flask, years: int) -> None:
    """Fill Anna's log: four runs and two lifts a week, and a check-in a day, up to 2025-W25."""
    anna = user_id(app, "anna@example.com")
    filled = {table: [] for table in (workouts, runs, lift_exercises, lift_sets, check_ins)}
    for week in range(52 * years):
        filled[check_ins] += [
            {"user_id": anna, "local_date": day, "saved_at": datetime.now(UTC), **SCORES}
            for day in (LAST_MONDAY + timedelta(days=n - 7 * week) for n in range(7))
        ]
        for n, weekday in enumerate((0, 1, 2, 3, 4, 6)):
            workout_id = UUID(int=(1 << 64) + week * 6 + n)
            day = LAST_MONDAY - timedelta(weeks=week) + timedelta(days=weekday)
            lifted = n % 3 == 1
            filled[workouts].append(_workout(anna, workout_id, day, lifted))
            part = {"user_id": anna, "workout_id": workout_id}
            if not lifted:
                filled[runs].append({**part, "type": "easy", "distance_value": "10"})
                continue
            for place in range(4):
                done = {"position": place, "exercise": "squats", "region": "lower", "form": None}
                filled[lift_exercises].append({**part, **done, "local_date": day})
                filled[lift_sets] += [
                    {
                        **part,
                        "exercise_position": place,
                        "position": m,
                        "reps": 5,
                        "kind": "working",
                    }
                    for m in range(5)
                ]
    with app.app_context():
        for table, several in filled.items():
            extra = {"distance_unit": "km"} if table is runs else {}
            db.session.execute(insert(table), [{**row, **extra} for row in several])
        db.session.commit()


def _workout(anna: UUID, workout_id: UUID, day: date, lifted: bool) -> dict:
    start = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    return {
        "user_id": anna,
        "id": workout_id,
        "version": 1,
        "kind": "lift" if lifted else "run",
        "started_at": start,
        "time_zone": "Europe/Berlin",
        "local_date": day,
        "duration_s": 3600,
        "effort": 8,
        "notes": "",
        "planned": False,
        "source": "api",
        "saved_at": start,
    }


def counts(anna) -> dict[str, int]:
    """How many statements each page takes when it is seen for the first time."""
    keep_recording(anna, IMPORT_ID, RUN_ID, data=gpx())
    found, secret = {}, {path: made(anna) for path, made in SECRET.items()}
    for path in [*PAGES, *SECRET]:
        anna.client.application.extensions["stretches"].cache_clear()
        anna.client.application.extensions["workouts_read"].clear()
        with statements() as sent:
            answer = anna.get(secret.get(path, path), buffered=True)
        assert answer.status_code in (200, 302), path
        found[path] = len(sent)
    return found


def test_no_page_takes_more_than_six_statements_and_a_long_history_adds_none(app, anna):
    keep_routine(anna, LEGS)
    keep_exercises(anna, SLED)
    keep_import(anna, IMPORT_ID, Status.PREVIEW, training.run("Mon 07:00"))
    log_years(app, 1)
    of_one_year = counts(anna)
    assert {path: n for path, n in of_one_year.items() if n > MOST} == {}
    with app.app_context():
        for table in (workouts, check_ins):
            db.session.execute(table.delete())
        db.session.commit()
    log_years(app, 10)
    assert counts(anna) == of_one_year


def test_the_pages_are_all_that_the_app_has(app):
    endpoints = {
        app.url_map.bind("localhost").match(path.partition("?")[0], "GET")[0]
        for path in [*PAGES, *SECRET, *WHOLE]
    }
    has = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert endpoints == has - {"static", "frame", "manifest", "healthz", "readyz"}


def test_the_first_page_of_a_day_takes_no_more_though_it_notes_the_use(app, anna, monkeypatch):
    log_years(app, 1)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr("runstrength.web.clock.now", lambda: tomorrow)
    with statements() as sent:
        anna.get("/week/2025-W25")
    assert any(statement.startswith("UPDATE tokens") for statement in sent)
    assert len(sent) <= MOST


LIFT = lift("Mon 07:00", squats(10, weight_kg=80), rows(10, weight_kg=40), effort=8)
SMALL = lift("Mon 07:00", squats(1), effort=8)
KEY = {"Idempotency-Key": "a"}


def taken(anna, path: str, document: dict, status: int, headers: dict) -> list[str]:
    """The statements that a PUT takes."""
    with statements() as sent:
        assert anna.api("PUT", path, document, headers).status_code == status
    return sent


def test_a_new_lift_of_twenty_sets_takes_at_most_six_statements(anna):
    path = f"/workouts/{new_id()}"
    assert len(taken(anna, path, LIFT, 201, KEY)) <= MOST
    assert len(taken(anna, path, LIFT, 200, KEY)) <= MOST
    assert len(taken(anna, path, LIFT, 200, {})) <= MOST


def test_a_replaced_lift_takes_as_many_statements_for_twenty_sets_as_for_one(anna):
    small, large = f"/workouts/{new_id()}", f"/workouts/{new_id()}"
    for path in (small, large):
        taken(anna, path, {**SMALL, "effort": 1}, 201, {})
    match = {"If-Match": '"1"'}
    of_one = taken(anna, small, SMALL, 200, {**match, "Idempotency-Key": "a"})
    of_twenty = taken(anna, large, LIFT, 200, {**match, "Idempotency-Key": "b"})
    assert len(of_twenty) == len(of_one)


def test_a_lift_of_twenty_sets_from_the_form_takes_at_most_six_statements(anna):
    fields = {
        "id": new_id(),
        "date": "2025-06-16",
        "time": "07:00",
        "time_zone": "Europe/Berlin",
        "duration": "45",
        "exercises-0-exercise": "squats",
        "exercises-0-form": "solid",
        **{f"exercises-0-sets-{n}-reps": "5" for n in range(20)},
        **{f"exercises-0-sets-{n}-weight": "80" for n in range(20)},
    }
    with statements() as sent:
        answer = anna.client.post("/log/lift", data=fields, headers={**OWN_PAGE, **KEY})
    assert answer.status_code == 302
    assert len(sent) <= MOST
    stored = anna.api("GET", f"/workouts/{fields['id']}").json
    assert len(stored["lift"]["exercises"][0]["sets"]) == 20


@pytest.mark.parametrize("path", ["/history", "/api/v1/workouts", "/week/2025-W25"])
def test_a_stranger_costs_no_statement(app, path):
    with statements() as sent:
        app.test_client().get(path)
    assert sent == []
