"""Workouts: read by window, never by history; written once, whatever is sent twice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, insert, select, tuple_, update

from ..training.settling import moved_to
from ..training.workouts import Lift, LiftExercise, Run, Workout
from .database import db, now
from .outcomes import Deleted, Outcome, Stale, Tombstone, Unconditional
from .parts import delete_parts, insert_parts
from .rows import exercises_from, lift_from, run_from, workout_row
from .tables import lift_exercises, lift_sets, runs, workouts

# The questions that are asked often are put together once.
_RUN = (runs.c.user_id == workouts.c.user_id) & (runs.c.workout_id == workouts.c.id)
_RUN_COLUMNS = [c for c in runs.c if c.name not in ("user_id", "workout_id")]
_OWN = (
    select(workouts, *_RUN_COLUMNS)
    .outerjoin(runs, _RUN)
    .where(workouts.c.user_id == bindparam("of"))
)
_LIVING = _OWN.where(workouts.c.deleted_at.is_(None))
_IN_ORDER = (workouts.c.started_at, workouts.c.id)
_BETWEEN = _LIVING.where(
    workouts.c.local_date >= bindparam("first"), workouts.c.local_date <= bindparam("last")
).order_by(*_IN_ORDER)
_EXERCISES = (
    select(
        lift_exercises.c.workout_id,
        lift_exercises.c.position,
        lift_exercises.c.exercise,
        lift_exercises.c.region,
        lift_exercises.c.form,
        lift_exercises.c.notes,
        lift_exercises.c.superset,
        lift_sets.c.position.label("set_position"),
        # From here on, the columns of a set, in the order in which `rows` takes them.
        lift_sets.c.kind,
        lift_sets.c.reps,
        lift_sets.c.weight_value,
        lift_sets.c.weight_unit,
        lift_sets.c.rir,
        lift_sets.c.duration_s,
        lift_sets.c.side,
    )
    .outerjoin(
        lift_sets,
        (lift_sets.c.user_id == lift_exercises.c.user_id)
        & (lift_sets.c.workout_id == lift_exercises.c.workout_id)
        & (lift_sets.c.exercise_position == lift_exercises.c.position),
    )
    .where(
        lift_exercises.c.user_id == bindparam("of"),
        lift_exercises.c.workout_id.in_(bindparam("lifts", expanding=True)),
    )
    .order_by(lift_exercises.c.workout_id, lift_exercises.c.position, lift_sets.c.position)
)


def between(user_id: UUID, first: date, last: date) -> list[Workout]:
    """The workouts dated `first` to `last`, both included, in the order of their starts."""
    rows = db.session.execute(_BETWEEN, {"of": user_id, "first": first, "last": last}).all()
    return _workouts(user_id, rows)


def with_ids(user_id: UUID, ids: Iterable[UUID]) -> list[Workout]:
    """The user's workouts with these ids."""
    question = _LIVING.where(workouts.c.id.in_(bindparam("ids", expanding=True)))
    return _workouts(user_id, db.session.execute(question, {"of": user_id, "ids": list(ids)}).all())


def page_after(
    user_id: UUID, first: date, last: date, after: tuple[datetime, UUID] | None, limit: int
) -> list[Workout]:
    """At most `limit` workouts dated `first` to `last` that come behind the position `after`."""
    question = _BETWEEN.limit(limit)
    if after:
        question = question.where(tuple_(*_IN_ORDER) > after)
    rows = db.session.execute(question, {"of": user_id, "first": first, "last": last}).all()
    return _workouts(user_id, rows)


def page_before(
    user_id: UUID,
    before: tuple[datetime, UUID] | None,
    limit: int,
    conditions: Iterable[ColumnElement[bool]] = (),
) -> list[Workout]:
    """At most `limit` logged workouts, newest first, that come before the position `before`.

    `conditions` are those of a search (`search.conditions`).
    """
    newest_first = [column.desc() for column in _IN_ORDER]
    logged = _LIVING.where(workouts.c.planned.is_(False), *conditions)
    question = logged.order_by(*newest_first).limit(limit)
    if before:
        question = question.where(tuple_(*_IN_ORDER) < before)
    return _workouts(user_id, db.session.execute(question, {"of": user_id}).all())


