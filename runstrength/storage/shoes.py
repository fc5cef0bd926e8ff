"""Shoes, and how far each pair was run."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, exists, func, insert, literal, select, update

from ..training.limits import FieldError, Invalid
from ..training.quantities import METRES, DistanceUnit
from ..training.shoes import Shoe
from .database import db
from .tables import runs, shoes, workouts

MOST_PAIRS = 100

_OF_WORKOUT = and_(runs.c.user_id == workouts.c.user_id, runs.c.workout_id == workouts.c.id)
_OF_SHOE = and_(runs.c.user_id == shoes.c.user_id, runs.c.shoe_id == shoes.c.id)
_COUNTS = and_(workouts.c.planned.is_(False), workouts.c.deleted_at.is_(None))
_IN_ORDER = (shoes.c.is_retired, func.lower(shoes.c.name), shoes.c.id)
_other = shoes.alias()
_LAST_WORN = (
    select(runs.c.shoe_id)
    .join(workouts, _OF_WORKOUT)
    .join(_other, and_(_other.c.user_id == runs.c.user_id, _other.c.id == runs.c.shoe_id))
    .where(workouts.c.user_id == bindparam("of"), _COUNTS, _other.c.is_retired.is_(False))
    .order_by(workouts.c.started_at.desc(), workouts.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_OWNED = (
    select(shoes, _LAST_WORN.label("last_worn"))
    .where(shoes.c.user_id == bindparam("of"))
    .order_by(*_IN_ORDER)
)
# Decimals are text, so those that are equal are counted and multiplied: exact.
_WORN = (
    select(
        shoes,
        _COUNTS.label("counts"),
        runs.c.distance_unit,
        runs.c.distance_value,
        func.count(runs.c.workout_id).label("times"),
    )
    .outerjoin(runs, _OF_SHOE)
    .outerjoin(workouts, _OF_WORKOUT)
    .where(shoes.c.user_id == bindparam("of"))
    .group_by(*shoes.c, _COUNTS, runs.c.distance_unit, runs.c.distance_value)
    .order_by(*_IN_ORDER)
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A user's shoes, retired ones last; `last_worn` is the last pair run in that is not."""

    shoes: tuple[Shoe, ...]
    last_worn: UUID | None = None

    def find(self, shoe_id: UUID | None) -> Shoe | None:
        """The pair with this id."""
        return next((shoe for shoe in self.shoes if shoe.id == shoe_id), None)


@dataclass(frozen=True, slots=True)
class Worn:
    """A pair with its mileage: what was logged, and what it had before.

    `is_used` is also true where the only runs in them are planned or were deleted, as these may
    come back.
    """

    shoe: Shoe
    distance_m: Fraction
    runs: int
    is_used: bool


def shelf_of(user_id: UUID) -> Shelf:
    """The user's shoes, in one statement."""
    rows = db.session.execute(_OWNED, {"of": user_id}).all()
    return Shelf(tuple(map(_shoe, rows)), rows[0].last_worn if rows else None)


def worn(user_id: UUID) -> list[Worn]:
    """The user's shoes with how far each was run, in one statement."""
    rows = db.session.execute(_WORN, {"of": user_id}).all()
    return [_worn(shoe, list(of_shoe)) for shoe, of_shoe in groupby(rows, _shoe)]


def find(user_id: UUID, shoe_id: UUID) -> Shoe | None:
    """The user's pair with this id."""
    row = db.session.execute(select(shoes).where(*_own(user_id, shoe_id))).first()
    return row and _shoe(row)


def put(user_id: UUID, shoe: Shoe) -> None:
    """Store a pair, new or changed. Raises `Invalid` for one more than there is room for."""
    values = {
        "name": shoe.name,
        "before_m": shoe.before_m,
        "is_retired": shoe.is_retired,
    }
    changed = update(shoes).where(*_own(user_id, shoe.id)).values(**values)
    if db.session.execute(changed).rowcount:
        return
    row = {"user_id": user_id, "id": shoe.id, **values}
    count = select(func.count()).select_from(shoes).where(shoes.c.user_id == user_id)
    wanted = select(*(literal(value, shoes.c[name].type) for name, value in row.items()))
    there_is_room = wanted.where(count.scalar_subquery() < MOST_PAIRS)
    if not db.session.execute(insert(shoes).from_select(list(row), there_is_room)).rowcount:
        raise Invalid([FieldError("name", f"there are {MOST_PAIRS} pairs already")])


def remove(user_id: UUID, shoe_id: UUID) -> bool:
    """Delete a pair that no run names; False where one does, or did before it was deleted."""
    used = exists().where(runs.c.user_id == user_id, runs.c.shoe_id == shoe_id)
    gone = delete(shoes).where(*_own(user_id, shoe_id), ~used)
    return bool(db.session.execute(gone).rowcount)


def _own(user_id: UUID, shoe_id: UUID) -> tuple:
    return shoes.c.user_id == user_id, shoes.c.id == shoe_id


def _shoe(row) -> Shoe:
    return Shoe(id=row.id, name=row.name, before_m=row.before_m, is_retired=row.is_retired)


def _worn(shoe: Shoe, rows: Iterable) -> Worn:
    counted = [row for row in rows if row.counts]
    measured = [row for row in counted if row.distance_value is not None]
    run_m = sum(
        Fraction(Decimal(row.distance_value)) * METRES[DistanceUnit(row.distance_unit)] * row.times
        for row in measured
    )
    times = sum(row.times for row in counted)
    return Worn(shoe, shoe.before_m + Fraction(run_m), times, any(row.times for row in rows))
