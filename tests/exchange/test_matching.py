"""Names of exercises: sure where the user, the app or the log says so, else but a guess."""

from pathlib import Path

import pytest

from runstrength.exchange.names.matching import Sure, matches
from runstrength.exchange.names.regions import region_of
from runstrength.guidance.exercises import Lesson, read_exercises
from runstrength.training.exercises import Exercise
from runstrength.training.workouts import Region

CONTENT = Path(__file__).resolve().parents[2] / "content" / "exercises"
KNOWN = read_exercises(CONTENT, [])


def match(app, name, known=KNOWN, remembered=None):
    return matches([(app, name)], known.values(), remembered or {})[0]


def test_every_name_in_the_content_means_its_own_exercise():
    for lesson in KNOWN.values():
        for app, names in lesson.elsewhere.items():
            for name in names:
                found = match(app, name)
                assert (found.exercise, found.guess, found.sure) == (lesson.id, None, Sure.TOLD)
        for name in (lesson.name, *lesson.aliases):
            assert match("liftosaur", name).exercise == lesson.id


@pytest.mark.parametrize(
    "name", ["BENCH PRESS (barbell)", "bench-press  barbell", "Bench Press [Barbell]"]
)
def test_capitals_spaces_and_punctuation_do_not_matter(name):
    assert match("strong", name).exercise == "bench-presses"


def test_what_the_user_said_goes_before_all_else():
    said = {"strong/Bench Press (Barbell)": "squats", "strong/Mystery": "gone"}
    found = match("strong", "Bench Press (Barbell)", remembered=said)
    assert (found.exercise, found.sure) == ("squats", Sure.REMEMBERED)
    assert match("hevy", "Bench Press (Barbell)", remembered=said).exercise == "bench-presses"
    assert match("strong", "Mystery", remembered=said).exercise is None


def test_the_side_in_a_name_is_not_a_part_of_it():
    for name in ("Bulgarian Split Squat (Left)", "Bulgarian Split Squat - right leg"):
        assert match("strong", name).exercise == "bulgarian-split-squats"


def test_an_own_exercise_is_known_by_its_name():
    own = Exercise("own-1", "Zercher squat", Region.LOWER)
    assert match("hevy", "Zercher Squats", {"own-1": own}).exercise == "own-1"


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Zercher Squat", "squats"),
        ("Squat (Safety Bar)", "squats"),
        ("Cable Crunch", "crunches"),
        ("Reverse Curl (EZ Bar)", "biceps-curls"),
        ("Overhead Press (Each Side, Dumbbells)", "dumbbell-shoulder-presses"),
        ("Single Leg Press", "leg-presses"),
    ],
)
def test_a_name_that_shares_its_words_is_a_guess_and_no_more(name, guess):
    found = match("liftosaur", name)
    assert (found.exercise, found.guess, found.sure) == (None, guess, Sure.GUESSED)
    assert found.region is KNOWN[guess].region


def test_equipment_alone_makes_no_guess():
    for name in ("Rowing Machine", "Mystery (Barbell)", "(Dumbbell)", "", "🙂", "x" * 10_000):
        found = match("hevy", name)
        assert (found.exercise, found.guess, found.sure) == (None, None, Sure.UNKNOWN)
        assert found.name == name


def test_a_name_that_two_exercises_claim_is_not_sure():
    two = {
        n: Lesson(n, f"{n} lift", Region.LOWER, elsewhere={"hevy": (name,)})
        for n, name in (("a", "Deep Squat"), ("b", "deep squats"))
    }
    found = match("hevy", "Deep-Squat", two)
    assert found.exercise is None
    assert found.guess in two


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Belt Squat Machine", Region.LOWER),
        ("Seated Leg Curl Press", Region.LOWER),
        ("Beinpresse", Region.LOWER),
        ("Peso muerto rumano", Region.LOWER),
        ("Développé militaire", Region.UPPER),
        ("Weighted Ab Machine", Region.CORE),
        ("Hanging Leg Raise (Captain)", Region.CORE),
        ("Meadows Row", Region.UPPER),
        ("Mystery", Region.UPPER),
    ],
)
def test_words_tell_the_region_of_an_unknown_exercise(name, region):
    assert region_of(name) is region


def test_words_tell_the_region_of_nearly_all_known_exercises():
    wrong = [each.id for each in KNOWN.values() if region_of(each.name) is not each.region]
    assert wrong == ["bounding"]
