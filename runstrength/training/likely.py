"""What the usual workouts of these days would likely flag: a table for where no server answers.

Yesterday, today and tomorrow; morning, noon and evening; and what a workout can be to the rules
that look at the days around it. The rules themselves fill it in.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from math import ceil
from uuid import UUID
from zoneinfo import ZoneInfo

from .flags import Flag
from .rules import RULES, Rule, flags_for
from .thresholds import Thresholds
from .timeline import Timeline
from .week import DAY
from .what_if import difference, with_workout
from .workouts import Lift, LiftExercise, Region, Run, Set, Workout

DAYS = (-1, 0, 1)  # From today.
HOURS = (7, 12, 18)
RUNS = ("easy run", "moderate run", "hard run")
LIFTS = tuple(
    f"{how} {what}" for how, what in product(("short", "hard", "other"), ("lift", "leg lift"))
)
KINDS = (*RUNS, *LIFTS)

# No workout has it: those that people log have random ids.
_ID = UUID(int=0)
_USUAL_RUN = timedelta(minutes=45)


def likely(
    timeline: Timeline, thresholds: Thresholds, today: date, zone: str
) -> list[tuple[Flag, ...]]:
    """The flags that each usual workout would add, in the order of `DAYS`, `HOURS`, `KINDS`."""
    makers = _makers(thresholds)
    found = []
    for day in (today + timedelta(days=n) for n in DAYS):
        near = _around(timeline, day, thresholds)
        now = _read(near, thresholds, today)
        for hour, kind in product(HOURS, KINDS):
            start = datetime.combine(day, time(hour), ZoneInfo(zone))
            usual = makers[kind]({"id": _ID, "started_at": start, "time_zone": zone})
            changed = with_workout(near, usual)
            found.append(difference(now, _read(changed, thresholds, today)).adds)
    return found


def _around(timeline: Timeline, day: date, limits: Thresholds) -> Timeline:
    """The days around `day` that its workouts can collide with: few, as each costs 81 readings."""
    longest = max(limits.legs_before_run_to_failure, limits.same_region)
    reach = timedelta(days=ceil(longest / DAY) + 1)
    return timeline.holding(timeline.between(day - reach, day + reach))


def _read(timeline: Timeline, thresholds: Thresholds, today: date) -> list[Flag]:
    return flags_for(timeline, thresholds, today, rules=_NEAR)


def _makers(limits: Thresholds) -> dict[str, Callable[[dict], Workout]]:
    """How to make each kind of workout, at the edge of what these thresholds take for it."""
    efforts = {
        "easy": limits.easy_effort,
        "moderate": limits.moderate_effort,
        "hard": limits.moderate_effort + 1,
    }
    lengths = {"short": limits.short_lift, "hard": limits.short_lift, "other": limits.long_lift}

    def run(name: str) -> Callable[[dict], Run]:
        how = {"effort": efforts[name.split()[0]], "duration_s": _seconds(_USUAL_RUN)}
        return lambda start: Run(**start, **how)

    def lift(name: str) -> Callable[[dict], Lift]:
        how, _, what = name.partition(" ")
        effort = efforts["hard" if how == "hard" else "moderate"]
        region = Region.LOWER if what == "leg lift" else Region.UPPER
        done = LiftExercise(exercise=region.value, region=region, sets=(Set(reps=5),) * 3)
        own = {"effort": effort, "duration_s": _seconds(lengths[how]), "exercises": (done,)}
        return lambda start: Lift(**start, **own)

    return {name: run(name) for name in RUNS} | {name: lift(name) for name in LIFTS}


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())


def _without_remedies(rule: Rule) -> Rule:
    """The same rule, without the readings that find out what settles its flags."""

    def read(*of) -> Iterable[Flag]:
        return (replace(flag, remedies=()) for flag in rule.read(*of))

    return replace(rule, read=read)


_NEAR = tuple(_without_remedies(r) for r in RULES if r.is_near)
