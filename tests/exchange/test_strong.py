"""Strong: four generations of one export."""

# ruff: noqa: E501 – the rows are as long as the app writes them.

import csv
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import RUNNING, STRENGTH, Question, Unreadable
from runstrength.exchange.lifting import hevy, strong
from runstrength.training.quantities import Distance, DistanceUnit, WeightUnit

from .lifting_files import Read, only_unreadable_escapes, short, shorts

GEN0 = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2019-03-01 07:10:00,"Morning",1h 26m,"Squat (Barbell)",1,100,5,0,0,8
2019-03-01 07:10:00,"Morning",1h 26m,"Plank",1,0,0,0,60,
"""
GEN1 = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2021-07-07 18:35:21,"Push - Shoulder",31m,"Lateral Raise (Dumbbell)",1,20.0,21,0,0,"7/7/7, [full rom][upper][lower]",,
2021-07-07 18:35:21,"Push - Shoulder",31m,"Lateral Raise (Dumbbell)",2,149.99999999999997,21,0,0,,,
"""
GEN2 = """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration
2022-11-07 07:35:20;"Day 2 #1 week 2";"Trap Bar Deadlift";1;100;kg;6;;;;0;"";"slow ecc";1h 26m
2022-11-07 07:35:20;"Day 2 #1 week 2";"Running";1;;;;;5;km;1500;"";"slow ecc";1h 26m
"""
GEN3 = """\
Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes
1;2026-08-10 18:00:00;Push day;3600;Bench Press (Barbell);W;40;10;;;;;felt good
1;2026-08-10 18:00:00;Push day;3600;Bench Press (Barbell);1;80;8;8,5;;;Wide grip;
1;2026-08-10 18:00:00;Push day;3600;Bench Press (Barbell);Rest Timer;;;;;180;;
1;2026-08-10 18:00:00;Push day;3600;Bench Press (Barbell);D;62,5;8;10;;;;
1;2026-08-10 18:00:00;Push day;3600;Bench Press (Barbell);F;60;6;;;;;
1;2026-08-10 18:00:00;Push day;3600;Bench Press (Barbell);Note;;;;;;"slow
and low";
1;2026-08-10 18:00:00;Push day;3600;Pull Up (Assisted);1;20;8;;;;;
1;2026-08-10 18:00:00;Push day;3600;Lunge (Left);1;;12;;;;;
2;2026-08-10 18:00:00;Push day;0;Bench Press (Barbell);1;80;8;;;;;
"""


def test_the_oldest_generation_asks_for_the_weights_unit():
    read = Read(strong, GEN0, weight_unit=WeightUnit.LB)
    assert read.asked == [Question.TIME_ZONE, Question.WEIGHT_UNIT]
    (lift,) = read.found
    assert (lift.sport, lift.started_at) == (
        STRENGTH,
        datetime.fromisoformat("2019-03-01 07:10:00"),
    )
    assert (lift.elapsed_s, lift.title, lift.source, lift.source_id) == (
        5160,
        "Morning",
        "strong",
        "",
    )
    assert [e.names for e in lift.exercises] == [("Squat (Barbell)",), ("Plank",)]
    assert [shorts(e) for e in lift.exercises] == [["5×100 lb @2"], ["×0 60 s"]]


def test_a_weight_is_read_without_the_noise_of_its_conversion():
    (lift,) = Read(strong, GEN1).found
    (raises,) = lift.exercises
    assert shorts(raises) == ["21×20 kg", "21×150 kg"]
    assert raises.notes == "7/7/7, [full rom][upper][lower]"


def test_units_in_columns_are_not_asked_for_and_a_run_stands_by_itself():
    read = Read(strong, GEN2)
    assert read.asked == [Question.TIME_ZONE]
    lift, run = read.found
    assert [shorts(e) for e in lift.exercises] == [["6×100 kg"]]
    assert (lift.title, lift.notes, lift.elapsed_s) == ("Day 2 #1 week 2", "slow ecc", 5160 - 1500)
    assert (run.sport, run.exercises, run.is_treadmill) == (RUNNING, (), False)
    assert (run.distance, run.elapsed_s) == (Distance(Decimal(5), DistanceUnit.KM), 1500)
    assert run.started_at == lift.started_at + timedelta(seconds=lift.elapsed_s)


