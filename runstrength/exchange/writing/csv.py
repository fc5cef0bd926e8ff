"""Workouts and check-ins as CSV, for spreadsheets: a row a run, a row a set, a row a day.

Text that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, fields
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from uuid import UUID

from ...training.check_ins import CheckIn
from ...training.workouts import Lift, LiftExercise, Run, Set, Workout
from ..account.belongings import Dated

BYTE_ORDER_MARK = "\ufeff"  # Without it, a spreadsheet takes UTF-8 for something else.
# As OWASP has them; some spreadsheets take the wide signs of Asian scripts for the same.
_BEGINS_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)

_COMMON = ("id", "date", "started_at", "time_zone", "planned", "duration_s", "effort", "avg_hr_bpm")
RUN_COLUMNS = (
    *_COMMON,
    "type",
    "distance",
    "distance_unit",
    "distance_m",
    "moving_s",
    "elevation_gain_m",
    "treadmill",
    "intervals",
    "shoes",
    "notes",
    "source",
)
_SET_COLUMNS = ("kind", "reps", "weight", "weight_unit", "weight_kg", "rir", "seconds", "side")
LIFT_COLUMNS = (
    *_COMMON,
    "notes",
    "source",
    "exercise",
    "exercise_id",
    "region",
    "form",
    "superset",
    "exercise_notes",
    "set",
    *_SET_COLUMNS,
)
CHECK_IN_COLUMNS = ("date", *(field.name for field in fields(CheckIn)))


def written(
    workout: Workout, exercises: Mapping[str, str] = {}, shoes: Mapping[UUID, str] = {}
) -> str:
    """One workout as a CSV file; `exercises` and `shoes` are names by their ids."""
    is_run = isinstance(workout, Run)
    rows = [run_row(workout, shoes)] if is_run else lift_rows(workout, exercises)
    columns = RUN_COLUMNS if is_run else LIFT_COLUMNS
    return BYTE_ORDER_MARK + lines([columns, *rows])


def lines(rows: Iterable[Iterable[object]]) -> str:
    """Rows as lines of CSV."""
    text = StringIO()
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def run_row(run: Run, shoes: Mapping[UUID, str] = {}) -> list[object]:
    """A run under `RUN_COLUMNS`; `shoes` are names by their ids."""
    return [
        *_common(run),
        run.type,
        run.distance and run.distance.value,
        run.distance and run.distance.unit,
        run.distance and run.distance.m,
        run.moving_s,
        run.elevation_gain_m,
        run.is_treadmill,
        run.intervals,
        shoes.get(run.shoe_id, run.shoe_id),
        run.notes,
        run.source,
    ]


def lift_rows(lift: Lift, names: Mapping[str, str] = {}) -> Iterator[list[object]]:
    """A lift under `LIFT_COLUMNS`, a row a set; one without any has one row all the same.

    `names` are those of exercises by their ids.
    """
    head = [*_common(lift), lift.notes, lift.source]
    for done in lift.exercises:
        name = names.get(done.exercise, done.exercise)
        yield from ([*head, name, *row] for row in _exercise_rows(done))
    if not lift.exercises:
        yield head + [None] * (len(LIFT_COLUMNS) - len(head))


def check_in_row(dated: Dated) -> list[object]:
    """A check-in under `CHECK_IN_COLUMNS`."""
    return [dated.date, *astuple(dated.check_in)]


def _common(workout: Workout) -> list[object]:
    return [
        workout.id,
        workout.local_date,
        workout.local_start.isoformat(),
        workout.time_zone,
        workout.planned,
        workout.duration_s,
        workout.effort,
        workout.avg_hr_bpm,
    ]


def _exercise_rows(done: LiftExercise) -> Iterator[list[object]]:
    head = [done.exercise, done.region, done.form, done.superset, done.notes]
    for n, one in enumerate(done.sets, start=1):
        yield [*head, n, *_set_cells(one)]
    if not done.sets:
        yield [*head, None, *[None] * len(_SET_COLUMNS)]


def _set_cells(one: Set) -> list[object]:
    weight = one.weight
    typed = [weight.value, weight.unit, weight.kg] if weight else [None] * 3
    return [one.kind, one.reps, *typed, one.rir, one.duration_s, one.side]


def _cell(value: object) -> str:
    if value is None:
        return ""
    write = _WRITTEN.get(type(value))
    text = write(value) if write else str(value)
    if text.startswith(_BEGINS_FORMULA) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _decimal(value: Fraction) -> str:
    """A number to the thousandth at most, as a spreadsheet's column wants it."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


_WRITTEN: dict[type, Callable[[object], str]] = {
    bool: lambda value: "yes" if value else "no",
    Decimal: "{:f}".format,
    Fraction: _decimal,
}
