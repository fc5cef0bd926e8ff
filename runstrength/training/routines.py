"""Routines: exercises in their order, each with the sets that it is meant to have. No weights.

What to lift follows from the log: `sets_for` from the last time, `progression` from a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .limits import Range, check, text_complaint
from .progression import SETS, Target
from .sessions import Session, count_of
from .workouts import (
    MOST_EXERCISES,
    MOST_SETS,
    REPS,
    SET_DURATION_S,
    SUPERSET,
    Lift,
    LiftExercise,
    Set,
    SetKind,
)

LONGEST_NAME = 60
EXERCISES = Range(1, MOST_EXERCISES)
# A range that is taken from what was done reaches this far above its fewest repetitions.
REPS_OF_A_RANGE = 2
# For an exercise that was logged without a set.
USUAL = Target(sets=3, reps_low=8, reps_high=12)


@dataclass(frozen=True, slots=True)
class Timed:
    """So many sets of so many seconds. Raises `Invalid` naming the field."""

    sets: int
    seconds: int

    def __post_init__(self):
        check(
            sets=SETS.complaint(self.sets),
            seconds=SET_DURATION_S.complaint(self.seconds),
        )


@dataclass(frozen=True, slots=True)
class RoutineExercise:
    """An exercise of a routine. Neighbours with the same `superset` number are done in turn."""

    exercise: str
    target: Target | Timed
    superset: int | None = None

    def __post_init__(self):
        check(superset=SUPERSET.complaint(self.superset))


@dataclass(frozen=True, slots=True)
class Routine:
    """A routine; `id` is a slug, or a UUID for a user's own. Raises `Invalid` naming the field."""

    id: str
    name: str
    exercises: tuple[RoutineExercise, ...]
    version: int = 1

    def __post_init__(self):
        missing = None if self.name.strip() else "is missing"
        check(
            name=missing or text_complaint(self.name, LONGEST_NAME),
            exercises=EXERCISES.complaint(len(self.exercises)),
        )

    @property
    def targets(self) -> dict[str, Target]:
        """The repetitions wanted of each exercise that has some; of one that comes twice, once."""
        counted = (e for e in reversed(self.exercises) if isinstance(e.target, Target))
        return {each.exercise: each.target for each in counted}


def from_lift(routine_id: str, name: str, lift: Lift) -> Routine:
    """The routine that a lift was. Raises `Invalid` for a lift without exercises."""
    exercises = tuple(
        RoutineExercise(done.exercise, _as_done(done), done.superset) for done in lift.exercises
    )
    return Routine(routine_id, name, exercises)


def usual_target(sessions: Sequence[Session]) -> Target | None:
    """What an exercise without a routine seems to be after, from its sessions, newest first.

    As many sets as last time; from the fewest repetitions that its weight was ever done for to two
    more, so that the range stays while one climbs in it. Without a weight, from last time's alone.
    None where nothing was done in repetitions.
    """
    last = next((session for session in sessions if session.sets), None)
    if last is None or not last.top_sets:
        return None
    alike = [last]
    if last.top_sets[0].weight:
        alike = [s for s in sessions if s.top_sets and s.top_kg == last.top_kg]
    fewest = min(s.reps for session in alike for s in session.top_sets)
    return Target(
        _sets_of_a_target(last.top_sets), fewest, min(fewest + REPS_OF_A_RANGE, REPS.high)
    )


def sets_for(target: Target | Timed, last: LiftExercise | None) -> tuple[Set, ...]:
    """The sets that a form opens with: last time's, as many as the target asks for.

    The last is repeated where there were fewer; warm-ups come along. An exercise that was not done
    yet has the target's fewest repetitions, or its seconds.
    """
    done = last.working_sets if last else ()
    if not done:
        timed = isinstance(target, Timed)
        fresh = Set(duration_s=target.seconds) if timed else Set(reps=target.reps_low)
        return (fresh,) * target.sets
    # Left and right are two sets of the log, and one of the target.
    turn = 2 if done[-1].side else 1
    warm_ups = [s for s in last.sets if s.kind is SetKind.WARM_UP]
    wanted = min(target.sets * turn, MOST_SETS - len(warm_ups))
    working = [*done[:wanted]]
    while len(working) < wanted:
        working.append(working[-turn] if len(working) >= turn else working[-1])
    return (*warm_ups, *working)


def _as_done(done: LiftExercise) -> Target | Timed:
    """The target that the working sets of an exercise met."""
    reps = [s.reps for s in done.working_sets if s.reps is not None]
    if reps:
        high = min(max(*reps, min(reps) + REPS_OF_A_RANGE), REPS.high)
        rir = min((s.rir for s in done.working_sets if s.rir is not None), default=None)
        return Target(_sets_of_a_target(done.working_sets), min(reps), high, rir)
    seconds = [s.duration_s for s in done.working_sets]
    return Timed(_sets_of_a_target(done.working_sets), min(seconds)) if seconds else USUAL


def _sets_of_a_target(sets: Sequence[Set]) -> int:
    return min(max(1, count_of(sets)), SETS.high)
