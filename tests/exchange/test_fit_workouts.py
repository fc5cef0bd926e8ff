"""What FIT files tell of runs, sports, clocks and sets."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import frontmatter
import pytest

from runstrength.exchange.found import RUNNING, STRENGTH, Question, Rejected, Unreadable
from runstrength.exchange.recordings import fit, fit_sets
from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.workouts import Set

from . import fit_files as made
from .fit_files import (
    MORNING,
    file_id,
    fit_file,
    found_in,
    lap,
    message,
    record,
    rejected_in,
    session,
    the_only,
    told,
)

EXERCISES = Path(__file__).resolve().parents[2] / "content" / "exercises"


def test_a_run_is_read():
    data = fit_file(
        file_id(),
        message("activity", timestamp=MORNING + 1800, local_timestamp=MORNING + 1800 + 3602),
        message("workout", wkt_name="Tempo\n"),
        session(
            sub_sport=made.TRAIL,
            total_timer_time=1_700_000,
            total_distance=512_345,
            avg_heart_rate=150,
            max_heart_rate=171,
            total_ascent=44,
            workout_rpe=70,
            start_position_lat=2**29,
            start_position_long=-(2**30),
        ),
        lap(MORNING, 900, total_distance=250_000, avg_heart_rate=148),
        record(MORNING, 0, enhanced_altitude=3_000),
        record(MORNING + 1800, 5123.45, heart_rate=160),
    )
    found = the_only(data)
    assert (found.sport, found.is_treadmill, found.title) == (RUNNING, False, "Tempo")
    assert found.started_at == datetime(2024, 11, 8, 11, 33, 20, tzinfo=UTC)
    assert (found.elapsed_s, found.moving_s, found.utc_offset_s) == (1800, 1700, 3600)
    assert found.distance.value == Decimal("5123.45")
    assert (found.avg_hr_bpm, found.max_hr_bpm, found.elevation_gain_m) == (150, 171, 44)
    assert (found.position, found.effort) == ((45.0, -90.0), 7)
    (only_lap,) = found.laps
    assert (only_lap.elapsed_s, only_lap.distance_m, only_lap.avg_hr_bpm) == (900, 2500, 148)
    assert found.track.points[0].elevation_m == 100
    assert (found.track.points[1].at_s, found.track.points[1].hr_bpm) == (1800, 160)
    assert found.source_id == f"77-{MORNING}"


@pytest.mark.parametrize(
    ("sport", "sub_sport", "words", "is_treadmill"),
    [
        (made.RUNNING, made.GENERIC, RUNNING, False),
        (made.RUNNING, made.TRAIL, RUNNING, False),
        (made.RUNNING, made.TREADMILL, RUNNING, True),
        (made.FITNESS_EQUIPMENT, made.TREADMILL, RUNNING, True),
        (made.TRAINING, made.STRENGTH_TRAINING, STRENGTH, False),
        (made.FITNESS_EQUIPMENT, made.STRENGTH_TRAINING, STRENGTH, False),
        (made.TRAINING, 26, "cardio training", False),
        (made.CYCLING, made.GENERIC, "cycling", False),
        (12, made.GENERIC, "cross country skiing", False),
        (made.GENERIC, made.GENERIC, "other", False),
        (200, made.GENERIC, "sport 200", False),
    ],
)
def test_sports_have_plain_words(sport, sub_sport, words, is_treadmill):
    found = the_only(fit_file(file_id(), session(sport=sport, sub_sport=sub_sport)))
    assert (found.sport, found.is_treadmill) == (words, is_treadmill)


@pytest.mark.parametrize(
    ("ahead_s", "offset_s"),
    [(0, 0), (-36_000, -36_000), (20_701, 20_700), (15 * 3600, 54_000), (16 * 3600, None)],
)
def test_an_offset_is_a_quarter_of_an_hour_or_none(ahead_s, offset_s):
    activity = message("activity", timestamp=MORNING, local_timestamp=MORNING + ahead_s)
    assert the_only(fit_file(file_id(), session(), activity)).utc_offset_s == offset_s


def test_a_clock_without_a_date_takes_that_of_the_wall_and_asks_for_its_zone():
    activity = message("activity", timestamp=1800, local_timestamp=MORNING)
    data = fit_file(file_id(), session(start=600), session(start=1200), activity)
    question, first, second = told(data)
    assert question is Question.TIME_ZONE
    assert first.started_at == datetime(2024, 11, 8, 11, 13, 20)  # noqa: DTZ001 - a wall clock
    assert (second.started_at - first.started_at).seconds == 600


def test_a_clock_without_any_date_is_said_so():
    with pytest.raises(Unreadable, match="did not know the date"):
        told(fit_file(file_id(), session(start=600)))


@pytest.mark.parametrize(
    ("kind", "words"),
    [(made.COURSE, "a course"), (made.SETTINGS, "a file of settings"), (32, "monitoring")],
)
def test_what_is_no_activity_is_refused_by_name(kind, words):
    data = fit_file(file_id(kind), session())
    with pytest.raises(Unreadable, match=f"it is .*{words}, not an activity"):
        told(data)
    with pytest.raises(Unreadable, match=f"it is .*{words}, not an activity"):
        list(fit.points(BytesIO(data)))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"<gpx/>" * 9, fit_file(), fit_file(file_id())])
def test_what_has_no_workout_is_unreadable(data):
    with pytest.raises(Unreadable):
        told(data)


def test_fit_is_told_by_its_first_bytes():
    assert fit.is_mine(fit_file(file_id())[:64])
    assert not any(
        map(fit.is_mine, (b"", b".FIT", b"<?xml version='1.0'?>", b"\x05" + b".FIT" * 5))
    )


# Sets.


def test_sets_in_a_row_of_one_exercise_are_one_exercise():
    bench = {"category": 0, "category_subtype": 1}
    data = made.lift(
        made.active_set(MORNING, repetitions=8, weight=1120, **bench),
        made.rest(MORNING + 30),
        made.active_set(MORNING + 90, repetitions=7, weight=1120, **bench),
        made.active_set(MORNING + 150, repetitions=9, category=(21, 21, 21), weight=0),
        made.active_set(MORNING + 210, repetitions=6, weight=1120, **bench),
    )
    found = the_only(data)
    assert found.app == "fit"
    assert [(e.names, [s.reps for s in e.sets]) for e in found.exercises] == [
        (("bench_press/barbell_bench_press", "bench_press"), [8, 7]),
        (("pull_up",), [9]),
        (("bench_press/barbell_bench_press", "bench_press"), [6]),
    ]
    assert found.exercises[0].sets[0].weight == Weight(Decimal(70))
    assert found.exercises[1].sets[0].weight is None


@pytest.mark.parametrize(
    ("fields", "weight"),
    [
        ({"weight": 1161}, Weight(Decimal("72.5625"))),
        # 100 lb are 45.359 kg, and 45.375 kg the nearest sixteenth.
        ({"weight": 726, "weight_display_unit": 2}, Weight(Decimal(100), WeightUnit.LB)),
        ({"weight": 18, "weight_display_unit": 2}, Weight(Decimal("2.5"), WeightUnit.LB)),
        # 2.25 lb lie in the middle of two halves.
        ({"weight": 16, "weight_display_unit": 2}, Weight(Decimal("1.0"))),
    ],
)
def test_weights_are_those_that_were_entered(fields, weight):
    found = the_only(made.lift(made.active_set(repetitions=5, category=28, **fields)))
    assert found.exercises[0].sets[0].weight == weight


def test_a_set_without_reps_and_seconds_is_left_out_with_its_reason():
    data = made.lift(
        made.active_set(repetitions=5000, category=28),
        made.active_set(MORNING + 60, seconds=0, repetitions=0, category=28),
        made.active_set(MORNING + 90, repetitions=5, category=28),
    )
    (found,) = found_in(data)
    assert found.exercises[0].sets == (Set(reps=5),)
    assert rejected_in(data) == [
        Rejected("session 1, set 1", "reps: must be between 1 and 1,000, not 5,000"),
        Rejected("session 1, set 2", "reps: is missing: a set has reps or seconds"),
    ]


def test_a_set_without_its_time_is_kept():
    timeless = message("set", set_type=1, repetitions=5, category=28)
    assert the_only(made.lift(timeless)).exercises[0].sets == (Set(reps=5),)


def test_all_names_that_we_know_exercises_by_are_names_that_fit_has():
    fit_names = {
        name
        for path in EXERCISES.glob("*.md")
        for name in frontmatter.load(path)["elsewhere"].get("fit", ())
    }
    categories, kinds = range(100), range(300)
    given_names = {
        name for c in categories for k in (None, *kinds) for name in fit_sets._named(c, k)
    }
    assert len(fit_names) > 100
    assert fit_names <= given_names
