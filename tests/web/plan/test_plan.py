"""The plan: filled, moved, arranged and settled, and what went by."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from runstrength.training.workouts import Lift
from tests.training.build import lift, lower, run
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, text
from tests.web.world import remove, set_clock, store, stored, workouts_of

WEEK = "/plan/2024-W47"  # 18 to 24 November 2024.
SQUATS = lift("2024-11-19 18:00", lower(3), effort=8, minutes=60, planned=True)
INTERVALS = run("2024-11-20 07:00", effort=8, type="intervals", planned=True)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday noon."""
    return set_clock(monkeypatch, "2024-11-18 12:00")


def at(workout_id: UUID, anna) -> date:
    return stored(anna, workout_id).local_date


def move(anna, workout, day: str, version: int = 1, **more):
    sent = {"move": f"{workout.id}:{day}:{version}"}
    return anna.client.post("/plan/moves", data=sent, headers={**OWN_PAGE, **more})


def test_the_days_left_can_be_planned_and_those_gone_by_can_not(anna):
    page = Page(anna.get(WEEK))

    assert page.links["+ Run on Monday 18 November 2024"] == "/log/run?plan=2024-11-18"
    assert page.links["+ Lift on Sunday 24 November 2024"] == "/log/lift?plan=2024-11-24"
    assert "+ Run" not in Page(anna.get("/plan/2024-W46")).main
    assert "Nothing is planned" in page.main


@pytest.mark.parametrize("week", ["2024-W99", "nonsense", "2024-47"])
def test_a_week_that_is_none_is_not_there(anna, week):
    assert anna.get(f"/plan/{week}").status_code == 404


def test_a_colliding_plan_shows_as_a_forecast(anna):
    store(anna, SQUATS, INTERVALS)
    page = Page(anna.get(WEEK))
    (card,) = page.all("li", "card")

    assert "as planned" in text(card)
    assert "Hard leg work ended 12 h before a hard run" in text(card)


def test_a_plan_without_a_flag_says_so(anna):
    store(anna, INTERVALS)

    assert "No rule would be triggered by this plan." in Page(anna.get(WEEK)).main


def test_a_ready_week_is_laid_over_the_days_left(anna):
    answer = anna.post(f"{WEEK}/outline", {"outline": "lighter-week"})
    days = [w.local_date.isoformat() for w in workouts_of(anna)]

    assert answer.status_code == 302
    assert days == ["2024-11-19", "2024-11-19", "2024-11-21", "2024-11-23", "2024-11-23"]
    assert all(w.planned for w in workouts_of(anna))


def test_a_ready_week_filled_in_twice_stands_there_once(anna):
    for _ in range(2):
        page = Page(anna.get(anna.post(f"{WEEK}/outline", {"outline": "lighter-week"}).location))

    assert len(workouts_of(anna)) == 5
    assert page.notices == [
        "0 planned from A lighter week: 2 short lifts, 3 easy runs. 5 stood there already."
    ]


def test_a_ready_week_that_is_none_is_not_there(anna):
    assert anna.post(f"{WEEK}/outline", {"outline": "heavier"}).status_code == 404
    assert anna.post(f"{WEEK}/outline").status_code == 404


