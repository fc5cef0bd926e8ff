"""Bringing in 100,000 sets, against `sqlite3 .import` of the rows that they become.

Both begin with the same empty log, its keys, indexes and foreign keys, with WAL and a disk that is
waited for; they take turns, so that what else the machine does falls on both alike.
"""

import csv
import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import event

from runstrength.jobs.importing import go_on
from runstrength.storage import accounts, imports, uploads
from runstrength.storage.database import db, migrate_database
from runstrength.storage.imports import Status
from runstrength.web import importing
from runstrength.web.application import create_app

ROUNDS = 5
SETS, EXERCISES, SETS_EACH = 100_000, 6, 4
# The limits of the design: against sqlite3, and how long others that write may have to wait.
MOST_TIMES, MOST_HELD_MS = 4.0, 250
DATABASE = "runstrength.sqlite3"
FIRST = datetime(2001, 1, 1, 17, 30, tzinfo=UTC)
HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"
NAMES = (
    *("Squat (Barbell)", "Bench Press (Barbell)", "Deadlift (Barbell)", "Overhead Press (Barbell)"),
    *("Bent Over Row (Barbell)", "Pull Up", "Leg Press", "Romanian Deadlift (Barbell)"),
    *("Calf Raise", "Lunge (Dumbbell)", "Plank", "Bicep Curl (Dumbbell)"),
)
# What a lift becomes, those that others refer to first.
TABLES = ("workouts", "lift_exercises", "lift_sets", "origins")
SETTINGS = "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nPRAGMA foreign_keys=ON;\n"
COUNT = "SELECT count(*) FROM"
HELD = "longest that others wait"


def main() -> None:
    """Measure, and print a table."""
    if shutil.which("sqlite3") is None:
        print("\nimports: there is no sqlite3 here to compare with")
        return
    found: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        for name, seconds in _round():
            if number:  # The first round warms up.
                found.setdefault(name, []).append(seconds)
    _report(found)


def _round() -> Iterator[tuple[str, float]]:
    """The seconds of each way, from empty logs."""
    with tempfile.TemporaryDirectory() as folder:
        home, empty = Path(folder, "home"), Path(folder, "empty.sqlite3")
        with patch.dict(os.environ, {"RUNSTRENGTH_HOME": str(home), "DATABASE_URL": ""}):
            app = create_app(QUEUE_IMMEDIATE=True, WORKER="apart")
        migrate_database(app)
        with app.app_context():
            user_id, import_id = _waiting()
            _copy(home / DATABASE, empty)
            yield from _brought_in(app, user_id, import_id)
            db.session.remove()
            db.engine.dispose()
        for table in TABLES:
            _write_table(home / DATABASE, table, Path(folder))
        times = dict(_imported_by_sqlite(Path(folder), empty))
        yield "sqlite3, sets alone", times["lift_sets"]
        yield "sqlite3, all that they become", sum(times.values())


def _waiting() -> tuple[UUID, UUID]:
    """A user, and an upload of theirs that waits to be read."""
    user_id, import_id = accounts.add_user("a@example.com", "", accounts.Settings()), uuid4()
    uploads.keep_upload(user_id, import_id, 0, BytesIO(strong(SETS)))
    imports.add(user_id, import_id, ["strong.csv"], {})
    db.session.commit()
    return user_id, import_id


def strong(sets: int) -> bytes:
    """An export of Strong with so many sets, of a lift every other day."""
    lines = (",".join(map(str, row)) for row in _rows(sets))
    return "\n".join([HEAD, *lines, ""]).encode()


