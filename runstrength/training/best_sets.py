"""How an exercise went of late: its best set, and whether that grows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from .strength import e1rm_kg
from .workouts import Lift, Set

# The best set is that of twelve weeks; its trend holds the last four beside the eight before.
BEST_OF = timedelta(weeks=12)
LATELY = timedelta(weeks=4)
# A repetition more moves Epley's estimate by a little more than this; less says nothing.
STEADY_PERCENT = Fraction(5, 2)


class Measure(StrEnum):
    """What tells two sets of an exercise apart."""

    WEIGHT = "weight"
    HOLD = "hold"
    REPS = "reps"


@dataclass(frozen=True, slots=True)
class Trend:
    """How much the best of the last weeks lies above that of the weeks before; 0 when steady.

    In kilograms of estimated maximum, seconds or repetitions, by `measure`.
    """

    measure: Measure
    change: Fraction


@dataclass(frozen=True, slots=True)
class BestSet:
    """The best set of an exercise, when it was done, and the trend; None where nothing tells it."""

    set: Set
    date: date
    trend: Trend | None = None


def best_sets(lifts: Iterable[Lift], today: date) -> dict[str, BestSet]:
    """The best working set of each exercise in the logged `lifts` of the last twelve weeks."""
    sets: dict[str, list[tuple[date, Set]]] = {}
    for lift in lifts:
        if lift.planned or lift.local_date <= today - BEST_OF:
            continue
        for done in lift.exercises:
            known = sets.setdefault(done.exercise, [])
            known += ((lift.local_date, s) for s in dict.fromkeys(done.working_sets))
    return {name: _best(dated, today) for name, dated in sets.items() if dated}


def _best(dated: list[tuple[date, Set]], today: date) -> BestSet:
    measure = _measure([s for _, s in dated])
    ranked = [(rank, day, s) for day, s in dated if (rank := _rank(s, measure))]
    _, day, best = max(ranked, key=lambda each: each[:2])  # Of equals, the latest.
    return BestSet(best, day, _trend(dated, measure, today - LATELY))


def _measure(sets: list[Set]) -> Measure:
    """Weight where any set of repetitions has one, else how long it was held, else repetitions."""
    if any(_kg(s) and s.reps is not None for s in sets):
        return Measure.WEIGHT
    if any(s.reps is None for s in sets):
        return Measure.HOLD
    return Measure.REPS


def _rank(s: Set, measure: Measure) -> tuple | None:
    """What a better set has more of; None for a set that can't be compared."""
    if measure is Measure.HOLD:
        return None if s.duration_s is None else (s.duration_s, _kg(s))
    if s.reps is None:
        return None
    return (_kg(s), s.reps) if measure is Measure.WEIGHT else (s.reps,)


def _kg(s: Set) -> Fraction:
    """What a set weighs beside the body: bodyweight lies above assistance."""
    return s.weight.kg if s.weight else Fraction(0)


def _trend(dated: list[tuple[date, Set]], measure: Measure, since: date) -> Trend | None:
    now = [value for day, s in dated if day > since and (value := _value(s, measure))]
    before = [value for day, s in dated if day <= since and (value := _value(s, measure))]
    if not now or not before:
        return None
    change = Fraction(max(now) - max(before))
    is_steady = 100 * abs(change) <= STEADY_PERCENT * max(before)
    return Trend(measure, Fraction(0) if is_steady else change)


def _value(s: Set, measure: Measure) -> Fraction | int | None:
    if measure is Measure.WEIGHT:
        return e1rm_kg(s)
    return s.duration_s if measure is Measure.HOLD else s.reps
