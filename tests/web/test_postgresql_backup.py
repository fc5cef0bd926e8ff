"""A backup of a log that is kept in PostgreSQL, by the very address that the app has of it."""

import errno
import time
from pathlib import Path

import pytest
from sqlalchemy import make_url

from runstrength.storage.backing_up import postgresql_dump, restoring
from runstrength.storage.database import db, migrate_database, writing_engine
from runstrength.storage.in_use import InUse, alone
from runstrength.storage.postgresql import own_options
from tests.storage.filling import filled, store
from tests.web.conftest import app_at
from tests.web.rows import everything
from tests.web.test_commands import run

pytestmark = pytest.mark.once


@pytest.fixture
def apps(cluster, tmp_path, monkeypatch):
    """Make apps, each with an empty PostgreSQL and a home of its own."""
    made = []

    def make(name: str, options: str = ""):
        home = tmp_path / name
        home.mkdir()
        url = make_url(cluster.make(f"{name}{time.monotonic_ns()}"))
        if options:
            url = url.update_query_dict({"options": options})
        app = app_at(url.render_as_string(hide_password=False), home)
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


def test_options_of_the_address_are_held_to_and_none_of_our_limits(apps):
    """Here a role; others need them to be let in at all."""
    role = f"runs{time.monotonic_ns()}"
    old, new = apps("old"), apps("new", f"-c role={role}")
    migrate_database(old)
    with old.app_context(), writing_engine().connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} SUPERUSER")
        connection.commit()
    done = run(new, "restore", str(backup_of(old)))
    assert done.exit_code == 0, done.output
    with new.app_context(), db.engine.connect() as connection:
        owners = connection.exec_driver_sql(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        )
        assert owners.scalars().all() == [role]
        assert own_options(db.engine.url) == f"-c role={role}"
    with old.app_context():
        assert own_options(db.engine.url) == ""


def test_a_restore_that_is_cut_off_after_the_rows_is_finished_by_the_next(apps, monkeypatch):
    old, new = apps("old"), apps("new")
    migrate_database(old)
    with old.app_context():
        store(filled())
        db.session.commit()
    folder = backup_of(old)
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_swap_uploads", fail)
        done = run(new, "restore", str(folder))
    assert "Restored by half" in done.output
    with pytest.raises(InUse, match="only by half"), alone(new.config["HOME"]):
        pass
    done = run(new, "restore", str(folder))
    assert done.exit_code == 0, done.output
    assert everything(new) == everything(old)
    with alone(new.config["HOME"]):
        pass


def test_rows_that_do_not_come_in_leave_no_half(apps, monkeypatch):
    old, new = apps("old"), apps("new")
    migrate_database(old)
    folder = backup_of(old)
    with monkeypatch.context() as patched:
        patched.setattr(postgresql_dump, "restore", refuse)
        assert "Nothing was restored" in run(new, "restore", str(folder)).output
    with alone(new.config["HOME"]):
        pass
    assert run(new, "restore", str(folder)).exit_code == 0


def fail(*_) -> None:
    """As a disk does that breaks."""
    raise OSError(errno.EIO, "Input/output error")


def refuse(*_) -> None:
    """As a PostgreSQL does that goes away."""
    raise postgresql_dump.NoProgram("pg_restore: server closed the connection unexpectedly")


def test_a_dump_that_is_cut_short_is_refused(apps):
    app, other = apps("old"), apps("new")
    migrate_database(app)
    folder = backup_of(app)
    dump = folder / "runstrength.pgdump"
    dump.write_bytes(dump.read_bytes()[:-100])
    done = run(other, "restore", str(folder))
    assert done.exit_code == 1
    assert "Nothing was restored" in done.output