def _rows(sets: int) -> Iterator[tuple]:
    for n in range(sets):
        exercise, order = divmod(n, SETS_EACH)
        lift, place = divmod(exercise, EXERCISES)
        start = FIRST + timedelta(days=2 * lift, minutes=lift % 50)
        name = NAMES[lift % 2 * EXERCISES + place]
        weight = 40 + 2.5 * ((lift // 7 + 3 * place) % 40)
        reps = 5 + (lift + order) % 6
        yield (
            f"{start:%F %T}",
            "Evening",
            f"{50 + lift % 30}m",
            name,
            order + 1,
            weight,
            reps,
            0,
            0,
            8,
        )


def _brought_in(app: Flask, user_id: UUID, import_id: UUID) -> Iterator[tuple[str, float]]:
    """The seconds of reading and of bringing in; the longest that a transaction held others up."""
    held = _times_of_transactions()
    read_s = _seconds(lambda: go_on(user_id, import_id))
    user, brought = accounts.user_with(user_id), imports.find(user_id, import_id)
    with patch("runstrength.web.beside.ask"):
        importing.confirm(user, brought, {}, {})
    with patch("runstrength.jobs.batches.time.sleep", wraps=time.sleep) as pause:
        bring_s = _seconds(lambda: go_on(user_id, import_id))
    pause_s = sum(call.args[0] for call in pause.call_args_list)
    status = imports.find(user_id, import_id).status
    db.session.rollback()
    if status is not Status.DONE:
        raise RuntimeError(f"The import is {status}.")
    yield "reading", read_s
    yield "bringing in", bring_s
    yield "both", read_s + bring_s
    yield "both, without the pauses", read_s + bring_s - pause_s
    yield HELD, max(held)


def _times_of_transactions() -> list[float]:
    """The seconds of each transaction that writes, to be filled from now on."""
    held: list[float] = []

    @event.listens_for(db.engine, "begin")
    def begin(connection):
        connection.info["began"] = time.perf_counter()

    @event.listens_for(db.engine, "checkin")
    def end(_driver, record):
        if record.info.get("writes") and "began" in record.info:
            held.append(time.perf_counter() - record.info.pop("began"))

    return held


def _write_table(database: Path, table: str, folder: Path) -> None:
    """A table's rows as a CSV file."""
    with closing(sqlite3.connect(database)) as log, (folder / table).open("w") as file:
        csv.writer(file, lineterminator="\n").writerows(log.execute(f"SELECT * FROM {table}"))  # noqa: S608 (a name of ours)


def _imported_by_sqlite(folder: Path, database: Path) -> Iterator[tuple[str, float]]:
    """The seconds that `.import` takes for each table; a transaction each."""
    for table in TABLES:
        script = f"{SETTINGS}.import --csv {folder / table} {table}\n"
        yield table, _seconds(partial(_run_sqlite, database, script))
        wanted, stored = _lines(folder / table), _run_sqlite(database, f"{COUNT} {table};\n")
        if int(stored) != wanted:
            raise RuntimeError(f"sqlite3 has {stored} rows of {wanted} in {table}")


def _run_sqlite(database: Path, script: str) -> str:
    command = ["sqlite3", "-bail", str(database)]
    ran = subprocess.run(command, input=script, text=True, check=True, capture_output=True)
    return ran.stdout


def _lines(path: Path) -> int:
    with path.open() as file:
        return sum(1 for _ in csv.reader(file))


def _copy(database: Path, to: Path) -> None:
    with closing(sqlite3.connect(database)) as log, closing(sqlite3.connect(to)) as other:
        log.backup(other)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _report(found: dict[str, list[float]]) -> None:
    print(f"\nimports: {SETS:,} sets, {ROUNDS} rounds: median (lowest–highest)\n")
    print(f"{'':31}{'s':>20}{'× sqlite3, sets':>20}{'× sqlite3, all':>20}")
    bases = [found[name] for name in ("sqlite3, sets alone", "sqlite3, all that they become")]
    for name, seconds in found.items():
        ratios = ([a / b for a, b in zip(seconds, base, strict=True)] for base in bases)
        print(f"{name:31}" + "".join(f"{_spread(each):>20}" for each in (seconds, *ratios)))
    print(f"\nlimits: both ≤ {MOST_TIMES} × sqlite3; others wait ≤ {MOST_HELD_MS} ms")


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    main()
