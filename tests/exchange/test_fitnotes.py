"""FitNotes: names with commas that nobody quoted, dates that may be read in two ways."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import RUNNING, Question, Unreadable
from runstrength.exchange.lifting import fitnotes
from runstrength.training.quantities import Distance, DistanceUnit, WeightUnit

from .lifting_files import Read, only_unreadable_escapes, shorts

ANDROID = """\
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time
2025-04-29,Overhead Press (Each Side, Dumbbells),Shoulders,8.0,kgs,5,,,
2025-04-29,Flat Barbell Bench Press,Chest,60.0,kgs,8,,,
2025-04-29,Overhead Press (Each Side, Dumbbells),Shoulders,10.0,kgs,4,,,
2025-04-29,Plank,Abs,,,,,,0:01:30
2025-05-01,Running (Treadmill),Cardio,,,,3.1,mi,0:30:05
2025-05-01,Deadlift,Back,225.0,lbs,5,,,
"""
COMMENTS = """\
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2025-04-29,Row, One Arm, Slow,Back,20.0,kgs,5,,,,"easy, really"
"""
IOS = """\
Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind
2025-04-29,Deadlift,Back,100,220.46226,5,,,,"first",
2025-04-29,Deadlift,Back,102.0582828,225,5,,,,,
2025-04-29,Deadlift,Back,60,,5,,,,,Warm Up
2025-04-29,Pull Up,Back,,,5,,,,,
"""


def test_all_sets_of_a_date_are_one_workout_at_noon():
    read = Read(fitnotes, ANDROID)
    assert (read.rejected, read.asked) == ([], [Question.TIME_ZONE])
    lift = read.found[0]
    assert (lift.started_at, lift.elapsed_s) == (datetime.fromisoformat("2025-04-29 12:00"), 0)
    assert [(*e.names, *shorts(e)) for e in lift.exercises] == [
        ("Overhead Press (Each Side, Dumbbells)", "5×8 kg", "4×10 kg"),
        ("Flat Barbell Bench Press", "8×60 kg"),
        ("Plank", "×0 90 s"),
    ]


def test_a_run_among_the_sets_stands_by_itself():
    _, run, lift = Read(fitnotes, ANDROID).found
    assert (run.sport, run.elapsed_s, run.is_treadmill) == (RUNNING, 1805, True)
    assert run.distance == Distance(Decimal("3.1"), DistanceUnit.MI)
    assert [shorts(e) for e in lift.exercises] == [["5×225 lb"]]


def test_commas_in_a_name_are_told_from_the_right():
    (lift,) = Read(fitnotes, COMMENTS).found
    (row,) = lift.exercises
    assert (row.names, shorts(row), row.notes) == (
        ("Row, One Arm, Slow",),
        ["5×20 kg"],
        "easy, really",
    )


def test_a_row_that_no_name_explains_is_rejected():
    text = ANDROID + "2025-05-01,Deadlift,Back,225.0,lbs,5,,,,what,is,this\n2025-05-01,Dead\n"
    assert Read(fitnotes, text).rejected == [
        ("line 8", "it has 12 cells under 9 columns"),
        ("line 9", "it has 2 cells under 9 columns"),
    ]


def test_of_two_weights_the_one_with_fewer_digits_was_typed():
    read = Read(fitnotes, IOS)
    assert (read.rejected, read.asked) == ([], [Question.TIME_ZONE])
    deadlifts, pull_ups = read.found[0].exercises
    assert shorts(deadlifts) == ["5×100 kg", "5×225 lb", "w 5×60 kg"]
    assert (deadlifts.notes, shorts(pull_ups)) == ("first", ["5×0"])


def with_dates(*dates):
    head, row = ANDROID.splitlines()[0], ",Deadlift,Back,225.0,lbs,5,,,"
    return "\n".join([head, *(date + row for date in dates)])


@pytest.mark.parametrize(("is_day_first", "month"), [(True, 4), (False, 3)])
def test_a_date_that_may_be_read_in_two_ways_is_asked_for(is_day_first, month):
    read = Read(fitnotes, with_dates("03/04/2025", "05/05/2025"), is_day_first=is_day_first)
    assert set(read.asked) == {Question.DATE_ORDER, Question.TIME_ZONE}
    assert read.found[0].started_at.month == month
    broken = Read(fitnotes, with_dates("today", "03/04/2025"), is_day_first=is_day_first)
    assert Question.DATE_ORDER in broken.asked


@pytest.mark.parametrize(
    ("dates", "month"), [(("03/04/2025", "13/04/2025"), 4), (("03/04/2025", "04/13/2025"), 3)]
)
def test_one_date_that_has_one_reading_tells_the_others(dates, month):
    for answer in (True, False):
        read = Read(fitnotes, with_dates(*dates), is_day_first=answer)
        assert read.asked == [Question.TIME_ZONE]
        assert read.found[0].started_at.month == month


def test_a_weight_without_its_unit_is_asked_for():
    text = ANDROID.replace("kgs", "")
    read = Read(fitnotes, text, weight_unit=WeightUnit.LB)
    assert set(read.asked) == {Question.WEIGHT_UNIT, Question.TIME_ZONE}
    assert shorts(read.found[0].exercises[1]) == ["8×60 lb"]
    unknown = Read(fitnotes, ANDROID.replace("kgs", "stone"))
    assert unknown.rejected[0] == ("line 2", "the unit of the weight is not known")


def test_only_its_own_files_are_its_own():
    for text in (ANDROID, COMMENTS, IOS):
        assert fitnotes.is_mine(text.encode())
    for data in (b"", b"Date,Exercise\n"):
        assert not fitnotes.is_mine(data)
        with pytest.raises(Unreadable):
            Read(fitnotes, data)


@settings(max_examples=150, deadline=None)
@given(
    text=st.sampled_from([ANDROID, COMMENTS, IOS]),
    cuts=st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 20), st.binary(max_size=6)), max_size=4
    ),
)
def test_only_unreadable_escapes_whatever_the_bytes(text, cuts):
    data = text.encode()
    for at, size, instead in cuts:
        data = data[:at] + instead + data[at + size :]
    only_unreadable_escapes(fitnotes, data)
