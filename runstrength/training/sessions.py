"""How an exercise went, lift by lift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from .workouts import Form, Lift, Set


@dataclass(frozen=True, slots=True)
class Session:
    """An exercise in one lift: the lift's date, its working sets, and the poorest rating."""

    date: date
    sets: tuple[Set, ...]
    form: Form | None = None

    @property
    def top_sets(self) -> list[Set]:
        """The sets at the heaviest weight; all sets of repetitions where none has a weight."""
        counted = [s for s in self.sets if s.reps is not None]
        heaviest_kg = max((s.weight.kg for s in counted if s.weight), default=None)
        if heaviest_kg is None:
            return counted
        return [s for s in counted if s.weight and s.weight.kg == heaviest_kg]

    @property
    def top_kg(self) -> Fraction:
        """What the top sets weigh beside the body; assistance lies below zero."""
        top = self.top_sets
        return top[0].weight.kg if top and top[0].weight else Fraction(0)

    @property
    def reserve(self) -> int | None:
        """The fewest repetitions that were left in a top set; None where none was rated."""
        return min((s.rir for s in self.top_sets if s.rir is not None), default=None)


def count_of(sets: Iterable[Set]) -> int:
    """How many sets those are; one to each side is one."""
    return ceil(sum(Fraction(1, 2) if s.side else 1 for s in sets))


def sessions_of(lifts: Iterable[Lift], exercise: str) -> list[Session]:
    """The sessions of an exercise in the logged lifts, newest first; plans are passed over.

    One that stands twice in a lift is one session. Without a working set or a rating it is none.
    """
    newest_first = sorted(lifts, key=lambda lift: lift.started_at, reverse=True)
    found = (_session(lift, exercise) for lift in newest_first if not lift.planned)
    return [session for session in found if session.sets or session.form]


def _session(lift: Lift, exercise: str) -> Session:
    done = [each for each in lift.exercises if each.exercise == exercise]
    sets = tuple(s for each in done for s in each.working_sets)
    rated = (each.form for each in done if each.form)
    return Session(lift.local_date, sets, max(rated, key=list(Form).index, default=None))
