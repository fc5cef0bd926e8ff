"""A log that can't be reached just now: it says so, to try again, and nothing is half done."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import NullPool, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from runstrength.storage import database, tokens
from runstrength.storage.database import db
from runstrength.storage.sqlite import driver
from tests import databases
from tests.training.build import run
from tests.web.api.build import run as document
from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import RUN
from tests.web.pages import Page
from tests.web.queued import location, problem, send_queued
from tests.web.rows import everything
from tests.web.test_statements import statements
from tests.web.world import store

DONE = run("2024-11-18 07:00", zone="Europe/Berlin")
WRITES = {
    "/log/run": RUN,
    f"/workouts/{DONE.id}/edit": RUN | {"base_version": "1"},
    f"/workouts/{DONE.id}/delete": {"base_version": "1"},
    f"/workouts/{DONE.id}/effort": {"base_version": "1", "effort": "7"},
    f"/workouts/{DONE.id}/restore": {},
    "/today/check-in": {"date": "2024-11-18", "sleep": "3"},
    "/week/2024-W47/deload": {"deload": "1"},
    "/plan/moves": {"move": f"{DONE.id}:2024-11-20:1"},
    "/plan/2024-W47/copy": {},
}
PATIENCE_MS = 20


class Other:
    """Another program that writes to the database, and goes on doing so."""

    def __init__(self, url: str):
        """`url` is where the database is."""
        if databases.ON_POSTGRESQL:
            self._connection = create_engine(url, poolclass=NullPool).connect().connection
            # As long as it holds them all, others can do no more than read.
            tables = ", ".join(table.name for table in db.metadata.sorted_tables)
            self._lock = f"LOCK TABLE {tables} IN EXCLUSIVE MODE"
        else:
            path = make_url(url).database
            self._connection = driver.connect(path, isolation_level=None)
            self._lock = "BEGIN IMMEDIATE"
        self.lock()

    def lock(self) -> None:
        """Keep the others from writing."""
        self._connection.cursor().execute(self._lock)

    def unlock(self) -> None:
        """Let the others write again."""
        self._connection.rollback()

    def close(self) -> None:
        """Go away."""
        self._connection.close()


@pytest.fixture(autouse=True)
def impatient(app, monkeypatch):
    """Writers give up at once."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", PATIENCE_MS)
    if not databases.ON_POSTGRESQL:
        yield
        return

    def hurry(connection):
        # Past SQLAlchemy, which would count it as a statement.
        connection.connection.dbapi_connection.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "begin", hurry)
    yield
    event.remove(engine, "begin", hurry)


@pytest.fixture
def fields(anna) -> dict:
    """The form for a new run, filled in, in a log that holds another."""
    store(anna, DONE)
    return Page(anna.get("/log/run")).fields() | RUN


@pytest.fixture
def locked(app, fields):
    """Another program writes to the database, and goes on doing so."""
    other = Other(app.config["SQLALCHEMY_DATABASE_URI"])
    yield other
    other.close()


def assert_says_when(answer) -> None:
    """See that an answer asks for another try soon."""
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", WRITES)
def test_a_page_that_can_not_be_written_says_to_try_again(app, anna, locked, path):
    before = everything_but_writing(app, locked)
    with statements() as sent:
        answer = anna.post(path, WRITES[path])
    assert is_refused_at_first(sent)
    assert_says_when(answer)
    assert "try again" in Page(answer).main
    assert "Nothing was changed" in Page(answer).main
    assert "Traceback" not in answer.text
    assert "locked" not in answer.text
    assert everything_but_writing(app, locked) == before


def is_refused_at_first(sent: list[str]) -> bool:
    """Whether the very first statement was one too many; SQLite does not even begin with it."""
    return len(sent) == databases.ON_POSTGRESQL


def everything_but_writing(app, locked: Other) -> dict:
    """Every row; the lock is let go of for the moment that it takes to read them."""
    locked.unlock()
    rows = everything(app)
    locked.lock()
    return rows


def test_a_queue_is_told_when_to_try_again_and_then_is_taken(app, anna, locked, fields):
    for path, sent in WRITES.items():
        answer = send_queued(anna, path, fields | sent, "a key")
        assert_says_when(answer)
        assert "Nothing was changed" in problem(answer, 503)["detail"]
    locked.unlock()
    location(send_queued(anna, "/log/run", fields, "a key"))


def test_so_is_a_program_of_the_api(anna, locked):
    for method, path, body in (
        ("PUT", f"/workouts/{DONE.id}", document("Mon 07:00")),
        ("DELETE", f"/workouts/{DONE.id}", None),
        ("PUT", "/weeks/2024-W47", {"deload": True}),
        ("PUT", "/check-ins/2024-11-18", dict.fromkeys(("sleep", "energy"), 3)),
    ):
        answer = anna.api(method, path, body)
        assert_says_when(answer)
        problem(answer, 503)


def test_signing_in_says_so_too(app, locked):
    client = app.test_client()
    fields = Page(client.get("/sign-in")).fields("/sign-in") | {"email": "a@b.c", "password": "x"}

    assert_says_when(client.post("/sign-in", data=fields, headers=OWN_PAGE))


@pytest.mark.parametrize("path", ["/today", "/week", "/history", f"/workouts/{DONE.id}"])
def test_reading_goes_on(anna, locked, path):
    assert anna.get(path).status_code == 200


@pytest.mark.parametrize(("path", "is_page"), [("/today", True), ("/api/v1/workouts", False)])
def test_a_database_that_is_gone_is_no_fault_of_ours(app, anna, monkeypatch, path, is_page):
    def away(*_, **__):
        raise OperationalError("SELECT secrets", {}, driver.OperationalError("disk I/O error"))

    monkeypatch.setattr(tokens, "holder", away)
    with statements() as sent:
        answer = anna.get(path)
    assert sent == []
    assert_says_when(answer)
    assert "secrets" not in answer.text
    assert "disk" not in answer.text
    assert (answer.mimetype == "text/html") is is_page
    assert "RunStrength-Owner" not in answer.headers


def test_the_first_page_of_a_day_is_given_though_its_use_can_not_be_noted(
    anna, locked, monkeypatch
):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr("runstrength.web.clock.now", lambda: tomorrow)

    assert anna.get("/history").status_code == 200
