"""What a field may hold; an error names every refused field and the range that it allows."""

from datetime import UTC, datetime

import pytest

from runstrength.training.limits import Invalid
from runstrength.training.workouts import LiftExercise, Region, Set
from tests.training.build import lift, run, upper

WHEN = "Mon 07:00"


def errors(build, *args, **fields):
    """What is said of each refused field; empty where nothing is refused."""
    try:
        build(*args, **fields)
    except Invalid as refused:
        return {error.field: error.message for error in refused.errors}
    return {}


@pytest.mark.parametrize(
    ("field", "low", "high", "allowed"),
    [
        ("effort", 1, 10, "between 1 and 10"),
        ("duration_s", 1, 172_800, "between 1 and 172,800 seconds"),
        ("avg_hr_bpm", 25, 250, "between 25 and 250 beats per minute"),
    ],
)
def test_a_run_and_a_lift_keep_their_ranges(field, low, high, allowed):
    for value in (low, high):
        assert errors(run, WHEN, **{field: value}) == {}
        assert errors(lift, WHEN, **{field: value}) == {}
    for value in (low - 1, high + 1):
        assert allowed in errors(run, WHEN, **{field: value})[field]
        assert errors(lift, WHEN, **{field: value}) == errors(run, WHEN, **{field: value})


@pytest.mark.parametrize(
    ("field", "low", "high", "allowed"),
    [
        ("reps", 1, 1000, "between 1 and 1,000"),
        ("rir", 0, 10, "between 0 and 10"),
        ("duration_s", 1, 14_400, "between 1 and 14,400 seconds"),
    ],
)
def test_a_set_keeps_its_ranges(field, low, high, allowed):
    for value in (low, high):
        assert errors(Set, **{"reps": 5} | {field: value}) == {}
    for value in (low - 1, high + 1):
        assert allowed in errors(Set, **{"reps": 5} | {field: value})[field]


def test_an_error_repeats_the_value_that_was_refused():
    assert "not 11" in errors(run, WHEN, effort=11)["effort"]
    assert "a number that large" in errors(run, WHEN, effort=10**4000)["effort"]


@pytest.mark.parametrize("effort", [6.5, float("nan"), float("inf")])
def test_effort_is_a_whole_number(effort):
    assert "effort" in errors(run, WHEN, effort=effort)


def test_effort_may_be_unknown():
    assert errors(run, WHEN, effort=None) == {}


def test_a_run_moves_no_longer_than_it_lasts():
    assert errors(run, WHEN, minutes=50, moving=50) == {}
    assert "moving_s" in errors(run, WHEN, minutes=50, moving=50.1)
    assert "moving_s" in errors(run, WHEN, minutes=50, moving=0)


def test_a_set_has_repetitions_or_seconds():
    assert errors(Set, reps=None, duration_s=30) == {}
    assert "reps" in errors(Set, reps=None)


def test_a_start_lies_in_1970_or_later():
    assert errors(run, datetime(1970, 1, 1, tzinfo=UTC)) == {}
    before = datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert "1970" in errors(run, before)["started_at"]


def test_a_start_carries_its_offset():
    naive = datetime(2026, 11, 16, 7, 0)  # noqa: DTZ001  what the claim is about
    assert "offset" in errors(run, naive)["started_at"]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT+5"])
def test_an_iana_zone_is_accepted(zone):
    assert errors(run, datetime(2026, 11, 16, tzinfo=UTC), zone=zone) == {}


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "Mars/Olympus",
        "europe/berlin",
        "../etc/passwd",
        "Europe/Berlin\0",
        "localtime",
        "+01:00",
    ],
)
def test_any_other_zone_is_refused(zone):
    assert "time_zone" in errors(run, datetime(2026, 11, 16, tzinfo=UTC), zone=zone)


@pytest.mark.parametrize(
    "notes",
    ["", "x" * 10_000, "legs: heavy\n\ttired", "größer ≥ 80 kg", "💪" * 10_000],
    ids=["empty", "10,000 characters", "lines", "accents", "10,000 emoji"],
)
def test_notes_that_a_page_can_carry_are_accepted(notes):
    assert errors(run, WHEN, notes=notes) == {}


@pytest.mark.parametrize(
    "notes",
    ["x" * 10_001, "a\0b", "half \ud83d", "\udcaa half"],
    ids=["10,001 characters", "NUL", "a high surrogate", "a low surrogate"],
)
def test_notes_that_no_page_can_carry_are_refused(notes):
    assert "notes" in errors(run, WHEN, notes=notes)
    assert "notes" in errors(lift, WHEN, notes=notes)


def test_over_long_notes_are_told_how_long_they_may_be():
    message = errors(run, WHEN, notes="x" * 10_001)["notes"]

    assert "10,000" in message
    assert "10,001" in message


def test_an_exercise_has_at_most_100_sets():
    def exercise(sets):
        return LiftExercise(exercise="rows", region=Region.UPPER, sets=(Set(reps=5),) * sets)

    assert errors(exercise, 100) == {}
    assert "100" in errors(exercise, 101)["sets"]


def test_a_lift_has_at_most_50_exercises():
    assert errors(lift, WHEN, *[upper()] * 50) == {}
    assert "50" in errors(lift, WHEN, *[upper()] * 51)["exercises"]


def test_a_lift_without_exercises_says_only_that_there_was_one():
    assert errors(lift, WHEN) == {}


@pytest.mark.parametrize(
    ("build", "fields"),
    [
        (
            run,
            {
                "minutes": 0,
                "effort": 0,
                "notes": "\0",
                "started_at": datetime(1969, 1, 1, tzinfo=UTC),
            },
        ),
        (run, {"effort": 11, "avg_hr_bpm": 300}),
        (run, {"avg_hr_bpm": 24, "moving_s": 0}),
        (run, {"effort": 11, "moving_s": 9000}),
    ],
    ids=["of any workout", "of a workout and a run", "of a run", "of both"],
)
def test_several_refused_fields_of_a_run_are_all_named(build, fields):
    named = set(fields) - {"minutes"} | ({"duration_s"} if "minutes" in fields else set())

    assert set(errors(build, WHEN, **fields)) == named


def test_several_refused_fields_of_a_lift_are_all_named():
    too_many = [upper()] * 51

    assert set(errors(lift, WHEN, *too_many, effort=11, avg_hr_bpm=300)) == {
        "effort",
        "avg_hr_bpm",
        "exercises",
    }


def test_several_refused_fields_of_a_set_are_all_named():
    assert set(errors(Set, reps=0, rir=11, duration_s=0)) == {"reps", "rir", "duration_s"}


def test_errors_of_nested_values_are_named_by_their_place():
    with pytest.raises(Invalid) as refused:
        Set(reps=0)

    (error,) = refused.value.under("exercises.0.sets.2").errors
    assert error.field == "exercises.0.sets.2.reps"


def test_an_error_reads_as_field_and_sentence():
    with pytest.raises(Invalid, match=r"^effort: must be between 1 and 10, not 11$"):
        run(WHEN, effort=11)
