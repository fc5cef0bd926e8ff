"""One set as the cells of a lifting app's row tell it.

Most sets of a log are like many others, so a set is made once from the same cells.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...training.limits import Invalid
from ...training.quantities import Weight, WeightUnit
from ...training.workouts import Set, SetKind, Side
from ..tables.numbers import LONGEST, number

HIGHEST_RPE = 10
MOST_CHARACTERS = 4 * LONGEST
WORDS_OF_FIELDS = {
    "weight_kg": "the weight",
    "duration_s": "the time of the set",
    "distance_m": "the distance",
    "reps": "the number of reps",
}
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d*)?", re.ASCII)
_SIDE = re.compile(r"\b(left|right)\b", re.I)
_ASSISTED = re.compile(r"\bassisted\b", re.I)


class Refused(Exception):
    """A row that can't be read, and why."""


class Cells(NamedTuple):
    """What a row says of a set, as it is written there."""

    kind: SetKind
    reps: str
    weight: str
    unit: WeightUnit
    rpe: str
    seconds: str
    side: Side | None = None
    is_assisted: bool = False
    has_decimal_comma: bool = False

    @property
    def characters(self) -> int:
        """How much there is to read, and to keep in mind."""
        return len(self.reps) + len(self.weight) + len(self.rpe) + len(self.seconds)


def set_of(cells: Cells) -> Set | None:
    """The set; None where there are neither reps nor seconds. Raises `Refused`."""
    if cells.characters > MOST_CHARACTERS:
        raise Refused("a number is longer than any")
    made = _made(cells)
    if isinstance(made, str):
        raise Refused(made)
    return made


@lru_cache(maxsize=20_000)
def _made(cells: Cells) -> Set | str | None:
    try:
        return _set(cells)
    except Refused as error:
        return str(error)
    except Invalid as error:
        return plain(error)


def _set(cells: Cells) -> Set | None:
    comma = cells.has_decimal_comma
    reps = amount(cells.reps, "number of reps", comma)
    if reps != int(reps):
        raise Refused("the number of reps is not whole")
    duration_s = seconds(cells.seconds, comma)
    if not reps and not duration_s:
        return None
    weight = amount(cells.weight, "weight", comma)
    told = -abs(weight) if cells.is_assisted else weight
    return Set(
        kind=cells.kind,
        reps=int(reps) or None,
        weight=Weight(told, cells.unit) if told else None,
        rir=_reserve(number(cells.rpe.strip(), has_decimal_comma=comma)),
        duration_s=duration_s or None,
        side=cells.side,
    )


def plain(error: Invalid) -> str:
    """What is wrong, in words for the owner of the file."""
    first = error.errors[0]
    return f"{WORDS_OF_FIELDS.get(first.field, first.field)} {first.message}"


def amount(cell: str, name: str, has_decimal_comma: bool = False) -> Decimal:
    """The number in a cell, 0 where it is empty. Raises `Refused` with the name."""
    if not cell.strip():
        return Decimal(0)
    found = number(cell.strip(), has_decimal_comma=has_decimal_comma)
    if found is None:
        raise Refused(f"the {name} is not a number")
    return found


def seconds(cell: str, has_decimal_comma: bool = False) -> int:
    """Whole seconds of `90`, `1:30` or `0:01:30`; 0 where the cell is empty. Raises `Refused`."""
    if clock := _CLOCK.fullmatch(cell.strip()):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + rest
    value = round(amount(cell, "time of the set", has_decimal_comma))
    if value < 0:
        raise Refused("the time of the set is below zero")
    return value


def side_of(name: str) -> Side | None:
    """The side that an exercise's name says it was done on."""
    sides = {side.casefold() for side in _SIDE.findall(name)}
    return Side(sides.pop()) if len(sides) == 1 else None


def is_assisted(name: str) -> bool:
    """Whether the weight of an exercise is help, as its name says."""
    return bool(_ASSISTED.search(name))


def _reserve(rpe: Decimal | None) -> int | None:
    """The repetitions in reserve: what an RPE leaves to 10, halves rounded down (8.5 leaves 1)."""
    return int(HIGHEST_RPE - rpe) if rpe is not None and 0 < rpe <= HIGHEST_RPE else None
