"""A whole account as one zip file: exact as JSON, for spreadsheets as CSV, and the recordings.

`exchange.own` reads it again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from uuid import UUID

from ...training.workouts import Lift, Run
from ..account.belongings import LISTS, SINGLE, Dated, Kept
from ..account.own import FORMAT, JSON_NAME, ORIGINALS, VERSION
from ..account.values import encoded
from .archive import PIECE_BYTES, Write, packed
from .csv import (
    BYTE_ORDER_MARK,
    CHECK_IN_COLUMNS,
    LIFT_COLUMNS,
    RUN_COLUMNS,
    check_in_row,
    lift_rows,
    lines,
    run_row,
)

IN_MEMORY_BYTES = 1024**2  # A table above this waits in a file of its own.
RUNS, LIFTS, CHECK_INS, README = "runs.csv", "lifts.csv", "check-ins.csv", "README.txt"
_TABLES = {RUNS: RUN_COLUMNS, LIFTS: LIFT_COLUMNS, CHECK_INS: CHECK_IN_COLUMNS}
_ABOUT = """Your training, as RunStrength kept it.

runstrength.json   all of it, exactly; RunStrength reads it again
runs.csv           a row for each run
lifts.csv          a row for each set
check-ins.csv      a row for each check-in
originals/         the recordings that you brought, each named by its workout's id

Dates are those of the place where it happened. Distances and weights are as you typed them,
with the same in metres and kilograms beside them. Text that a spreadsheet would take for a
formula has an apostrophe before it, in the CSV files alone.
"""
_LOST = "\nThese recordings could not be read when this file was made:\n"


@dataclass(frozen=True, kw_only=True)
class Account:
    """What is written: by section as `belongings` names them; lists may come as they are read.

    `originals` are recordings: a name such as "<workout id>.fit", and what opens it. `exercises`
    and `shoes` are names by id, for the tables.
    """

    made_at: datetime
    single: Mapping[str, Kept | None] = field(default_factory=dict)
    lists: Mapping[str, Iterable[Kept]] = field(default_factory=dict)
    originals: Iterable[tuple[str, Callable[[], BinaryIO]]] = ()
    exercises: Mapping[str, str] = field(default_factory=dict)
    shoes: Mapping[UUID, str] = field(default_factory=dict)


def chunks(account: Account) -> Iterator[bytes]:
    """The zip file of an account, piece by piece; what it lists is read once, as it is written."""
    with ExitStack() as stack:
        tables = {name: stack.enter_context(_table(name)) for name in _TABLES}
        yield from packed(_members(account, tables), account.made_at)


def _members(account: Account, tables: dict[str, BinaryIO]) -> Iterator[tuple[str, Write]]:
    lost: list[str] = []
    yield JSON_NAME, partial(_write_all, account, tables)
    for name, table in tables.items():
        table.seek(0)
        yield name, partial(_copy, table)
    for name, open_ in account.originals:
        try:
            file = open_()
        except OSError:
            lost.append(name)
            continue
        with file:
            yield f"{ORIGINALS}{name}", partial(_copy, file)
    yield README, partial(_write_text, _ABOUT + (_LOST + "\n".join(lost) if lost else ""))


def _table(name: str) -> BinaryIO:
    table = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 (the caller's stack closes it)
    table.write((BYTE_ORDER_MARK + lines([_TABLES[name]])).encode())
    return table


def _write_all(account: Account, tables: dict[str, BinaryIO], file: BinaryIO) -> Iterator[None]:
    """Write the JSON, an entry a line, and each entry's rows into its table."""
    head = {"format": FORMAT, "version": VERSION, "made_at": encoded(account.made_at)}
    for name, section in SINGLE.items():
        value = account.single.get(name)
        head[name] = None if value is None else section.write(value)
    file.write(_text(head)[:-1].encode())
    for name, section in LISTS.items():
        file.write(f",\n{_text(name)}: [".encode())
        for n, value in enumerate(account.lists.get(name, ())):
            file.write(f"{',' if n else ''}\n{_text(section.write(value))}".encode())
            _add_rows(account, tables, value)
            yield
        file.write(b"\n]")
    file.write(b"\n}\n")


def _add_rows(account: Account, tables: dict[str, BinaryIO], value: Kept) -> None:
    if isinstance(value, Dated):
        name, rows = CHECK_INS, [check_in_row(value)]
    elif isinstance(value, Run):
        name, rows = RUNS, [run_row(value, account.shoes)]
    elif isinstance(value, Lift):
        name, rows = LIFTS, lift_rows(value, account.exercises)
    else:
        return
    tables[name].write(lines(rows).encode())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _copy(source: BinaryIO, file: BinaryIO) -> Iterator[None]:
    while piece := source.read(PIECE_BYTES):
        file.write(piece)
        yield


def _write_text(text: str, file: BinaryIO) -> Iterator[None]:
    file.write(text.encode())
    yield
