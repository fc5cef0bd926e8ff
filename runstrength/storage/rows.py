"""Rows of workouts as training values, and back."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from ..training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from ..training.workouts import (
    Form,
    Lift,
    LiftExercise,
    Region,
    Run,
    RunType,
    Set,
    SetKind,
    Side,
    Workout,
)
from .database import now

# A row of an exercise has that one's columns first, then those of a set.
SET_COLUMNS = slice(8, None)


def exercises_from(rows: Iterable) -> dict[UUID, list[LiftExercise]]:
    """The exercises of each lift, from rows in the order of workout, exercise and set."""
    sets, heads = defaultdict(list), {}
    for row in rows:
        key = row.workout_id, row.position
        heads[key] = row
        if row.set_position is not None:
            sets[key].append(set_from(*row[SET_COLUMNS]))
    found = defaultdict(list)
    for key, row in heads.items():
        found[row.workout_id].append(
            exercise_from(
                row.exercise, row.region, row.form, row.notes, row.superset, tuple(sets[key])
            )
        )
    return found


def exercise_from(
    exercise: str,
    region: str,
    form: str | None,
    notes: str,
    superset: int | None,
    sets: tuple[Set, ...],
) -> LiftExercise:
    """One exercise of a lift."""
    return LiftExercise(
        exercise=exercise,
        region=Region(region),
        form=Form(form) if form else None,
        sets=sets,
        notes=notes,
        superset=superset,
    )


@lru_cache(maxsize=10_000)
def set_from(
    kind: str,
    reps: int | None,
    weight_value: str | None,
    weight_unit: str | None,
    rir: int | None,
    duration_s: int | None,
    side: str | None,
) -> Set:
    """One set. Most sets repeat another, and a value that can't change may be shared."""
    weight = None
    if weight_value is not None:
        weight = Weight(Decimal(weight_value), WeightUnit(weight_unit))
    return Set(
        kind=SetKind(kind),
        reps=reps,
        weight=weight,
        rir=rir,
        duration_s=duration_s,
        side=Side(side) if side else None,
    )


def _common(row) -> dict:
    names = ("id", "version", "started_at", "time_zone", "local_date", "duration_s")
    names += ("effort", "avg_hr_bpm", "notes", "planned", "source")
    return {name: getattr(row, name) for name in names}


def run_from(row) -> Run:
    """A run from its row, joined with that of its workout."""
    measured = row.distance_value is not None
    return Run(
        **_common(row),
        type=RunType(row.type),
        distance=Distance(Decimal(row.distance_value), DistanceUnit(row.distance_unit))
        if measured
        else None,
        moving_s=row.moving_s,
        intervals=row.intervals,
        is_treadmill=row.is_treadmill,
        elevation_gain_m=row.elevation_gain_m,
        shoe_id=row.shoe_id,
    )


def lift_from(row, exercises: Iterable[LiftExercise]) -> Lift:
    """A lift from its workout's row and its exercises."""
    return Lift(**_common(row), exercises=tuple(exercises))


def workout_row(workout: Workout) -> dict:
    """What a run and a lift have in common, as columns."""
    return {
        "version": workout.version,
        "kind": workout.kind,
        "started_at": workout.started_at,
        "time_zone": workout.time_zone,
        "local_date": workout.local_date,
        "duration_s": workout.duration_s,
        "effort": workout.effort,
        "avg_hr_bpm": workout.avg_hr_bpm,
        "notes": workout.notes,
        "planned": workout.planned,
        "source": workout.source,
        "saved_at": now(),
    }


def run_row(run: Run) -> dict:
    """What a run has of its own, as columns."""
    return {
        "type": run.type,
        "distance_value": format(run.distance.value, "f") if run.distance else None,
        "distance_unit": run.distance.unit if run.distance else None,
        "moving_s": run.moving_s,
        "intervals": run.intervals,
        "is_treadmill": run.is_treadmill,
        "elevation_gain_m": run.elevation_gain_m,
        "shoe_id": run.shoe_id,
    }


def exercise_row(done: LiftExercise) -> tuple:
    """An exercise, as `exercise_from` takes it, but for its sets."""
    return done.exercise, done.region, done.form, done.notes, done.superset


def set_row(s: Set) -> tuple:
    """A set, as `set_from` takes it."""
    value, unit = (format(s.weight.value, "f"), s.weight.unit) if s.weight else (None, None)
    return s.kind, s.reps, value, unit, s.rir, s.duration_s, s.side
