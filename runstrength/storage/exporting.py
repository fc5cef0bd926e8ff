"""What an export asks for: everything of a user's, in batches, so that a long log needs no room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, delete, func, select

from ..training.check_ins import CheckIn
from ..training.workouts import Run, Workout
from .account_tables import users
from .database import db
from .marks import SCORES
from .tables import check_ins, deload_weeks, recordings, set_asides, workouts
from .workouts import page_after

BATCH = 500  # Workouts with their sets; some megabytes.
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an account holds."""

    runs: int
    lifts: int
    check_ins: int
    recordings: int
    first: date | None  # The date of the first workout.
    last: date | None


@dataclass(frozen=True, slots=True)
class Original:
    """A recording that was kept: whose, under which hash."""

    workout_id: UUID
    sha256: bytes


def counts(user_id: UUID) -> Counts:
    """How much there is to take along, in one statement."""
    return Counts(*db.session.execute(_COUNTS, {"of": user_id}).one())


def years(user_id: UUID) -> range:
    """The years from the first logged workout to the last."""
    first, last = db.session.execute(_LOGGED, {"of": user_id}).one()
    return range(first.year, last.year + 1) if first else range(0)


def all_workouts(user_id: UUID) -> Iterator[Workout]:
    """Every workout, planned ones as well, in the order of starts."""
    after = None
    while batch := page_after(user_id, FIRST, LAST, after, BATCH):
        yield from batch
        after = (batch[-1].started_at, batch[-1].id)


def all_check_ins(user_id: UUID) -> Iterator[tuple[date, CheckIn]]:
    """Every check-in with its date, in order."""
    for row in _batches(check_ins, user_id, "local_date"):
        yield row.local_date, CheckIn(**{name: getattr(row, name) for name in SCORES})


def all_deload_weeks(user_id: UUID) -> Iterator[date]:
    """The Thursday of every week that is marked as deload, in order."""
    return (row.thursday for row in _batches(deload_weeks, user_id, "thursday"))


def all_set_asides(user_id: UUID) -> Iterator[tuple[str, date, str]]:
    """Every flag that was set aside: its id, its date, and why."""
    for row in _batches(set_asides, user_id, "flag_id"):
        yield row.flag_id, row.flag_date, row.reason


def all_originals(user_id: UUID) -> Iterator[Original]:
    """Every recording whose file was kept, of the workouts that are there."""
    is_living = (
        select(workouts.c.id)
        .where(
            workouts.c.user_id == recordings.c.user_id,
            workouts.c.id == recordings.c.workout_id,
            workouts.c.deleted_at.is_(None),
        )
        .exists()
    )
    for row in _batches(recordings, user_id, "workout_id", is_living):
        yield Original(row.workout_id, row.sha256)


def saved_at(user_id: UUID, ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these workouts was last saved."""
    question = select(workouts.c.id, workouts.c.saved_at).where(
        workouts.c.user_id == user_id, workouts.c.id.in_(list(ids))
    )
    return {row.id: row.saved_at for row in db.session.execute(question)}


def remove_user(user_id: UUID) -> None:
    """Delete an account with every row that is its own, in whichever table."""
    # What names another table's rows goes before them, whatever a database does in a cascade.
    for table in reversed(db.metadata.sorted_tables):
        if "user_id" in table.c:
            db.session.execute(delete(table).where(table.c.user_id == user_id))
    db.session.execute(delete(users).where(users.c.id == user_id))


def _batches(table: Table, user_id: UUID, key: str, *conditions) -> Iterator:
    """The user's rows of a table in the order of `key`, a batch at a time."""
    asked: Select = select(table).where(table.c.user_id == user_id, *conditions)
    asked = asked.order_by(table.c[key]).limit(BATCH)
    rows = db.session.execute(asked).all()
    while rows:
        yield from rows
        last = getattr(rows[-1], key)
        rows = db.session.execute(asked.where(table.c[key] > last)).all()


_LIVING = (workouts.c.user_id == bindparam("of"), workouts.c.deleted_at.is_(None))


def _count_of(table: Table):
    own = select(func.count()).select_from(table).where(table.c.user_id == bindparam("of"))
    return own.scalar_subquery()


_COUNTS = select(
    func.count().filter(workouts.c.kind == Run.kind),
    func.count().filter(workouts.c.kind != Run.kind),
    _count_of(check_ins),
    _count_of(recordings),
    func.min(workouts.c.local_date),
    func.max(workouts.c.local_date),
).where(*_LIVING)
_LOGGED = select(func.min(workouts.c.local_date), func.max(workouts.c.local_date)).where(
    *_LIVING, workouts.c.planned.is_(False)
)
