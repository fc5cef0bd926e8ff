"""What a run was for, guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training import intervals
from runstrength.training.guessing import (
    BY_HEART_RATE,
    BY_LAPS,
    BY_TITLE,
    NO_GUESS,
    Guess,
    is_automatic_title,
    run_type,
)
from runstrength.training.workouts import RunType
from tests.training.timelines import QUIET

TITLES = [
    ("6x800m @ 3:20 r 2:00", "intervals"),
    ("Track: 5 x 1 km", "intervals"),
    ("4×4", "intervals"),
    ("Intervalltraining", "intervals"),
    ("Easy intervals", "intervals"),
    ("Séance fractionné", "intervals"),
    ("Series 10x400", "intervals"),
    ("Fartlek in the woods", "intervals"),
    ("Hill repeats", "hills"),
    ("8x hill", "hills"),
    ("Hills!", "hills"),
    ("Bergsprints", "hills"),
    ("Berg hoch und runter", "hills"),
    ("Côtes au parc", "hills"),
    ("Cuestas", "hills"),
    ("Tempo Tuesday", "tempo"),
    ("20 min threshold", "tempo"),
    ("Schwellenlauf", "tempo"),
    ("Schwelle", "tempo"),
    ("Sortie au seuil", "tempo"),
    ("10 km marathon pace", "tempo"),
    ("Long run", "long"),
    ("Sunday Long Run (easy)", "long"),
    ("Langer Lauf", "long"),
    ("Langer Dauerlauf", "long"),
    ("Sortie longue", "long"),
    ("Tirada larga", "long"),
    ("Marathon training: long run", "long"),
    ("Recovery", "recovery"),
    ("Recovery after the marathon", "recovery"),
    ("Regenerationslauf", "recovery"),
    ("Footing récupération", "recovery"),
    ("Easy 5", "easy"),
    ("Lockerer Dauerlauf", "easy"),
    ("Rodaje suave", "easy"),
    ("Warm-up for the race", "easy"),
    ("Parkrun #50", "race"),
    ("London Marathon", "race"),
    ("Halbmarathon Köln", "race"),
    ("Race day", "race"),
    ("Wettkampf", "race"),
    ("Semi-marathon de Paris", "race"),
    ("Carrera popular", "race"),
    ("Media maratón de Madrid", "race"),
]
SILENT = [
    "Morning Run",
    "Lunch Run",
    "Evening Trail Run",
    "Lauf am Morgen",
    "Course à pied le matin",
    "Carrera de mañana",
    "Carrera a pie por la tarde",
    "",
    "Berlin Running",
    "Prenzlauer Berg Laufen",
    "Beverly Hills Running",
    "Heidelberg",
    "With Anna",
    "Marathon training week 3",
    "Racehorse",
    "Before race",
    "Temporary route",
    "Uneasy",
    "Along the river",
    "Carrera continua",
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_names_the_type(title, expected):
    for written in (title, title.upper(), f"  {title}\n"):
        guess = run_type(written)
        assert (guess.type, guess.reason) == (RunType(expected), BY_TITLE), written


@pytest.mark.parametrize("title", SILENT)
def test_a_title_that_says_nothing_gives_no_guess(title):
    assert run_type(title) == NO_GUESS


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("6x800m @ 3:20 r 2:00", "6 x 800 m @ 3:20 r 2:00"),
        ("Track: 5 x 1km", "5 x 1 km"),
        ("3x10 min by the lake", "3 x 10:00"),
        ("10x400", "10 x 400 m"),
        ("4x4", ""),
        ("Intervals", ""),
        ("99x99 km", "99 x 99 km"),
        ("2x0 km", ""),
    ],
)
def test_intervals_that_a_title_writes_are_taken_as_they_are_read(title, expected):
    assert run_type(title).intervals == expected


@pytest.mark.parametrize(
    "title",
    [
        "Morning Run",
        "Afternoon Weight Training",
        "Evening Workout",
        "Midday Workout",
        "Traditional Strength Training",
        "Krafttraining am Abend",
        "lunch run",
        "Running",
    ],
)
def test_titles_that_apps_make_up(title):
    assert is_automatic_title(title)


@pytest.mark.parametrize("title", ["Push day", "Morning run with Anna", "", "Running late"])
def test_titles_that_people_write(title):
    assert not is_automatic_title(title)


def laps(*pairs):
    return [(float(seconds), metres) for seconds, metres in pairs]


FAST, SLOW = (80, 400.0), (60, 150.0)
WARM_UP, COOL_DOWN = (900, 2500.0), (700, 1900.0)
SESSION = laps(WARM_UP, *[FAST, SLOW] * 5, FAST, COOL_DOWN)


def test_fast_and_slow_laps_in_turn_are_intervals_with_their_notation():
    guess = run_type("Morning Run", SESSION)
    assert guess == Guess(RunType.INTERVALS, BY_LAPS, "6 x 400 m r 1:00")
    assert str(intervals.parse(guess.intervals)) == guess.intervals


def test_the_title_comes_before_the_laps():
    assert run_type("Long run", SESSION).type is RunType.LONG


def test_repeats_by_time_are_written_by_time():
    by_time = laps(*[(181, 800.0 + 37 * n) for n in (0, 1, 2, 3)])
    rests = laps(*[(89, 200.0)] * 4)
    session = [lap for pair in zip(by_time, rests, strict=True) for lap in pair]
    assert run_type("", session).intervals == "4 x 3:00 r 1:30"


def test_standing_between_the_repeats_is_a_rest():
    session = laps(*[(200, 1000.4), (90, 0.0)] * 4)
    assert run_type("", session).intervals == "4 x 1 km r 1:30"


def test_a_pyramid_is_intervals_without_notation():
    pyramid = [laps((m / 5, float(m)), SLOW) for m in (200, 400, 800, 400, 200)]
    assert run_type("", [lap for pair in pyramid for lap in pair]) == Guess(
        RunType.INTERVALS, BY_LAPS
    )


def test_rests_of_all_lengths_are_not_written():
    session = laps(FAST, (60, 150.0), FAST, (75, 200.0), FAST, (120, 250.0))
    assert run_type("", session).intervals == "3 x 400 m"


@pytest.mark.parametrize(
    "silent",
    [
        [],
        laps(*[(300, 1000.0)] * 10),
        laps(FAST, SLOW, FAST, SLOW, FAST),
        laps(*[(300, 1000.0), (360, 1000.0)] * 5, (100, 300.0)),  # The watch's own, in hills.
        laps(*[(300, 900.0), (320, 900.0)] * 5),  # Hardly slower.
        laps(*[(300, None), (360, None)] * 5),
        laps(*[(0, 400.0), (60, 150.0)] * 5),
        laps(FAST, FAST, SLOW, SLOW, FAST, FAST, SLOW, SLOW),
        laps(*[(240 * 1.2**n, 900.0) for n in range(8)]),  # Slower and slower.
        laps(*[(900 / 1.2**n, 900.0) for n in range(8)]),
    ],
)
def test_laps_that_say_nothing(silent):
    assert run_type("", silent) == NO_GUESS


def test_steady_parts_around_the_repeats_do_not_hide_them():
    steady = laps(*[(330, 1000.0)] * 4)
    assert run_type("", [*steady, *SESSION[1:], *steady]).intervals == "6 x 400 m r 1:00"


def test_one_repeat_of_another_length_leaves_no_notation():
    by_time = laps(*[(202, 854.0), (60, 43.0)] * 4, (212, 793.0), (61, 27.0))
    assert run_type("", by_time) == Guess(RunType.INTERVALS, BY_LAPS)


@pytest.mark.parametrize(
    ("share", "minutes", "expected"),
    [
        (0.92, 20, RunType.TEMPO),
        (0.919, 60, RunType.OTHER),
        (0.95, 19.9, RunType.OTHER),
        (1.0, 30, RunType.TEMPO),
        (1.1, 30, RunType.OTHER),
        (None, 60, RunType.OTHER),
        (float("nan"), 60, RunType.OTHER),
    ],
)
def test_a_high_heart_rate_that_lasts_is_a_tempo_run(share, minutes, expected):
    guess = run_type("Morning Run", [], share, minutes * 60)
    assert guess.type is expected
    assert guess.reason == (BY_HEART_RATE if expected is RunType.TEMPO else "")


NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.integers(-5, 2000)


@QUIET
@given(st.text(max_size=300), st.lists(st.tuples(NUMBERS, st.none() | NUMBERS), max_size=30))
def test_nothing_makes_a_guess_fail_and_notations_can_be_read(title, found):
    guess = run_type(title, found)
    if guess.intervals:
        intervals.parse(guess.intervals)


def test_a_title_of_any_length_is_guessed_at_once():
    for sign in ("9x", "a ", "(", "9 x 9", "marathon "):
        run_type(sign * 50_000)
