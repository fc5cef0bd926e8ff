"""The exercises of the content: each can be read and told apart, and names none that is missing."""

from pathlib import Path

import pytest

from runstrength.guidance.articles import GuideError
from runstrength.guidance.exercises import read_exercises
from runstrength.guidance.guide import read_guide
from runstrength.training.exercises import Counts
from runstrength.training.workouts import Region

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "content" / "exercises"
GUIDE = read_guide(ROOT / "content" / "guide", ROOT / "static")
EXERCISES = read_exercises(FOLDER, GUIDE.exercises.values())


def test_the_guide_s_nine_are_there_and_some_eighty_more():
    assert set(GUIDE.exercises) < set(EXERCISES)
    assert len(EXERCISES) == len(list(FOLDER.glob("*.md"))) >= 69
    assert {e.region for e in EXERCISES.values()} == set(Region)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_an_exercise_says_how_it_is_done_and_what_goes_wrong(exercise):
    assert 3 <= len(exercise.cues) <= 5
    assert 2 <= len(exercise.faults) <= 4
    assert exercise.muscles
    assert exercise.id not in (*exercise.easier, *exercise.harder)


def test_a_name_of_another_app_stands_for_one_exercise():
    named = [
        (app, name)
        for exercise in EXERCISES.values()
        for app, names in exercise.elsewhere.items()
        for name in names
    ]
    assert len(named) == len(set(named)) > 100


def test_what_one_types_stands_for_one_exercise():
    typed = [alias.lower() for exercise in EXERCISES.values() for alias in exercise.aliases]
    assert len(typed) == len(set(typed))
    assert {"rdl", "pullup"} <= set(typed)


def test_the_guide_s_word_counts_for_name_and_region(tmp_path):
    text = (FOLDER / "planks.md").read_text().replace("region: core", "region: upper")
    text = text.replace("easier: [dead-bugs]", "easier: []")
    (tmp_path / "planks.md").write_text(text.replace("harder: [", "harder: [] # ["))
    found = read_exercises(tmp_path, GUIDE.exercises.values())

    assert found["planks"].region is Region.CORE
    assert found["planks"].counts is Counts.SECONDS
    assert found["squats"].cues == ()  # Without a file it is there all the same.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("region: core", "region: legs"),
        ("counts: seconds", "counts: minutes"),
        ("name: Planks", "title: Planks"),
        ("name: Planks", "name: Planks\ncolour: red"),
        ("easier: [dead-bugs]", "easier: [no-such-exercise]"),
    ],
)
def test_a_file_that_can_t_be_read_is_named(tmp_path, old, new):
    (tmp_path / "planks.md").write_text((FOLDER / "planks.md").read_text().replace(old, new))

    with pytest.raises(GuideError, match=r"planks\.md"):
        read_exercises(tmp_path, ())
