"""The columns of a lifting app's table, told by their names; their order differs by version."""

import re
from collections.abc import Mapping
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple, TypeVar

from ...training.limits import Invalid
from ...training.quantities import Distance, DistanceUnit, WeightUnit
from ...training.workouts import SetKind
from ..found import Answers, Question
from ..tables.csv_rows import Table
from .lift import Lift
from .lift_entries import Entry
from .set_cells import Cells, Refused, amount, plain
from .wall_clock import started

WEIGHT_UNITS = {
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms"), WeightUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), WeightUnit.LB),
}
DISTANCE_UNITS = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), DistanceUnit.M),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometres"), DistanceUnit.KM),
    **dict.fromkeys(("mi", "mile", "miles"), DistanceUnit.MI),
}
NOTHING = " 0.,"
Unit = TypeVar("Unit", WeightUnit, DistanceUnit)


class Told(NamedTuple):
    """What the columns hold in one row; "" for a column that is not there."""

    exercise: str
    kind: str
    reps: str
    weight: str
    weight_unit: str
    rpe: str
    seconds: str
    distance: str
    distance_unit: str
    note: str
    notes: str
    superset: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of a set."""
        return not any(
            cell.strip(NOTHING) for cell in (self.reps, self.weight, self.seconds, self.distance)
        )


class Columns:
    """Where a table has what `Told` names: `names` gives each column's header, or several.

    `weight` and `distance` may have their unit in the header, as in `Weight (kg)`, or a column for
    it; where there is neither, that is `asked`, and the answer is taken.
    """

    def __init__(self, table: Table, answers: Answers, names: Mapping[str, tuple[str, ...]]):
        self.asked: set[Question] = set()
        self._answers = answers
        self._has_comma = table.has_decimal_comma
        places = {field: table.column(*headers) for field, headers in names.items()}
        self._weight_unit = self._distance_unit = None
        if "weight" not in names:
            places["weight"], self._weight_unit = measured(table, "weight", WEIGHT_UNITS)
        if "distance" not in names:
            places["distance"], self._distance_unit = measured(table, "distance", DISTANCE_UNITS)
        beyond = len(table.header)
        every = (places.get(field) for field in Told._fields)
        self._cells = itemgetter(*(beyond if place is None else place for place in every))

    def started(self, text: str, *, is_day_first: bool | None = None) -> datetime:
        """A start; its zone is asked for, and the order of its date, unless that is known.

        Raises `Refused`.
        """
        order = self._answers.is_day_first if is_day_first is None else is_day_first
        start = started(text, is_day_first=order)
        if start.tzinfo is None:
            self.asked.add(Question.TIME_ZONE)
        if is_day_first is None and "/" in text:
            self.asked.add(Question.DATE_ORDER)
        return start

    def told(self, cells: list[str]) -> Told:
        """What one row holds."""
        return Told._make(self._cells([*cells, ""]))

    def put(self, lift: Lift, entry: Entry, told: Told, kind: SetKind) -> None:
        """Put a row's set, or its part of a run, into its workout. Raises `Refused`."""
        cells = Cells(
            kind,
            told.reps,
            told.weight,
            self._unit_of_weight(told),
            told.rpe,
            told.seconds,
            entry.side,
            entry.is_assisted,
            self._has_comma,
        )
        lift.add(entry, cells, self._distance(told) if told.distance else None)

    def _unit_of_weight(self, told: Told) -> WeightUnit:
        unit = self._weight_unit or _unit(told.weight_unit, WEIGHT_UNITS, "weight")
        if unit is None and told.weight.strip(NOTHING):
            self.asked.add(Question.WEIGHT_UNIT)
        return unit or self._answers.weight_unit

    def _distance(self, told: Told) -> Distance | None:
        value = amount(told.distance, "distance", self._has_comma)
        if not value:
            return None
        unit = self._distance_unit or _unit(told.distance_unit, DISTANCE_UNITS, "distance")
        if unit is None:
            self.asked.add(Question.DISTANCE_UNIT)
        try:
            return Distance(value, unit or DistanceUnit(self._answers.distance_unit))
        except Invalid as error:
            raise Refused(plain(error)) from error


def measured(table: Table, name: str, units: Mapping[str, Unit]) -> tuple[int | None, Unit | None]:
    """The place of a column such as `Weight`, `Weight (kg)` or `weight_kg`, and its unit there."""
    for place, header in enumerate(table.header):
        parts = re.fullmatch(rf"{name}(?:[\s_]*\(?\s*([a-z]+)\s*\)?)?", header, re.I | re.A)
        if parts and (not parts[1] or parts[1].casefold() in units):
            return place, units.get((parts[1] or "").casefold())
    return None, None


def _unit(cell: str, units: Mapping[str, Unit], name: str) -> Unit | None:
    if not cell:
        return None
    if unit := units.get(cell.strip().casefold()):
        return unit
    raise Refused(f"the unit of the {name} is not known")
