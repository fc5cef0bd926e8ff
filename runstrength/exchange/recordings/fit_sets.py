"""The sets that a watch counted, as exercises with the names that FIT has for them."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import groupby

from fitdecode.profile import FIELD_TYPES

from ...training.limits import Invalid
from ...training.quantities import KILOGRAMS, Weight, WeightUnit
from ...training.workouts import Set
from ..found import FoundExercise, Rejected

UNKNOWN = "unknown"
_UNKNOWN_CATEGORY = 65534
_STEP_KG = Fraction(1, 16)


def exercises(
    sets: Iterable[dict], row: str
) -> tuple[tuple[FoundExercise, ...], tuple[Rejected, ...]]:
    """Make exercises of consecutive active sets with the same names; rests are no sets."""
    read: list[tuple[tuple[str, ...], Set]] = []
    rejected = []
    active = (s for s in sets if s.get("set_type") in ("active", None))
    for n, values in enumerate(active, 1):
        try:
            read.append((_names(values), _set(values)))
        except Invalid as invalid:
            rejected.append(Rejected(f"{row}, set {n}", str(invalid)))
    groups = groupby(read, key=lambda pair: pair[0])
    found = (FoundExercise(names=n, sets=tuple(s for _, s in pairs)) for n, pairs in groups)
    return tuple(found), tuple(rejected)


def _set(values: dict) -> Set:
    """Make a set of its reps, or of its seconds where the watch counted none.

    A watch that can't count, as in a plank, tells of 0 reps in a set that was done.
    """
    reps, duration = values.get("repetitions") or None, values.get("duration")
    seconds = None if reps or not duration else round(duration) or None
    return _built(reps, seconds, values.get("weight"), values.get("weight_display_unit"))


@lru_cache(maxsize=4096)
def _built(reps: int | None, seconds: int | None, kg: float | None, unit: object) -> Set:
    return Set(reps=reps, duration_s=seconds, weight=_weight(kg, unit) if kg else None)


def _weight(kg: float, unit: object) -> Weight:
    """Give the weight in kg, or in the pounds that were entered, which sixteenths of a kg blur."""
    if unit == "pound":
        pound = KILOGRAMS[WeightUnit.LB]
        pounds = Decimal(round(Fraction(kg) / pound * 2)) / 2
        if abs(Fraction(pounds) * pound - Fraction(kg)) <= _STEP_KG:
            return Weight(pounds, WeightUnit.LB)
    return Weight(Decimal(str(kg)))


def _names(values: dict) -> tuple[str, ...]:
    """Give `category/exercise` and `category` of each guess of the watch, its best guess first.

    Where its best guess is that it does not know, the others are no better than a dice.
    """
    categories = _listed(values.get("category"))
    exercises = _listed(values.get("category_subtype"))
    names: dict[str, None] = {}
    for n, category in enumerate(categories):
        if category == _UNKNOWN_CATEGORY:
            break
        for name in _named(category, exercises[n] if n < len(exercises) else None):
            names[name] = None
    return tuple(names) or (UNKNOWN,)


def _listed(value: object) -> tuple:
    return value if isinstance(value, tuple) else (value,)


@cache
def _named(category: int | None, exercise: int | None) -> tuple[str, ...]:
    name = FIELD_TYPES["exercise_category"].enum.get(category)
    if name is None:
        return ()
    kinds = FIELD_TYPES.get(f"{name}_exercise_name")
    kind = kinds.enum.get(exercise) if kinds else None
    return (f"{name}/{kind}", name) if kind else (name,)
