"""/healthz and /readyz: what they say, to whom, and what they leave alone."""

import json
import os
import shutil
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from runstrength.jobs.heartbeat import NAME, beat
from runstrength.storage import condition, database
from runstrength.storage.database import db
from runstrength.storage.sqlite import driver
from runstrength.web import health
from runstrength.web.application import create_app

ALL_WELL = dict.fromkeys(("database", "migrations", "disk", "worker"), "ok")


@pytest.fixture
def home(app, tmp_path) -> Path:
    """The folder of the app's data."""
    app.config.update(HOME=tmp_path, LEAST_FREE_BYTES=1)
    return tmp_path


@pytest.fixture
def ready(app, home, monkeypatch):
    """What /readyz says at this moment, however lately it was asked."""
    monkeypatch.setattr(health, "SERVES_FOR_S", -1.0)

    def ask() -> tuple[int, dict]:
        answer = app.test_client().get("/readyz")
        return answer.status_code, answer.get_json()

    return ask


def test_it_lives_without_a_database_or_a_disk(app, monkeypatch):
    def never(*_, **__):
        raise AssertionError("it only has to say that it lives")

    monkeypatch.setattr(shutil, "disk_usage", never)
    with app.app_context():
        monkeypatch.setattr(db.engine.pool, "connect", never)
    client = app.test_client()
    client.set_cookie("runstrength", "a session that nobody looks up")
    for method in ("GET", "HEAD"):
        answer = client.open("/healthz", method=method)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert client.get("/healthz").text == "ok\n"


def test_all_is_well(ready):
    assert ready() == (200, {"ready": True, "checks": ALL_WELL, "warnings": []})


@pytest.mark.sqlite
def test_a_database_that_stays_locked_is_not_ready_and_recovers(ready, home, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with closing(driver.connect(home / "runstrength.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert failed(ready()) == {"database"}
        other.execute("ROLLBACK")
    assert ready()[0] == 200


@pytest.mark.sqlite
def test_a_database_that_is_gone_is_not_ready(ready, home):
    (home / "runstrength.sqlite3").rename(home / "elsewhere")
    (home / "runstrength.sqlite3").mkdir()
    assert failed(ready()) == {"database", "migrations"}


@pytest.mark.sqlite
def test_a_database_that_can_only_be_read_is_not_ready(app, home, monkeypatch):
    monkeypatch.setattr(condition, "database_file", lambda: None)  # It has to tell by itself.
    path = home / "runstrength.sqlite3"
    with closing(driver.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    only_read = create_app(
        TESTING=True, HOME=home, SQLALCHEMY_DATABASE_URI=f"sqlite:///file:{path}?mode=ro&uri=true"
    )
    answer = only_read.test_client().get("/readyz")
    assert failed((answer.status_code, answer.get_json())) == {"database"}
    with only_read.app_context():
        db.engine.dispose()


@pytest.mark.sqlite
def test_a_disk_that_became_read_only_is_not_ready(ready, monkeypatch):
    assert ready()[0] == 200
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert failed(ready()) == {"database"}


def test_a_migration_that_is_missing_is_not_ready(app, ready):
    with app.app_context(), condition.writing_engine().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert failed(ready()) == {"migrations"}


def test_too_little_room_is_not_ready_and_more_is_ready_again(app, ready, monkeypatch):
    app.config["LEAST_FREE_BYTES"] = 1000
    for free, status in ((999, 503), (1000, 200)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        answer = ready()
        assert answer[0] == status
        assert failed(answer) == ({"disk"} if status == 503 else set())


def test_the_disk_of_the_uploads_counts_as_well(app, ready, home, monkeypatch):
    app.config["UPLOADS"] = home / "other" / "uploads"
    (home / "other").mkdir()

    def free(folder):
        return SimpleNamespace(free=0 if Path(folder).name == "other" else 10**9)

    monkeypatch.setattr(shutil, "disk_usage", free)
    assert failed(ready()) == {"disk"}


def test_a_worker_apart_is_alive_while_its_heart_beats(app, ready, home):
    app.config["WORKER"] = "apart"
    assert failed(ready()) == {"worker"}
    beat(app)
    assert ready()[0] == 200
    for age_s, status in ((50, 200), (70, 503)):
        os.utime(home / NAME, (time.time() - age_s,) * 2)
        assert ready()[0] == status
    beat(app)
    assert ready()[0] == 200


@pytest.mark.parametrize("is_well", [True, False])
def test_a_worker_beside_may_be_idle_but_not_dead(app, ready, is_well):
    app.extensions["beside"] = SimpleNamespace(is_well=is_well)
    assert failed(ready()) == (set() if is_well else {"worker"})


@pytest.mark.sqlite
def test_an_unsound_sqlite_is_a_warning(app, ready, monkeypatch, caplog):
    monkeypatch.setattr(condition, "is_sound", lambda: False)
    assert ready() == (200, {"ready": True, "checks": ALL_WELL, "warnings": ["sqlite"]})
    with app.app_context():
        health.warn_of_sqlite()
    (record,) = caplog.records
    assert "\n" not in record.getMessage()
    assert "SQLite" in record.getMessage()


def test_many_who_ask_are_one_who_looks(app, home, monkeypatch):
    looked = []
    monkeypatch.setitem(health.CHECKS, "database", lambda _: looked.append(1) or True)
    for _ in range(50):
        assert app.test_client().get("/readyz").status_code == 200
    assert len(looked) == 1


def test_it_tells_no_path_and_no_version(app, ready, home):
    app.config["WORKER"] = "apart"
    said = json.dumps(ready()[1])
    for secret in (str(home), "sqlite3", driver.sqlite_version, "0007", NAME):
        assert secret not in said


@pytest.mark.sqlite
def test_to_ask_writes_nothing(app, ready, home):
    path = home / "runstrength.sqlite3"
    assert ready()[0] == 200  # From here on it is in WAL mode.
    with app.app_context():
        db.engine.dispose()
    before = path.read_bytes()
    assert ready()[0] == 200
    with app.app_context():
        db.engine.dispose()
    assert path.read_bytes() == before


def failed(answer: tuple[int, dict]) -> set[str]:
    """The parts that failed; the status says the same."""
    status, document = answer
    parts = {name for name, said in document["checks"].items() if said != "ok"}
    assert (status, document["ready"]) == ((503, False) if parts else (200, True))
    return parts
