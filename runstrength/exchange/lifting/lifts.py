"""From the rows of a lifting app, one a set, to workouts.

Rows of one workout follow each other, so only one workout is in memory at a time.
"""

from collections.abc import Hashable, Iterator
from typing import Protocol

from ..found import Found, Question, Rejected
from ..limits import Limits
from ..tables.csv_rows import Row, Table
from .lift import Lift
from .set_cells import Refused


class App(Protocol):
    """What an app's reader knows of its rows. All but `workout` may raise `Refused`."""

    asked: set[Question]  # What the rows so far have left open.

    def workout(self, cells: list[str]) -> Hashable:
        """What the rows of one workout have in common."""

    def begin(self, row: Row) -> Lift:
        """The workout that a row begins."""

    def add(self, lift: Lift, cells: list[str]) -> None:
        """Put what a row tells into its workout."""


def read_lifts(table: Table, app: App, limits: Limits) -> Iterator[Found | Rejected | Question]:
    """The workouts of an app's rows, as soon as each one is whole."""
    asked: set[Question] = set()
    workouts = 0
    for each in _lifts(table, app):
        yield from sorted(app.asked - asked)
        asked |= app.asked
        workouts += isinstance(each, Found)
        if workouts > limits.workouts:
            reason = f"the rest is left out: at most {limits.workouts:,} workouts are read"
            yield Rejected(each.row, reason)
            return
        yield each


def _lifts(table: Table, app: App) -> Iterator[Found | Rejected]:
    workout = lift = None
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            now = app.workout(row.cells)
            if now != workout or lift is None:
                if lift:
                    yield from lift.founds()
                workout, lift = now, None
                lift = app.begin(row)
            app.add(lift, row.cells)
        except Refused as error:
            yield row.rejected(str(error))
    if lift:
        yield from lift.founds()
