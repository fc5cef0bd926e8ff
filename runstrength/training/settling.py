"""Making the change that a remedy offers, no further than its data asks for."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from .flags import Action, Remedy
from .quantities import Distance, DistanceUnit, Weight
from .workouts import Lift, LiftExercise, Region, Run, Set, SetKind, Workout


def applied(remedy: Remedy, workouts: Iterable[Workout]) -> list[Workout]:
    """The workouts once the change has been made; those it does not name stay as they are."""
    workouts = list(workouts)
    named = [w for w in workouts if w.id in remedy.workouts]
    others = [w for w in workouts if w.id not in remedy.workouts]
    if remedy.action is Action.SWAP:
        return [*others, *_swapped(*named)]
    change = {Action.MOVE: _moved, Action.EASE: _eased, Action.SHORTEN: _shortened}[remedy.action]
    return [*others, *(change(workout, remedy) for workout in named)]


def moved_to(workout: Workout, day: date) -> Workout:
    """The workout on another date, at the hour that its own clock showed."""
    zone = ZoneInfo(workout.time_zone)
    return _starting(workout, datetime.combine(day, workout.local_start.time(), zone))


def _moved(workout: Workout, remedy: Remedy) -> Workout:
    if remedy.to_date:
        return moved_to(workout, remedy.to_date)
    if remedy.start_not_before:
        return _starting(workout, max(workout.started_at, remedy.start_not_before))
    return _ending(workout, min(workout.ended_at, remedy.end_not_after))


def _eased(workout: Workout, remedy: Remedy) -> Workout:
    if remedy.exercise:
        return _lightened(workout, remedy)
    effort = min(workout.effort or remedy.effort_at_most, remedy.effort_at_most)
    workout = replace(workout, effort=effort)
    if not isinstance(workout, Lift) or remedy.rir_at_least is None:
        return workout
    return _with_sets(
        workout,
        lambda done: done.region is Region.LOWER,
        lambda s: s if s.rir is None else replace(s, rir=max(s.rir, remedy.rir_at_least)),
    )


def _lightened(lift: Lift, remedy: Remedy) -> Lift:
    most = Weight.of_kg(remedy.weight_kg_at_most)
    return _with_sets(
        lift,
        lambda done: done.exercise == remedy.exercise,
        lambda s: replace(s, weight=most) if s.weight and s.weight.kg > most.kg else s,
    )


def _with_sets(
    lift: Lift, chosen: Callable[[LiftExercise], bool], change: Callable[[Set], Set]
) -> Lift:
    exercises = (
        replace(done, sets=tuple(map(change, done.sets))) if chosen(done) else done
        for done in lift.exercises
    )
    return replace(lift, exercises=tuple(exercises))


def _shortened(workout: Workout, remedy: Remedy) -> Workout:
    if remedy.distance_m_at_most is not None:
        return _cut_to(workout, remedy.distance_m_at_most)
    if remedy.working_sets_at_most is not None:
        workout = _with_fewer_sets(workout, remedy.working_sets_at_most)
    if remedy.duration_s_at_most is None:
        return workout
    seconds = min(workout.duration_s, remedy.duration_s_at_most)
    if isinstance(workout, Run) and workout.moving_s is not None:
        return replace(workout, duration_s=seconds, moving_s=min(workout.moving_s, seconds))
    return replace(workout, duration_s=seconds)


def _cut_to(run: Run, distance_m: int) -> Run:
    """A shorter run at the same pace."""
    share = distance_m / run.distance.m
    return replace(
        run,
        distance=Distance(Decimal(distance_m), DistanceUnit.M),
        duration_s=max(1, int(run.duration_s * share)),
        moving_s=None if run.moving_s is None else max(1, int(run.moving_s * share)),
    )


def _with_fewer_sets(lift: Lift, left: int) -> Lift:
    exercises = []
    for done in lift.exercises:
        warm_ups = tuple(s for s in done.sets if s.kind is SetKind.WARM_UP)
        kept = done.working_sets[:left]
        left -= len(kept)
        exercises.append(replace(done, sets=(*warm_ups, *kept)))
    return replace(lift, exercises=tuple(exercises))


def _swapped(one: Workout, other: Workout) -> tuple[Workout, Workout]:
    """The second starts when the first did, and the first ends when the second did."""
    first, second = sorted((one, other), key=lambda w: w.started_at)
    return _starting(second, first.started_at), _ending(first, second.ended_at)


def _starting(workout: Workout, start: datetime) -> Workout:
    return replace(workout, started_at=start, local_date=None)


def _ending(workout: Workout, end: datetime) -> Workout:
    return _starting(workout, end - timedelta(seconds=workout.duration_s))
