"""The changes that settle a flag. A race is never asked to give way."""

from datetime import datetime

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