def test_days_gone_by_are_left_out_and_counted(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-21 12:00")
    page = Page(anna.get(anna.post(f"{WEEK}/outline", {"outline": "lighter-week"}).location))

    assert len(workouts_of(anna)) == 3
    assert "2 left out: their days have gone by." in page.notices[0]


def test_last_week_is_copied_as_a_plan_at_its_own_hours(anna):
    done = [
        run("2024-11-13 06:40", effort=8, zone="Europe/Berlin", notes="legs like wood"),
        lift("2024-11-15 18:10", lower(3), effort=6, zone="Europe/Berlin"),
    ]
    store(anna, *done)
    for _ in range(2):
        anna.post(f"{WEEK}/copy")
    copies = [w for w in workouts_of(anna) if w.planned]

    assert [f"{w.local_start:%a %H:%M}" for w in copies] == ["Wed 06:40", "Fri 18:10"]
    assert [w.notes for w in copies] == ["", ""]
    assert isinstance(copies[1], Lift)
    assert copies[1].exercises == done[1].exercises


def test_what_was_dropped_can_be_copied_again(anna):
    store(anna, run("2024-11-13 06:40", effort=4))
    anna.post(f"{WEEK}/copy")
    (copy,) = [w for w in workouts_of(anna) if w.planned]
    remove(anna, copy.id)
    anna.post(f"{WEEK}/copy")

    assert [w.id for w in workouts_of(anna) if w.planned] == [copy.id]


def test_a_planned_workout_moves_to_a_day_at_its_own_hour(anna):
    store(anna, SQUATS)
    assert move(anna, SQUATS, "2024-11-22").status_code == 302
    moved = stored(anna, SQUATS.id)

    assert moved.local_date == date(2024, 11, 22)
    assert f"{moved.local_start:%H:%M}" == "18:00"
    assert moved.exercises == SQUATS.exercises
    assert moved.version == 2


def test_a_move_can_be_undone(anna):
    store(anna, SQUATS)
    page = Page(anna.get(move(anna, SQUATS, "2024-11-22").location))
    (undo,) = (f for f in page.all("form") if "Undo" in text(f))
    fields = {e.get("name"): e.get("value") for e in undo.iter("input")}
    anna.post(undo.get("action"), fields)

    assert at(SQUATS.id, anna) == date(2024, 11, 19)


def test_a_move_over_a_change_of_the_clocks_keeps_the_hour(anna, monkeypatch):
    set_clock(monkeypatch, "2024-10-24 12:00")
    planned = run("2024-10-26 07:00", zone="Europe/Berlin", planned=True)
    store(anna, planned)
    move(anna, planned, "2024-10-27")

    assert f"{stored(anna, planned.id).local_start:%d %H:%M %Z}" == "27 07:00 CET"


@pytest.mark.parametrize(
    ("day", "version", "status"),
    [
        pytest.param("2024-11-17", 1, 422, id="to yesterday"),
        pytest.param("2026-11-22", 1, 422, id="two years ahead"),
        pytest.param("2024-11-21", 7, 409, id="a plan that was changed meanwhile"),
        pytest.param("soon", 1, 400, id="to no date"),
    ],
)
def test_a_move_that_can_not_be_made_is_refused(anna, day, version, status):
    store(anna, SQUATS)

    assert move(anna, SQUATS, day, version).status_code == status
    assert at(SQUATS.id, anna) == date(2024, 11, 19)


def test_a_move_without_a_workout_is_refused(anna):
    assert anna.post("/plan/moves").status_code == 400
    assert anna.post("/plan/moves", {"move": "x"}).status_code == 400
    assert move(anna, SQUATS, "2024-11-21").status_code == 404


def test_what_is_done_does_not_move(anna):
    done = run("2024-11-18 07:00", effort=4)
    store(anna, done)

    assert move(anna, done, "2024-11-21").status_code == 409


def test_of_several_moves_all_are_made_or_none(anna):
    store(anna, SQUATS, INTERVALS)
    sent = {"move": [f"{SQUATS.id}:2024-11-22:1", f"{INTERVALS.id}:2024-11-23:9"]}

    assert anna.post("/plan/moves", sent).status_code == 409
    assert at(SQUATS.id, anna) == date(2024, 11, 19)


def test_a_move_sent_twice_is_made_once(anna):
    store(anna, SQUATS)
    for _ in range(2):
        answer = move(anna, SQUATS, "2024-11-22", **{"Idempotency-Key": "k"})

    assert answer.status_code == 302
    assert stored(anna, SQUATS.id).version == 2


def test_arranging_shows_an_order_without_flags_and_changes_nothing(anna):
    store(anna, SQUATS, INTERVALS)
    page = Page(anna.get(f"{WEEK}/arrange"))

    assert "1 move: from 2 warnings to no flag." in page.main or "to no flag" in page.main
    assert at(SQUATS.id, anna) == date(2024, 11, 19)
    assert at(INTERVALS.id, anna) == date(2024, 11, 20)


def test_what_was_arranged_is_moved_on_request_and_the_flags_are_gone(anna):
    store(anna, SQUATS, INTERVALS)
    arranged = Page(anna.get(f"{WEEK}/arrange"))
    anna.post("/plan/moves", arranged.fields("/plan/moves"))

    assert Page(anna.get(WEEK)).all("li", "card") == []


def test_days_that_are_not_free_and_pinned_workouts_are_left_alone(anna):
    store(anna, SQUATS, INTERVALS)
    busy = "&".join(f"busy=2024-11-{day}" for day in (18, 21, 22, 23))
    page = Page(anna.get(f"{WEEK}/arrange?pinned={SQUATS.id}&{busy}"))
    fields = page.fields("/plan/moves")

    assert fields["move"] == f"{INTERVALS.id}:2024-11-24:1"


def test_an_arrangement_that_is_not_free_of_flags_says_what_remains(anna):
    store(anna, SQUATS, INTERVALS)
    page = Page(anna.get(f"{WEEK}/arrange?pinned={SQUATS.id}&pinned={INTERVALS.id}"))

    assert "No order of these workouts does better" in page.main
    assert "What remains, and why" in page.main
    assert page.all("li", "card")


@pytest.mark.parametrize("query", ["busy=x&pinned=y", "busy=2024-01-01", f"pinned={UUID(int=9)}"])
def test_what_is_none_of_the_weeks_is_passed_over(anna, query):
    store(anna, SQUATS, INTERVALS)

    assert anna.get(f"{WEEK}/arrange?{query}").status_code == 200


def test_settling_a_forecast_makes_one_change(anna):
    store(anna, SQUATS, INTERVALS)
    page = Page(anna.get(WEEK))
    (button, *_) = (e for e in page.all("button") if e.get("name") == "flag")
    answer = anna.post(f"{WEEK}/settle", {"flag": button.get("value")})
    page = Page(anna.get(answer.location))

    assert page.notices[0].startswith("Settled: ")
    assert "Hard leg work" not in page.main
    assert sum(stored(anna, w.id) != w for w in (SQUATS, INTERVALS)) >= 1


def test_a_flag_of_what_is_done_can_not_be_settled(anna):
    store(
        anna,
        run("2024-11-17 07:00", effort=8),
        run("2024-11-18 07:00", effort=8),
    )
    (flag,) = anna.api("GET", "/flags?from=2024-11-18&to=2024-11-18").json["items"]
    page = Page(anna.get(anna.post(f"{WEEK}/settle", {"flag": flag["id"]}).location))

    assert page.notices == [
        "No single change to the plan settles this without raising something worse."
    ]


def test_a_flag_that_is_gone_can_not_be_settled(anna):
    assert anna.post(f"{WEEK}/settle", {"flag": "0" * 20}).status_code == 404
    assert anna.post(f"{WEEK}/settle").status_code == 404


def test_what_was_missed_can_be_done_moved_or_dropped(anna, monkeypatch, clock):
    store(anna, SQUATS)
    set_clock(monkeypatch, "2024-11-21 12:00")
    page = Page(anna.get(WEEK))

    assert "1 planned workout went by" in page.main
    assert page.links["I did it"] == f"/workouts/{SQUATS.id}/edit?done=1"
    move(anna, SQUATS, "2024-11-22")
    assert "went by" not in Page(anna.get(WEEK)).main


def test_what_was_missed_long_ago_is_let_go(anna, monkeypatch, clock):
    store(anna, SQUATS)
    late = datetime.fromisoformat("2024-11-19") + timedelta(days=8)
    set_clock(monkeypatch, f"{late:%Y-%m-%d} 12:00")

    assert "went by" not in Page(anna.get("/plan")).main


def test_dropping_a_plan_comes_back_to_the_plan(anna):
    store(anna, SQUATS)
    page = Page(anna.get(WEEK))
    action = f"/workouts/{SQUATS.id}/delete"
    answer = anna.post(action, page.fields(action))

    assert answer.location == f"{WEEK}#forecast"
    assert "Undo" in Page(anna.get(answer.location)).main


def test_the_plan_is_ones_own(anna, ben):
    store(anna, SQUATS, INTERVALS)

    assert "Squats" not in Page(ben.get(WEEK)).main
    assert move(ben, SQUATS, "2024-11-22").status_code == 404
    assert at(SQUATS.id, anna) == date(2024, 11, 19)
