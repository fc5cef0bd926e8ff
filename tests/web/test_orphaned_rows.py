"""A row that belongs to nobody: the log is backed up and brought back all the same, and says so."""

from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from runstrength.jobs import backups
from runstrength.storage.backing_up import sqlite_copy
from runstrength.storage.backing_up.folder import made_at
from runstrength.storage.backing_up.manifest import read
from runstrength.storage.database import db
from runstrength.storage.sqlite import driver
from runstrength.web import health
from tests.databases import FILE
from tests.web.conftest import app_of_its_own
from tests.web.test_commands import run

pytestmark = pytest.mark.sqlite  # PostgreSQL has no such rows.
ORPHAN = "UPDATE tokens SET user_id = ? WHERE rowid = (SELECT min(rowid) FROM tokens)"
TOLD = "1 rows belong to rows that are not there"


@pytest.fixture
def app(stored_people, tmp_path):
    """An app whose log has such a row."""
    with app_of_its_own(stored_people, tmp_path) as app:
        app.config.update(BACKUPS=tmp_path / "backups", LEAST_FREE_BYTES=1)
        with closing(driver.connect(tmp_path / FILE)) as connection:
            connection.execute(ORPHAN, (uuid4().hex,))
            connection.commit()
        yield app


@pytest.fixture
def backup(app) -> Path:
    """A backup that was made by hand."""
    done = run(app, "backup")
    assert (done.exit_code, TOLD in done.stderr) == (0, True)
    (made,) = made_at(app.config["BACKUPS"])
    return made


def test_it_is_marked(backup):
    assert read(backup).orphans == 1


def test_it_comes_back_with_a_warning(app, backup, tmp_path):
    with app.app_context():
        db.engine.dispose()
    (tmp_path / FILE).unlink()
    done = run(app, "restore", str(backup))
    assert (done.exit_code, TOLD in done.stderr) == (0, True)
    assert sqlite_copy.look_through(tmp_path / FILE).orphans == 1


def test_the_nightly_one_says_so_in_a_line(app, caplog):
    with app.app_context():
        made = backups.make_nightly()
    assert (read(made).orphans, TOLD in caplog.text) == (1, True)


def test_whoever_watches_is_told_until_a_backup_is_without(app, backup, tmp_path, monkeypatch):
    monkeypatch.setattr(health, "SERVES_FOR_S", -1.0)
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["warnings"]) == (200, ["orphans"])
    with closing(driver.connect(tmp_path / FILE)) as connection:
        connection.execute("DELETE FROM tokens WHERE user_id NOT IN (SELECT id FROM users)")
        connection.commit()
    backup.rename(backup.with_name("runstrength-2026-01-01T030000Z"))
    with app.app_context():
        backups.make_nightly()
    assert app.test_client().get("/readyz").json["warnings"] == []
