"""Ready routines: one Markdown file each, its exercises in the front matter."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import frontmatter
from yaml import YAMLError

from ..training.limits import Invalid
from ..training.progression import Target
from ..training.routines import Routine, RoutineExercise, Timed
from .articles import GuideError


@dataclass(frozen=True, slots=True)
class ReadyRoutine(Routine):
    """A routine of the content: about how many minutes it takes, and what it is, in a sentence."""

    minutes: int = 0
    text: str = ""


def read_routines(folder: Path, exercises: Collection[str]) -> dict[str, ReadyRoutine]:
    """The routines of `folder` by id, in the order of their names.

    Raises `GuideError` for a file that can't be read, or that names an exercise that is not there.
    """
    found = [_read(path, exercises) for path in sorted(folder.glob("*.md"))]
    return {routine.id: routine for routine in sorted(found, key=lambda each: each.name)}


def _read(path: Path, exercises: Collection[str]) -> ReadyRoutine:
    try:
        page = frontmatter.load(path)
        facts = dict(page.metadata)
        return ReadyRoutine(
            id=path.stem,
            exercises=tuple(_exercise(dict(each), exercises) for each in facts.pop("exercises")),
            text=page.content.strip(),
            **{name: facts.pop(name) for name in ("name", "minutes")},
            **facts,  # What is left is none of ours: the constructor says so.
        )
    except (AttributeError, KeyError, TypeError, ValueError, Invalid, YAMLError) as error:
        raise GuideError(f"{path}: {error}") from error


def _exercise(each: dict, exercises: Collection[str]) -> RoutineExercise:
    name, sets, superset = each.pop("exercise"), each.pop("sets"), each.pop("superset", None)
    if name not in exercises:
        raise ValueError(f"there is no exercise {name!r}")
    if "seconds" in each:
        return RoutineExercise(name, Timed(sets, **each), superset)
    low, high = each.pop("reps")
    return RoutineExercise(name, Target(sets, low, high, **each), superset)
