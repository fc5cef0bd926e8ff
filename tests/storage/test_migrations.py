"""Migrations: from nothing to the tables as they are, and back, without losing a row."""

import shutil
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from runstrength.storage.database import db, migrate_database
from tests.storage.conftest import ROOT, make_app

FOLDER = ROOT / "runstrength" / "storage" / "migrations"
REVISIONS = [script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]

# What fits a column of each type; `kind` has its own list of words.
SAMPLES = {
    UUID: UUID(int=7),
    str: "x",
    bytes: b"x" * 32,
    int: 1,
    bool: True,
    date: date(2024, 11, 18),
    object: datetime(2024, 11, 18, 7, tzinfo=UTC),  # What an instant's own type says of itself.
}

REBUILD = '''
"""rebuild what has children"""
from alembic import op
revision, down_revision, branch_labels, depends_on = "rebuild", "{head}", None, None

def upgrade():
    for table in ("users", "workouts", "lift_exercises"):
        with op.batch_alter_table(table, recreate="always"):
            pass

downgrade = upgrade
'''


@pytest.fixture
def empty(tmp_path):
    """An app whose database has no table yet."""
    app = make_app(tmp_path / "empty.sqlite3")
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_from_nothing_to_the_tables_and_back_to_nothing(empty):
    upgrade()
    assert tables() == {t.name for t in db.metadata.sorted_tables}
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == {t.name for t in db.metadata.sorted_tables}


def test_the_migrated_schema_is_that_of_the_tables(empty):
    upgrade()
    with db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)

    assert found == []


def test_migrating_what_is_up_to_date_changes_nothing(empty):
    migrate_database(empty)
    fill()
    before = rows()
    migrate_database(empty)

    assert rows() == before
    assert all(len(found) == 1 for found in before.values())


def test_every_step_down_and_up_again_keeps_the_rows_of_the_tables_that_stay(empty):
    upgrade()
    fill()
    for revision in REVISIONS[-2::-1]:
        before = rows()
        downgrade(revision=revision)
        for name, found in rows().items():
            assert len(found) == len(before[name]), f"{name} lost rows on the way to {revision}"
    for revision in REVISIONS:
        before = rows()
        upgrade(revision=revision)
        for name, found in before.items():
            assert len(rows()[name]) == len(found), f"{name} lost rows on the way to {revision}"


def test_exercises_that_were_there_before_0002_get_the_date_of_their_lift_and_keep_it(empty):
    upgrade()
    fill()
    two_lifts()
    expected = dates_by_workout()
    kept = ("workouts", "runs", "lift_exercises", "lift_sets", "users", "idempotency_keys")
    for _ in range(2):
        before = {name: len(rows()[name]) for name in kept}
        downgrade(revision="0001")
        assert "local_date" not in columns("lift_exercises")
        assert tables().isdisjoint({"check_ins", "deload_weeks", "set_asides"})
        upgrade()
        assert {name: len(rows()[name]) for name in kept} == before
        assert dates_by_workout() == expected
    assert len(set(expected.values())) == 3
    with db.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT DISTINCT rules FROM users")).all() == [("{}",)]


def test_heart_rates_move_between_runs_and_workouts_and_those_of_runs_are_kept_both_ways(empty):
    upgrade()
    of = {table.name: table for table in db.metadata.sorted_tables}
    users = UUID(int=7), UUID(int=8)
    known = {
        (users[0], UUID(int=1), "run"): 151,
        (users[0], UUID(int=2), "run"): None,
        (users[0], UUID(int=3), "lift"): 104,
        (users[1], UUID(int=1), "run"): 162,  # The same id is another workout for another user.
    }
    with db.engine.begin() as connection:
        for n, user in enumerate(users):
            insert(connection, of["users"], id=user, email=f"{n}@x")
            insert(connection, of["shoes"], user_id=user)
        for (user, workout, kind), bpm in known.items():
            row = {"user_id": user, "id": workout, "kind": kind, "avg_hr_bpm": bpm}
            insert(connection, of["workouts"], **row)
            if kind == "run":
                insert(connection, of["runs"], user_id=user, workout_id=workout)

    of_runs = [bpm for (_, _, kind), bpm in known.items() if kind == "run"]
    downgrade(revision="0004")
    assert "avg_hr_bpm" not in columns("workouts")
    assert heart_rates("runs", "workout_id") == of_runs
    upgrade()
    assert "avg_hr_bpm" not in columns("runs")
    # There was no place for that of a lift.
    assert heart_rates("workouts", "id") == [*of_runs[:2], None, of_runs[2]]


