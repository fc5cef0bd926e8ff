"""FitNotes' CSV export, of Android and of iOS: a row a set, and of time no more than the date.

All sets of a date are one workout. It is put at noon, as no file says when it was.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from operator import itemgetter
from typing import BinaryIO

from ...training.quantities import WeightUnit
from ...training.workouts import SetKind
from ..found import Answers, Found, Question, Rejected, Unreadable
from ..limits import USUAL, Limits
from ..tables.csv_rows import Row, Table, header_of, read_table
from ..tables.numbers import LONGEST, number
from .lift import Lift
from .lifts import read_lifts
from .set_columns import Columns
from .wall_clock import is_day_first

APP = "fitnotes"
NOON = timedelta(hours=12)
NEEDED = frozenset({"date", "exercise", "category", "reps", "time"})
NAMES = {
    "exercise": ("Exercise",),
    "kind": ("Kind",),
    "reps": ("Reps",),
    "weight_unit": ("Weight Unit",),
    "seconds": ("Time",),
    "distance_unit": ("Distance Unit",),
    "note": ("Comment", "Notes"),
}
KG, LB = ("Weight (kg)", "Weight (kgs)"), ("Weight (lbs)", "Weight (lb)")


def is_mine(head: bytes) -> bool:
    """Whether a file is such an export, by its first bytes."""
    return _is_mine(header_of(head))


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """The lifts and runs of an export. Raises `Unreadable`."""
    day_first = None
    if file.seekable():
        begin = file.tell()
        day_first = is_day_first(_dates(file, limits))
        file.seek(begin)
    table = read_table(file, limits, is_ragged=True)
    if not _is_mine(table.header):
        raise Unreadable("this is no export of FitNotes: its columns have other names")
    table = _with_one_weight(_anchored(table), answers.weight_unit)
    yield from read_lifts(table, _FitNotes(table, answers, day_first), limits)


def _is_mine(header: tuple[str, ...]) -> bool:
    return {name.casefold() for name in header} >= NEEDED


def _dates(file: BinaryIO, limits: Limits) -> Iterator[str]:
    """The dates up to the first that begins with the year, as then all do."""
    table = read_table(file, limits, is_ragged=True)
    place = table.column("Date") or 0
    for row in table.rows:
        if isinstance(row, Row) and len(row.cells) > place:
            if row.cells[place][4:5] == "-":
                return
            yield row.cells[place]


def _anchored(table: Table) -> Table:
    """Rows of the header's width: a comma too many belongs to the exercise's name.

    Android's names are not in quotation marks, whatever they hold.
    """
    width, place = len(table.header), table.column("Exercise")
    columns = (table.column(name) for name in ("Reps", "Weight", "Distance"))
    numbers = [column for column in columns if column is not None]

    def rows() -> Iterator[Row | Rejected]:
        for row in table.rows:
            if isinstance(row, Row) and (more := len(row.cells) - width):
                name = table.delimiter.join(row.cells[place : place + more + 1])
                cells = [*row.cells[:place], name, *row.cells[place + more + 1 :]]
                if more > 0 and all(_is_number(cells[i], table) for i in numbers):
                    row = Row(row.line, cells)
                else:
                    row = row.rejected(f"it has {len(row.cells)} cells under {width} columns")
            yield row

    return replace(table, rows=rows())


def _is_number(cell: str, table: Table) -> bool:
    """Whether a cell is one or empty."""
    return not cell or number(cell, has_decimal_comma=table.has_decimal_comma) is not None


def _with_one_weight(table: Table, usual: WeightUnit) -> Table:
    """A weight and its unit where iOS gives it in both: that with fewer digits was typed."""
    kg, lb = table.column(*KG), table.column(*LB)
    if kg is None or lb is None:
        return table

    def rows() -> Iterator[Row | Rejected]:
        for row in table.rows:
            if isinstance(row, Row):
                in_kg, in_lb = row.cells[kg], row.cells[lb]
                digits = _digits(in_kg, table), _digits(in_lb, table)
                is_kg = digits[0] < digits[1] or (digits[0] == digits[1] and usual is WeightUnit.KG)
                row.cells[kg], row.cells[lb] = (in_kg, "kg") if is_kg else (in_lb, "lb")
            yield row

    header = list(table.header)
    header[kg], header[lb] = "Weight", "Weight Unit"
    return replace(table, header=tuple(header), rows=rows())


def _digits(cell: str, table: Table) -> int:
    """How many digits a weight has; more than any where there is none."""
    value = number(cell, has_decimal_comma=table.has_decimal_comma)
    return len(str(value)) if value else LONGEST


class _FitNotes:
    """The rows of one export."""

    def __init__(self, table: Table, answers: Answers, day_first: bool | None):
        self._columns = Columns(table, answers, NAMES)
        self.asked = self._columns.asked
        self._is_day_first = day_first
        self.workout = itemgetter(table.column("Date"))

    def begin(self, row: Row) -> Lift:
        text = self.workout(row.cells)
        start = self._columns.started(text, is_day_first=self._is_day_first)
        return Lift(APP, row.line, start + NOON if start.time() == time() else start)

    def add(self, lift: Lift, cells: list[str]) -> None:
        told = self._columns.told(cells)
        entry = lift.entry(told.exercise, is_one=True)
        lift.note_on(entry, told.note)
        kind = SetKind.WARM_UP if "warm" in told.kind.casefold() else SetKind.WORKING
        self._columns.put(lift, entry, told, kind)
