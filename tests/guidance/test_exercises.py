"""The exercises of the content: each can be read and told apart, and names none that is missing."""

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from runstrength.guidance.articles import GuideError
from runstrength.guidance.exercises import read_exercises
from runstrength.guidance.guide import read_guide
from runstrength.training.exercise_search import claim, names_of
from runstrength.training.exercises import Counts
from runstrength.training.workouts import Region
from runstrength.web.application import StartupError, create_app

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
    claims = defaultdict(set)
    for exercise in EXERCISES.values():
        for name in names_of(exercise):
            claims[claim(name)].add(exercise.id)
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}
    assert claims["rdl"] == {"romanian-deadlifts"}
    assert claims["pullup"] == {"pull-ups"}


@pytest.mark.parametrize("mention", GUIDE.exercises.values(), ids=lambda mention: mention.id)
def test_what_the_guide_lists_has_a_file_that_agrees_with_it(mention):
    (only,) = [e for e in read_exercises(FOLDER, ()).values() if e.id == mention.id]
    assert (claim(only.name), only.region) == (claim(mention.name), mention.region)


def test_the_guide_s_word_counts_for_name_and_region(tmp_path):
    text = (FOLDER / "planks.md").read_text().replace("region: core", "region: upper")
    text = text.replace("easier: [dead-bugs]", "easier: []")
    (tmp_path / "planks.md").write_text(text.replace("harder: [", "harder: [] # ["))
    found = read_exercises(tmp_path, GUIDE.exercises.values())

    assert found["planks"].region is Region.CORE
    assert found["planks"].counts is Counts.SECONDS
    assert found["squats"].cues == ()  # Without a file it is there all the same.


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("region: core", "region: legs", "'legs' is not a valid Region"),
        ("counts: seconds", "counts: minutes", "'minutes' is not a valid Counts"),
        ("load: bodyweight", "load: heavy", "'heavy' is not a valid Load"),
        ("name: Planks", "", "the fact 'name' is missing"),
        ("name: Planks", 'name: " "', "name: is missing"),
        ("name: Planks", "name: Planks\ncolour: red", "'colour' is none of an exercise's facts"),
        ("name: Planks", "name: Planks\nis_removed: true", "'is_removed' is none of"),
        ("name: Planks", "name: [Planks", "while parsing"),
        ("muscles: [", "muscles: abs # [", "'abs' is no list of names"),
        ("easier: [dead-bugs]", "easier: [12]", "[12] is no list of names"),
        ("easier: [dead-bugs]", "easier: [no-such]", "there is no other exercise 'no-such'"),
        ("easier: [dead-bugs]", "easier: [planks]", "there is no other exercise 'planks'"),
        ("harder: [mountain", "harder: [none, mountain", "there is no other exercise 'none'"),
        ("aliases: [", "aliases: [DEADBUG, ", "the name 'DEADBUG' is claimed by dead-bugs.md, too"),
        ("name: Planks", "name: Dead-bug", "the name 'Dead-bug' is claimed by dead-bugs.md, too"),
        ("hevy: [Plank]", "hevy: [Dead Bug]", "'Dead Bug' of hevy is claimed by dead-bugs"),
    ],
)
def test_a_file_with_a_fault_is_named_with_it_in_one_line(tmp_path, old, new, fault):
    write(tmp_path, "planks", (old, new))

    with pytest.raises(GuideError) as refused:
        read_exercises(tmp_path, ())
    assert f"{tmp_path / 'planks.md'}: " in str(refused.value)
    assert fault in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_id_of_users_own_exercises_is_refused(tmp_path):
    write(tmp_path, "planks")
    (tmp_path / "planks.md").rename(tmp_path / "own-planks.md")

    with pytest.raises(GuideError, match=r"own-planks\.md: 'own-' begins"):
        read_exercises(tmp_path, ())


def test_the_app_says_the_fault_and_does_not_start(tmp_path, monkeypatch):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    write(content / "exercises", "planks", ("region: core", "region: legs"))

    with pytest.raises(StartupError, match=r"planks\.md: 'legs' is not a valid Region"):
        create_app(CONTENT=content, SECRET_KEY="for tests", SQLALCHEMY_DATABASE_URI="sqlite://")


def write(folder: Path, name: str, change: tuple[str, str] = ("", "")) -> None:
    """Put a shipped file, changed, and those that it names into a folder."""
    lesson = EXERCISES[name]
    for other in (*lesson.easier, *lesson.harder):
        text = (FOLDER / f"{other}.md").read_text()
        text = re.sub(r"(easier|harder): \[.*\]", r"\1: []", text)
        (folder / f"{other}.md").write_text(text)
    text = (FOLDER / f"{name}.md").read_text()
    assert change[0] in text
    (folder / f"{name}.md").write_text(text.replace(*change, 1))
