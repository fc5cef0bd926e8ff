"""Ready routines: read from files, and in line with the guide that they are taken from."""

from pathlib import Path

import pytest

from runstrength.guidance.articles import GuideError
from runstrength.guidance.exercises import read_exercises
from runstrength.guidance.guide import read_guide
from runstrength.guidance.routines import read_routines
from runstrength.training.exercises import Counts
from runstrength.training.progression import Target
from runstrength.training.routines import Timed
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.workouts import Region

ROOT = Path(__file__).parents[2]
GUIDE = read_guide(ROOT / "content" / "guide", ROOT / "static")
EXERCISES = read_exercises(ROOT / "content" / "exercises", GUIDE.exercises.values())
OWN = read_routines(ROOT / "content" / "routines", EXERCISES)
HEAD = "---\nname: Short\nminutes: 20\nexercises:\n"
SQUATS = "  - {exercise: squats, sets: 3, reps: [5, 8], rir: 2}\n"


@pytest.mark.parametrize(
    ("routine", "region"),
    [("lower-body", Region.LOWER), ("core", Region.CORE), ("upper-body", Region.UPPER)],
)
def test_the_guide_s_groups_are_there_with_the_guide_s_exercises(routine, region):
    listed = [mention.id for mention in GUIDE.exercises.values() if mention.region is region]
    assert [each.exercise for each in OWN[routine].exercises] == listed


def test_there_are_eight_and_they_come_in_the_order_of_their_names():
    names = [routine.name for routine in OWN.values()]
    assert names == sorted(names)
    assert len(names) == 8
    assert "20 minutes after an easy run" in names


@pytest.mark.parametrize("routine", OWN.values(), ids=lambda routine: routine.id)
def test_what_is_timed_is_an_exercise_that_is_counted_in_seconds(routine):
    for each in routine.exercises:
        is_timed = EXERCISES[each.exercise].counts is Counts.SECONDS
        assert isinstance(each.target, Timed) is is_timed
    assert 10 <= routine.minutes <= 60
    assert routine.text.endswith(".")


def test_what_follows_an_easy_run_is_short_as_the_rules_have_it():
    routine = OWN["after-an-easy-run"]
    assert routine.minutes * 60 <= DEFAULTS.short_lift.total_seconds()
    assert sum(each.target.sets for each in routine.exercises) <= DEFAULTS.short_lift_sets


def test_a_file_is_read_with_all_that_it_says(tmp_path):
    planks = "  - {exercise: planks, sets: 2, seconds: 45, superset: 1}\n"
    (tmp_path / "short.md").write_text(f"{HEAD}{SQUATS}{planks}---\nA sentence.\n")
    (routine,) = read_routines(tmp_path, EXERCISES).values()
    squats, planks = routine.exercises

    assert (routine.id, routine.name, routine.minutes) == ("short", "Short", 20)
    assert routine.text == "A sentence."
    assert squats.target == Target(sets=3, reps_low=5, reps_high=8, rir=2)
    assert (planks.target, planks.superset) == (Timed(sets=2, seconds=45), 1)


@pytest.mark.parametrize(
    ("page", "named"),
    [
        pytest.param("no front matter", "exercises", id="nothing in it"),
        pytest.param(HEAD + SQUATS.replace("squats", "squots") + "---\n", "squots", id="unknown"),
        pytest.param(HEAD + SQUATS.replace("[5, 8]", "[8, 5]") + "---\n", "reps_high", id="range"),
        pytest.param(HEAD + SQUATS.replace("[5, 8]", "8") + "---\n", "int", id="no range"),
        pytest.param(HEAD + SQUATS.replace("sets: 3", "sets: 0") + "---\n", "sets", id="no set"),
        pytest.param(HEAD + SQUATS.replace("rir", "rer") + "---\n", "rer", id="a slip"),
        pytest.param(HEAD.replace("minutes", "minuets") + SQUATS + "---\n", "minutes", id="field"),
        pytest.param(HEAD.replace("Short", "S" * 61) + SQUATS + "---\n", "name", id="long name"),
        pytest.param(HEAD.replace(":\n", ": []\n") + "---\n", "exercises", id="no exercise"),
    ],
)
def test_a_false_file_is_named_with_what_is_wrong(tmp_path, page, named):
    (tmp_path / "slip.md").write_text(page)

    with pytest.raises(GuideError, match=rf"slip\.md: .*{named}"):
        read_routines(tmp_path, EXERCISES)


def test_a_folder_without_routines_offers_none(tmp_path):
    assert read_routines(tmp_path / "none", EXERCISES) == {}
