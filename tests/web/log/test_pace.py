"""Pace both ways is what tests/paces.json says; tests/js/third.test.mjs holds the page to it."""

import json
from pathlib import Path

import pytest

from runstrength.training.quantities import DistanceUnit
from runstrength.web import formats, typed
from tests.web.log.entries import RUN
from tests.web.pages import Page, send
from tests.web.world import choose_settings, only_workout_of, workouts_of

TABLE = json.loads((Path(__file__).parents[2] / "paces.json").read_text("utf-8"))
FOUND = [row for row in TABLE["thirds"] if row["missing"] != "pace"]


@pytest.mark.parametrize(("text", "unit", "per_metre"), TABLE["paces"])
def test_a_pace_is_read_as_the_page_reads_it(text, unit, per_metre):
    try:
        read = float(round(typed.pace(text, DistanceUnit(unit)) * 10**6) / 10**6)
    except ValueError:
        read = None
    assert read == per_metre


@pytest.mark.parametrize("row", FOUND, ids=[f"{row['missing']} {n}" for n, row in enumerate(FOUND)])
def test_without_scripts_the_server_works_out_what_was_left_to_the_pace(anna, row):
    choose_settings(anna, distance_unit=DistanceUnit(row["unit"]))
    fields = {name: row[name] for name in ("distance", "duration", "pace")}
    answer = send(anna, "/log/run", RUN | fields)
    if row["found"] is None:
        assert answer.status_code == 422
        assert workouts_of(anna) == []
        return
    run = only_workout_of(anna)
    if row["missing"] == "duration":
        assert formats.clock(run.duration_s) == row["found"]
    else:
        assert formats.distance(run.distance, row["unit"]) == f"{row['found']} {row['unit']}"


def test_of_three_the_pace_is_not_looked_at(anna):
    send(anna, "/log/run", RUN | {"distance": "8", "duration": "45", "pace": "4:00"})
    assert only_workout_of(anna).duration_s == 45 * 60


def test_a_pace_alone_is_no_duration(anna):
    page = Page(send(anna, "/log/run", RUN | {"distance": "", "duration": "", "pace": "5:00"}))
    assert page.status == 422
    assert list(page.faults) == ["duration"]


def test_a_pace_that_can_not_be_read_is_refused_where_it_stands(anna):
    page = Page(send(anna, "/log/run", RUN | {"duration": "45", "pace": "fast"}))
    assert page.status == 422
    assert page.faults == {"pace": "Write it as 5:30, 5:30/km or 8:50/mi."}


def test_what_follows_is_shown_where_another_field_was_refused(anna):
    wrong = {"distance": "10", "duration": "", "pace": "5:00", "avg_hr_bpm": "x"}
    page = Page(send(anna, "/log/run", RUN | wrong))
    assert list(page.faults) == ["avg_hr_bpm"]
    assert page.fields("/log/run")["duration"] == "50:00"
