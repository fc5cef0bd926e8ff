"""An exercise from session to session: what each came to, in the figures that fit it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from .sessions import Session
from .strength import e1rm_kg
from .workouts import Set


class Figure(StrEnum):
    """What a session of an exercise can be told by; weights in kg, holds in seconds."""

    E1RM = "e1rm"
    VOLUME = "volume"
    HOLD = "hold"
    REPS = "reps"


@dataclass(frozen=True, slots=True)
class Logged(Session):
    """A session, and the workout that it stands in."""

    workout: UUID = field(kw_only=True)

    @property
    def working_sets(self) -> tuple[Set, ...]:
        """The sets that count, which all are."""
        return self.sets

    def figure(self, figure: Figure) -> Fraction | int | None:
        """The session's figure; None where no set of it has one."""
        return _FIGURES[figure](self.sets)


def figures_of(sessions: Iterable[Logged]) -> list[Figure]:
    """The figures that any of the sessions has."""
    known = list(sessions)
    return [f for f in Figure if any(session.figure(f) is not None for session in known)]


def _volume_kg(sets: tuple[Set, ...]) -> Fraction | None:
    """Repetitions × kg of the sets with a weight above zero."""
    weighted = [s for s in sets if s.reps is not None and s.weight and s.weight.kg > 0]
    return sum((s.reps * s.weight.kg for s in weighted), Fraction(0)) if weighted else None


def _best(value: Callable[[Set], Fraction | int | None]):
    return lambda sets: max((v for s in sets if (v := value(s)) is not None), default=None)


def _reps_at_bodyweight(s: Set) -> int | None:
    return s.reps if s.weight is None or not s.weight.kg else None


_FIGURES = {
    Figure.E1RM: _best(e1rm_kg),
    Figure.VOLUME: _volume_kg,
    Figure.HOLD: _best(lambda s: s.duration_s if s.reps is None else None),
    Figure.REPS: _best(_reps_at_bodyweight),
}
