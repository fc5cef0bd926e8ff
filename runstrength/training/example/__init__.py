"""Twelve weeks of example training, and a planned one, for somebody who wants to look around."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from ..check_ins import CheckIn
from ..week import WEEK, Week
from ..workouts import Region, Workout
from .diary import PLAN, WEEKS
from .notation import Place, date_of, read_check_ins, read_workout

# The runner is away for a few days; somebody who lives there goes elsewhere.
AWAY = ("Europe/Lisbon", "Europe/Athens")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A flag that the runner sets aside: its rule, its date, and the reason."""

    rule: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Example:
    """The example's parts. A workout's id is its place in the diary: the same on any day."""

    workouts: tuple[Workout, ...]
    check_ins: Mapping[date, CheckIn]
    deload_thursdays: tuple[date, ...]
    set_asides: tuple[SetAside, ...]


def example_training(today: date, time_zone: str, regions: Mapping[str, Region]) -> Example:
    """Tell the diary so that its last date is yesterday, and a plan from `today` for seven days.

    It begins on a Monday, twelve whole weeks before the week of `today`, and takes place in
    `time_zone`, but for a few days away. `regions` has the main region of every exercise of the
    guide, by id; exercises that are not in it are left out.
    """
    place = Place(time_zone, next(zone for zone in AWAY if zone != time_zone), regions)
    positions = count(1)
    done, check_ins, deload_thursdays, set_asides = [], {}, [], []
    for monday, line in _dated_lines(today):
        match line.split():
            case ["deload"]:
                deload_thursdays.append(date_of("Thu", monday))
            case ["feels", *scores]:
                check_ins |= read_check_ins(scores, monday)
            case ["aside", rule, day, *reason]:
                set_asides.append(SetAside(rule, date_of(day, monday), " ".join(reason)))
            case _:
                done.append(read_workout(line, monday, next(positions), place))
    planned = [
        read_workout(line, _plan_monday(line, today), next(positions), place, planned=True)
        for line in _lines(PLAN)
    ]
    return Example(
        workouts=(*(w for w in done if w.local_date < today), *planned),
        check_ins={day: check_in for day, check_in in check_ins.items() if day < today},
        deload_thursdays=tuple(deload_thursdays),
        set_asides=tuple(set_asides),
    )


def _dated_lines(today: date) -> list[tuple[date, str]]:
    """The diary's lines, each with its week's Monday; the last week is that of `today`."""
    first = Week.holding(today).first - (len(WEEKS) - 1) * WEEK
    return [(first + n * WEEK, line) for n, text in enumerate(WEEKS) for line in _lines(text)]


def _plan_monday(line: str, today: date) -> date:
    """The Monday from which a planned weekday lies within the seven days from `today`."""
    monday = Week.holding(today).first
    return monday if date_of(line.split()[0], monday) >= today else monday + WEEK


def _lines(text: str) -> list[str]:
    """The entries of a text; a line that begins with `|` or a note goes on with the one above."""
    joined = re.sub(r"\n +(?=[|\"])", " ", text.strip())
    return [line.strip() for line in joined.splitlines()]
