"""The changes that settle a flag. A race is never asked to give way."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from math import ceil

from ..flags import Action, Remedy
from ..intensity import Reading
from ..workouts import Lift, Run, RunType, Workout


def is_race(workout: Workout) -> bool:
    """Say whether `workout` is a race."""
    return isinstance(workout, Run) and workout.type is RunType.RACE


def move(
    workout: Workout,
    *,
    start_not_before: datetime | None = None,
    end_not_after: datetime | None = None,
) -> Remedy:
    """Move one workout far enough."""
    return Remedy(
        action=Action.MOVE,
        workouts=(workout.id,),
        start_not_before=start_not_before,
        end_not_after=end_not_after,
    )


def ease(workouts: list[Workout], reading: Reading) -> Remedy:
    """Take the hardness out of workouts: a lower effort, and no leg set near failure."""
    near_failure = any(isinstance(w, Lift) and reading.near_failure(w) for w in workouts)
    highest = max(rir for _, rir in reading.thresholds.leg_sets_to_failure)
    return Remedy(
        action=Action.EASE,
        workouts=tuple(w.id for w in workouts),
        effort_at_most=reading.thresholds.moderate_effort,
        rir_at_least=highest + 1 if near_failure else None,
    )


def shorten(lift: Lift, reading: Reading) -> Remedy:
    """Bring a lift down to a length that goes with a run."""
    return Remedy(
        action=Action.SHORTEN,
        workouts=(lift.id,),
        duration_s_at_most=int(reading.thresholds.long_lift.total_seconds()),
        working_sets_at_most=reading.thresholds.long_lift_sets,
    )


def shorten_run(run: Run, distance_m: int) -> Remedy:
    """Bring a run down to a distance."""
    return Remedy(action=Action.SHORTEN, workouts=(run.id,), distance_m_at_most=distance_m)


def shorten_to_load(workouts: Iterable[Workout], too_much: Fraction) -> Iterator[Remedy]:
    """Shorten the latest workout that alone can take `too_much` load out of a week."""
    for workout in reversed(list(workouts)):
        seconds = workout.duration_s - ceil(too_much * 60 / workout.effort)
        if seconds > 0 and not is_race(workout) and workout.counted_s == workout.duration_s:
            yield Remedy(action=Action.SHORTEN, workouts=(workout.id,), duration_s_at_most=seconds)
            return


def shorten_to_sets(lifts: list[Lift], too_many: int) -> Iterator[Remedy]:
    """Leave sets out of the latest lift that alone can make up for too many."""
    for lift in reversed(lifts):
        sets = len(lift.working_sets()) - too_many
        if sets > 0:
            yield Remedy(action=Action.SHORTEN, workouts=(lift.id,), working_sets_at_most=sets)
            return


def lighten(lift: Lift, exercise: str, weight_kg: Fraction) -> Remedy:
    """Take weight off one exercise."""
    return Remedy(
        action=Action.EASE,
        workouts=(lift.id,),
        exercise=exercise,
        weight_kg_at_most=Fraction(weight_kg),
    )
