"""Users and their settings."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..training.exercises import Counts, Exercise, Load
from ..training.limits import Invalid
from ..training.plates import Gear
from ..training.quantities import KILOGRAMS, DistanceUnit, WeightUnit
from ..training.thresholds import BOUNDS, DEFAULTS, Thresholds
from ..training.week import Weekday
from ..training.workouts import Region
from .account_tables import users
from .database import db, now
from .turns import ADDING_ACCOUNTS, take_turns


class EmailTaken(Exception):
    """Another account has this address."""


class NotFirst(Exception):
    """There is an account already, and no other may be made."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chose; new workouts and every page follow it."""

    time_zone: str = "UTC"
    distance_unit: DistanceUnit = DistanceUnit.KM
    weight_unit: WeightUnit = WeightUnit.KG
    week_starts_on: Weekday = Weekday.MONDAY


@dataclass(frozen=True, slots=True)
class User:
    """An account, as a signed-in request knows it."""

    id: UUID
    email: str
    settings: Settings
    thresholds: Thresholds = DEFAULTS
    exercises: Mapping[str, Exercise] = field(default_factory=dict)  # The user's own, by id.
    gear: Gear | None = None  # The user's own bar and plates.
    # Which exercise a name in another app means, by the user's own word: "app/name" → id.
    names_elsewhere: Mapping[str, str] = field(default_factory=dict)
    is_administrator: bool = False  # May invite others.


def add_user(
    email: str, password_hash: str, settings: Settings, *, only_as_first: bool = False
) -> UUID:
    """Store a new account under its normalised address; the first is the administrator's.

    Raises `EmailTaken`, and `NotFirst` where only a first account may be made.
    """
    take_turns(ADDING_ACCOUNTS)  # Of two that come at once, one is the first.
    is_first = count() == 0
    if only_as_first and not is_first:
        db.session.rollback()
        raise NotFirst
    user_id = uuid4()
    row = {"id": user_id, "email": email, "password_hash": password_hash, "created_at": now()}
    row["is_administrator"] = is_first
    try:
        db.session.execute(insert(users).values(**row, **asdict(settings)))
    except IntegrityError as error:
        db.session.rollback()
        raise EmailTaken(email) from error
    return user_id


def count() -> int:
    """How many accounts there are."""
    return db.session.execute(select(func.count()).select_from(users)).scalar_one()


def administrator() -> UUID | None:
    """The administrator who has been here for longest; None where there is none."""
    return db.session.execute(
        select(users.c.id).where(users.c.is_administrator).order_by(users.c.created_at).limit(1)
    ).scalar()


def make_administrator(user_id: UUID) -> None:
    """Let a user invite others."""
    _update(user_id, is_administrator=True)


def user_with(user_id: UUID) -> User | None:
    """The user with this id, for work that no request waits for."""
    question = select(users, users.c.id.label("user_id")).where(users.c.id == user_id)
    row = db.session.execute(question).first()
    return user_from(row) if row else None


def lock(user_id: UUID) -> None:
    """Hold an account until the end of the transaction: what others do for it comes after."""
    db.session.execute(select(users.c.id).where(users.c.id == user_id).with_for_update())


def hold_with(user_id: UUID, password_hash: str) -> bool:
    """Hold an account until the end of the transaction; False where this is its hash no more."""
    own = (users.c.id == user_id, users.c.password_hash == password_hash)
    held = select(users.c.id).where(*own).with_for_update()
    return db.session.execute(held).first() is not None


def password_of(email: str) -> tuple[UUID, str] | None:
    """The id and password hash of the account with this address."""
    row = db.session.execute(
        select(users.c.id, users.c.password_hash).where(users.c.email == email)
    ).first()
    return (row.id, row.password_hash) if row else None


def change_password(user_id: UUID, password_hash: str) -> None:
    """Replace a user's password hash."""
    _update(user_id, password_hash=password_hash)


def change_settings(user_id: UUID, settings: Settings) -> None:
    """Replace a user's settings."""
    _update(user_id, **asdict(settings))


