"""From what a file tells to a workout of the log."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import (
    RUNNING,
    STRENGTH,
    Answers,
    Found,
    FoundExercise,
    Lap,
    Rejected,
)
from runstrength.exchange.recordings import fit, gpx, tcx
from runstrength.exchange.taking import assumed, taken
from runstrength.training.duplicates import Likeness, find_likely_within
from runstrength.training.merging import merged
from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.workouts import (
    NOTES_CHARACTERS,
    Lift,
    LiftExercise,
    Region,
    Run,
    RunType,
    Set,
)

ID = UUID(int=7)
BERLIN = Answers(time_zone="Europe/Berlin")
START = datetime(2025, 7, 1, 22, 30, tzinfo=UTC)
FIVE = Set(reps=5, weight=Weight(Decimal(100)))


def ids(app, names):
    """The log's exercises, as the app of these tests calls them."""
    return {("strong", "Squat"): ("squats", Region.LOWER)}.get((app, names[0]))


def told(sport=RUNNING, **fields):
    return Found(
        **{"row": "line 2", "sport": sport, "started_at": START, "elapsed_s": 3000} | fields
    )


def take(sport=RUNNING, *, max_hr_bpm=None, **fields):
    return taken(told(sport, **fields), BERLIN, ids, ID, max_hr_bpm=max_hr_bpm)


def squats(*sets, **fields):
    return FoundExercise(names=("Squat",), sets=sets or (FIVE,), **fields)


def lift(*exercises, **fields):
    return take(STRENGTH, app="strong", exercises=exercises, **fields)


def test_a_run_is_taken_as_it_is_told():
    run = take(
        elapsed_s=3000.4,
        moving_s=2900.6,
        utc_offset_s=7200,
        distance=Distance(Decimal("10.02"), DistanceUnit.KM),
        avg_hr_bpm=151,
        elevation_gain_m=80,
        is_treadmill=True,
        effort=6,
        title="Tempo with Anna",
        notes="Windy",
        source="strava",
    )
    assert run == Run(
        id=ID,
        started_at=START,
        time_zone="Europe/Berlin",
        duration_s=3000,
        moving_s=2901,
        type=RunType.TEMPO,
        distance=Distance(Decimal("10.02"), DistanceUnit.KM),
        avg_hr_bpm=151,
        elevation_gain_m=80,
        is_treadmill=True,
        effort=6,
        notes="Tempo with Anna\nWindy",
        source="strava",
    )
    assert run.local_date == date(2025, 7, 2)


