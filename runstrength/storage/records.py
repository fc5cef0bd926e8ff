"""Personal bests: the database leaves only sets and runs that can be one; `training` picks them.

One lean statement each for sets and for runs, over the whole history: a best may be of any age.
Amounts are compared as floating point here, so that ties within its error stay in and are settled
exactly by `training.records` and `training.run_records`.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, and_, bindparam, case, cast, func, or_, select

from ..training.quantities import KILOGRAMS, METRES, WeightUnit
from ..training.records import Dated
from ..training.run_records import LONGEST, ROUNDED, USUAL_M
from ..training.strength import MOST_RIR
from ..training.workouts import Run, SetKind
from .database import db
from .rows import run_from, set_from
from .tables import lift_exercises, lift_sets, runs, workouts

# As many runs of the fastest are read for each distance: one of them is, and the others make up
# for what floating point may have put in a wrong order.
FASTEST_READ = 3
# Relative, and far above what floating point gets wrong.
ERROR = 1e-9


def sets_that_count(
    user_id: UUID, exercises: Collection[str] | None = None, before: datetime | None = None
) -> dict[str, list[Dated]]:
    """The sets that can be a best of their exercise, by exercise, in one statement.

    For each number of repetitions, reserve and unit the heaviest, the longest hold, and all sets
    of the session of the greatest volume load. Of all exercises or of `exercises`, logged in a
    workout that started `before`.
    """
    asked = {"of": user_id}
    done = _DONE
    if exercises is not None:
        done = done.where(lift_exercises.c.exercise.in_(bindparam("exercises", expanding=True)))
        asked["exercises"] = list(exercises)
    if before is not None:
        done = done.where(workouts.c.started_at < before)
    found = defaultdict(list)
    for row in db.session.execute(_best_sets(done), asked):
        found[row.exercise].append(Dated(set_from(*row[3:]), row.local_date, row.workout_id))
    return dict(found)


def runs_that_count(user_id: UUID, before: datetime | None = None) -> list[Run]:
    """The runs that can be a best, in one statement: fastest, farthest and longest.

    Of all logged runs, or of those that started `before`.
    """
    done = _RAN if before is None else _RAN.where(workouts.c.started_at < before)
    rows = db.session.execute(_best_runs(done), {"of": user_id})
    return [run_from(row) for row in rows]


def _number(column):
    return cast(column, Float)


_KG = _number(lift_sets.c.weight_value) * case(
    (lift_sets.c.weight_unit == WeightUnit.LB, float(KILOGRAMS[WeightUnit.LB])), else_=1.0
)
_LOGGED = (
    workouts.c.user_id == bindparam("of"),
    workouts.c.deleted_at.is_(None),
    workouts.c.planned.is_(False),
)
_SET_COLUMNS = [
    lift_sets.c[name]
    for name in ("kind", "reps", "weight_value", "weight_unit", "rir", "duration_s", "side")
]
_DONE = (
    select(
        lift_exercises.c.exercise,
        lift_exercises.c.local_date,
        lift_exercises.c.workout_id,
        *_SET_COLUMNS,
        workouts.c.started_at,
        func.coalesce(_KG, 0.0).label("kg"),
    )
    .select_from(lift_exercises)
    .join(
        workouts,
        (workouts.c.user_id == lift_exercises.c.user_id)
        & (workouts.c.id == lift_exercises.c.workout_id),
    )
    .join(
        lift_sets,
        (lift_sets.c.user_id == lift_exercises.c.user_id)
        & (lift_sets.c.workout_id == lift_exercises.c.workout_id)
        & (lift_sets.c.exercise_position == lift_exercises.c.position),
    )
    .where(
        lift_exercises.c.user_id == bindparam("of"),
        lift_sets.c.kind == SetKind.WORKING,
        *_LOGGED,
    )
)


def _best_sets(done):
    done = done.cte("done")
    names = ("exercise", "local_date", "workout_id", *(c.name for c in _SET_COLUMNS))
    # A reserve beyond those that estimates take in is none.
    reserve = case((done.c.rir <= MOST_RIR, done.c.rir))
    held = case((done.c.reps.is_(None), done.c.duration_s))
    # Repetitions alone: a hold has none, and a NULL would come first in PostgreSQL's order.
    lifted = func.coalesce(case((done.c.kg > 0, done.c.reps * done.c.kg), else_=0.0), 0.0)
    ranked = select(
        done,
        func.sum(lifted).over(partition_by=[done.c.exercise, done.c.workout_id]).label("volume"),
        func.row_number()
        .over(
            partition_by=[
                done.c.exercise,
                done.c.reps,
                reserve,
                done.c.weight_unit,
                case((done.c.kg > 0, 1), (done.c.kg < 0, -1), else_=0),
            ],
            order_by=[held.desc(), done.c.kg.desc(), done.c.started_at],
        )
        .label("rank"),
    ).cte("ranked")
    by_volume = [ranked.c.volume.desc(), ranked.c.started_at, ranked.c.workout_id]
    sessions = select(
        ranked,
        # Of equal rank are the sets of one session.
        func.rank().over(partition_by=ranked.c.exercise, order_by=by_volume).label("session"),
    ).cte("sessions")
    is_of_best_session = (sessions.c.session == 1) & (sessions.c.volume > 0)
    return (
        select(*(sessions.c[name] for name in names))
        .where((sessions.c.rank == 1) | is_of_best_session)
        .order_by(sessions.c.exercise, sessions.c.started_at)
    )


_M = _number(runs.c.distance_value) * case(
    *((runs.c.distance_unit == unit, float(m)) for unit, m in METRES.items())
)
_COUNTED_S = func.coalesce(runs.c.moving_s, workouts.c.duration_s)
_RAN = (
    select(workouts, *(c for c in runs.c if c.name not in ("user_id", "workout_id")))
    .add_columns(_M.label("m"), _COUNTED_S.label("counted_s"))
    .join(runs, (runs.c.user_id == workouts.c.user_id) & (runs.c.workout_id == workouts.c.id))
    .where(*_LOGGED)
)


def _best_runs(done):
    done = done.cte("done")
    ranked = select(
        done,
        _rank(done, done.c.m.desc().nulls_last()).label("farthest"),
        _rank(done, done.c.counted_s.desc()).label("longest"),
        *(
            _rank(done, _seconds_for(done, float(m)).nulls_last()).label(f"fastest_{n}")
            for n, m in enumerate(USUAL_M.values())
        ),
    ).cte("ranked")
    fastest = (
        and_(ranked.c[f"fastest_{n}"] <= FASTEST_READ, _seconds_for(ranked, float(m)).is_not(None))
        for n, m in enumerate(USUAL_M.values())
    )
    is_best = or_(ranked.c.farthest == 1, ranked.c.longest == 1, *fastest)
    return select(ranked).where(is_best).order_by(ranked.c.started_at)


def _rank(done, order):
    return func.row_number().over(order_by=[order, done.c.started_at])


def _seconds_for(done, metres: float):
    """A run's seconds for a usual distance; null where it doesn't count for it."""
    shortest = metres * float(1 - ROUNDED) * (1 - ERROR)
    longest = metres * float(LONGEST) * (1 + ERROR)
    as_rounded = metres * float(1 + ROUNDED) * (1 + ERROR)
    return case(
        (done.c.m.between(shortest, as_rounded), done.c.counted_s),
        (done.c.m.between(shortest, longest), done.c.counted_s * metres / done.c.m),
    )