def change_thresholds(user_id: UUID, thresholds: Thresholds) -> None:
    """Replace the thresholds that a user moved, and the rules that are off."""
    moved = {name: str(number) for name, number in thresholds.moved.items()}
    _update(user_id, rules=json.dumps({"moved": moved, "off": sorted(thresholds.off)}))


def change_exercises(user_id: UUID, exercises: Mapping[str, Exercise]) -> None:
    """Replace a user's own exercises."""
    stored = [asdict(exercise) for exercise in exercises.values()]
    _update(user_id, exercises=json.dumps(stored))


def change_names_elsewhere(user_id: UUID, names: Mapping[str, str]) -> None:
    """Replace what names in other apps mean."""
    _update(user_id, names_elsewhere=json.dumps(dict(names)))


def names_of(user: User) -> Iterator[tuple[str, str, str]]:
    """What names in other apps mean: app, name, and the id of an exercise, in order."""
    for key, exercise in sorted(user.names_elsewhere.items()):
        app, _, name = key.partition("/")
        yield app, name, exercise


def change_gear(user_id: UUID, gear: Gear | None) -> None:
    """Replace a user's own bar and plates; None for what most gyms have."""
    stored = {}
    if gear:
        plates = [(_typed(kg, gear), pairs) for kg, pairs in gear.plates]
        stored = {"unit": gear.unit, "bar": _typed(gear.bar_kg, gear), "plates": plates}
    _update(user_id, gear=json.dumps(stored))


def user_from(row) -> User:
    """Read the columns of `users` in a row."""
    return User(
        id=row.user_id,
        email=row.email,
        settings=Settings(
            time_zone=row.time_zone,
            distance_unit=DistanceUnit(row.distance_unit),
            weight_unit=WeightUnit(row.weight_unit),
            week_starts_on=Weekday(row.week_starts_on),
        ),
        thresholds=_thresholds(row.rules),
        exercises=_exercises(row.exercises),
        gear=_gear(row.gear),
        names_elsewhere=_names_elsewhere(row.names_elsewhere),
        is_administrator=row.is_administrator,
    )


def _typed(kg: Fraction, gear: Gear) -> str:
    """A weight of a bar or plate, in the unit that it was typed in: exact, as it was a decimal."""
    number = kg / KILOGRAMS[gear.unit]
    return format(Decimal(number.numerator) / Decimal(number.denominator), "f")


@lru_cache(maxsize=1000)
def _gear(stored: str) -> Gear | None:
    read = json.loads(stored)
    if not read:
        return None
    plates = [(Decimal(plate), pairs) for plate, pairs in read["plates"]]
    return Gear.typed(WeightUnit(read["unit"]), Decimal(read["bar"]), plates)


@lru_cache(maxsize=1000)
def _names_elsewhere(stored: str) -> Mapping[str, str]:
    return MappingProxyType(json.loads(stored))


@lru_cache(maxsize=1000)
def _exercises(stored: str) -> Mapping[str, Exercise]:
    kinds = {"region": Region, "counts": Counts, "load": Load}
    read = (
        Exercise(**{name: kinds.get(name, _as_it_is)(value) for name, value in row.items()})
        for row in json.loads(stored)
    )
    return MappingProxyType({exercise.id: exercise for exercise in read})


def _as_it_is(value):
    return value


@lru_cache(maxsize=1000)
def _thresholds(rules: str) -> Thresholds:
    """The thresholds as stored; those that a later version allows no more are the default again."""
    stored = json.loads(rules)
    moved = {n: Decimal(v) for n, v in stored.get("moved", {}).items() if n in BOUNDS}
    moved = {n: int(v) if BOUNDS[n].whole else v for n, v in moved.items()}
    off = stored.get("off", ())
    while True:
        try:
            return Thresholds.chosen(moved, off)
        except Invalid as error:
            # One that is refused beside another takes that one along in the end.
            refused = {fault.field for fault in error.errors} & set(moved) or set(moved)
            moved = {name: value for name, value in moved.items() if name not in refused}


def _update(user_id: UUID, **values) -> None:
    db.session.execute(update(users).where(users.c.id == user_id).values(**values))