def test_a_lift_is_taken_with_the_exercises_that_the_log_knows():
    unknown = FoundExercise(names=("Nameless",), sets=(FIVE,))
    assert lift(squats(FIVE, FIVE, notes="Belt"), unknown, avg_hr_bpm=110, source="strong") == Lift(
        id=ID,
        started_at=START,
        time_zone="Europe/Berlin",
        duration_s=3000,
        avg_hr_bpm=110,
        exercises=(
            LiftExercise(exercise="squats", region=Region.LOWER, sets=(FIVE, FIVE), notes="Belt"),
        ),
        source="strong",
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"sport": "cycling"}, "cycling is not logged here"),
        ({"sport": ""}, "this sport is not logged here"),
        ({"elapsed_s": 0}, "its duration is missing"),
        ({"elapsed_s": 48 * 3600 + 1}, "it lasts longer than 48 hours"),
        (
            {"started_at": datetime(1969, 12, 31, tzinfo=UTC)},
            "its start is not between 1970 and 2199",
        ),
        (
            {"started_at": datetime(2200, 1, 1, tzinfo=UTC)},
            "its start is not between 1970 and 2199",
        ),
        (
            {"started_at": datetime.fromisoformat("1970-01-01")},
            "the start must lie between 1970 and 2199",
        ),
        (
            {"sport": STRENGTH, "elapsed_s": 0},
            "its duration is missing, and it has no sets to tell it from",
        ),
        ({"sport": STRENGTH, "elapsed_s": 1e12}, "it lasts longer than 48 hours"),
        (
            {"sport": STRENGTH, "app": "strong", "exercises": (squats(),) * 51},
            "it has more than 50 exercises",
        ),
    ],
)
def test_what_the_log_cant_have_is_refused_with_a_plain_reason(fields, reason):
    assert take(**fields) == Rejected("line 2", reason)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"avg_hr_bpm": 24}, {"avg_hr_bpm": None}),
        ({"avg_hr_bpm": 251}, {"avg_hr_bpm": None}),
        ({"avg_hr_bpm": 25.4}, {"avg_hr_bpm": 25}),
        ({"effort": 0}, {"effort": None}),
        ({"effort": 11}, {"effort": None}),
        ({"elevation_gain_m": 30_001}, {"elevation_gain_m": None}),
        ({"elevation_gain_m": float("nan")}, {"elevation_gain_m": None}),
        ({"moving_s": 3600}, {"moving_s": 3000}),
        ({"moving_s": 0.2}, {"moving_s": None}),
        ({"elapsed_s": 0, "moving_s": 1800}, {"duration_s": 1800, "moving_s": 1800}),
        ({"elapsed_s": float("nan"), "moving_s": 60.4}, {"duration_s": 60}),
        ({"source": "s" * 40}, {"source": "s" * 32}),
        ({"notes": "a\0b\ud800c\r\nd\x0be"}, {"notes": "abc\nde"}),
        ({"notes": "n" * 20_000}, {"notes": "n" * (NOTES_CHARACTERS - 1) + "…"}),
    ],
)
def test_what_the_log_has_no_room_for_is_rounded_cut_or_dropped(told, expected):
    run = take(**told)
    assert {name: getattr(run, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("6639.39990234375", "m", "6639.4"),
        ("5000.001", "m", "5000"),
        ("14004.85", "m", "14004.85"),
        ("3.1068559612", "mi", "3.10686"),
        ("42.195", "km", "42.195"),
        ("10.50", "km", "10.50"),
    ],
)
def test_a_distance_is_rounded_to_the_centimetre_and_keeps_its_unit(value, unit, expected):
    run = take(distance=Distance(Decimal(value), DistanceUnit(unit)))
    assert (str(run.distance.value), run.distance.unit) == (expected, unit)


@pytest.mark.parametrize(
    ("title", "notes", "expected"),
    [
        ("Morning Run", "", ""),
        ("Morning Run", "Windy", "Windy"),
        ("With Anna", "", "With Anna"),
        ("With Anna", "Windy", "With Anna\nWindy"),
        ("With Anna", "With Anna, windy", "With Anna, windy"),
        (" With \n Anna\0 ", " Windy\n", "With Anna\nWindy"),
    ],
)
def test_a_title_that_somebody_wrote_stands_above_the_notes(title, notes, expected):
    assert take(title=title, notes=notes).notes == expected


def test_a_lift_without_duration_lasts_as_its_sets_and_says_so():
    plank = Set(duration_s=60)
    found = told(STRENGTH, app="strong", exercises=(squats(FIVE, plank),), elapsed_s=0)
    assert taken(found, BERLIN, ids, ID).duration_s == 60 + 2 * 150
    assert assumed(found) == ("duration by its sets",)


def test_sets_of_exercises_that_are_left_out_took_their_time_too():
    unknown = FoundExercise(names=("Nameless",), sets=(FIVE,) * 3)
    found = lift(unknown, elapsed_s=0)
    assert (found.exercises, found.duration_s) == ((), 450)


def test_a_clock_that_was_left_on_for_days_counts_as_none():
    assert lift(squats(), elapsed_s=137 * 3600).duration_s == 150
    assert lift(squats(), elapsed_s=48 * 3600).duration_s == 48 * 3600


def test_more_sets_than_an_exercise_holds_go_on_as_another_of_the_same():
    first, second, third = lift(squats(*[FIVE] * 201, notes="Long", superset=9)).exercises
    assert [len(each.sets) for each in (first, second, third)] == [100, 100, 1]
    assert {each.exercise for each in (first, second, third)} == {"squats"}
    assert [each.notes for each in (first, second, third)] == ["Long", "", ""]
    assert first.superset == second.superset == 1


