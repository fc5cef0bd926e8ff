"""Exercises: one Markdown file each, its facts in the front matter, its cues in the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import frontmatter
from yaml import YAMLError

from ..training.exercises import Counts, Exercise, Load
from ..training.limits import Invalid
from ..training.workouts import Region
from .articles import GuideError
from .guide import Exercise as Mention

FAULTS = "## Common faults"
LISTS = ("muscles", "equipment", "aliases", "easier", "harder")


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
    Raises `GuideError` for a file that can't be read, or that names an exercise that is not there.
    """
    found = {path.stem: _read(path) for path in sorted(folder.glob("*.md"))}
    for mention in mentioned:
        own = {"name": mention.name, "region": mention.region}
        known = found.get(mention.id)
        found[mention.id] = replace(known, **own) if known else Lesson(mention.id, **own)
    for lesson in found.values():
        for other in (*lesson.easier, *lesson.harder):
            if other not in found:
                raise GuideError(f"{folder / lesson.id}.md: there is no exercise {other!r}")
    return dict(sorted(found.items(), key=lambda item: item[1].name))


def _read(path: Path) -> Lesson:
    try:
        page = frontmatter.load(path)
        facts = dict(page.metadata)
        cues, _, faults = page.content.partition(FAULTS)
        return Lesson(
            id=path.stem,
            name=facts.pop("name"),
            region=Region(facts.pop("region")),
            counts=Counts(facts.pop("counts")),
            load=Load(facts.pop("load")),
            sides=facts.pop("sides"),
            pattern=facts.pop("pattern"),
            elsewhere={app: tuple(names) for app, names in facts.pop("elsewhere").items()},
            cues=_items(cues),
            faults=_items(faults),
            **{name: tuple(facts.pop(name)) for name in LISTS},
            **facts,  # What is left is none of ours: the constructor says so.
        )
    except (AttributeError, KeyError, TypeError, ValueError, Invalid, YAMLError) as error:
        raise GuideError(f"{path}: {error}") from error


def _items(text: str) -> tuple[str, ...]:
    """The items of a list, one a line."""
    return tuple(line[2:].strip() for line in text.splitlines() if line.startswith("- "))
