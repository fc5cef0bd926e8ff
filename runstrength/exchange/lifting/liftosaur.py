"""Liftosaur's CSV export: one row a set, as planned and as done, with times in UTC."""

from collections.abc import Iterator
from datetime import datetime, timedelta
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

APP = "liftosaur"
NEEDED = frozenset({"Workout DateTime", "Exercise", "Completed Reps", "Completed Weight Value"})
NAMES = {
    "exercise": ("Exercise",),
    "kind": ("Is Warmup Set?",),
    "reps": ("Completed Reps",),
    "weight": ("Completed Weight Value",),
    "weight_unit": ("Completed Weight Unit",),
    "rpe": ("Completed RPE",),
    "note": ("Notes",),
}
YES = {"1", "true", "yes"}
# A workout's own time may be no more than its date; sets so long after it tell when it was.
LONGEST_BEFORE_FIRST_SET = timedelta(hours=3)
LONGEST_WORKOUT = timedelta(hours=12)  # Sets ticked off over days do not tell how long it took.


def is_mine(head: bytes) -> bool:
    """Whether a file is such an export, by its first bytes."""
    return frozenset(header_of(head)) >= NEEDED


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """The lifts of an export. Raises `Unreadable`."""
    table = read_table(file, limits)
    if not frozenset(table.header) >= NEEDED:
        raise Unreadable("this is no export of Liftosaur: its columns have other names")
    yield from read_lifts(table, _Liftosaur(table, answers), limits)


class _Liftosaur:
    """The rows of one export."""

    def __init__(self, table: Table, answers: Answers):
        self._columns = Columns(table, answers, NAMES)
        self.asked = self._columns.asked
        self._date = table.column("Workout DateTime")
        self._titles = [table.column(name) for name in ("Program", "Day Name")]
        self._done_at = table.column("Completed Reps Time")
        names = [self._date, *self._titles]
        self.workout = itemgetter(*(place for place in names if place is not None), self._date)
        self._told_start: datetime | None = None
        self._stamps: tuple[datetime, datetime] | None = None

    def begin(self, row: Row) -> Lift:
        start = self._columns.started(row.cells[self._date])
        self._told_start, self._stamps = start, None
        lift = Lift(APP, row.line, start)
        titles = (row.cells[place].strip() for place in self._titles if place is not None)
        lift.title = ", ".join(title for title in titles if title)
        return lift

    def add(self, lift: Lift, cells: list[str]) -> None:
        told = self._columns.told(cells)
        if not told.reps.strip():
            return  # It was planned, and not done.
        entry = lift.entry(told.exercise)
        lift.note_on(entry, told.note)
        is_warm_up = told.kind.strip().casefold() in YES
        kind = SetKind.WARM_UP if is_warm_up else SetKind.WORKING
        self._columns.put(lift, entry, told, kind)
        if self._done_at is not None:
            self._tell_time(lift, cells[self._done_at])

    def _tell_time(self, lift: Lift, stamp: str) -> None:
        """Let the last set tell the end; the first one the start, where the file has but a date."""
        try:
            done_at = started(stamp)
        except Refused:
            return
        start = self._told_start
        if done_at.tzinfo is None or start is None or start.tzinfo is None:
            return
        first, last = self._stamps or (done_at, done_at)
        self._stamps = first, last = min(first, done_at), max(last, done_at)
        if last - first > LONGEST_WORKOUT:
            lift.lasted(start, 0)
            return
        if not timedelta(0) <= first - start <= LONGEST_BEFORE_FIRST_SET:
            start = first
        lift.lasted(start, int((last - start).total_seconds()))
