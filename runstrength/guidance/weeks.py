"""Weeks to start a plan from: one Markdown file each, its workouts in the front matter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import frontmatter
from yaml import YAMLError

from ..training.limits import Invalid
from ..training.week import Week, Weekday
from ..training.workouts import Lift, LiftExercise, Region, Run, RunType, Set, Workout
from .articles import GuideError

_SETS = re.compile(r"(\d+) x (\d+)( s)?", re.ASCII)
# Names the ids of planned workouts: the same week filled twice holds them once.
_IDS = UUID("0d9a52b6-5f0e-4f07-9d0a-3f1d8f7b2c11")


@dataclass(frozen=True, slots=True)
class Outline:
    """One workout of a week: its weekday, hour, and what a run or a lift has."""

    day: Weekday
    start: time
    fields: dict
    run: RunType | None
    exercises: tuple[LiftExercise, ...]


@dataclass(frozen=True, slots=True)
class WeekOutline:
    """A week to start a plan from; `name` is the file's stem."""

    name: str
    title: str
    text: str
    workouts: tuple[Outline, ...]

    def planned(self, week: Week, time_zone: str) -> list[Workout]:
        """The outline laid over a week, as planned workouts."""
        dates = {Weekday(day.weekday()): day for day in week.days}
        return [
            _workout(
                outline,
                id=uuid5(_IDS, f"{week.name} {self.name} {n}"),
                started_at=datetime.combine(dates[outline.day], outline.start, ZoneInfo(time_zone)),
                time_zone=time_zone,
            )
            for n, outline in enumerate(self.workouts)
        ]


def read_weeks(folder: Path, regions: dict[str, Region]) -> dict[str, WeekOutline]:
    """The weeks of `folder` by name. Raises `GuideError` for one that can't be laid out.

    Exercises that the guide does not have are left out.
    """
    return {path.stem: _read(path, regions) for path in sorted(folder.glob("*.md"))}


def _read(path: Path, regions: dict[str, Region]) -> WeekOutline:
    try:
        page = frontmatter.load(path)
        outlines = tuple(_outline(dict(each), regions) for each in page["workouts"])
        week = WeekOutline(path.stem, page["title"], page.content.strip(), outlines)
        week.planned(Week.named("2026-W01"), "UTC")
    except (KeyError, TypeError, ValueError, Invalid, YAMLError) as error:
        raise GuideError(f"{path}: {error}") from error
    return week


def _outline(each: dict, regions: dict[str, Region]) -> Outline:
    run, lift = each.pop("run", None), each.pop("lift", {})
    return Outline(
        day=Weekday[each.pop("day").upper()],
        start=time.fromisoformat(each.pop("start")),
        run=RunType(run) if run else None,
        exercises=tuple(
            LiftExercise(exercise=name, region=regions[name], sets=_sets(text))
            for name, text in lift.items()
            if name in regions
        ),
        fields={"duration_s": each.pop("minutes") * 60, **each},
    )


def _sets(text: str) -> Iterable[Set]:
    match = _SETS.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no number of sets: write it as 3 x 8, or 3 x 45 s")
    amount = {"duration_s" if match[3] else "reps": int(match[2])}
    return (Set(**amount),) * int(match[1])


def _workout(outline: Outline, **fields) -> Workout:
    fields = {**outline.fields, **fields, "planned": True, "source": "plan"}
    if outline.run:
        return Run(**fields, type=outline.run)
    return Lift(**fields, exercises=outline.exercises)
