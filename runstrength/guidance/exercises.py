"""Exercises: one Markdown file each, its facts in the front matter, its cues in the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import frontmatter
from yaml import YAMLError

from ..training.exercise_search import claim, names_of
from ..training.exercises import OWN, Counts, Exercise, Load
from ..training.limits import Invalid
from ..training.workouts import Region
from .articles import GuideError
from .guide import Mention

FAULTS = "## Common faults"
LISTS = ("muscles", "equipment", "aliases", "easier", "harder")
FACTS = {"name", "region", "pattern", "counts", "load", "sides", "elsewhere", *LISTS}


@dataclass(frozen=True, slots=True)
class Lesson(Exercise):
    """An exercise with what there is to know of it.

    `elsewhere` maps an app (strong, hevy, fitnotes, fit) to its own names for it; `easier` and
    `harder` are ids.
    """

    pattern: str = ""
    muscles: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def read_exercises(folder: Path, mentioned: Iterable[Mention]) -> dict[str, Lesson]:
    """The exercises of `folder` by id, in the order of their names.

    What the guide mentions has the guide's name and region, and is there without a file, too.
    Raises `GuideError`, in one line, for a file that can't be read, that names an exercise that is
    not there, or that claims a name of another's.
    """
    found = {path.stem: _read(path) for path in sorted(folder.glob("*.md"))}
    _check_claims(folder, found.values())
    for mention in mentioned:
        own = {"name": mention.name, "region": mention.region}
        known = found.get(mention.id)
        found[mention.id] = replace(known, **own) if known else Lesson(mention.id, **own)
    for lesson in found.values():
        for other in (*lesson.easier, *lesson.harder):
            if other not in found or other == lesson.id:
                raise GuideError(f"{folder / lesson.id}.md: there is no other exercise {other!r}")
    return dict(sorted(found.items(), key=lambda item: item[1].name))


def _check_claims(folder: Path, lessons: Iterable[Lesson]) -> None:
    """See that nothing that people type, and no other app's name, stands for two exercises."""
    claimed: dict[tuple[str, str], Lesson] = {}
    for lesson in lessons:
        typed = [("", claim(name), name) for name in names_of(lesson)]
        told = [(app, name, name) for app, names in lesson.elsewhere.items() for name in names]
        for app, key, name in (*typed, *told):
            other = claimed.setdefault((app, key), lesson)
            if other is not lesson:
                of_app = f" of {app}" if app else ""
                raise GuideError(
                    f"{folder / lesson.id}.md: the name {name!r}{of_app} is claimed by"
                    f" {other.id}.md, too"
                )


def _read(path: Path) -> Lesson:
    try:
        page = frontmatter.load(path)
        facts = dict(page.metadata)
        if unknown := facts.keys() - FACTS:
            raise ValueError(f"{min(unknown)!r} is none of an exercise's facts")
        if path.stem.startswith(OWN):
            raise ValueError(f"{OWN!r} begins the ids of users' own exercises alone")
        cues, _, faults = page.content.partition(FAULTS)
        return Lesson(
            id=path.stem,
            name=facts["name"],
            region=Region(facts["region"]),
            counts=Counts(facts["counts"]),
            load=Load(facts["load"]),
            sides=facts["sides"],
            pattern=facts["pattern"],
            elsewhere={app: _names(names) for app, names in facts["elsewhere"].items()},
            cues=_items(cues),
            faults=_items(faults),
            **{name: _names(facts[name]) for name in LISTS},
        )
    except KeyError as error:
        raise GuideError(f"{path}: the fact {error} is missing") from error
    except (AttributeError, TypeError, ValueError, Invalid, YAMLError) as error:
        raise GuideError(f"{path}: {' '.join(str(error).split())}") from error


def _names(names) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{names!r} is no list of names")
    return tuple(names)


def _items(text: str) -> tuple[str, ...]:
    """The items of a list, one a line."""
    return tuple(line[2:].strip() for line in text.splitlines() if line.startswith("- "))
