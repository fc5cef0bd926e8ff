"""Personal bests of an exercise. Only working sets count; of equals, the earliest is the best."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from .strength import e1rm_kg
from .workouts import Lift, Set, SetKind

# Beyond, a set tells of endurance; one of more repetitions still counts among these.
MOST_REPS_TOLD = 12


@dataclass(frozen=True, slots=True)
class Dated:
    """A set, and when and in which workout it was done."""

    set: Set
    date: date
    workout: UUID


@dataclass(frozen=True, slots=True)
class Volume:
    """An exercise's volume load in one workout: the sum of reps × kg."""

    kg: Fraction
    date: date
    workout: UUID


class BestKind(StrEnum):
    """What a best is one of."""

    WEIGHT = "weight"
    E1RM = "e1rm"
    VOLUME = "volume"
    HOLD = "hold"
    REPS = "reps"


@dataclass(frozen=True, slots=True)
class Best:
    """A best that a lift set. `value` is in kg; for a hold in seconds, for reps a number of them.

    The best of a volume has no set.
    """

    kind: BestKind
    exercise: str
    set: Set | None
    value: Fraction


def bests_by_reps(done: Iterable[Dated]) -> dict[int, Dated]:
    """For each number of repetitions, 1 to 12, the heaviest set of at least as many.

    Only where it is heavier than that of more repetitions, so that no set stands twice. A set at
    bodyweight weighs nothing, above assistance and below any weight; empty where no set has a
    weight.
    """
    sets = [d for d in _working(done) if d.set.reps is not None]
    if not any(map(_kg, sets)):
        return {}
    found: dict[int, Dated] = {}
    above: Fraction | None = None
    for reps in range(MOST_REPS_TOLD, 0, -1):
        best = _first(_kg, (d for d in sets if d.set.reps >= reps))
        if best and (above is None or _kg(best) > above):
            found[reps], above = best, _kg(best)
    return dict(reversed(found.items()))


def best_e1rm(done: Iterable[Dated]) -> Dated | None:
    """The set of the highest estimated one-repetition maximum (`strength.e1rm_kg`)."""
    return _first(_e1rm_kg, (d for d in done if _e1rm_kg(d) is not None))


def longest_hold(done: Iterable[Dated]) -> Dated | None:
    """The timed set that was held the longest; of equals the heavier."""
    holds = (d for d in _working(done) if d.set.reps is None)
    return _first(lambda d: (d.set.duration_s, _kg(d)), holds)


def most_reps(done: Iterable[Dated]) -> Dated | None:
    """The set of most repetitions at bodyweight."""
    bodyweight = (d for d in _working(done) if d.set.reps is not None and not _kg(d))
    return _first(lambda d: d.set.reps, bodyweight)


def best_volume(sessions: Iterable[tuple[date, UUID, Sequence[Set]]]) -> Volume | None:
    """The session of one exercise, its (date, workout, sets), of the greatest volume load.

    Counts sets with repetitions and a weight above zero; None where there are none.
    """
    volumes = (Volume(_volume_kg(sets), day, workout) for day, workout, sets in sessions)
    return min((v for v in volumes if v.kg), key=lambda v: (-v.kg, v.date), default=None)


def new_bests(lift: Lift, before: Mapping[str, Iterable[Dated]]) -> list[Best]:
    """What the lift did better than ever, in the order of its exercises and of `BestKind`.

    `before` has what was done before, by exercise; sets of this very lift in it are passed over.
    Where nothing of a kind was done before there is nothing to beat. A plan beats nothing.
    """
    if lift.planned:
        return []
    now: dict[str, list[Dated]] = {}
    for done in lift.exercises:
        dated = (Dated(s, lift.local_date, lift.id) for s in done.working_sets)
        now.setdefault(done.exercise, []).extend(dated)
    return [
        best
        for exercise, sets in now.items()
        if (known := [d for d in before.get(exercise, ()) if d.workout != lift.id])
        for best in _beaten(exercise, sets, known)
    ]


def _beaten(exercise: str, now: list[Dated], before: list[Dated]) -> Iterable[Best]:
    if bests_by_reps(before):
        for reps, best in bests_by_reps([*before, *now]).items():
            as_many = (d for d in _working(before) if (d.set.reps or 0) >= reps)
            if best in now and _kg(best) and all(_kg(d) < _kg(best) for d in as_many):
                yield Best(BestKind.WEIGHT, exercise, best.set, _kg(best))
    kinds: tuple[tuple[BestKind, Callable, Callable], ...] = (
        (BestKind.E1RM, best_e1rm, _e1rm_kg),
        (BestKind.VOLUME, _best_volume, lambda v: v.kg),
        (BestKind.HOLD, longest_hold, lambda d: d.set.duration_s),
        (BestKind.REPS, most_reps, lambda d: d.set.reps),
    )
    for kind, best_of, value in kinds:
        best, known = best_of(now), best_of(before)
        if best and known and value(best) > value(known):
            yield Best(kind, exercise, getattr(best, "set", None), Fraction(value(best)))


def _best_volume(done: list[Dated]) -> Volume | None:
    sessions: dict[tuple[date, UUID], list[Set]] = {}
    for d in done:
        sessions.setdefault((d.date, d.workout), []).append(d.set)
    return best_volume((*when, sets) for when, sets in sessions.items())


def _volume_kg(sets: Iterable[Set]) -> Fraction:
    working = (s for s in sets if s.kind is SetKind.WORKING and s.reps is not None)
    heavy = (s.reps * s.weight.kg for s in working if s.weight and s.weight.kg > 0)
    return sum(heavy, start=Fraction(0))


def _working(done: Iterable[Dated]) -> Iterable[Dated]:
    return (d for d in done if d.set.kind is SetKind.WORKING)


def _first(rank: Callable, done: Iterable[Dated]) -> Dated | None:
    """The first of those that rank highest: the earliest, then the one that comes first."""
    by_date = sorted(done, key=lambda d: d.date)
    return max(by_date, key=rank, default=None)


def _e1rm_kg(d: Dated) -> Fraction | None:
    return e1rm_kg(d.set)


def _kg(d: Dated) -> Fraction:
    return d.set.weight.kg if d.set.weight else Fraction(0)