def test_rests_and_notes_are_no_sets_and_letters_tell_their_kinds():
    read = Read(strong, GEN3)
    assert read.asked == [Question.TIME_ZONE]
    assert read.rejected == []
    first, second = read.found
    bench, pull_ups, lunges = first.exercises
    assert shorts(bench) == ["w 10×40 kg", "8×80 kg @1", "8×62.5 kg @0", "6×60 kg"]
    assert bench.notes == "Wide grip\nslow\nand low"
    assert shorts(pull_ups) == ["8×-20 kg"]
    assert shorts(lunges) == ["12×0 left"]
    assert (first.elapsed_s, first.notes, second.elapsed_s) == (3600, "felt good", 0)
    assert shorts(second.exercises[0]) == ["8×80 kg"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_told_by_their_names_in_any_order(separator):
    header = ["Reps", "Weight (lbs)", "Set Order", "Exercise Name", "Date", "Workout Name"]
    cells = ["5", "225", "1", "Deadlift", "2025-01-02 03:04:05", "A"]
    read = Read(strong, "\n".join(separator.join(row) for row in (header, cells)))
    assert read.asked == [Question.TIME_ZONE]
    assert shorts(read.found[0].exercises[0]) == ["5×225 lb"]


def test_a_distances_unit_is_asked_for_only_where_there_is_a_distance():
    row = '2019-03-01 07:10:00,"Morning",30m,"Treadmill",1,0,0,3.1,1800,\n'
    read = Read(strong, GEN0.splitlines()[0] + "\n" + row, distance_unit="mi")
    assert read.asked == [Question.DISTANCE_UNIT, Question.TIME_ZONE]
    (run,) = read.found
    assert (run.distance, run.is_treadmill) == (Distance(Decimal("3.1"), DistanceUnit.MI), True)
    assert (run.elapsed_s, run.started_at) == (1800, datetime.fromisoformat("2019-03-01 07:10:00"))


def test_other_cardio_is_a_timed_set_and_keeps_its_distance_as_a_note():
    row = '2019-03-01 07:10:00,"Morning",30m,"Rowing (Machine)",1,0,0,2,480,\n'
    (lift,) = Read(strong, GEN0.splitlines()[0] + "\n" + row).found
    (rowing,) = lift.exercises
    assert (shorts(rowing), rowing.notes) == (["×0 480 s"], "2 km")


def test_cardio_without_a_time_keeps_its_distance_as_a_note():
    row = '2019-03-01 07:10:00,"Morning",30m,"Walking",1,0,0,4,0,\n'
    (lift,) = Read(strong, GEN0.splitlines()[0] + "\n" + row).found
    (walking,) = lift.exercises
    assert (walking.sets, walking.notes) == ((), "4 km")


def test_help_is_taken_off_whatever_its_sign():
    read = Read(strong, GEN3.replace("Pull Up (Assisted);1;20;8", "Pull Up (Assisted);1;-20;8"))
    assert shorts(read.found[0].exercises[1]) == ["8×-20 kg"]


def test_a_run_with_nothing_for_its_reps_is_a_run_in_any_decimal():
    head = GEN3.splitlines()[0]
    row = "1;2026-08-10 18:00:00;Run;1800;Running;1;0,0;0,0;;5000,0;1500,0;;"
    (run,) = Read(strong, f"{head}\n{row}\n").found
    assert (run.sport, run.elapsed_s) == ("running", 1500)


def test_a_run_that_is_the_whole_workout_has_its_title_time_and_notes():
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Reps,Distance (km),Seconds,Workout Notes"
    row = '2019-03-01 07:10:00,"Long one",52m,"Running",1,,10,0,"windy"'
    (run,) = Read(strong, f"{header}\n{row}\n").found
    assert (run.title, run.notes, run.elapsed_s) == ("Long one", "windy", 52 * 60)


def test_a_note_is_kept_once_though_every_row_repeats_it():
    rows = "".join(
        f'2021-07-07 18:35:21,"A",31m,"Squat",{n},20.0,5,0,0,{note},day,\n'
        for n, note in enumerate(("easy day", "easy day", "easy"), 1)
    )
    (lift,) = Read(strong, GEN1.splitlines()[0] + "\n" + rows).found
    assert (lift.notes, lift.exercises[0].notes) == ("day", "easy day\neasy")


def test_the_parts_of_a_run_are_its_laps():
    row = '2019-03-01 07:10:00,"Morning",30m,"Running",{},0,0,{},{},\n'
    rows = [row.format(1, 1, 300), row.format(2, "0.5", 140)]
    (run,) = Read(strong, "\n".join([GEN0.splitlines()[0], *rows])).found
    assert (run.distance.value, run.elapsed_s) == (Decimal("1.5"), 440)
    assert [(lap.distance_m, lap.elapsed_s) for lap in run.laps] == [(1000, 300), (500, 140)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("Date,A,30m,Squat,1,80,5,0,0,", "its date can't be read"),
        ("1812-03-01 07:10:00,A,30m,Squat,1,80,5,0,0,", "its date lies in the year 1812"),
        ("2019-03-01 07:10:00,A,30m,Squat,1,heavy,5,0,0,", "the weight is not a number"),
        ("2019-03-01 07:10:00,A,30m,Squat,1,NaN,5,0,0,", "the weight is not a number"),
        ("2019-03-01 07:10:00,A,30m,Squat,1,80,5.5,0,0,", "the number of reps is not whole"),
        ("2019-03-01 07:10:00,A,30m,Squat,1,80,0,0,0,", "it has neither reps nor seconds"),
        ("2019-03-01 07:10:00,A,30m,Squat,X,80,5,0,0,", "the set order 'X' is not known"),
        ("2019-03-01 07:10:00,A,30m,Running,1,0,0,5,-5,", "the time of the set is below zero"),
        (
            f"2019-03-01 07:10:00,A,30m,{'x' * 301},1,80,5,0,0,",
            "the name of its exercise is too long",
        ),
        ("2019-03-01 07:10:00,A,30m,,1,80,5,0,0,", "it names no exercise"),
        ("2019-03-01 07:10:00,A,30m,Squat,1,80,5,0,0", "it has 9 cells under 10 columns"),
        (
            "2019-03-01 07:10:00,A,30m,Squat,1,80,5000,0,0,",
            "the number of reps must be between 1 and 1,000, not 5,000",
        ),
    ],
)
def test_a_row_that_can_not_be_read_says_why_and_the_rest_is_kept(cells, reason):
    read = Read(strong, GEN0.replace("\n2019", f"\n{cells}\n2019", 1))
    assert read.rejected == [("line 2", reason)]
    assert len(read.found) == 1
    assert [shorts(e) for e in read.found[0].exercises] == [["5×100 kg @2"], ["×0 60 s"]]


