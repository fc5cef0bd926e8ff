"""What an account holds beside its workouts, as JSON documents, and back: exact, as `documents`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from ...training.check_ins import CheckIn
from ...training.exercises import OWN, Exercise
from ...training.limits import check, text_complaint
from ...training.plates import MOST_KINDS, Gear
from ...training.quantities import KILOGRAMS, DistanceUnit, WeightUnit
from ...training.routines import Routine
from ...training.shoes import Shoe
from ...training.thresholds import BOUNDS, Thresholds
from ...training.week import Weekday
from ...training.workouts import Workout, zone_complaint
from .documents import EXERCISE_CHARACTERS, VERSION, document, workout_from
from .values import decoded, encoded, refused

REASON_CHARACTERS, FLAG_CHARACTERS, RULE_CHARACTERS = 500, 20, 60
MOST_RULES = 200
APP_CHARACTERS, NAME_CHARACTERS = 32, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chose for every page. Raises `Invalid` for a zone that is none."""

    time_zone: str
    distance_unit: DistanceUnit
    weight_unit: WeightUnit
    week_starts_on: Weekday

    def __post_init__(self):
        check(time_zone=zone_complaint(self.time_zone))


@dataclass(frozen=True, slots=True)
class Dated:
    """A check-in and its date."""

    date: date
    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class Deload:
    """A week that is marked as deload, known by its Thursday. Raises `Invalid` for another day."""

    thursday: date

    def __post_init__(self):
        is_one = self.thursday.weekday() == Weekday.THURSDAY
        check(thursday=None if is_one else "is no Thursday")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A flag that was set aside: its id, its date, and why. Raises `Invalid` naming the field."""

    flag: str
    date: date
    reason: str

    def __post_init__(self):
        check(
            flag=text_complaint(self.flag, FLAG_CHARACTERS),
            reason=text_complaint(self.reason, REASON_CHARACTERS),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NameElsewhere:
    """What a name in another app means, by the user's own word: the id of an exercise.

    Raises `Invalid` naming the field.
    """

    app: str
    name: str
    exercise: str

    def __post_init__(self):
        check(
            app=text_complaint(self.app, APP_CHARACTERS),
            name=text_complaint(self.name, NAME_CHARACTERS),
            exercise=text_complaint(self.exercise, EXERCISE_CHARACTERS),
        )


Kept = (
    Settings
    | Thresholds
    | Gear
    | Exercise
    | NameElsewhere
    | Routine
    | Shoe
    | Dated
    | Deload
    | SetAside
    | Workout
)


def thresholds_document(thresholds: Thresholds) -> dict:
    """The thresholds that were moved, each in its own unit, and the rules that are off."""
    moved = {name: format(Decimal(n), "f") for name, n in thresholds.moved.items()}
    return {"moved": moved, "off": sorted(thresholds.off)}


def thresholds_from(sent: object) -> Thresholds:
    """The thresholds that a document tells. Raises `Invalid`."""
    if not isinstance(sent, dict) or sent.keys() != {"moved", "off"}:
        raise refused("must have moved and off", "rules")
    moved = sent["moved"]
    if not isinstance(moved, dict) or not moved.keys() <= BOUNDS.keys():
        raise refused("names what is no threshold", "moved")
    off = decoded(tuple[str, ...], sent["off"])
    if len(off) > MOST_RULES or any(len(each) > RULE_CHARACTERS for each in off):
        raise refused("is no list of rules", "off")
    return Thresholds.chosen({name: _amount(name, moved[name]) for name in moved}, off)


def _amount(name: str, sent: object) -> int | Decimal:
    number = decoded(Decimal, sent)
    return int(number) if BOUNDS[name].whole and number == int(number) else number


def gear_document(gear: Gear) -> dict:
    """A bar and its plates, as typed in their unit."""
    plates = [{"weight": _typed(kg, gear), "pairs": pairs} for kg, pairs in gear.plates]
    return {"unit": gear.unit.value, "bar": _typed(gear.bar_kg, gear), "plates": plates}


def gear_from(sent: object) -> Gear:
    """The bar and plates that a document tells. Raises `Invalid`."""
    if not isinstance(sent, dict) or sent.keys() != {"unit", "bar", "plates"}:
        raise refused("must have unit, bar and plates", "gear")
    plates = sent["plates"]
    if not isinstance(plates, list) or len(plates) > MOST_KINDS:
        raise refused(f"must be a list of at most {MOST_KINDS}", "plates")
    unit, bar = decoded(WeightUnit, sent["unit"]), decoded(Decimal, sent["bar"])
    return Gear.typed(unit, bar, [_plate(each) for each in plates])


def _plate(sent: object) -> tuple[Decimal, int]:
    if not isinstance(sent, dict) or sent.keys() != {"weight", "pairs"}:
        raise refused("must have weight and pairs", "plates")
    return decoded(Decimal, sent["weight"]), decoded(int, sent["pairs"])


def _typed(kg: Fraction, gear: Gear) -> str:
    number = kg / KILOGRAMS[gear.unit]
    return format(Decimal(number.numerator) / Decimal(number.denominator), "f")


def _exercise_from(sent: object) -> Exercise:
    exercise = decoded(Exercise, sent)
    own = None if exercise.is_own else f"must begin with {OWN}"
    check(id=own or text_complaint(exercise.id, EXERCISE_CHARACTERS))
    return exercise


def _routine_from(sent: object) -> Routine:
    routine = decoded(Routine, sent)
    long = any(len(each.exercise) > EXERCISE_CHARACTERS for each in routine.exercises)
    check(
        version=VERSION.complaint(routine.version),
        exercises="has a name that is too long" if long else None,
    )
    decoded(UUID, routine.id)
    return routine


def _check_in_document(dated: Dated) -> dict:
    return {"date": encoded(dated.date), **encoded(dated.check_in)}


def _check_in_from(sent: object) -> Dated:
    if not isinstance(sent, dict):
        raise refused("must be an object", "check-in")
    scores = {name: value for name, value in sent.items() if name != "date"}
    return Dated(decoded(date, sent.get("date")), decoded(CheckIn, scores))


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of what is kept: how it is written, and read."""

    write: Callable[[Kept], object]
    read: Callable[[object], Kept]


def _as_is(kind: type) -> Section:
    return Section(encoded, lambda sent: decoded(kind, sent))


# Of these an account has one; None is written where it has none.
SINGLE: dict[str, Section] = {
    "settings": _as_is(Settings),
    "rules": Section(thresholds_document, thresholds_from),
    "gear": Section(gear_document, gear_from),
}
# Of these it has many. What others name comes before them.
LISTS: dict[str, Section] = {
    "exercises": Section(encoded, _exercise_from),
    "names_elsewhere": _as_is(NameElsewhere),
    "routines": Section(encoded, _routine_from),
    "shoes": _as_is(Shoe),
    "check_ins": Section(_check_in_document, _check_in_from),
    "deload_weeks": _as_is(Deload),
    "set_asides": _as_is(SetAside),
    "workouts": Section(document, workout_from),
}
