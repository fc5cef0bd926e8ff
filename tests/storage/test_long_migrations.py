"""Migrations with ten thousand rows, on both databases: none is lost, changed or left alone."""

import os
import subprocess
import sys
import time
from collections.abc import Collection

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from runstrength.storage.database import db
from tests.storage.conftest import ROOT, app_at
from tests.storage.filling import filled, store
from tests.storage.test_migrations import REVISIONS, tables

pytestmark = pytest.mark.once
# What a step down has no place for is not there when it is taken up again.
LOST = {("workouts", "avg_hr_bpm")}
STARTERS = 4
START = """
import sys
from pathlib import Path
from tests.storage.conftest import app_at
from runstrength.storage.database import migrate_database
app = app_at(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrate_database(app)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'years.sqlite3'}"
    return request.getfixturevalue("cluster").make(f"years{os.getpid()}x{time.monotonic_ns()}")


@pytest.fixture
def empty(url):
    """An app whose database has no table yet."""
    app = app_at(url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_ten_thousand_rows_are_kept_on_the_way_down_and_up_again(empty, record_property):
    upgrade()
    store(filled())
    first = stored()
    assert sum(len(rows) for rows in first.values()) >= 10_000
    assert all(first.values())
    kept = columns()

    began = time.monotonic()
    before = first
    for revision in REVISIONS[-2::-1]:
        downgrade(revision=revision)
        before = assert_kept(before, stored())
        kept &= columns()
    down = time.monotonic()
    for revision in REVISIONS[1:]:
        upgrade(revision=revision)
        before = assert_kept(before, stored())
    record_property("down_s", round(down - began, 2))
    record_property("up_s", round(time.monotonic() - down, 2))

    last, stayed = before, {name for name, _ in kept}
    there = {name: rows for name, rows in first.items() if name in stayed}
    assert_kept(there, last, columns() - kept)
    assert derived(first) == derived(last)


def test_ten_thousand_rows_are_kept_over_one_way_down_and_up(empty):
    upgrade()
    store(filled())
    before = stored()
    downgrade(revision=REVISIONS[-2])
    upgrade()
    gone = {"second_factors", "recovery_codes", "passkeys"}

    assert {name for name, rows in stored().items() if not rows} == gone
    there = {name: rows for name, rows in before.items() if name not in gone}
    assert_kept(there, stored(), {("tokens", "scope")})


@pytest.mark.parametrize(
    ("url", "revision"),
    [("sqlite", None), ("postgresql", None), ("sqlite", REVISIONS[-1])],
    indirect=["url"],
)
def test_of_many_that_migrate_at_once_one_does_and_the_others_wait(empty, url, revision):
    if revision:
        upgrade()
    db.engine.dispose()
    started = [starting(url) for _ in range(STARTERS)]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()

    assert [process.communicate(timeout=60)[1] for process in started] == [""] * STARTERS
    assert [process.returncode for process in started] == [0] * STARTERS
    assert tables() == {table.name for table in db.metadata.sorted_tables}


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty, tmp_path, monkeypatch):
    upgrade()
    store(filled())
    downgrade(revision=REVISIONS[0])
    before, tables_before = stored(), columns()

    def fail(*_, **__):
        raise RuntimeError("power cut")

    monkeypatch.setattr("alembic.op.create_foreign_key", fail, raising=False)
    monkeypatch.setattr("alembic.operations.base.BatchOperations.create_foreign_key", fail)
    with pytest.raises(SystemExit):  # Flask-Migrate has said why.
        upgrade()

    assert columns() == tables_before
    assert stored() == before


def starting(url: str) -> subprocess.Popen:
    """A process that migrates once it is told to."""
    return subprocess.Popen(
        [sys.executable, "-c", START, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stored() -> dict[str, dict[tuple, dict]]:
    """Every row of every table, by its key; each has its parents."""
    found, keys = {}, {}
    with db.engine.connect() as connection:
        inspector = sa.inspect(connection)
        for name in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
            key = inspector.get_pk_constraint(name)["constrained_columns"]
            rows = connection.execute(sa.text(f"SELECT * FROM {name}")).mappings()  # noqa: S608
            found[name] = {tuple(row[column] for column in key): dict(row) for row in rows}
            keys[name] = inspector.get_foreign_keys(name)
    for name, rows in found.items():
        for key in keys[name]:
            named = {tuple(row[c] for c in key["constrained_columns"]) for row in rows.values()}
            parents = found[key["referred_table"]].values()
            there = {tuple(row[c] for c in key["referred_columns"]) for row in parents}
            assert {each for each in named if None not in each} <= there, key["name"]
    return found


def columns() -> set[tuple[str, str]]:
    """Every column that there is: its table, and its name."""
    inspector = sa.inspect(db.engine)
    return {(table, c["name"]) for table in tables() for c in inspector.get_columns(table)}


def assert_kept(before: dict, after: dict, but: Collection[tuple[str, str]] = ()) -> dict:
    """See that what both have is the same in both, but for some columns; gives the later one."""
    for name in before.keys() & after.keys():
        assert before[name].keys() == after[name].keys(), name
        for key, row in before[name].items():
            other = after[name][key]
            for column in row.keys() & other.keys():
                if (name, column) not in LOST.union(but):
                    assert row[column] == other[column], f"{name}.{column}"
    return after


def derived(rows: dict) -> tuple:
    """What a step works out of what was there before: dates, heart rates, the first account."""
    dates = {key: row["local_date"] for key, row in rows["lift_exercises"].items()}
    rates = {key: rows["workouts"][key]["avg_hr_bpm"] for key in rows["runs"]}
    first = [key for key, row in rows["users"].items() if row["is_administrator"]]
    return dates, rates, first
