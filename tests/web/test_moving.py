"""A log that moves from SQLite into PostgreSQL: all of it, or nothing, and both are compared."""

import time
from contextlib import closing

import pytest
from sqlalchemy import func, select, update

from runstrength.storage import moving, throttle
from runstrength.storage.account_tables import sign_in_failures
from runstrength.storage.database import db
from runstrength.storage.sqlite import driver
from runstrength.storage.tables import check_ins
from tests.storage.filling import filled, store
from tests.web.conftest import app_at, person
from tests.web.rows import everything
from tests.web.test_commands import run

pytestmark = pytest.mark.sqlite  # The log that moves is one.


@pytest.fixture
def url(cluster) -> str:
    """The address of an empty PostgreSQL."""
    return cluster.make(f"moved{time.monotonic_ns()}")


@pytest.fixture
def there(url, tmp_path):
    """The app on that one."""
    app = app_at(url, tmp_path)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def full(app, anna):
    """Anna's app with twelve weeks of training, and ten thousand rows of others."""
    assert run(app, "demo", anna.email).exit_code == 0
    with app.app_context():
        store(filled())
        db.session.remove()
    return app


def test_every_row_of_every_table_is_there_and_the_old_log_is_as_it_was(full, there, url):
    before = everything(full)
    done = run(full, "move-to", url)

    assert done.exit_code == 0, done.output
    assert everything(there) == everything(full) == before
    for name, rows in before.items():
        assert rows, name
        (line,) = (line for line in done.output.splitlines() if line.split()[:1] == [name])
        _, here, moved, digest, other = line.split()
        assert here == moved == f"{len(rows):,}"
        assert digest == other
    assert f"{sum(map(len, before.values())):,} rows" in done.output


def test_what_was_moved_can_be_used(app, anna, there, url, stored_people):
    with app.app_context():
        for n in range(3):
            throttle.note_failure("x@example.com", f"192.0.2.{n}")
        db.session.commit()
    assert run(app, "demo", anna.email).exit_code == 0
    assert run(app, "move-to", url).exit_code == 0
    moved = person(there, anna.email, stored_people[1])

    assert moved.get("/today").status_code == 200
    assert moved.get("/history").text == anna.get("/history").text
    with there.app_context():  # New rows come after those that were brought.
        throttle.note_failure("x@example.com", "192.0.2.9")
        assert db.session.scalar(select(func.max(sign_in_failures.c.id))) == 4


@pytest.mark.parametrize("url", ["sqlite:///other.sqlite3", "nonsense", "mysql://a@b/c"])
def test_only_a_postgresql_is_moved_to(app, url):
    done = run(app, "move-to", url)

    assert done.exit_code == 1
    assert len(done.output.strip().splitlines()) == 1


def test_a_database_that_does_not_answer_is_said_so_in_one_line(app):
    done = run(app, "move-to", "postgresql://a@127.0.0.1:1/none")

    assert done.exit_code == 1
    assert "does not answer" in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_log_that_is_there_already_is_never_mixed_with_this_one(app, there, url):
    assert run(app, "move-to", url).exit_code == 0
    before = everything(there)
    again = run(app, "move-to", url)

    assert (again.exit_code, "not empty" in again.output) == (1, True)
    assert everything(there) == before


def test_a_database_of_something_else_is_refused(app, there, url):
    with there.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (id int)")
    done = run(app, "move-to", url)

    assert (done.exit_code, "not empty" in done.output) == (1, True)


BROKEN = {
    "too long": ("users", "UPDATE users SET time_zone = printf('%065d', 1)"),
    "NUL": ("workouts", "UPDATE workouts SET notes = 'a' || char(0) || 'b'"),
    "too large": ("workouts", "UPDATE workouts SET effort = 99999"),
    "no date": ("set_asides", "UPDATE set_asides SET flag_date = 'no date'"),
    "an orphan": ("is refused", "DELETE FROM users WHERE email = 'anna@example.com'"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_row_stops_it_with_nothing_moved(full, there, url, how):
    named, statement = BROKEN[how]
    with full.app_context(), db.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute(statement)
        driver.execute("PRAGMA foreign_keys=ON")
    done = run(full, "move-to", url)

    assert done.exit_code == 1
    assert named in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert {name for name, rows in everything(there).items() if rows} == set()


def test_a_row_that_comes_out_otherwise_stops_it(full, there, url, monkeypatch):
    copy = moving._copy

    def changing(table, old, new):
        copy(table, old, new)
        if table is check_ins:
            new.execute(update(check_ins).values(mood=check_ins.c.mood + 1))

    monkeypatch.setattr(moving, "_copy", changing)
    done = run(full, "move-to", url)

    assert (done.exit_code, "check_ins" in done.output) == (1, True)
    assert {name for name, rows in everything(there).items() if rows} == set()


def test_a_log_of_an_older_version_is_not_moved(app, there, url):
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0006'")
    done = run(app, "move-to", url)

    assert (done.exit_code, "start RunStrength once" in done.output) == (1, True)


def test_nobody_logs_anything_while_it_moves(app, there, url, tmp_path, monkeypatch):
    copy, told = moving._copy, []

    def writing(table, old, new):
        copy(table, old, new)
        if not told:
            other = driver.connect(tmp_path / "runstrength.sqlite3", timeout=0)
            with closing(other), pytest.raises(driver.OperationalError) as error:
                other.execute("BEGIN IMMEDIATE")
            told.append(str(error.value))

    monkeypatch.setattr(moving, "_copy", writing)

    assert run(app, "move-to", url).exit_code == 0
    assert told == ["database is locked"]
