"""Hevy's CSV export: one row a set, the newest workout first, dates in the app's language."""

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter
from typing import BinaryIO

from ...training.workouts import SetKind
from ..found import Answers, Found, Question, Rejected, Unreadable
from ..limits import USUAL, Limits
from ..tables.csv_rows import Row, Table, header_of, read_table
from .lift import Lift
from .lifts import read_lifts
from .set_cells import Refused
from .set_columns import Columns
from .wall_clock import started

APP = "hevy"
NEEDED = frozenset({"title", "start_time", "end_time", "exercise_title", "set_type"})
NAMES = {
    "exercise": ("exercise_title",),
    "kind": ("set_type",),
    "reps": ("reps",),
    "rpe": ("rpe",),
    "seconds": ("duration_seconds",),
    "note": ("exercise_notes",),
    "notes": ("description",),
    "superset": ("superset_id",),
}
KINDS = {
    "normal": SetKind.WORKING,
    "warmup": SetKind.WARM_UP,
    "dropset": SetKind.WORKING,
    "failure": SetKind.WORKING,
}
NEW_LINE = r"\n"  # Written out, in notes.


def is_mine(head: bytes) -> bool:
    """Whether a file is such an export, by its first bytes."""
    return frozenset(header_of(head)) >= NEEDED


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """The lifts and runs of an export. Raises `Unreadable`."""
    table = read_table(file, limits)
    if not frozenset(table.header) >= NEEDED:
        raise Unreadable("this is no export of Hevy: its columns have other names")
    yield from read_lifts(table, _Hevy(table, answers), limits)


class _Hevy:
    """The rows of one export."""

    def __init__(self, table: Table, answers: Answers):
        self._columns = Columns(table, answers, NAMES)
        self.asked = self._columns.asked
        self.workout = itemgetter(
            *(table.column(name) for name in ("start_time", "end_time", "title"))
        )

    def begin(self, row: Row) -> Lift:
        begin, end, title = self.workout(row.cells)
        start = self._columns.started(begin)
        lift = Lift(APP, row.line, start, _elapsed_s(start, end))
        lift.title = title.strip()
        return lift

    def add(self, lift: Lift, cells: list[str]) -> None:
        told = self._columns.told(cells)
        entry = lift.entry(told.exercise, told.superset)
        lift.note(told.notes.replace(NEW_LINE, "\n"))
        lift.note_on(entry, told.note.replace(NEW_LINE, "\n"))
        kind = KINDS.get(told.kind.strip().casefold() or "normal")
        if kind is None:
            raise Refused(f"the set type {told.kind[:20]!r} is not known")
        self._columns.put(lift, entry, told, kind)


def _elapsed_s(start: datetime, end: str) -> int:
    """From start to end; 0 where the end is not to be read, or before the start."""
    try:
        ended = started(end)
    except Refused:
        return 0
    if (ended.tzinfo is None) != (start.tzinfo is None):
        return 0
    return max(int((ended - start).total_seconds()), 0)
