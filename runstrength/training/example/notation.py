"""How the diary is written: a line a workout, as one would note it down.

    Mon 18:22 lift 54:10 e6 | squats: w8x30 3*5x55@3 | planks: 2*45s "First one in a while"
    Wed 18:12 intervals 57:40 9.41km e8 hr161
    feels Mon 43434 Wed 33443

A run has its type, duration, distance, effort, heart rate and moving time (`m36:10`), of which
only the first two are needed; `away` puts it into the other time zone. A set is REPSxKG@RIR or
seconds, `w` before it makes it a warm-up, `3*` three of them; a word after an exercise's name
rates its form. `feels` gives the check-ins: sleep, energy, soreness, stress and mood, in order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from ..check_ins import CheckIn
from ..quantities import Distance, DistanceUnit, Weight
from ..workouts import Form, Lift, LiftExercise, Region, Run, RunType, Set, SetKind, Workout

SCORES = ("sleep", "energy", "soreness", "stress", "mood")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOTE = re.compile(r'\s*"(.*)"$')
_SET = re.compile(r"(?:(\d)\*)?(w?)(?:(\d+)s|(\d+)(?:x(-?[\d.]+))?)(?:@(\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a diary is told: at home, away, and by a guide with these exercises."""

    home: str
    away: str
    regions: Mapping[str, Region]


def date_of(day: str, monday: date) -> date:
    """The date of `Tue` in the week that begins on `monday`."""
    return monday + timedelta(days=WEEKDAYS.index(day))


def read_workout(
    line: str, monday: date, position: int, place: Place, *, planned: bool = False
) -> Workout:
    """Read one workout of the week of `monday`; its id is its `position`."""
    note = _NOTE.search(line)
    written, *parts = (line[: note.start()] if note else line).split(" | ")
    day, clock, kind, duration, *words = written.split()
    zone = place.away if "away" in words else place.home
    start = datetime.combine(date_of(day, monday), time.fromisoformat(clock), ZoneInfo(zone))
    common = {
        "id": UUID(int=position),
        "started_at": start,
        "time_zone": zone,
        "duration_s": _seconds(duration),
        "effort": _number(words, r"e(\d+)"),
        "notes": note[1] if note else "",
        "planned": planned,
    }
    if kind == Lift.kind:
        exercises = (_exercise(part, place.regions) for part in parts)
        return Lift(**common, exercises=tuple(filter(None, exercises)))
    kilometres, moving = _word(words, r"([\d.]+)km"), _word(words, r"m([\d:]+)")
    return Run(
        **common,
        type=RunType(kind),
        distance=kilometres and Distance(Decimal(kilometres), DistanceUnit.KM),
        moving_s=moving and _seconds(moving),
        avg_hr_bpm=_number(words, r"hr(\d+)"),
    )


def read_check_ins(words: list[str], monday: date) -> Iterator[tuple[date, CheckIn]]:
    """Read a week's check-ins, such as `Mon 43434 Wed 33443`: dates, each with its check-in."""
    for day, scores in zip(words[::2], words[1::2], strict=True):
        named = dict(zip(SCORES, map(int, scores), strict=True))
        yield date_of(day, monday), CheckIn(**named)


def _exercise(part: str, regions: Mapping[str, Region]) -> LiftExercise | None:
    name, sets = part.split(":")
    exercise, *form = name.split()
    if exercise not in regions:
        return None
    return LiftExercise(
        exercise=exercise,
        region=regions[exercise],
        sets=tuple(s for word in sets.split() for s in _sets(word)),
        form=Form(form[0]) if form else None,
    )


def _sets(word: str) -> list[Set]:
    times, warm_up, seconds, reps, kg, rir = _SET.fullmatch(word).groups()
    one = Set(
        kind=SetKind.WARM_UP if warm_up else SetKind.WORKING,
        reps=reps and int(reps),
        weight=kg and Weight(Decimal(kg)),
        rir=None if rir is None else int(rir),
        duration_s=seconds and int(seconds),
    )
    return [one] * int(times or 1)


def _word(words: list[str], pattern: str) -> str | None:
    """What the group of `pattern` holds in the word that matches it."""
    return next((found[1] for w in words if (found := re.fullmatch(pattern, w))), None)


def _number(words: list[str], pattern: str) -> int | None:
    found = _word(words, pattern)
    return None if found is None else int(found)


def _seconds(clock: str) -> int:
    """Read 54:10 or 1:18:52."""
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds
