"""Making the change that a remedy offers, no further than its data asks for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .flags import Action, Remedy
from .workouts import Lift, Region, SetKind, Workout


def applied(remedy: Remedy, workouts: Iterable[Workout]) -> list[Workout]:
    """The workouts once the change has been made; those it does not name stay as they are."""
    workouts = list(workouts)
    named = [w for w in workouts if w.id in remedy.workouts]
    others = [w for w in workouts if w.id not in remedy.workouts]
    if remedy.action is Action.SWAP:
        return [*others, *_swapped(*named)]
    change = {Action.MOVE: _moved, Action.EASE: _eased, Action.SHORTEN: _shortened}[remedy.action]
    return [*others, *(change(workout, remedy) for workout in named)]


def _moved(workout: Workout, remedy: Remedy) -> Workout:
    if remedy.to_date:
        zone = ZoneInfo(workout.time_zone)
        return _starting(
            workout, datetime.combine(remedy.to_date, workout.local_start.time(), zone)
        )
    if remedy.start_not_before:
        return _starting(workout, max(workout.started_at, remedy.start_not_before))
    return _ending(workout, min(workout.ended_at, remedy.end_not_after))


def _eased(workout: Workout, remedy: Remedy) -> Workout:
    effort = min(workout.effort or remedy.effort_at_most, remedy.effort_at_most)
    workout = replace(workout, effort=effort)
    if not isinstance(workout, Lift) or remedy.rir_at_least is None:
        return workout
    return replace(
        workout,
        exercises=tuple(
            replace(
                exercise,
                sets=tuple(
                    s if s.rir is None else replace(s, rir=max(s.rir, remedy.rir_at_least))
                    for s in exercise.sets
                ),
            )
            if exercise.region is Region.LOWER
            else exercise
            for exercise in workout.exercises
        ),
    )


def _shortened(lift: Lift, remedy: Remedy) -> Lift:
    left = remedy.working_sets_at_most
    exercises = []
    for exercise in lift.exercises:
        warm_ups = tuple(s for s in exercise.sets if s.kind is SetKind.WARM_UP)
        kept = exercise.working_sets[:left]
        left -= len(kept)
        exercises.append(replace(exercise, sets=(*warm_ups, *kept)))
    seconds = min(lift.duration_s, remedy.duration_s_at_most)
    return replace(lift, exercises=tuple(exercises), duration_s=seconds)


def _swapped(one: Workout, other: Workout) -> tuple[Workout, Workout]:
    """The second starts when the first did, and the first ends when the second did."""
    first, second = sorted((one, other), key=lambda w: w.started_at)
    return _starting(second, first.started_at), _ending(first, second.ended_at)


def _starting(workout: Workout, start: datetime) -> Workout:
    return replace(workout, started_at=start, local_date=None)


def _ending(workout: Workout, end: datetime) -> Workout:
    return _starting(workout, end - timedelta(seconds=workout.duration_s))
