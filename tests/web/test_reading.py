"""A stretch that was read before is read again only where it changed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import g

from runstrength.storage import accounts, workouts
from runstrength.storage.database import db
from runstrength.training.quantities import DistanceUnit
from runstrength.web import clock
from runstrength.web.reading import read_stretch
from tests.training.build import core, lift, lower, run, upper
from tests.web.rows import user_id
from tests.web.test_statements import statements
from tests.web.world import choose_settings, set_clock, store

WEEK = "/week/2024-W47"


LEGS = lift("2024-11-18 18:00", lower(3), effort=8)
RUN = run("2024-11-19 07:00", effort=8)
# The second lift that a week should have, with the regions that the first left out.
OTHERS = lift("2024-11-21 18:00", core(1), upper(1), effort=3)


@pytest.fixture
def hard_run(anna) -> UUID:
    """The id of a hard run the morning after hard legs."""
    store(anna, LEGS, RUN, OTHERS)
    return RUN.id


def test_a_week_seen_again_asks_who_looks_and_whether_workouts_or_marks_changed(anna, hard_run):
    anna.get(WEEK)
    with statements() as sent:
        again = anna.get(WEEK)
    assert ["tokens" in sent[0], "version" in sent[1], "set_asides" in sent[2]] == [True] * 3
    assert len(sent) == 3
    assert "Hard leg work" in again.text


@pytest.mark.parametrize("path", [WEEK, "/api/v1/weeks/2024-W47"])
def test_an_edit_shows_at_once(anna, hard_run, path):
    assert "legs-before" in flags_of(anna)
    anna.get(path)
    eased = {"effort": 4}
    answer = anna.api("PUT", f"/workouts/{hard_run}", eased, {"If-Match": '"1"'})
    assert answer.status_code == 200
    assert "Hard leg work" not in anna.get(WEEK).text
    assert flags_of(anna) == ""


def test_a_deletion_and_its_undoing_show_at_once(anna, hard_run):
    assert "Hard leg work" in anna.get(WEEK).text
    anna.post(f"/workouts/{hard_run}/delete", {"base_version": "1"})
    assert "Hard leg work" not in anna.get(WEEK).text
    anna.post(f"/workouts/{hard_run}/restore")
    assert "Hard leg work" in anna.get(WEEK).text


def test_a_plan_of_the_day_before_drops_out_when_the_day_passes(anna, monkeypatch):
    planned = {
        "kind": "run",
        "started_at": "2024-11-19T07:00:00+01:00",
        "duration_s": 3000,
        "planned": True,
        "run": {"type": "easy"},
    }
    set_clock(monkeypatch, "2024-11-18 12:00")
    anna.api("PUT", f"/workouts/{UUID(int=7)}", planned)
    assert "planned" in anna.get(WEEK).text
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "planned" not in anna.get(WEEK).text


def test_the_same_id_and_version_of_another_user_is_not_taken_for_ones_own(anna, ben, hard_run):
    store(ben, RUN)
    assert "Hard leg work" in anna.get(WEEK).text
    assert "Hard leg work" not in ben.get(WEEK).text


def test_what_a_request_wrote_and_undid_is_not_remembered(app, anna, hard_run):
    # The version that was undone is given again, to another edit.
    first, last = date(2024, 11, 18), date(2024, 11, 24)
    with app.test_request_context():
        g.read_only = False
        user = accounts.User(user_id(app, "anna@example.com"), "", accounts.Settings("UTC"))
        run_now = workouts.find(user.id, hard_run, lock=True)
        workouts.put(user.id, run_now, replace(run_now, effort=9, notes="undone"), 1)
        inside = read_stretch(user, first, last)
        assert "undone" in {w.notes for w in inside.timeline.workouts}
        db.session.rollback()
    eased = anna.api("PUT", f"/workouts/{hard_run}", {"effort": 3}, {"If-Match": '"1"'})
    assert eased.headers["ETag"] == '"2"'
    with app.test_request_context():
        g.read_only = True
        after = read_stretch(user, first, last)
        assert [w.effort for w in after.timeline.workouts if w.id == hard_run] == [3]
        assert "legs-before-hard-run" not in {flag.rule for flag in after.flags}


def flags_of(anna) -> str:
    """The rules of the week's flags, as the API gives them."""
    items = anna.api("GET", "/flags?from=2024-11-18&to=2024-11-24").json["items"]
    return " ".join(flag["rule"] for flag in items)


def test_what_was_written_of_a_week_is_written_anew_in_other_units(anna):
    store(anna, run("2024-11-19 07:00", effort=4, distance="10 km"))
    assert "10 km" in anna.get(WEEK).text
    choose_settings(anna, distance_unit=DistanceUnit.MI)
    assert "6.21 mi" in anna.get(WEEK).text
    choose_settings(anna)
    assert "10 km" in anna.get(WEEK).text


def test_a_message_is_not_kept_with_the_week(anna, hard_run):
    anna.get(WEEK)
    anna.post("/week/2024-W47/deload", {"deload": "1"})
    form = {"effort": "5", "base_version": "1", "next": WEEK}
    anna.post(f"/workouts/{hard_run}/effort", form)
    anna.post(f"/workouts/{hard_run}/delete", {"base_version": "2", "next": WEEK})
    assert "Undo" in anna.get(WEEK).text
    assert "Undo" not in anna.get(WEEK).text
