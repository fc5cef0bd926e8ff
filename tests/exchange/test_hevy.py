"""Hevy: months in six languages, notes with line breaks written out, supersets."""

# ruff: noqa: E501 – the rows are as long as the app writes them.

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import RUNNING, STRENGTH, Question, Unreadable
from runstrength.exchange.lifting import fitnotes, hevy, liftosaur, strong
from runstrength.training.quantities import Distance, DistanceUnit

from .lifting_files import Read, only_unreadable_escapes, shorts

HEADER = '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
FILE = (
    HEADER
    + r""""peito pascoal","6 Apr 2026, 17:18","6 Apr 2026, 18:03","one\ntwo","Bench Press (Barbell)",,"80kg subiu TEGAAAAAA",0,"warmup",20,30,,,
"peito pascoal","6 Apr 2026, 17:18","6 Apr 2026, 18:03","one\ntwo","Bench Press (Barbell)",,"80kg subiu TEGAAAAAA",1,"normal",80,5,,,9.5
"peito pascoal","6 Apr 2026, 17:18","6 Apr 2026, 18:03","one\ntwo","Bicep Curl (Dumbbell)",7,"",0,"dropset",12.5,12,,,10
"peito pascoal","6 Apr 2026, 17:18","6 Apr 2026, 18:03","one\ntwo","Push Up",7,"",0,"failure",,25,,,
"peito pascoal","6 Apr 2026, 17:18","6 Apr 2026, 18:03","one\ntwo","Crunch",3,"",0,"normal",,25,,,6
"peito pascoal","6 Apr 2026, 17:18","6 Apr 2026, 18:03","one\ntwo","Plank",,"",0,"normal",,,,90,
"legs","31 Mar 2026, 6:00","31 Mar 2026, 7:10","","Treadmill",,"",0,"normal",,,5.02,1800,
"legs","31 Mar 2026, 6:00","31 Mar 2026, 7:10","","Squat (Barbell)",,"",0,"normal",100,5,,,8
"""
)


def test_the_workouts_are_read_with_notes_supersets_and_kinds():
    read = Read(hevy, FILE)
    assert (read.rejected, read.asked) == ([], [Question.TIME_ZONE])
    lift = read.found[0]
    assert (lift.sport, lift.app, lift.source) == (STRENGTH, "hevy", "hevy")
    assert (lift.started_at, lift.elapsed_s) == (datetime.fromisoformat("2026-04-06 17:18"), 2700)
    assert (lift.title, lift.notes) == ("peito pascoal", "one\ntwo")
    assert [(*e.names, *shorts(e), e.superset) for e in lift.exercises] == [
        ("Bench Press (Barbell)", "w 30×20 kg", "5×80 kg @0", None),
        ("Bicep Curl (Dumbbell)", "12×12.5 kg @0", 1),
        ("Push Up", "25×0", 1),
        ("Crunch", "25×0 @4", 2),
        ("Plank", "×0 90 s", None),
    ]
    assert lift.exercises[0].notes == "80kg subiu TEGAAAAAA"


def test_a_run_before_the_lift_comes_first_and_its_time_is_not_the_lifts():
    _, run, lift = Read(hevy, FILE).found
    assert (run.sport, run.is_treadmill, run.title) == (RUNNING, True, "Treadmill")
    assert run.distance == Distance(Decimal("5.02"), DistanceUnit.KM)
    assert (run.started_at, run.elapsed_s) == (datetime.fromisoformat("2026-03-31 06:00"), 1800)
    assert lift.started_at == datetime.fromisoformat("2026-03-31 06:30")
    assert lift.elapsed_s == 70 * 60 - 1800


def test_pounds_and_miles_are_told_by_the_header_and_older_ones_have_no_notes():
    text = FILE.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")
    text = text.replace('"exercise_notes",', "").replace('"80kg subiu TEGAAAAAA",', "")
    text = text.replace('"",0,', "0,")
    read = Read(hevy, text)
    assert (read.rejected, read.asked) == ([], [Question.TIME_ZONE])
    assert shorts(read.found[0].exercises[0])[1] == "5×80 lb @0"
    assert read.found[1].distance == Distance(Decimal("5.02"), DistanceUnit.MI)


MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "en full": "January February March April May June July August September October November December",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "de-jan. de-fev. de-mar. de-abr. de-mai. de-jun. de-jul. de-ago. de-set. de-out. de-nov. de-dez.",
}


@pytest.mark.parametrize("language", MONTHS)
def test_months_are_known_in_six_languages(language):
    for number, name in enumerate(
        MONTHS[language].replace("de-", "de ").replace("de ", "~").split(), 1
    ):
        month = name.replace("~", "de ")
        (lift,) = Read(hevy, FILE[: FILE.index('"legs"')].replace("Apr", month)).found
        assert lift.started_at == datetime(2026, number, 6, 17, 18)  # noqa: DTZ001 – no zone is told.
        assert lift.elapsed_s == 2700


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("Apr 6, 2026, 5:18 PM", "2026-04-06 17:18"),
        ("6 Apr 2026, 12:05 a.m.", "2026-04-06 00:05"),
        ("6 de abr. de 2026, 17:18", "2026-04-06 17:18"),
        ("6. April 2026, 17:18", "2026-04-06 17:18"),
        ("2026-04-06 17:18:30", "2026-04-06 17:18:30"),
        ("6 Apr 2026 17:18", "2026-04-06 17:18"),
    ],
)
def test_other_ways_to_write_a_date_are_read(written, start):
    assert Read(hevy, FILE.replace("6 Apr 2026, 17:18", written)).found[0].started_at == (
        datetime.fromisoformat(start)
    )


def test_a_month_in_another_language_is_rejected_row_by_row():
    read = Read(hevy, FILE.replace("Mar", "kwietnia"))
    assert read.rejected == [(f"line {n}", "its date can't be read") for n in (8, 9)]
    assert len(read.found) == 1


def test_an_end_that_is_missing_or_before_the_start_is_not_known():
    for end in ("", "6 Apr 2026, 16:03", "soon"):
        assert Read(hevy, FILE.replace("6 Apr 2026, 18:03", end)).found[0].elapsed_s == 0


def test_only_its_own_files_are_its_own():
    assert hevy.is_mine(FILE.encode())
    assert not any(other.is_mine(FILE.encode()) for other in (fitnotes, liftosaur, strong))
    for data in (b"", b"a,b\n", HEADER.replace("title", "name").encode()):
        assert not hevy.is_mine(data)
        with pytest.raises(Unreadable):
            Read(hevy, data)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 20), st.binary(max_size=6)), max_size=4)
)
def test_only_unreadable_escapes_whatever_the_bytes(cuts):
    data = FILE.encode()
    for at, size, instead in cuts:
        data = data[:at] + instead + data[at + size :]
    only_unreadable_escapes(hevy, data)
