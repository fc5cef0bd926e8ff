"""Liftosaur: what was done beside what was planned, and stamps that tell how long it took."""

# ruff: noqa: E501 – the rows are as long as the app writes them.

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import STRENGTH, Unreadable
from runstrength.exchange.lifting import liftosaur

from .lifting_files import Read, only_unreadable_escapes, shorts

HEADER = "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes\n"
MUSCLES = '"Gluteus Maximus,Quadriceps","Adductor Magnus,Soleus"'
FILE = (
    HEADER
    + f"""\
2025-05-20T05:00:00.000Z,GZCLP,Day 1,Squat,1,5,5,0,,,0,50,lb,50,lb,0,2025-05-20T13:15:52.559Z,{MUSCLES},"knees out"
2025-05-20T05:00:00.000Z,GZCLP,Day 1,Squat,0,5,6,0,8,8,1,150,lb,155,lb,0,2025-05-20T13:20:52.559Z,{MUSCLES},"knees out"
2025-05-20T05:00:00.000Z,GZCLP,Day 1,Squat,0,5,,0,8,,1,150,lb,,,0,,{MUSCLES},"knees out"
2025-05-20T05:00:00.000Z,GZCLP,Day 1,Bench Press,0,5,5,1,,,0,60,kg,60,kg,0,2025-05-20T13:45:53.559Z,{MUSCLES},
2025-05-22T17:00:00.000Z,GZCLP,Day 2,Bench Press,0,5,5,1,,,0,60,kg,60,kg,0,2025-05-22T17:10:00.000Z,{MUSCLES},
2025-05-24T17:00:00.000Z,GZCLP,Day 2,Bench Press,0,5,5,1,,,0,60,kg,60,kg,0,,{MUSCLES},
"""
)


def test_what_was_done_counts_and_what_was_only_planned_does_not():
    read = Read(liftosaur, FILE)
    assert (read.rejected, read.asked) == ([], [])
    lift = read.found[0]
    assert (lift.sport, lift.app, lift.title) == (STRENGTH, "liftosaur", "GZCLP, Day 1")
    assert [(*e.names, *shorts(e), e.notes) for e in lift.exercises] == [
        ("Squat", "w 5×50 lb", "6×155 lb @2", "knees out"),
        ("Bench Press", "5×60 kg", ""),
    ]


def test_the_stamps_of_sets_tell_the_time():
    by_date, by_start, untold = Read(liftosaur, FILE).found
    assert by_date.started_at == datetime(2025, 5, 20, 13, 15, 52, 559_000, tzinfo=UTC)
    assert by_date.elapsed_s == 30 * 60 + 1
    assert by_start.started_at == datetime(2025, 5, 22, 17, tzinfo=UTC)
    assert by_start.elapsed_s == 600
    assert untold.started_at == datetime(2025, 5, 24, 17, tzinfo=UTC)
    assert untold.elapsed_s == 0


def test_sets_that_were_ticked_off_over_days_tell_no_time():
    text = FILE.replace("2025-05-20T13:45:53.559Z", "2025-05-23T13:45:53.559Z")
    lift = Read(liftosaur, text).found[0]
    assert (lift.started_at, lift.elapsed_s) == (datetime(2025, 5, 20, 5, tzinfo=UTC), 0)


def test_only_its_own_files_are_its_own():
    assert liftosaur.is_mine(FILE.encode())
    for data in (b"", b"Workout DateTime,Exercise\n"):
        assert not liftosaur.is_mine(data)
        with pytest.raises(Unreadable):
            Read(liftosaur, data)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1400), st.integers(0, 20), st.binary(max_size=6)), max_size=4)
)
def test_only_unreadable_escapes_whatever_the_bytes(cuts):
    data = FILE.encode()
    for at, size, instead in cuts:
        data = data[:at] + instead + data[at + size :]
    only_unreadable_escapes(liftosaur, data)
