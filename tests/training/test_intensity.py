"""How hard a workout was, with known efforts alone and by estimate."""

import pytest

from runstrength.training.intensity import Intensity, Reading
from runstrength.training.thresholds import Thresholds
from tests.training.build import core, lift, lower, run, upper

KNOWN = Reading()
GUESSED = Reading(estimates=True)


@pytest.mark.parametrize("make", [run, lift])
@pytest.mark.parametrize(
    ("effort", "expected"),
    [
        (1, "easy"),
        (4, "easy"),
        (5, "moderate"),
        (6, "moderate"),
        (7, "hard"),
        (10, "hard"),
        (None, "unknown"),
    ],
)
def test_effort_tells_intensity(make, effort, expected):
    workout = make("Mon 07:00", effort=effort)

    assert KNOWN.intensity(workout).word == expected
    assert GUESSED.intensity(workout).word == expected


def test_the_hardest_of_a_date_is_hard_then_moderate_then_unknown_then_easy():
    words = [intensity.word for intensity in sorted(Intensity, reverse=True)]

    assert words == ["hard", "moderate", "unknown", "easy"]


@pytest.mark.parametrize("effort", [1, 3, 6, 10])
def test_a_race_is_hard_whatever_its_effort(effort):
    assert KNOWN.is_hard(run("Mon 07:00", type="race", effort=effort))


@pytest.mark.parametrize(
    ("kind", "guess"),
    [
        ("race", "hard"),
        ("intervals", "hard"),
        ("tempo", "hard"),
        ("hills", "hard"),
        ("easy", "unknown"),
        ("recovery", "unknown"),
        ("steady", "unknown"),
        ("long", "unknown"),
        ("other", "unknown"),
    ],
)
def test_without_effort_the_type_is_an_estimate_and_never_easy(kind, guess):
    workout = run("Mon 07:00", type=kind)

    assert KNOWN.intensity(workout).word == "unknown"
    assert GUESSED.intensity(workout).word == guess


@pytest.mark.parametrize(
    ("time", "guess"),
    [
        pytest.param({"minutes": 90}, "unknown", id="90 min"),
        pytest.param({"minutes": 91}, "hard", id="91 min"),
        pytest.param({"minutes": 120, "moving": 90}, "unknown", id="90 min of 120 moving"),
        pytest.param({"minutes": 120, "moving": 91}, "hard", id="91 min of 120 moving"),
        pytest.param({"minutes": 180, "effort": 4}, "easy", id="180 min of effort 4"),
    ],
)
def test_without_effort_more_than_90_minutes_are_hard_by_estimate(time, guess):
    assert GUESSED.intensity(run("Mon 07:00", type="easy", **time)).word == guess


@pytest.mark.parametrize("effort", [2, 5])
@pytest.mark.parametrize("kind", ["intervals", "tempo", "hills"])
def test_a_known_effort_stands_against_the_type(kind, effort):
    assert not GUESSED.is_hard(run("Mon 07:00", type=kind, effort=effort))


def test_a_long_lift_of_unknown_effort_is_not_guessed_at():
    workout = lift("Mon 07:00", upper(20, rir=0), minutes=120)

    assert GUESSED.intensity(workout) is Intensity.UNKNOWN


@pytest.mark.parametrize("effort", [None, 2, 6])
@pytest.mark.parametrize(
    ("exercises", "hard"),
    [
        pytest.param([lower(rir=0)], True, id="one at RIR 0"),
        pytest.param([lower(rir=1)], False, id="one at RIR 1"),
        pytest.param([lower(2, rir=1)], True, id="two at RIR 1"),
        pytest.param([lower(rir=1), lower(rir=1)], True, id="two at RIR 1 in two exercises"),
        pytest.param([lower(rir=1), lower(8, rir=2)], False, id="one at RIR 1, eight at RIR 2"),
        pytest.param([lower(9, rir=3)], False, id="nine at RIR 3"),
        pytest.param([lower(10, rir=3)], True, id="ten at RIR 3"),
        pytest.param([lower(9, rir=3), lower(rir=2)], True, id="nine at RIR 3, one at RIR 2"),
        pytest.param([lower(9, rir=3), lower(5, rir=4)], False, id="nine at RIR 3, five at RIR 4"),
        pytest.param([lower(20, rir=4)], False, id="twenty at RIR 4"),
        pytest.param([lower(9, rir=3), lower(9)], False, id="sets without RIR count for none"),
        pytest.param([lower(20)], False, id="no RIR at all"),
        pytest.param([lower(rir=0, kind="warm-up")], False, id="a warm-up"),
        pytest.param([lower(9, rir=3), lower(rir=3, kind="warm-up")], False, id="nine, a warm-up"),
        pytest.param([upper(20, rir=0), core(20, rir=0)], False, id="upper body and core"),
        pytest.param([lower(rir=1), upper(rir=1)], False, id="one of each at RIR 1"),
    ],
)
def test_leg_sets_near_failure_make_a_lift_hard_at_any_effort(exercises, hard, effort):
    workout = lift("Mon 07:00", *exercises, effort=effort)

    assert KNOWN.is_hard(workout) == hard
    assert GUESSED.is_hard(workout) == hard


@pytest.mark.parametrize(
    ("workout", "expected"),
    [
        pytest.param(lift("Mon 07:00", lower(), effort=7), True, id="effort 7 with a leg set"),
        pytest.param(lift("Mon 07:00", lower(), effort=6), False, id="effort 6"),
        pytest.param(lift("Mon 07:00", lower(rir=0)), True, id="a leg set to failure"),
        pytest.param(lift("Mon 07:00", upper(), effort=9), False, id="no leg set"),
        pytest.param(lift("Mon 07:00", lower(kind="warm-up"), effort=9), False, id="a warm-up"),
        pytest.param(lift("Mon 07:00", effort=9), False, id="no sets"),
        pytest.param(run("Mon 07:00", effort=9), False, id="a run"),
    ],
)
def test_a_hard_leg_lift_is_a_hard_lift_with_a_leg_set(workout, expected):
    assert KNOWN.is_hard_leg_lift(workout) == expected


def test_limits_can_be_moved():
    strict = Reading(Thresholds(easy_effort=3, moderate_effort=5))

    assert strict.intensity(run("Mon 07:00", effort=4)) is Intensity.MODERATE
    assert strict.intensity(run("Mon 07:00", effort=6)) is Intensity.HARD
