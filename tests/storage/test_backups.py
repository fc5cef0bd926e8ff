"""Backups: whole or not there, and only brought back after all of it was looked through."""

import errno
import io
import json
import os
import shutil
import stat
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert

from runstrength.storage import condition, uploads
from runstrength.storage.backing_up import making, restoring, sqlite_copy
from runstrength.storage.backing_up.folder import BY_HAND, NIGHTLY, made_at
from runstrength.storage.backing_up.making import BackupFailed, make
from runstrength.storage.backing_up.manifest import NAME, read
from runstrength.storage.backing_up.restoring import NotRestored, restore
from runstrength.storage.database import db, now
from runstrength.storage.imports import Status
from runstrength.storage.in_use import hold
from runstrength.storage.sqlite import driver
from runstrength.storage.tables import imports

pytestmark = pytest.mark.sqlite


@pytest.fixture
def home(app, tmp_path) -> Path:
    """The folder of the app's data, within its context."""
    app.config.update(
        HOME=tmp_path,
        UPLOADS=tmp_path / "uploads",
        BACKUPS=tmp_path / "backups",
        LEAST_FREE_BYTES=1,
    )
    with app.app_context():
        yield tmp_path
        db.session.rollback()


@pytest.fixture
def upload(home, user) -> Path:
    """A file of an import that waits, and its row."""
    import_id = uuid4()
    uploads.keep_upload(user, import_id, 0, io.BytesIO(b"what was sent" * 1000))
    values = {"files": '["lifts.csv"]', "answers": "{}", "questions": "[]", "names": "[]"}
    values |= {"status": Status.PREVIEW, "done": 0, "total": 0, "problem": ""}
    times = {"created_at": now(), "status_at": now()}
    db.session.execute(insert(imports).values(user_id=user, id=import_id, **values, **times))
    db.session.commit()
    return uploads.upload_path(user, import_id, 0)


@pytest.fixture
def backup(home, upload) -> Path:
    """A good backup."""
    return make(home / "backups", BY_HAND)


def test_a_backup_holds_the_rows_and_the_files_and_says_so(home, upload, backup):
    told = read(backup)
    name = f"uploads/{upload.relative_to(home / 'uploads')}"
    assert set(told.files) == {"runstrength.sqlite3", name}
    assert told.rows["users"] == told.rows["imports"] == 1
    assert (told.missing, told.revision) == ((), condition.newest_revision())
    assert (backup / name).read_bytes() == upload.read_bytes()
    assert list(made_at(home / "backups")) == [backup]


def test_only_its_owner_can_read_a_backup(home, backup):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in backup.rglob("*") if path.is_file()}
    folders = [home / "backups", backup]
    assert modes == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_the_secret_key_is_not_in_it(home, backup):
    assert not [path for path in backup.rglob("*") if "secret" in path.name]


def test_it_comes_back_where_nothing_is(app, home, backup, tmp_path, upload):
    before = upload.read_bytes()
    elsewhere = move_to(app, tmp_path / "new")
    manifest, aside = restore(backup)
    assert aside == []
    assert sqlite_copy.look_through(elsewhere / "own.sqlite3").rows == manifest.rows
    (name,) = [name for name in manifest.files if name.startswith("uploads/")]
    assert (elsewhere / name).read_bytes() == before
    assert stat.S_IMODE((elsewhere / "own.sqlite3").stat().st_mode) == 0o600
    assert {path.name for path in elsewhere.iterdir()} == {"own.sqlite3", "uploads"}


def test_a_log_that_is_there_stays_and_is_set_aside_when_asked(home, backup):
    db.engine.dispose()
    before = (home / "own.sqlite3").read_bytes()
    with pytest.raises(NotRestored, match="--replace"):
        restore(backup)
    assert (home / "own.sqlite3").read_bytes() == before
    _, aside = restore(backup, replaces=True)
    assert len(aside) == 2
    assert sqlite_copy.look_through(aside[1]).rows["users"] == 1
    assert any(path.is_file() for path in aside[0].rglob("*"))


