"""The table of what the usual workouts of these days would likely flag."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings

from runstrength.training.likely import DAYS, HOURS, KINDS, likely
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from runstrength.training.what_if import what_if
from tests.training.build import MONDAY, lift, lower, run, upper
from tests.training.timelines import QUIET, timelines

TUESDAY = MONDAY + timedelta(days=1)
OF_WEEKS = {"few-lifts", "too-many-hard-days"}


def table(*workouts, thresholds: Thresholds = DEFAULTS, zone: str = "UTC") -> dict:
    """The rules that each usual workout would be flagged by, as seen on Tuesday."""
    flags = likely(Timeline(workouts), thresholds, TUESDAY, zone)
    cells = product(DAYS, HOURS, KINDS)
    return {cell: [f.rule for f in found] for cell, found in zip(cells, flags, strict=True)}


def test_with_nothing_around_nothing_is_likely_flagged():
    assert set(map(tuple, table().values())) == {()}


def test_a_hard_day_makes_a_hard_run_on_either_side_likely_flagged_and_no_easy_one():
    found = table(run("Mon 07:00", effort=8))
    assert found[0, 12, "hard run"] == ["back-to-back-hard"]
    assert found[0, 12, "moderate run"] == found[0, 12, "easy run"] == []
    assert found[1, 12, "hard run"] == []


def test_the_hour_tells_a_lift_before_a_run_from_one_after_it():
    found = table(run("Tue 09:00", effort=3, minutes=45))
    assert found[0, 7, "short lift"] == ["combined-order"]
    assert found[0, 12, "short lift"] == ["well-combined"]
    assert found[0, 18, "short lift"] == []
    assert found[0, 12, "hard lift"] == ["combined-not-short"]


def test_legs_tell_a_lift_from_another():
    found = table(run("Wed 07:00", effort=8))
    assert found[0, 18, "hard leg lift"] == ["legs-before-hard-run", "back-to-back-hard"]
    assert found[0, 18, "hard lift"] == ["back-to-back-hard"]


def test_the_hours_are_those_of_the_users_clock():
    late = run("Tue 03:00", effort=3, minutes=45)  # Noon in Tokyo.
    assert table(late, zone="Asia/Tokyo")[0, 18, "short lift"] == ["well-combined"]
    assert table(late)[0, 18, "short lift"] == []


def test_thresholds_that_were_moved_hold():
    off = Thresholds(off=frozenset({"back-to-back-hard"}))
    assert table(run("Mon 07:00", effort=8), thresholds=off)[0, 12, "hard run"] == []


def test_what_speaks_of_a_whole_week_is_left_out():
    hard = [run(f"{day} 07:00", effort=8) for day in ("Mon", "Wed", "Fri")]
    assert set(table(*hard)[0, 12, "hard run"]) == {"back-to-back-hard"}


@pytest.mark.parametrize("count", [0, 1])
def test_every_usual_workout_has_its_place(count):
    assert len(table(*[run("Mon 07:00", effort=8)] * count)) == 3 * 3 * 9


@settings(QUIET, max_examples=20)
@given(timelines(24 * 7))
def test_the_table_says_what_the_rules_say_of_such_a_workout(workouts):
    cells = list(product(DAYS, HOURS, KINDS))
    found = likely(Timeline(workouts), DEFAULTS, TUESDAY, "UTC")
    for cell, flags in list(zip(cells, found, strict=True))[::7]:
        expected = what_if(Timeline(workouts), _usual(cell), DEFAULTS, TUESDAY).adds
        near = {f.rule for f in flags}
        assert {(f.rule, f.severity) for f in flags} == {
            (f.rule, f.severity) for f in expected if f.rule in NEAR - OF_WEEKS
        }, (cell, near)


def _usual(cell: tuple):
    """A workout of this kind, written out once more."""
    day, hour, kind = cell
    when = f"{TUESDAY + timedelta(days=day)} {hour:02}:00"
    if kind.endswith("run"):
        effort = {"easy run": 4, "moderate run": 6, "hard run": 7}[kind]
        return run(when, effort=effort, minutes=45)
    done = (lower if "leg" in kind else upper)(3)
    how = kind.split()[0]
    minutes = {"short": 40, "hard": 40, "other": 60}[how]
    return replace(lift(when, done, minutes=minutes), effort=7 if how == "hard" else 6)


NEAR = {
    "back-to-back-hard",
    "legs-before-hard-run",
    "legs-after-hard-run",
    "combined-order",
    "combined-not-easy",
    "combined-not-short",
    "well-combined",
    "same-region-again",
    "not-alternating",
    "hard-on-low-readiness",
}