def test_a_file_that_is_cut_off_loses_its_last_row_alone():
    read = Read(strong, GEN1[:-12])
    assert read.rejected == [("line 3", "it has 6 cells under 12 columns")]
    assert len(read.found[0].exercises[0].sets) == 1


def test_a_workout_of_too_many_sets_is_cut_and_says_so():
    row = "2019-03-01 07:10:00,A,30m,Squat,1,80,5,0,0,\n"
    read = Read(strong, GEN0.splitlines()[0] + "\n" + row * 5002)
    assert read.rejected == [
        (f"line {n}", "a workout has at most 5,000 sets") for n in (5002, 5003)
    ]
    assert len(read.found[0].exercises[0].sets) == 5000


def test_the_sample_holds_what_is_known_of_it(sample):
    with sample("EXPECTED.tsv").open(newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    expected = rows["strong_gen1_comma_lb.csv"]
    data = sample("strong_gen1_comma_lb.csv").read_bytes()
    assert strong.is_mine(data[:65536])
    read = Read(strong, data, weight_unit=WeightUnit.LB)
    sets = [s for lift in read.found for e in lift.exercises for s in e.sets]
    seconds = [str(lift.elapsed_s) for lift in read.found]
    assert f"local {read.found[0].started_at}; {len(read.found)} workouts" == expected["start_utc"]
    assert ", ".join(seconds) == expected["elapsed_s"]
    assert str(len(sets)) == expected["sets_total"]
    assert str(sum(s.reps for s in sets)) == expected["reps"]
    volume = sum(s.reps * s.weight.value for s in sets)
    assert f"volume {volume} " in expected["weights_kg"]
    assert "8×150 lb" in [short(s) for s in sets]
    assert read.rejected == []
    assert read.asked == [Question.TIME_ZONE, Question.WEIGHT_UNIT]


def test_only_its_own_files_are_its_own():
    for text in (GEN0, GEN1, GEN2, GEN3):
        assert strong.is_mine(text.encode())
        assert not hevy.is_mine(text.encode())
    for data in (b"", b"a,b\n", b"PK\3\4", b"<gpx>"):
        assert not strong.is_mine(data)
        with pytest.raises(Unreadable):
            Read(strong, data)


@settings(max_examples=150, deadline=None)
@given(
    text=st.sampled_from([GEN0, GEN1, GEN2, GEN3]),
    cuts=st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 20), st.binary(max_size=6)), max_size=4
    ),
)
def test_only_unreadable_escapes_whatever_the_bytes(text, cuts):
    data = text.encode()
    for at, size, instead in cuts:
        data = data[:at] + instead + data[at + size :]
    only_unreadable_escapes(strong, data)
