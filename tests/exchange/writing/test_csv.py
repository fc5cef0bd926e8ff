"""CSV files open in a spreadsheet as what they are: a row a run, a row a set, and no formula."""

import csv
from decimal import Decimal
from io import StringIO
from uuid import UUID

import pytest
from hypothesis import given, settings

from runstrength.exchange.writing.csv import lines, written
from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.workouts import Lift, LiftExercise, Region, Set
from tests.exchange.workouts import WORKOUTS
from tests.training.build import lift, lower, run

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-", "+", "=", "-1e5", "+5")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_run_is_one_row():
    shoe = UUID(int=7)
    jog = run(
        "Mon 07:00", zone="Europe/Berlin", distance="26.20 mi", effort=8, shoe_id=shoe, notes="a\nb"
    )
    (row,) = read(written(jog, shoes={shoe: "Trainers"}))
    assert (row["distance"], row["distance_unit"]) == ("26.20", "mi")
    assert row["distance_m"] == "42164.813"
    assert (row["date"], row["started_at"]) == ("2026-11-16", "2026-11-16T07:00:00+01:00")
    assert (row["effort"], row["avg_hr_bpm"], row["planned"]) == ("8", "", "no")
    assert (row["shoes"], row["notes"]) == ("Trainers", "a\nb")


def test_a_lift_is_a_row_a_set():
    session = lift("Mon 18:00", lower(3, weight="-20.50 kg", rir=2))
    rows = read(written(session, exercises={"squats": "Squats"}))
    assert [row["set"] for row in rows] == ["1", "2", "3"]
    assert {(row["exercise"], row["exercise_id"]) for row in rows} == {("Squats", "squats")}
    assert {(row["weight"], row["weight_unit"]) for row in rows} == {("-20.50", "kg")}


def test_pounds_are_given_in_kilograms_beside_them():
    one = Set(reps=5, weight=Weight(Decimal("100"), WeightUnit.LB))
    session = lift("Mon 18:00", LiftExercise(exercise="x", region=Region.CORE, sets=(one,)))
    (row,) = read(written(session))
    assert (row["weight"], row["weight_unit"], row["weight_kg"]) == ("100", "lb", "45.359")


def test_a_lift_without_sets_and_one_without_exercises_have_a_row():
    bare = LiftExercise(exercise="squats", region=Region.LOWER)
    for session in (lift("Mon 18:00"), lift("Mon 18:00", bare)):
        (row,) = read(written(session))
        assert (row["id"], row["set"]) == (str(session.id), "")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_text(text):
    (row,) = read(written(run("Mon 07:00", notes=text)))
    assert row["notes"] in (f"'{text}", f"'{text}".replace("\r", "\n"))


@pytest.mark.parametrize("text", ["-5", "-5.25", "5", "a=1", "", "'quoted"])
def test_a_plain_number_and_other_text_stay_as_they_are(text):
    (row,) = read(written(run("Mon 07:00", notes=text)))
    assert row["notes"] == text


@settings(max_examples=40, deadline=None, derandomize=True)
@given(WORKOUTS)
def test_no_cell_of_any_workout_begins_a_formula(workout):
    rows = read(written(workout))
    sets = sum(max(1, len(e.sets)) for e in workout.exercises) if isinstance(workout, Lift) else 1
    assert len(rows) == max(1, sets)
    for row in rows:
        for cell in row.values():
            is_number = cell.lstrip("-").replace(".", "", 1).isdecimal()
            assert is_number or not cell.startswith(tuple("=+-@\t\r"))


def test_lines_end_as_the_standard_says():
    assert lines([["a", 1], [None, True]]) == "a,1\r\n,yes\r\n"