def test_a_full_database_can_be_taken_down_to_nothing(empty):
    upgrade()
    fill()
    downgrade(revision="base")

    assert tables() == set()


@pytest.mark.sqlite
def test_rebuilding_a_table_does_not_cascade_its_children_away(empty, tmp_path):
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder)
    (folder / "versions" / "rebuild.py").write_text(REBUILD.format(head=REVISIONS[-1]))
    upgrade()
    fill()
    before = rows()
    upgrade(directory=str(folder))

    assert rows() == before
    downgrade(directory=str(folder), revision=REVISIONS[-1])
    assert rows() == before


@pytest.mark.sqlite
def test_foreign_keys_hold_again_after_a_migration(empty):
    upgrade()
    for _ in range(2):
        with db.engine.connect() as connection:
            assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.sqlite
def test_foreign_keys_hold_from_the_second_start_on(empty):
    for _ in range(2):
        migrate_database(empty)
        with empty.app_context():
            assert db.session.scalar(sa.text("PRAGMA foreign_keys")) == 1


def test_every_foreign_key_is_covered_by_an_index_that_begins_with_it():
    for table in db.metadata.sorted_tables:
        indexes = [list(index.columns.keys()) for index in table.indexes]
        indexes.append(list(table.primary_key.columns.keys()))
        for key in table.foreign_key_constraints:
            columns = list(key.columns.keys())
            assert any(index[: len(columns)] == columns for index in indexes), table.name


def test_every_constraint_has_a_name_as_batch_migrations_need():
    for table in db.metadata.sorted_tables:
        assert all(c.name for c in table.constraints), table.name


def test_all_that_is_a_users_is_keyed_by_the_user_first():
    for table in db.metadata.sorted_tables:
        if table.name not in ("users", "sign_in_failures"):
            assert next(iter(table.primary_key.columns)).name == "user_id", table.name


def tables() -> set[str]:
    """The tables that there are, but for Alembic's own."""
    with db.engine.connect() as connection:
        return set(sa.inspect(connection).get_table_names()) - {"alembic_version"}


def fill() -> None:
    """Put one row into every table, each a child of the other's where it has a parent."""
    with db.engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            connection.execute(sa.insert(table).values(**{c.name: sample(c) for c in table.c}))


def insert(connection, table: sa.Table, **values) -> None:
    """Put one row into a table, with something that fits in the columns that are not given."""
    row = {c.name: values.get(c.name, sample(c)) for c in table.c} | values
    connection.execute(sa.insert(table).values(**row))


def heart_rates(table: str, key: str) -> list[int | None]:
    """The heart rates in a table, by user and workout."""
    question = f"SELECT avg_hr_bpm FROM {table} ORDER BY user_id, {key}"  # noqa: S608
    with db.engine.connect() as connection:
        return list(connection.execute(sa.text(question)).scalars())


def two_lifts() -> None:
    """Put two lifts of other dates beside what is there, with the same id under another user."""
    of_table = db.metadata.tables
    with db.engine.begin() as connection:
        for n, user in ((1, UUID(int=7)), (2, UUID(int=8))):
            changed = {"id": user, "user_id": user, "email": f"{n}@x", "kind": "lift"}
            changed |= {"local_date": date(2024, 12, n), "workout_id": UUID(int=9)}
            for name in ("users", "workouts", "lift_exercises"):
                table = of_table[name]
                if name == "users" and n == 1:
                    continue
                row = {c.name: changed.get(c.name, sample(c)) for c in table.c}
                if name == "workouts":
                    row["id"] = UUID(int=9)
                connection.execute(sa.insert(table).values(**row))


def dates_by_workout() -> dict[tuple, str]:
    """The date in each exercise's row."""
    question = "SELECT user_id, workout_id, local_date FROM lift_exercises"
    with db.engine.connect() as connection:
        return {(user, lift): day for user, lift, day in connection.execute(sa.text(question))}


def columns(table: str) -> set[str]:
    """The names of a table's columns."""
    return {column["name"] for column in sa.inspect(db.engine).get_columns(table)}


def sample(column: sa.Column):
    """Something that fits a column."""
    kind = column.name == "kind" and column.table.name == "workouts"
    return "run" if kind else SAMPLES[column.type.python_type]


def rows() -> dict[str, list]:
    """Every row of every table."""
    with db.engine.connect() as connection:
        return {
            name: connection.execute(sa.text(f"SELECT * FROM {name}")).all()  # noqa: S608
            for name in sorted(tables())
        }
