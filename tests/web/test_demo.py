"""`demo EMAIL`: the example training, put into an account once, beside what is there."""

from datetime import date

import pytest
from flask import Flask

from runstrength.storage import marks
from runstrength.storage.database import db
from runstrength.training.check_ins import CheckIn
from runstrength.training.rules import RULES
from runstrength.training.week import Weekday
from tests.web.api.build import lift, new_id
from tests.web.rows import belonging_to, everything, user_id
from tests.web.test_commands import run
from tests.web.world import choose_settings, remove, set_clock, workouts_of

ANNA, BEN = "anna@example.com", "ben@example.com"
MONDAY = date(2026, 11, 16)  # The example has a check-in of that date, too.
TIRED = CheckIn(sleep=1, energy=1, soreness=1, stress=1, mood=1)


@pytest.fixture(autouse=True)
def wednesday(monkeypatch):
    """Stop the clock on a Wednesday."""
    set_clock(monkeypatch, "2026-11-18 12:00")


@pytest.mark.parametrize("starts_on", [Weekday.MONDAY, Weekday.SATURDAY, Weekday.SUNDAY])
def test_the_api_shows_flags_of_every_rule_and_one_that_is_set_aside(app, anna, starts_on):
    choose_settings(anna, week_starts_on=starts_on)
    done = run(app, "demo", "ANNA@example.com")
    flags = flags_of(anna)

    assert done.exit_code == 0, done.output
    assert {flag["rule"] for flag in flags} == {rule.id for rule in RULES}
    assert [flag["rule"] for flag in flags if flag["set_aside"]] == ["not-alternating"]


def test_it_says_in_one_line_what_it_put_in(app, anna):
    done = run(app, "demo", ANNA)
    planned = sum(w.planned for w in workouts_of(anna))
    kept = len(belonging_to(app, ANNA)["check_ins"])

    assert len(done.output.strip().splitlines()) == 1
    assert f"Put {len(workouts_of(anna)) - planned} workouts since 2026-08-24" in done.output
    assert f"{planned} planned ones and {kept} check-ins into {ANNA}" in done.output


@pytest.mark.parametrize("later", ["2026-11-18 12:05", "2026-11-19 12:00", "2027-03-01 12:00"])
def test_a_second_run_adds_nothing_and_says_so(app, anna, monkeypatch, later):
    run(app, "demo", ANNA)
    before = everything(app)
    set_clock(monkeypatch, later)
    done = run(app, "demo", ANNA)

    assert (done.exit_code, everything(app)) == (0, before)
    assert "nothing was added" in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_what_was_deleted_of_it_does_not_come_back(app, anna):
    run(app, "demo", ANNA)
    for workout in workouts_of(anna):
        remove(anna, workout.id)
    done = run(app, "demo", ANNA)

    assert "nothing was added" in done.output
    assert workouts_of(anna) == []


def test_what_one_has_logged_stays_as_it_is(app, anna):
    own = new_id()
    anna.api("PUT", f"/workouts/{own}", lift("2026-11-17 18:00", notes="mine"))
    keep_check_in(app, ANNA, MONDAY, TIRED)
    before = belonging_to(app, ANNA)
    done = run(app, "demo", ANNA)
    after = belonging_to(app, ANNA)

    assert len(after["workouts"]) > len(before["workouts"])
    assert f" {len(after['check_ins']) - 1} check-ins " in done.output
    for table, kept in before.items():
        assert all(row in after[table] for row in kept), table


def test_two_people_can_have_it_and_a_third_has_nothing_of_it(app, anna, ben):
    run(app, "demo", ANNA)
    assert workouts_of(ben) == []

    done = run(app, "demo", BEN)
    ids = [{w.id for w in workouts_of(someone)} for someone in (anna, ben)]

    assert done.output.startswith("Put ")
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(
    ("email", "fault"),
    [("cara@example.com", "no account"), ("nonsense", "address"), ("", "address")],
)
def test_without_an_account_it_says_so_in_one_line_and_changes_nothing(app, email, fault):
    before = everything(app)
    done = run(app, "demo", email)

    assert (done.exit_code, everything(app)) == (1, before)
    assert fault in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_where_a_part_fails_nothing_of_it_is_kept(app, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(marks, "set_aside", fail)
    before = everything(app)
    done = run(app, "demo", ANNA)

    assert (done.exit_code, everything(app)) == (1, before)


def test_the_deload_week_is_marked(app):
    run(app, "demo", ANNA)
    (deload,) = belonging_to(app, ANNA)["deload_weeks"]

    assert deload["thursday"] == date(2026, 10, 22)


def test_it_is_told_in_the_users_own_zone(app, anna):
    choose_settings(anna, time_zone="Asia/Tokyo")
    run(app, "demo", ANNA)
    zones = [w.time_zone for w in workouts_of(anna)]

    assert zones.count("Asia/Tokyo") > len(zones) * 0.9


def flags_of(someone) -> list[dict]:
    """All flags of the twelve weeks and the plan, as the API gives them."""
    found, cursor = [], ""
    while cursor is not None:
        query = f"?from=2026-08-24&to=2026-11-24{cursor and f'&cursor={cursor}'}"
        page = someone.api("GET", f"/flags{query}").json
        found, cursor = found + page["items"], page["next"]
    return found


def keep_check_in(app: Flask, email: str, day: date, check_in: CheckIn) -> None:
    """Store a check-in, past every form."""
    with app.app_context():
        marks.keep_check_in(user_id(app, email), day, check_in)
        db.session.commit()
