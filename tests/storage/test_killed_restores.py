"""A restore that is killed before any of its steps: nothing is lost, and it can be run again."""

import errno
import os
import shutil
import signal
import sys
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from runstrength.storage.backing_up import half, restoring, sqlite_copy
from runstrength.storage.backing_up.folder import BY_HAND
from runstrength.storage.backing_up.making import BackupFailed, make
from runstrength.storage.backing_up.restoring import HalfRestored, restore
from runstrength.storage.database import db
from runstrength.storage.in_use import InUse, alone, hold
from runstrength.storage.sqlite import driver

pytestmark = pytest.mark.sqlite
STEPS = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"}
ORIGINAL = "uploads/{0}-0000-0000-0000-000000000000/originals/" + "0" * 64 + ".gz"
NEW, OLD = (ORIGINAL.format(digit * 8) for digit in "12")


@pytest.fixture
def at(app):
    """Let the app, within its context, have its data in a folder."""

    def move_to(folder: Path) -> Path:
        app.config.update(HOME=folder, UPLOADS=folder / "uploads", LEAST_FREE_BYTES=1)
        db.engine.dispose()
        db.engine.url = db.engine.url.set(database=str(folder / "own.sqlite3"))
        return folder

    with app.app_context():
        yield move_to


@pytest.fixture
def backup(at, tmp_path) -> Path:
    """A backup of a log with one user and one file."""
    keep(tmp_path, NEW)
    return make(at(tmp_path) / "backups", BY_HAND)


def nothing(_: Path) -> None:
    """No log at all."""


def a_log(home: Path) -> None:
    """Another log: nobody in it, and another file."""
    shutil.copy(home.parent / "own.sqlite3", home / "own.sqlite3")
    with closing(driver.connect(home / "own.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("DELETE FROM users")
        connection.commit()
    keep(home, OLD)


def a_crashed_log(home: Path) -> None:
    """The same, but what was done last stands in the log beside it alone."""
    (work := home.parent / "crashing").mkdir(exist_ok=True)
    shutil.copy(home.parent / "own.sqlite3", work / "own.sqlite3")
    with closing(driver.connect(work / "own.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("DELETE FROM users")
        connection.commit()
        for end in ("", "-wal"):
            shutil.copy(work / f"own.sqlite3{end}", home / f"own.sqlite3{end}")
    keep(home, OLD)


@pytest.mark.parametrize("there", [nothing, a_log, a_crashed_log])
def test_a_restore_that_is_killed_at_any_step_is_finished_by_the_next(
    at, backup, tmp_path, there, monkeypatch
):
    if there is a_crashed_log:  # As where SQLite can't bring it in.
        monkeypatch.setattr(sqlite_copy, "rest", refuse_to_rest)
    halves, before = 0, ((0, {OLD}) if there is not nothing else (None, set()))
    for step in range(1, 1000):
        (home := tmp_path / f"home{step}").mkdir()
        there(at(home))
        ended = killed_before(step, backup)
        is_half = half.stamp_of(home) is not None
        halves += is_half
        assert is_half or state(home) in (before, (1, {NEW}))
        restore(backup, replaces=not is_half)
        assert state(home) == (1, {NEW})
        assert half.stamp_of(home) is None
        assert not list(home.glob(".*"))
        if there is not nothing:
            assert 0 in {users(path) for path in home.glob("own.sqlite3.before-*Z")}
            assert {OLD} in [files(path) for path in home.glob("uploads.before-*Z")]
        if ended:
            break
    assert (step > 10, halves >= 4) == (True, True)


def test_on_what_is_half_restored_nothing_starts_and_it_says_how_to_finish(at, backup, tmp_path):
    half.mark(home := at(tmp_path), "2026-11-23T030000Z")
    with pytest.raises(BackupFailed, match="only by half"):
        make(tmp_path / "others", BY_HAND)
    with pytest.raises(InUse, match="only by half"), alone(home):
        pass
    with pytest.raises(InUse, match="only by half; to finish, restore it once more"):
        hold(home)


def test_a_disk_that_fails_in_the_middle_is_told_as_such_and_not_as_nothing(
    at, backup, tmp_path, monkeypatch
):
    (home := tmp_path / "home").mkdir()
    a_log(at(home))
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_swap_uploads", fail)
        patched.setattr(restoring, "STAMP", "2020-01-01T000000Z")  # A while ago.
        with pytest.raises(HalfRestored, match="Input/output error"):
            restore(backup, replaces=True)
    with pytest.raises(InUse, match="only by half"), alone(home):
        pass
    _, aside = restore(backup)
    assert state(home) == (1, {NEW})
    names = "uploads.before-2020-01-01T000000Z", "own.sqlite3.before-2020-01-01T000000Z"
    assert aside == [home / name for name in names]


def keep(home: Path, name: str) -> None:
    """Write a file that was brought in."""
    (home / name).parent.mkdir(parents=True)
    (home / name).write_bytes(name.encode())


def killed_before(step: int, backup: Path) -> bool:
    """Restore in a process that is killed before a step; true where it had no more steps."""
    db.engine.dispose()
    if not (pid := os.fork()):
        try:
            taken = []

            def take(event: str, _) -> None:
                if event in STEPS:
                    taken.append(event)
                    if len(taken) == step:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(take)
            restore(backup, replaces=True)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert status in (0, signal.SIGKILL)
    return status == 0


def state(home: Path) -> tuple[int | None, set[str]]:
    """How many users there are, and which files."""
    return users(home / "own.sqlite3"), files(home / "uploads")


def users(path: Path) -> int | None:
    """How many users are in a database, which stays as it is; None where there is none."""
    if not path.exists():
        return None
    with TemporaryDirectory() as folder:
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copy(f"{path}{end}", f"{folder}/copy{end}")
        with closing(driver.connect(f"{folder}/copy")) as connection:
            return connection.execute("SELECT count(*) FROM users").fetchone()[0]


def files(folder: Path) -> set[str]:
    """The names of the files, which are also what is in them."""
    return {path.read_text() for path in folder.rglob("*") if path.is_file()}


def refuse_to_rest(_) -> None:
    """As SQLite does for a database that it can't read."""
    raise driver.DatabaseError("file is not a database")


def fail(*_) -> None:
    """As a disk does that breaks."""
    raise OSError(errno.EIO, "Input/output error")