@pytest.mark.parametrize("is_damaged", [False, True])
def test_what_stands_in_the_log_beside_the_old_database_does_not_come_into_the_new(
    home, backup, monkeypatch, is_damaged
):
    # As after a crash: the newest rows stand in the -wal alone.
    db.session.execute(imports.delete())
    db.session.commit()
    for end in ("", "-wal"):
        shutil.copy(home / f"own.sqlite3{end}", home / f"crashed.sqlite3{end}")
    db.engine.dispose()
    for end in ("", "-wal"):
        (home / f"crashed.sqlite3{end}").replace(home / f"own.sqlite3{end}")
    if is_damaged:  # So that SQLite can't bring it in.
        monkeypatch.setattr(sqlite_copy, "rest", refuse_to_rest)
    _, aside = restore(backup, replaces=True)
    assert sqlite_copy.look_through(home / "own.sqlite3").rows["imports"] == 1
    with closing(driver.connect(home / "own.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM imports").fetchone() == (1,)
    assert aside[-1].with_name(f"{aside[-1].name}-wal").exists() is is_damaged
    with closing(driver.connect(aside[-1])) as connection:
        assert connection.execute("SELECT count(*) FROM imports").fetchone() == (0,)


def test_a_damaged_log_can_be_replaced(home, backup):
    db.engine.dispose()
    (home / "own.sqlite3").write_bytes(b"no database any more" * 1000)
    _, aside = restore(backup, replaces=True)
    assert aside[-1].read_bytes().startswith(b"no database")
    assert sqlite_copy.look_through(home / "own.sqlite3").rows["users"] == 1


def test_while_a_server_runs_nothing_is_restored(app, home, backup, tmp_path):
    elsewhere = move_to(app, tmp_path / "new")
    pid = os.fork()
    if not pid:
        hold(elsewhere)
        os.kill(os.getpid(), 19)  # Stopped, and still there.
    os.waitpid(pid, os.WUNTRACED)
    try:
        with pytest.raises(NotRestored, match="stop it first"):
            restore(backup)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    restore(backup)


def refuse_to_rest(_) -> None:
    """As SQLite does for a database that it can't read."""
    raise driver.DatabaseError("file is not a database")


def flip(path: Path) -> None:
    """Turn one bit over, in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def linked(path: Path) -> None:
    """Another file of the machine in its place, which holds the same."""
    other = path.parent.parent / "elsewhere"
    path.rename(other)
    path.symlink_to(other)


def rewrite(backup: Path, **changed) -> None:
    """Change what the manifest says."""
    document = json.loads((backup / NAME).read_text())
    (backup / NAME).write_text(json.dumps(document | changed))


def rename_file(backup: Path, name: str) -> None:
    """Let the manifest name the upload otherwise."""
    files = json.loads((backup / NAME).read_text())["files"]
    (old,) = [each for each in files if each.startswith("uploads/")]
    files[name] = files.pop(old)
    target = backup / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(backup / old, target)
    rewrite(backup, files=files)


def an_upload(backup: Path) -> Path:
    """The upload in a backup."""
    return next(path for path in (backup / "uploads").rglob("*") if path.is_file())


def a_table_less(backup: Path) -> None:
    """A database that is sound, and not the one that was counted."""
    with closing(driver.connect(backup / "runstrength.sqlite3")) as connection:
        connection.execute("DELETE FROM imports")
        connection.commit()
    count_anew(backup)


def of_tomorrow(backup: Path) -> None:
    """A database of a version that is not known yet."""
    with closing(driver.connect(backup / "runstrength.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    count_anew(backup)
    rewrite(backup, revision="9999")


def count_anew(backup: Path) -> None:
    """Let the manifest have the hash of a database that was changed."""
    kept = making.kept_of(backup / "runstrength.sqlite3")
    files = json.loads((backup / NAME).read_text())["files"]
    files["runstrength.sqlite3"] = {"bytes": kept.bytes, "sha256": kept.sha256}
    rewrite(backup, files=files)


def a_page_less(backup: Path) -> None:
    """A damaged database, of which the manifest knows."""
    path = backup / "runstrength.sqlite3"
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(data)
    count_anew(backup)


def another_index(backup: Path) -> None:
    """A database that can be read and counted, of which an index says something else."""
    path = backup / "runstrength.sqlite3"
    data = path.read_bytes()
    assert data.count(b"anna@example.com") == 2  # In the table, and in its index.
    path.write_bytes(b"anja@example.com".join(data.rsplit(b"anna@example.com", 1)))
    count_anew(backup)


TAMPERED = {
    "a bit of the database": lambda b: flip(b / "runstrength.sqlite3"),
    "a bit of an upload": lambda b: flip(an_upload(b)),
    "a database that is cut": lambda b: os.truncate(b / "runstrength.sqlite3", 8192),
    "no database": lambda b: (b / "runstrength.sqlite3").unlink(),
    "no upload": lambda b: an_upload(b).unlink(),
    "a folder instead": lambda b: (an_upload(b).rename(b / "x"), (b / "x").unlink()),
    "a link": lambda b: linked(an_upload(b)),
    "no manifest": lambda b: (b / NAME).unlink(),
    "a cut manifest": lambda b: os.truncate(b / NAME, 100),
    "a manifest of another kind": lambda b: (b / NAME).write_text("[1]"),
    "a deep manifest": lambda b: (b / NAME).write_text("[" * 100_000),
    "another format": lambda b: rewrite(b, format=2),
    "a kind of database that is none": lambda b: rewrite(b, kind="../../x"),
    "counts that differ": lambda b: rewrite(b, rows={"users": 2}),
    "rows that are not there": a_table_less,
    "a damaged page": a_page_less,
    "an index that differs": another_index,
    "a migration that differs": lambda b: rewrite(b, revision="0001"),
    "a version of tomorrow": of_tomorrow,
    "a path outside": lambda b: rename_file(b, "../../escaped"),
    "a path from the root": lambda b: rename_file(b, "/tmp/escaped"),  # noqa: S108
    "a path to the key": lambda b: rename_file(b, "secret_key"),
    "a path within": lambda b: rename_file(b, "uploads/../secret_key"),
    "another database": lambda b: rewrite(b, kind="postgresql"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_backup_that_was_tampered_with_is_refused_in_a_line(app, backup, tmp_path, how):
    (copy := tmp_path / "copy" / "of" / "it").parent.mkdir(parents=True)
    shutil.copytree(backup, copy)
    elsewhere = move_to(app, tmp_path / "new")
    restoring.look_through(copy)  # As it is, it is good.
    TAMPERED[how](copy)
    with pytest.raises(NotRestored) as refused:
        restore(copy)
    assert len(str(refused.value).splitlines()) == 1
    assert list(elsewhere.iterdir()) == []
    assert not list(tmp_path.rglob("escaped")) or "path" in how


def test_a_disk_that_is_full_leaves_no_half_backup(home, upload, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    for broken in ("kept_of", "write", "sync", "check_files"):
        with monkeypatch.context() as patched:
            patched.setattr(making, broken, full)
            with pytest.raises(BackupFailed, match="full"):
                make(home / "backups", NIGHTLY)
        assert list((home / "backups").iterdir()) == []


def test_a_backup_never_takes_the_room_that_the_log_needs(app, home, upload):
    size = (home / "own.sqlite3").stat().st_size
    free = shutil.disk_usage(home).free
    app.config["LEAST_FREE_BYTES"] = free - size // 2
    with pytest.raises(BackupFailed, match="room"):
        make(home / "backups", NIGHTLY)
    assert list((home / "backups").iterdir()) == []


def test_while_it_is_made_it_has_no_good_name(home, upload, monkeypatch):
    folder, seen = home / "backups", []
    for name in ("_copy_database", "write", "sync", "check_files"):
        done = getattr(making, name)

        def looks(*given, done=done):
            seen.append(made_at(folder))
            return done(*given)

        monkeypatch.setattr(making, name, looks)
    made = make(folder, NIGHTLY)
    assert seen == [{}] * 4
    assert list(made_at(folder)) == [made]


def test_a_file_that_goes_and_comes_meanwhile_is_not_missed(home, upload, monkeypatch):
    """It comes after the files were copied, its row too; the backup waits for nobody."""
    copied = making._copy_database

    def late(draft):
        if upload.with_name("1").exists():
            return copied(draft)
        upload.with_name("1").write_bytes(b"came late")
        db.session.execute(imports.update().values(files='["a", "b"]'))
        db.session.commit()
        return copied(draft)

    monkeypatch.setattr(making, "_copy_database", late)
    told = read(make(home / "backups", BY_HAND))
    assert told.missing == ()
    assert [kept.bytes for name, kept in told.files.items() if name.endswith("/1")] == [9]


def test_a_file_that_goes_before_it_is_copied_has_the_backup_made_anew(home, upload, monkeypatch):
    copied, tries = making._copy_uploads, []

    def gone(draft, known):
        tries.append(1)
        return {} if len(tries) <= 2 else copied(draft, known)

    monkeypatch.setattr(making, "_copy_uploads", gone)
    told = read(make(home / "backups", BY_HAND))
    assert told.missing == ()
    assert len(told.files) == 2
    assert len(tries) == 4


def test_a_file_that_was_lost_long_ago_is_named_and_stops_no_backup(home, upload):
    upload.unlink()
    told = read(make(home / "backups", BY_HAND))
    assert told.missing == (f"uploads/{upload.relative_to(home / 'uploads')}",)


def test_a_disk_that_knows_no_links_is_copied_to(home, upload, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    made = make(home / "backups", BY_HAND)
    assert an_upload(made).stat().st_nlink == 1
    assert an_upload(made).read_bytes() == upload.read_bytes()


def move_to(app, folder: Path) -> Path:
    """Let the app keep its data in another folder, which is empty."""
    folder.mkdir()
    app.config.update(HOME=folder, UPLOADS=folder / "uploads")
    db.engine.dispose()
    db.engine.url = db.engine.url.set(database=str(folder / "own.sqlite3"))
    return folder
