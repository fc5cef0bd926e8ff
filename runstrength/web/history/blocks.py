"""A lift's exercises as a page sets them out: one by one, or those done in turn together."""

from dataclasses import dataclass
from itertools import groupby

from ...training.workouts import Lift, LiftExercise


@dataclass(frozen=True, slots=True)
class Block:
    """Exercises that belong together."""

    exercises: tuple[LiftExercise, ...]

    @property
    def in_turn(self) -> bool:
        """Whether they were done in turn."""
        return len(self.exercises) > 1


def blocks(lift: Lift) -> list[Block]:
    """The exercises in their order; neighbours of one superset are one block."""
    groups = groupby(enumerate(lift.exercises), key=lambda each: _group(*each))
    return [Block(tuple(done for _, done in group)) for _, group in groups]


def columns(done: LiftExercise) -> list[str]:
    """What there is to tell of its sets; what none has is no column."""
    has = {
        "Reps": lambda s: s.reps is not None,
        "Weight": lambda s: s.weight is not None,
        "Time": lambda s: s.duration_s is not None,
        "RIR": lambda s: s.rir is not None,
    }
    return [name for name, told in has.items() if any(map(told, done.sets))]


def _group(place: int, done: LiftExercise) -> tuple[int | None, int | None]:
    """What neighbours of one superset share; an exercise by itself shares nothing."""
    return (None, place) if done.superset is None else (done.superset, None)
