"""Strong's CSV export, of all its generations: one row a set, columns told by their names.

Older ones say neither weights' nor distances' unit; all tell what a clock on the wall showed. The
`Workout #` of newer ones counts workouts and moves on when one is deleted, so it is no id.
"""

from collections.abc import Iterator
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
from .wall_clock import duration_s

APP = "strong"
NEEDED = frozenset({"date", "workout name", "exercise name", "set order"})
NAMES = {
    "exercise": ("Exercise Name",),
    "kind": ("Set Order",),
    "reps": ("Reps",),
    "weight_unit": ("Weight Unit",),
    "rpe": ("RPE",),
    "seconds": ("Seconds",),
    "distance_unit": ("Distance Unit",),
    "note": ("Notes",),
    "notes": ("Workout Notes",),
}
REST, NOTE = "Rest Timer", "Note"
# A drop set and one to failure are working sets, as are those that are numbered.
KINDS = {
    **dict.fromkeys(map(str, range(100)), SetKind.WORKING),
    "W": SetKind.WARM_UP,
    "D": SetKind.WORKING,
    "F": SetKind.WORKING,
}


def is_mine(head: bytes) -> bool:
    """Whether a file is such an export, by its first bytes."""
    return _is_mine(header_of(head))


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """The lifts and runs of an export. Raises `Unreadable`."""
    table = read_table(file, limits)
    if not _is_mine(table.header):
        raise Unreadable("this is no export of Strong: its columns have other names")
    yield from read_lifts(table, _Strong(table, answers), limits)


def _is_mine(header: tuple[str, ...]) -> bool:
    return {name.casefold() for name in header} >= NEEDED


class _Strong:
    """The rows of one export."""

    def __init__(self, table: Table, answers: Answers):
        self._columns = Columns(table, answers, NAMES)
        self.asked = self._columns.asked
        self._date, self._title = table.column("Date"), table.column("Workout Name")
        self._duration = table.column("Duration", "Workout Duration", "Duration (sec)")
        number = table.column("Workout #")
        self.workout = itemgetter(self._date, self._title, self._date if number is None else number)

    def begin(self, row: Row) -> Lift:
        start = self._columns.started(row.cells[self._date])
        elapsed_s = 0 if self._duration is None else duration_s(row.cells[self._duration])
        lift = Lift(APP, row.line, start, elapsed_s)
        lift.title = row.cells[self._title].strip()
        return lift

    def add(self, lift: Lift, cells: list[str]) -> None:
        told = self._columns.told(cells)
        kind = KINDS.get(told.kind)
        lift.note(told.notes)
        if kind is None and told.kind == REST:
            return
        entry = lift.entry(told.exercise)
        lift.note_on(entry, told.note)
        if told.kind == NOTE or (told.note and told.is_empty):
            return
        if kind is None:
            raise Refused(f"the set order {told.kind[:20]!r} is not known")
        self._columns.put(lift, entry, told, kind)
