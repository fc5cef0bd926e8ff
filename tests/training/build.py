"""Workouts, written briefly: `run("Mon 07:00", effort=8)`, `lift("Tue 18:00", lower(3, rir=2))`.

Weekdays are those of 2026-W47, which starts on Monday, 16 November; other dates are written out.
Times are those of the clock in `zone`, which is UTC unless it matters.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from runstrength.training.check_ins import CheckIn
from runstrength.training.flags import Flag
from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from runstrength.training.rules import RULES, RULES_BY_ID, flags_for
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from runstrength.training.workouts import (
    Form,
    Lift,
    LiftExercise,
    Region,
    Run,
    RunType,
    Set,
    SetKind,
    Workout,
)

MONDAY = date(2026, 11, 16)
TODAY = MONDAY
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_numbers = count(1)


def moment(when: str | datetime, zone: str = "UTC") -> datetime:
    """Read "Mon 07:00" or "2026-11-16 07:00" as the clock in `zone` showed it."""
    if isinstance(when, datetime):
        return when
    day, clock = when.split()
    if day in WEEKDAYS:
        day = (MONDAY + timedelta(days=WEEKDAYS.index(day))).isoformat()
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(zone))


def after(first: Workout, gap: str) -> datetime:
    """The moment that lies `gap` of real time, such as "5:59" hours, after the end of `first`."""
    hours, minutes = map(int, gap.split(":"))
    return first.ended_at + timedelta(hours=hours, minutes=minutes)


def run(when: str | datetime, *, zone: str = "UTC", minutes: float = 50, **fields) -> Run:
    """A run; `type` may be its plain name, `distance` is typed, `moving` is in minutes."""
    fields["type"] = RunType(fields.get("type", "other"))
    if isinstance(fields.get("distance"), str):
        fields["distance"] = distance(fields["distance"])
    if "moving" in fields:
        fields["moving_s"] = round(fields.pop("moving") * 60)
    return Run(**_common(when, zone, minutes) | fields)


def lift(
    when: str | datetime, *exercises: LiftExercise, zone: str = "UTC", minutes: float = 30, **fields
) -> Lift:
    """A lift of the exercises given."""
    return Lift(**_common(when, zone, minutes) | fields, exercises=exercises)


def lower(sets: int = 1, **fields) -> LiftExercise:
    """Squats: so many like sets, working ones unless `kind` says otherwise."""
    return exercise("squats", Region.LOWER, sets, **fields)


def core(sets: int = 1, **fields) -> LiftExercise:
    """Planks."""
    return exercise("planks", Region.CORE, sets, **fields)


def upper(sets: int = 1, **fields) -> LiftExercise:
    """Rows."""
    return exercise("rows", Region.UPPER, sets, **fields)


def exercise(
    name: str, region: Region, sets: int, *, form: str | None = None, **fields
) -> LiftExercise:
    """So many like sets of five repetitions; `weight` is typed, such as "100 kg" or "45.5 lb"."""
    if isinstance(fields.get("weight"), str):
        fields["weight"] = weighing(fields["weight"])
    fields = {"reps": 5} | fields | {"kind": SetKind(fields.get("kind", "working"))}
    return LiftExercise(
        exercise=name, region=region, sets=(Set(**fields),) * sets, form=form and Form(form)
    )


def weighing(typed: str) -> Weight:
    """The weight typed as "100 kg" or "220 lb"."""
    value, unit = typed.split()
    return Weight(Decimal(value), WeightUnit(unit))


def distance(typed: str) -> Distance:
    """The distance typed as "10 km", "6.2 mi" or "400 m"."""
    value, unit = typed.split()
    return Distance(Decimal(value), DistanceUnit(unit))


def day(when: str | int) -> date:
    """The date of "Tue" or "2026-11-17"; or so many days after Monday."""
    if isinstance(when, int):
        return MONDAY + timedelta(days=when)
    return moment(f"{when} 00:00").date()


def at(days: int, clock: str = "07:00") -> str:
    """The moment so many days after Monday, below zero for before it."""
    return f"{day(days)} {clock}"


def check_in(readiness: int) -> CheckIn:
    """A check-in whose five scores sum to `readiness`, 5 to 25."""
    low, higher = divmod(readiness, 5)
    scores = [low + (n < higher) for n in range(5)]
    return CheckIn(
        **dict(zip(("sleep", "energy", "soreness", "stress", "mood"), scores, strict=True))
    )


def case(claim: str, expected: str | None, *workouts: Workout):
    """One row of a truth table: a timeline, and what the rule says of it."""
    return pytest.param(workouts, expected, id=claim)


def flags(
    workouts: Iterable[Workout],
    rule: str | None = None,
    today: date = TODAY,
    thresholds: Thresholds = DEFAULTS,
    **notes,
) -> list[Flag]:
    """The flags of a timeline, of one rule or of all.

    `notes` are what else a timeline holds: `check_ins`, `deloads` and `week_starts_on`.
    """
    rules = [RULES_BY_ID[rule]] if rule else RULES
    return flags_for(Timeline(workouts, **notes), thresholds, today, rules=rules)


def verdict(rule: str, workouts: Iterable[Workout], today: date = TODAY, **notes) -> str | None:
    """What the rule's one flag weighs, such as "caution" or "caution by estimate"; None: no flag.

    Fails where there are several flags of the rule.
    """
    found = flags(workouts, rule, today, **notes)
    assert len(found) <= 1, f"{len(found)} flags of {rule}"
    return weight(found[0]) if found else None


def verdicts(
    rule: str, workouts: Iterable[Workout], today: date = TODAY, **notes
) -> dict[date, str]:
    """What the rule's flags weigh, by their dates. Fails where two share a date."""
    found = flags(workouts, rule, today, **notes)
    by_date = {flag.date: weight(flag) for flag in found}
    assert len(by_date) == len(found), f"several flags of {rule} on one date"
    return by_date


def weight(flag: Flag) -> str:
    """A flag's severity, and whether it rests on an estimate."""
    return flag.severity.word + (" by estimate" if flag.estimated else "")


def _common(when: str | datetime, zone: str, minutes: float) -> dict:
    return {
        "id": UUID(int=next(_numbers)),
        "started_at": moment(when, zone),
        "time_zone": zone,
        "duration_s": round(minutes * 60),
    }