def without_effort(
    user_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> list[Workout]:
    """At most `limit` logged workouts without an effort, newest first, before the position."""
    return page_before(user_id, before, limit, [workouts.c.effort.is_(None)])


def fill_efforts(user_id: UUID, efforts: Mapping[UUID, int]) -> int:
    """Give an effort to those of these workouts that have none, and say how many had none."""
    c = workouts.c
    own = (c.user_id == user_id, c.deleted_at.is_(None), c.effort.is_(None))
    count = 0
    for effort in sorted(set(efforts.values())):
        ids = [workout_id for workout_id, said in efforts.items() if said == effort]
        changed = update(workouts).where(*own, c.id.in_(ids))
        values = {"effort": effort, "version": c.version + 1, "saved_at": now()}
        count += db.session.execute(changed.values(**values)).rowcount
    return count


def newest_lifts(user_id: UUID, limit: int) -> list[Lift]:
    """At most `limit` logged lifts, newest first."""
    newest_first = [column.desc() for column in _IN_ORDER]
    done = _LIVING.where(workouts.c.planned.is_(False), workouts.c.kind == Lift.kind)
    question = done.order_by(*newest_first).limit(limit)
    return _workouts(user_id, db.session.execute(question, {"of": user_id}).all())


def newest_run(user_id: UUID) -> Run | None:
    """The logged run that started last."""
    newest_first = [column.desc() for column in _IN_ORDER]
    done = _LIVING.where(workouts.c.planned.is_(False), workouts.c.kind == Run.kind)
    row = db.session.execute(done.order_by(*newest_first).limit(1), {"of": user_id}).first()
    return run_from(row) if row else None


def find(user_id: UUID, workout_id: UUID, *, lock: bool = False) -> Workout | Tombstone | None:
    """The user's workout with this id, or its tombstone."""
    return find_several(user_id, [workout_id], lock=lock).get(workout_id)


def find_several(
    user_id: UUID, ids: Iterable[UUID], *, lock: bool = True
) -> dict[UUID, Workout | Tombstone]:
    """The user's workouts with these ids, or their tombstones, by id."""
    question = _OWN.where(workouts.c.id.in_(bindparam("ids", expanding=True)))
    if lock:
        question = question.order_by(workouts.c.id).with_for_update(of=workouts)
    rows = db.session.execute(question, {"of": user_id, "ids": list(ids)}).all()
    living = _workouts(user_id, [row for row in rows if row.deleted_at is None])
    gone = [
        Tombstone(row.id, row.version, row.kind, row.deleted_at)
        for row in rows
        if row.deleted_at is not None
    ]
    return {found.id: found for found in (*living, *gone)}


def put(
    user_id: UUID,
    stored: Workout | Tombstone | None,
    workout: Workout,
    base_version: int | None,
) -> tuple[Outcome, Workout]:
    """Write `workout` where `stored` was found, and say what that did.

    The same content again is a replay and changes nothing. Anything else has to name the version
    that it is based on: raises `Unconditional`, `Stale` or `Deleted`.
    """
    if stored is None:
        if base_version is not None:
            raise Stale(None)
        return Outcome.CREATED, _insert(user_id, replace(workout, version=1))
    if isinstance(stored, Tombstone):
        if base_version != stored.version:
            raise Deleted(stored)
        return Outcome.RESTORED, _replace(user_id, workout, stored.version + 1)
    workout = _adopting(workout, stored)
    if workout == stored:
        return Outcome.REPLAYED, stored
    if base_version is None:
        raise Unconditional(stored)
    if base_version != stored.version:
        raise Stale(stored)
    return Outcome.REPLACED, _replace(user_id, workout, stored.version + 1)


def add_all(user_id: UUID, new: Collection[Workout]) -> None:
    """Store workouts whose ids are free, in a statement a table."""
    rows = [{"user_id": user_id, "id": each.id, **workout_row(each)} for each in new]
    if rows:
        db.session.execute(insert(workouts), rows)
        insert_parts(user_id, new)


def move(user_id: UUID, stored: Workout, to: date, base_version: int | None) -> Workout:
    """Put a workout on another date, at its own hour. Raises `Stale`, or `Invalid` for the date."""
    if base_version not in (None, stored.version):
        raise Stale(stored)
    moved = replace(moved_to(stored, to), version=stored.version + 1)
    columns = ("started_at", "local_date", "version")
    values = {name: getattr(moved, name) for name in columns}
    update_row(user_id, stored.id, **values, saved_at=now())
    if isinstance(stored, Lift):
        own = (lift_exercises.c.user_id == user_id, lift_exercises.c.workout_id == stored.id)
        dates = update(lift_exercises).where(*own).values(local_date=moved.local_date)
        db.session.execute(dates)
    return moved


def update_row(user_id: UUID, workout_id: UUID, **values) -> None:
    own = (workouts.c.user_id == user_id, workouts.c.id == workout_id)
    db.session.execute(update(workouts).where(*own).values(**values))


def _workouts(user_id: UUID, rows: Iterable) -> list[Workout]:
    lifts = [row.id for row in rows if row.kind != Run.kind]
    exercises = _exercises(user_id, lifts) if lifts else {}
    return [
        run_from(row) if row.kind == "run" else lift_from(row, exercises.get(row.id, ()))
        for row in rows
    ]


def _exercises(user_id: UUID, lifts: list[UUID]) -> dict[UUID, list[LiftExercise]]:
    """The exercises of these lifts with their sets, in one statement."""
    return exercises_from(db.session.execute(_EXERCISES, {"of": user_id, "lifts": lifts}))


def _adopting(workout: Workout, stored: Workout) -> Workout:
    """Keep what belongs to the row, and the date that was fixed when it was logged."""
    kept = {"version": stored.version, "source": stored.source}
    if (workout.started_at, workout.time_zone) == (stored.started_at, stored.time_zone):
        kept["local_date"] = stored.local_date
    return replace(workout, **kept)


def _insert(user_id: UUID, workout: Workout) -> Workout:
    add_all(user_id, [workout])
    return workout


def _replace(user_id: UUID, workout: Workout, version: int) -> Workout:
    workout = replace(workout, version=version)
    update_row(user_id, workout.id, **workout_row(workout), deleted_at=None)
    delete_parts(user_id, [workout.id])
    insert_parts(user_id, [workout])
    return workout
