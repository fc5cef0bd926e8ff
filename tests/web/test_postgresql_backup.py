"""A backup of a log that is kept in PostgreSQL, by the very address that the app has of it."""

import time
from pathlib import Path

import pytest

from runstrength.storage.database import db, migrate_database
from tests.storage.filling import filled, store
from tests.web.conftest import app_at
from tests.web.rows import everything
from tests.web.test_commands import run

pytestmark = pytest.mark.sqlite  # It brings its own PostgreSQL, whatever the others run on.


@pytest.fixture
def apps(cluster, tmp_path, monkeypatch):
    """Make apps, each with an empty PostgreSQL and a home of its own."""
    made = []

    def make(name: str):
        home = tmp_path / name
        home.mkdir()
        app = app_at(cluster.make(f"{name}{time.monotonic_ns()}"), home)
        app.config.update(HOME=home, BACKUPS=home / "backups")
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def backup_of(app) -> Path:
    """Back an app up by its command, and give the folder."""
    done = run(app, "backup")
    assert done.exit_code == 0, done.output
    (folder,) = Path(app.config["BACKUPS"]).glob("runstrength-*")
    return folder


def test_every_row_comes_back_in_an_empty_database_and_in_no_other(apps):
    old, new = apps("old"), apps("new")
    migrate_database(old)
    with old.app_context():
        store(filled())
        db.session.commit()
    folder = backup_of(old)
    done = run(new, "restore", str(folder))
    assert done.exit_code == 0, done.output
    assert everything(new) == everything(old)
    assert all(everything(new).values())
    again = run(new, "restore", str(folder))
    assert again.exit_code == 1
    assert "is not empty" in again.output


def test_a_dump_that_is_cut_short_is_refused(apps):
    app, other = apps("old"), apps("new")
    migrate_database(app)
    folder = backup_of(app)
    dump = folder / "runstrength.pgdump"
    dump.write_bytes(dump.read_bytes()[:-100])
    done = run(other, "restore", str(folder))
    assert done.exit_code == 1
    assert "Nothing was restored" in done.output
