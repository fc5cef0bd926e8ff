"""The plan: filled, moved, arranged and settled, and what went by."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from runstrength.training.workouts import Lift
from tests.training.build import lift, lower, run
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, send, text
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

    main = Page(anna.get(WEEK)).main
    assert "No rule would be triggered by this plan." in main
    assert "no effort" not in main


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 planned workout has no effort yet, so it was judged by type and length."),
        (2, "2 planned workouts have no effort yet, so they were judged by type and length."),
    ],
)
def test_a_plan_without_efforts_says_what_it_was_judged_by(anna, count, words):
    store(
        anna, *(run(f"2024-11-{20 + 2 * n} 07:00", effort=None, planned=True) for n in range(count))
    )

    assert words in Page(anna.get(WEEK)).main


def test_a_plan_whose_flags_were_set_aside_is_not_said_to_have_none(anna):
    store(anna, SQUATS, INTERVALS)
    while cards := Page(anna.get(WEEK)).all("ul", "cards")[:1]:
        forms = [f for f in cards[0].iter("form") if f.get("action").startswith("/flags/")]
        if not any("Why" in text(f) for f in forms):
            break
        for form in forms:
            fields = {e.get("name"): e.get("value") for e in form.iter("input")}
            anna.post(form.get("action"), fields | {"reason": "a relay"})
    main = Page(anna.get(WEEK)).main

    assert "Nothing beside what you set aside." in main
    assert "No rule would be triggered" not in main


def test_the_gravest_flag_comes_first_and_is_counted_under_the_title(anna):
    # On Tuesday a lift comes a little before an easy run; on Thursday and Friday all is hard.
    store(
        anna,
        lift("2024-11-19 07:00", lower(2), effort=4, minutes=30, planned=True),
        run("2024-11-19 07:40", effort=3, type="easy", planned=True),
        lift("2024-11-21 18:00", lower(3), effort=8, planned=True),
        run("2024-11-22 07:00", effort=8, type="intervals", planned=True),
    )
    page = Page(anna.get(WEEK))
    grave = [c.get("class").split()[1] for c in page.all("li", "card")]

    assert grave[0] == "warning"
    assert grave == sorted(grave, key=["warning", "caution", "info", "praise"].index)
    (jumps,) = page.all("p", "jumps")
    assert text(jumps).startswith("1 warning")
    assert {a.get("href") for a in jumps.iter("a")} >= {"#forecast", "#arrange"}


def test_a_day_of_many_collisions_has_one_mark_for_each_severity(anna):
    hard = [
        run(f"2024-11-20 {hour:02}:00", effort=8, minutes=40, planned=True) for hour in (6, 8, 10)
    ]
    legs = [
        lift(f"2024-11-20 {hour:02}:00", lower(3), effort=8, minutes=40, planned=True)
        for hour in (7, 9)
    ]
    store(anna, *hard, *legs)
    page = Page(anna.get(WEEK))
    day = next(e for e in page.all("li") if e.get("id") == "day-2024-11-20")
    marks = [e for e in day.iter("a") if "mark" in e.get("class", "").split()]
    kinds = [e.get("class").split()[1] for e in marks]

    assert len(page.all("li", "card")) > len(kinds)
    assert len(kinds) == len(set(kinds))
    assert {e.get("href").removeprefix("#") for e in marks} <= set(page.ids)


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
    assert page.notices == ["All 5 are in the plan already."]


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
    assert page.notices == ["Moved to Fri 22 Nov. Undo"]
    page = Page(anna.get(undo(anna, page).location))

    assert stored(anna, SQUATS.id) == replace(SQUATS, version=3)
    assert page.notices == ["Moved back."]


def test_a_move_lands_at_the_day_that_it_leads_to(anna):
    store(anna, SQUATS)
    page = Page(anna.get(WEEK))
    (form,) = (f for f in page.all("form", action="/plan/moves"))
    fields = {e.get("name"): e.get("value") for e in form.iter("input")}
    sent = fields | {"move": f"{SQUATS.id}:2024-11-22:1"}

    assert anna.post("/plan/moves", sent).location == f"{WEEK}#day-2024-11-22"


@pytest.mark.parametrize("instant", ["20241117T180000.000000Z", "20261122T180000.000000Z"])
def test_nothing_is_taken_back_to_the_past_or_beyond_a_year(anna, instant):
    store(anna, SQUATS)

    assert move(anna, SQUATS, instant).status_code == 422
    assert at(SQUATS.id, anna) == date(2024, 11, 19)


@pytest.mark.parametrize("instant", ["T", "20241120T", "00010101T000000.000000Z", "2024-11-20T18"])
def test_an_instant_that_is_none_is_refused(anna, instant):
    store(anna, SQUATS)

    assert move(anna, SQUATS, instant).status_code == 400


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

    assert page.notices[0].startswith("Settled: the ")
    assert "Hard leg work" not in page.main
    assert sum(stored(anna, w.id) != w for w in (SQUATS, INTERVALS)) == 1


def settle(anna, rule: str, week: str = WEEK) -> Page:
    """Settle the first flag of a rule, and look at the plan."""
    first = date.fromisocalendar(2024, int(week[-2:]), 1)
    asked = f"/flags?from={first}&to={first + timedelta(days=10)}"
    flag = next(f for f in anna.api("GET", asked).json["items"] if f["rule"] == rule)
    return Page(anna.get(anna.post(f"{week}/settle", {"flag": flag["id"]}).location))


def undo(anna, page: Page):
    """Press Undo."""
    (form,) = (f for f in page.all("form") if "Undo" in text(f))
    sent: dict[str, list] = {}
    for e in form.iter("input"):
        sent.setdefault(e.get("name"), []).append(e.get("value"))
    return anna.post(form.get("action"), sent)


def test_a_settled_start_can_be_taken_back_to_the_minute(anna):
    easy = run("2024-11-20 07:00", effort=3, type="easy", planned=True)
    legs = lift("2024-11-20 06:00", lower(2), effort=4, minutes=30, planned=True)
    store(anna, easy, legs)
    page = settle(anna, "combined-order")

    assert workouts_of(anna) != [legs, easy]
    page = Page(anna.get(undo(anna, page).location))
    back = [replace(w, version=1) for w in workouts_of(anna)]
    assert back == [legs, easy]
    assert page.notices == ["Moved back."]


def test_what_was_settled_by_easing_shows_the_old_effort_and_where_to_look(anna, monkeypatch):
    # It is Wednesday; every date near is taken by a race at that hour.
    set_clock(monkeypatch, "2024-11-20 06:00")
    legs = lift("2024-11-19 18:00", lower(3), effort=8, minutes=60)
    busy = [
        run(f"2024-11-{day} 17:00", effort=3, minutes=120, type="race") for day in range(21, 25)
    ]
    store(
        anna,
        legs,
        replace(INTERVALS, started_at=legs.started_at + timedelta(days=1), local_date=None),
    )
    store(anna, *(replace(w, planned=True) for w in busy))
    page = settle(anna, "back-to-back-hard")

    assert page.notices == [
        "Settled: the intervals of Wed 20 Nov are now at effort 6 (was 8). Look at it"
    ]
    assert page.links["Look at it"] == f"/workouts/{INTERVALS.id}/edit"


def test_what_is_settled_into_another_week_is_linked(anna, monkeypatch):
    # It is Sunday, and yesterday was hard: Monday is the nearest day.
    set_clock(monkeypatch, "2024-11-24 06:00")
    store(anna, run("2024-11-23 07:00", effort=8, type="intervals"))
    planned = run("2024-11-24 09:00", effort=8, type="intervals", planned=True)
    store(anna, planned)
    page = settle(anna, "back-to-back-hard")

    assert page.notices == [
        "Settled: the intervals of Sun 24 Nov are now on Mon 25 Nov. See 25 Nov – 1 Dec Undo"
    ]
    assert page.links["See 25 Nov – 1 Dec"] == "/plan/2024-W48#day-2024-11-25"
    undo(anna, page)
    assert stored(anna, planned.id) == replace(planned, version=3)


def test_a_flag_of_what_is_done_can_not_be_settled(anna):
    store(
        anna,
        run("2024-11-17 07:00", effort=8),
        run("2024-11-18 07:00", effort=8),
    )
    (flag,) = anna.api("GET", "/flags?from=2024-11-18&to=2024-11-18").json["items"]
    page = Page(anna.get(anna.post(f"{WEEK}/settle", {"flag": flag["id"]}).location))

    assert page.notices == [
        "No single change to the plan settles this without raising something as bad."
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

    assert answer.location == f"{WEEK}#day-2024-11-19"
    assert "day-2024-11-19" in Page(anna.get(answer.location)).ids


def test_undo_after_a_drop_stays_on_the_plan(anna):
    store(anna, SQUATS)
    action = f"/workouts/{SQUATS.id}/delete"
    page = Page(anna.get(send(anna, WEEK, action=action).location))
    undo = f"/workouts/{SQUATS.id}/restore"
    answer = anna.post(undo, page.fields(undo))

    assert answer.location == WEEK
    assert "Squats" in Page(anna.get(WEEK)).main


def test_a_week_that_is_not_filled_says_what_is_there(anna):
    store(anna, run("2024-11-11 07:00", effort=4))
    for _ in range(2):
        page = Page(anna.get(anna.post("/plan/2024-W47/copy").location))

    assert page.notices == ["It is in the plan already."]


def test_an_empty_week_before_is_said_to_hold_nothing(anna):
    page = Page(anna.get(anna.post(f"{WEEK}/copy").location))

    assert page.notices == ["The week before holds nothing to copy."]


def test_filling_a_week_names_the_ready_week_in_quotation_marks(anna):
    page = Page(
        anna.get(anna.post(f"{WEEK}/outline", {"outline": "three-lifts-three-runs"}).location)
    )

    assert page.notices == ["6 planned from “3 lifts, 3 runs”."]


@pytest.mark.parametrize(
    ("week", "words"),
    [
        pytest.param("2024-W50", "Nothing is planned yet.", id="coming"),
        pytest.param("2024-W47", "Nothing is planned for the days that are left", id="this one"),
        pytest.param("2024-W46", "Nothing is planned in this week", id="past"),
        pytest.param("1999-W01", "Nothing is planned in this week", id="long past"),
        pytest.param("2026-W20", "Nothing is planned yet.", id="far"),
        pytest.param("2099-W52", "Nothing is planned yet.", id="very far"),
    ],
)
def test_an_empty_week_says_that_nothing_is_planned(anna, week, words):
    page = Page(anna.get(f"/plan/{week}"))

    assert words in page.main
    assert anna.get(f"/plan/{week}/arrange").status_code == 200


@pytest.mark.parametrize(
    ("week", "offered"),
    [("2024-W47", True), ("2025-W46", True), ("2024-W46", False), ("2025-W48", False)],
)
def test_only_a_week_that_can_be_filled_offers_it(anna, week, offered):
    page = Page(anna.get(f"/plan/{week}"))

    assert ("Fill the week" in page.main) is offered
    for action in ("copy", "outline"):
        status = anna.post(f"/plan/{week}/{action}", {"outline": "lighter-week"}).status_code
        assert status == (302 if offered else 404)


def test_days_more_than_a_year_ahead_can_not_be_planned(anna):
    page = Page(anna.get("/plan/2025-W47"))  # 17 to 23 November; a year ahead is the 19th.

    assert "+ Lift on Wednesday 19 November 2025" in page.links
    assert "+ Lift on Thursday 20 November 2025" not in page.links


def test_a_flag_of_the_next_week_does_not_disturb_an_empty_plan(anna):
    hard = [run(f"2024-11-{day} 07:00", effort=8, planned=True) for day in (25, 26)]
    store(anna, *hard)

    assert "Nothing is planned for the days" in Page(anna.get(WEEK)).main
    assert Page(anna.get(WEEK)).all("li", "card") == []


def test_the_plan_is_ones_own(anna, ben):
    store(anna, SQUATS, INTERVALS)

    assert "Squats" not in Page(ben.get(WEEK)).main
    assert move(ben, SQUATS, "2024-11-22").status_code == 404
    assert at(SQUATS.id, anna) == date(2024, 11, 19)
