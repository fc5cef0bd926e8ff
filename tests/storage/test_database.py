"""The database as a log needs it: nothing is lost, readers can't write, writers wait their turn."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Timer

import pytest
from flask import g
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from runstrength.storage import accounts, idempotency
from runstrength.storage.account_tables import users
from runstrength.storage.database import db, writing_engine
from runstrength.storage.sqlite import driver

from .conftest import make_app

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
# As each database says it: a readonly database, a read-only transaction.
ONLY_READ = "read-?only"
of_sqlite = pytest.mark.sqlite


@of_sqlite
def test_every_connection_is_set_up_for_a_log_that_loses_nothing(context):
    g.read_only = True  # Writers would wait for each other.
    connections = [db.engine.connect() for _ in range(3)]

    for connection in connections:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
        assert found == PRAGMAS
    for connection in connections:
        connection.close()


@of_sqlite
def test_a_database_without_a_log_gets_one_though_another_writes_to_it(tmp_path):
    path = tmp_path / "new.sqlite3"
    other = driver.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE it (has_pages)")
    other.execute("BEGIN IMMEDIATE")
    done = Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()

    with make_app(path).app_context(), db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    done.join()
    other.close()


@of_sqlite
def test_a_connection_that_comes_back_from_the_pool_is_set_up_still(context):
    for _ in range(2):
        with db.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_read_only_request_cannot_write(context, user):
    g.read_only = True

    with pytest.raises(DBAPIError, match=ONLY_READ):
        db.session.execute(update(users).values(email="changed"))
    db.session.rollback()
    with pytest.raises(DBAPIError, match=ONLY_READ):
        idempotency.is_new(user, "key")


def test_a_writing_request_can_write_after_a_read_only_one_on_the_same_connection(app, user):
    with app.app_context():
        g.read_only = True
        assert db.session.execute(select(users.c.email)).scalar() == "anna@example.com"
    with app.app_context():
        g.read_only = False
        assert idempotency.is_new(user, "key")
        db.session.commit()
    with app.app_context():
        g.read_only = True
        with pytest.raises(DBAPIError, match=ONLY_READ):
            idempotency.is_new(user, "another key")


def test_a_writing_engine_writes_even_while_a_page_is_only_read(context, user):
    g.read_only = True
    with writing_engine().begin() as connection:
        connection.execute(update(users).values(time_zone="Asia/Tokyo"))

    assert db.session.execute(select(users.c.time_zone)).scalar() == "Asia/Tokyo"
    with pytest.raises(DBAPIError, match=ONLY_READ):
        db.session.execute(update(users).values(time_zone="UTC"))


@of_sqlite
@pytest.mark.parametrize(
    ("read_only", "begin"), [(True, "BEGIN"), (False, "BEGIN IMMEDIATE"), (None, "BEGIN IMMEDIATE")]
)
def test_writing_requests_take_their_place_at_once_and_readers_take_none(context, read_only, begin):
    if read_only is not None:
        g.read_only = read_only
    said = traced(db.engine)
    db.session.execute(select(users.c.id))
    db.session.rollback()

    assert [words for words in said if words.startswith("BEGIN")] == [begin]


@of_sqlite
def test_a_second_writer_waits_and_a_reader_does_not(app, user):
    with app.app_context():
        assert idempotency.is_new(user, "key")  # Not committed: the lock is held.
        other = driver.connect(db.engine.url.database, timeout=0, isolation_level=None)
        assert other.execute("SELECT count(*) FROM users").fetchone() == (1,)
        with pytest.raises(driver.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        db.session.rollback()
        other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_read_is_one_moment_however_long_it_takes(app, user):
    with app.app_context():
        g.read_only = True
        before = db.session.execute(select(users.c.email)).scalars().all()
        with writing_engine().begin() as connection:
            connection.execute(update(users).values(email="changed@example.com"))
        after = db.session.execute(select(users.c.email)).scalars().all()

    assert before == after == ["anna@example.com"]


def test_foreign_keys_hold(context, user):
    missing = type(user)(int=0)

    with pytest.raises(IntegrityError):
        idempotency.is_new(missing, "key")


def test_an_instant_comes_back_aware_and_in_utc(context, user):
    instant = datetime(2024, 11, 18, 7, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    db.session.execute(update(users).values(created_at=instant))
    found = db.session.execute(select(users.c.created_at)).scalar()

    assert found == instant
    assert found.tzinfo is UTC


def test_an_instant_that_is_none_is_refused(context):
    with pytest.raises((StatementError, IntegrityError)):
        db.session.execute(update(users).values(created_at=None))


def test_an_address_can_have_one_account(context):
    with pytest.raises(accounts.EmailTaken):
        accounts.add_user("anna@example.com", "a hash", accounts.Settings())

    assert accounts.add_user("ben@example.com", "a hash", accounts.Settings())


def traced(engine) -> list[str]:
    """A list that every statement of new and pooled connections is put down in."""
    said: list[str] = []

    @event.listens_for(engine, "checkout")
    def _trace(connection, _record, _proxy):
        connection.set_trace_callback(said.append)

    return said