def test_supersets_are_counted_from_one_however_an_app_counts_them():
    numbers = (0, 0, None, 700, 700)
    found = lift(*(squats(superset=number) for number in numbers))
    assert [each.superset for each in found.exercises] == [1, 1, None, 2, 2]


def test_notes_of_an_exercise_are_cut():
    assert len(lift(squats(notes="n" * 1_001)).exercises[0].notes) == 1_000


def test_an_exercise_without_sets_stays_one():
    empty = FoundExercise(names=("Squat",), sets=())
    assert lift(empty).exercises == (LiftExercise(exercise="squats", region=Region.LOWER),)


LAPS = (Lap(elapsed_s=80, distance_m=400.0), Lap(elapsed_s=60, distance_m=150.0)) * 4


def test_a_type_is_guessed_and_says_by_what_and_no_effort_is():
    run = take(laps=LAPS, title="Morning Run")
    assert (run.type, run.intervals, run.effort) == (RunType.INTERVALS, "4 x 400 m r 1:00", None)
    assert assumed(told(laps=LAPS)) == ("type by its laps",)
    assert assumed(told(title="Tempo")) == ("type by its title",)
    assert assumed(told()) == ()


def test_heart_rate_guesses_only_beside_the_highest_that_is_known():
    assert take(avg_hr_bpm=176, max_hr_bpm=190).type is RunType.TEMPO
    assert take(avg_hr_bpm=176).type is RunType.OTHER
    assert take(avg_hr_bpm=176, max_hr_bpm=190, moving_s=600).type is RunType.OTHER
    assert assumed(told(avg_hr_bpm=176), 190) == ("type by its heart rate",)


def test_a_start_without_offset_is_the_owners_clock():
    run = take(started_at=datetime.fromisoformat("2025-07-01 07:00"))
    assert run.started_at == datetime(2025, 7, 1, 5, tzinfo=UTC)
    assert run.time_zone == "Europe/Berlin"


def test_one_run_in_three_formats_is_one_run(sample):
    runs = []
    for reader, ending in ((fit, "fit"), (gpx, "gpx"), (tcx, "tcx")):
        with sample(f"6782987395.{ending}").open("rb") as file:
            (told,) = (item for item in reader.read(file, BERLIN) if isinstance(item, Found))
        runs.append(taken(told, BERLIN, ids, ID))
    assert {run.time_zone for run in runs} == {"America/New_York"}
    assert find_likely_within(runs)[1:] == [(0, Likeness.SAME)] * 2
    assert merged(runs[0], runs[2]) is runs[0]


FLOATS = st.floats(allow_nan=True, allow_infinity=True)
TEXTS = st.text(st.characters(), max_size=40)
ODD = st.builds(
    Found,
    row=st.just("line 2"),
    sport=st.sampled_from([RUNNING, STRENGTH, "rowing"]),
    started_at=st.datetimes() | st.datetimes(timezones=st.just(UTC)),
    elapsed_s=FLOATS,
    moving_s=st.none() | FLOATS,
    utc_offset_s=st.none() | st.integers(-(10**6), 10**6),
    position=st.none() | st.tuples(FLOATS, FLOATS),
    avg_hr_bpm=st.none() | FLOATS,
    elevation_gain_m=st.none() | FLOATS,
    effort=st.none() | st.integers(),
    title=TEXTS,
    notes=TEXTS,
    app=st.just("strong"),
    exercises=st.lists(
        st.builds(
            FoundExercise,
            names=st.just(("Squat",)),
            sets=st.lists(st.just(FIVE), max_size=3).map(tuple),
            notes=TEXTS,
            superset=st.none() | st.integers(),
        ),
        max_size=60,
    ).map(tuple),
    laps=st.lists(st.builds(Lap, elapsed_s=FLOATS, distance_m=st.none() | FLOATS), max_size=9).map(
        tuple
    ),
    source=TEXTS,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ODD, st.sampled_from([None, 0, 190]))
def test_whatever_a_reader_gives_becomes_a_workout_or_a_reason(found, max_hr_bpm):
    assert isinstance(taken(found, BERLIN, ids, ID, max_hr_bpm=max_hr_bpm), Run | Lift | Rejected)
    assumed(found, max_hr_bpm)
