"""A backup that is taken while eight write, brought back into an empty home."""

import os
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from uuid import UUID, uuid4

import pytest

from runstrength.storage.backing_up.folder import made_at
from runstrength.storage.backing_up.manifest import read
from runstrength.storage.tables import lift_sets, runs, workouts

from ..kits import long
from . import forks
from .disks import small_disk
from .imports import Bringing, Upload, send_files
from .people import Person
from .servers import OWN_SETTINGS, Server, serving
from .writes import RUN, Write, lift, put

WRITERS = 8
SETS = 3
IN_THE_LOG, ON_ITS_WAY = Upload(lifts=20, runs=6), Upload(lifts=200, runs=12)


@dataclass
class Load:
    """Writes without a pause, and when each was acknowledged."""

    acknowledged: list[tuple[float, UUID, str]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def before(self, moment: float) -> dict[UUID, str]:
        """The kinds of the workouts that were acknowledged before a moment."""
        return {key: kind for at, key, kind in self.acknowledged if at < moment}


@pytest.mark.parametrize("backups", [1, long(3)])
def test_a_backup_under_load_holds_all_that_was_acknowledged_before_it(
    tmp_path, backups, record_property
):
    home, took = tmp_path / "home", []
    with serving(home) as server:
        anna = Person.signed_up(server, home)
        brought = Bringing.sent(anna, server, IN_THE_LOG)
        brought.wait_for("preview")
        assert brought.confirm(server).status == 202
        brought.wait_for("done")
        began = []
        with loaded(anna, server) as load:
            for n in range(backups):
                time.sleep(0.5)
                if n == 0:
                    assert send_files(anna, server, ON_ITS_WAY.files).status == 202
                began.append(time.monotonic())
                done = command(home, "backup")
                took.append(time.monotonic() - began[-1])
                assert (done.returncode, done.stderr) == (0, "")
        # One more at rest: the newest of all stands in the log beside the database alone.
        key = uuid4()
        assert anna.send(server, put(key, RUN)).status == 201
        load.acknowledged.append((time.monotonic(), key, "run"))
        began.append(time.monotonic())
        assert command(home, "backup").returncode == 0
        assert (load.refused, server.complaints) == ([], "")

    found = sorted(made_at(home / "backups"))
    assert len(found) == backups + 1
    for backup, moment in zip(found, began, strict=True):
        new = tmp_path / f"from-{backup.name}"
        done = command(new, "restore", str(backup))
        assert (done.returncode, done.stderr) == (0, "")
        assert_all_there(replace(anna, home=new), load.before(moment))
        again = replace(brought, person=replace(anna, home=new))
        assert again.originals >= IN_THE_LOG.hashes
        with serving(new) as server:
            assert anna.send(server, Write("GET", "/today")).status == 200
            latest = load.before(moment).popitem()[0]
            assert anna.send(server, Write("GET", f"/api/v1/workouts/{latest}")).status == 200
            assert anna.send(server, put(uuid4(), RUN)).status == 201
            assert anna.send(server, Write("GET", "/readyz")).document["ready"] is True
            for waiting in imports_of(anna, server):
                replace(again, id=UUID(waiting["id"])).wait_for("preview", "done")
            assert server.complaints == ""
    record_property("writes", len(load.acknowledged))
    record_property("backups_took_s", [round(each, 2) for each in took])


@pytest.mark.long
def test_the_nightly_backup_is_made_by_the_worker_and_old_ones_go(tmp_path):
    with serving(tmp_path) as server:
        Person.signed_up(server, tmp_path)
    old = [tmp_path / "backups" / f"runstrength-2025-06-{day:02}T030000Z" for day in range(1, 31)]
    for path in old:
        path.mkdir(parents=True)
    with working(tmp_path) as worker:
        until(lambda: any("2025" not in path.name for path in made_at(tmp_path / "backups")))
        until(lambda: len(made_at(tmp_path / "backups")) < 10)
        assert (tmp_path / "worker-alive").exists()
        assert worker.poll() is None
    (new,) = [path for path in made_at(tmp_path / "backups") if "2025" not in path.name]
    assert read(new).reason == "nightly"
    assert read(new).rows["users"] == 1


@pytest.mark.long
def test_with_backup_off_there_is_none(tmp_path):
    with serving(tmp_path, BACKUP="off") as server:
        Person.signed_up(server, tmp_path)
    (tmp_path / "backups" / "runstrength-2025-06-01T030000Z").mkdir(parents=True)
    with working(tmp_path, BACKUP="off"):
        until((tmp_path / "worker-alive").exists)
        time.sleep(3)
    assert len(made_at(tmp_path / "backups")) == 1


def test_before_a_migration_there_is_a_backup_of_the_log_as_it_was(tmp_path):
    with serving(tmp_path) as server:
        anna = Person.signed_up(server, tmp_path)
        anna.send(server, put(uuid4(), RUN))
    assert made_at(tmp_path / "backups") == {}
    assert command(tmp_path, "db", "downgrade", "0006").returncode == 0
    with serving(tmp_path) as server:
        assert anna.send(server, Write("GET", "/readyz")).document["checks"]["migrations"] == "ok"
    (made,) = made_at(tmp_path / "backups")
    assert made.name.endswith("-before-migration")
    assert (read(made).revision, read(made).rows["workouts"]) == ("0006", 1)
    with serving(tmp_path):  # Nothing to migrate: no backup either.
        assert list(made_at(tmp_path / "backups")) == [made]
    new = tmp_path / "new"
    assert command(new, "restore", str(made)).returncode == 0  # It is migrated up from there.
    with serving(new) as server:
        assert anna.send(server, Write("GET", "/today")).status == 200


@pytest.mark.long
def test_without_room_for_a_backup_it_does_not_migrate_and_says_so_in_a_line(tmp_path):
    with serving(tmp_path) as server:
        anna = Person.signed_up(server, tmp_path)
    assert command(tmp_path, "db", "downgrade", "0006").returncode == 0
    no_room = {"LEAST_FREE_MB": "99999", "PORT": "0"}
    done = run(tmp_path, "app.py", **no_room)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "BACKUP=off" in done.stderr
    assert made_at(tmp_path / "backups") == {}
    with serving(tmp_path, BACKUP="off", LEAST_FREE_MB="99999") as server:
        assert anna.send(server, Write("GET", "/today")).status == 200


@pytest.mark.long
def test_a_disk_that_fills_up_meanwhile_holds_no_half_backup(tmp_path):
    with serving(tmp_path / "home") as server:
        anna = Person.signed_up(server, tmp_path / "home")
        for _ in range(20):
            anna.send(server, put(uuid4(), lift(20)))
    with small_disk(tmp_path / "small", "200k") as small:
        done = command(tmp_path / "home", "backup", str(small), LEAST_FREE_MB="0")
        left = list(small.iterdir())
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert left == []


@pytest.mark.long
def test_a_running_server_keeps_a_restore_away(tmp_path):
    home = tmp_path / "home"
    with serving(home) as server:
        Person.signed_up(server, home)
        made = command(home, "backup")
        (backup,) = made_at(home / "backups")
        done = command(home, "restore", str(backup), "--replace")
        assert made.returncode == 0
        assert done.returncode == 1
        assert "stop it first" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert Person.signed_up(server, home).rows(workouts) == []
    assert command(home, "restore", str(backup), "--replace").returncode == 0


@contextmanager
def loaded(person: Person, server: Server) -> Iterator[Load]:
    """Eight phones that write until the end: runs and lifts."""
    load, stop = Load(), Event()

    def write(place: int) -> None:
        while not stop.is_set():
            key, is_lift = uuid4(), place % 2
            answer = person.send(server, put(key, lift(SETS) if is_lift else RUN))
            if answer.status == 201:
                load.acknowledged.append((time.monotonic(), key, "lift" if is_lift else "run"))
            else:
                load.refused.append(answer.status)

    with ThreadPoolExecutor(WRITERS) as phones:
        written = [phones.submit(write, place) for place in range(WRITERS)]
        try:
            yield load
        finally:
            stop.set()
        for each in written:
            each.result()


def assert_all_there(person: Person, expected: dict[UUID, str]) -> None:
    """Each workout that was acknowledged is there, and each that is there is whole."""
    assert len(expected) > WRITERS
    stored = {row["id"]: row["kind"] for row in person.rows(workouts)}
    assert expected.items() - stored.items() == set()
    with_run = {row["workout_id"] for row in person.rows(runs)}
    assert with_run == {key for key, kind in stored.items() if kind == "run"}
    sets = [row["workout_id"] for row in person.rows(lift_sets)]
    for key in expected:
        assert sets.count(key) == (SETS if expected[key] == "lift" else 0)


def imports_of(person: Person, server: Server) -> list[dict]:
    """The imports that a server tells of."""
    return person.send(server, Write("GET", "/api/v1/imports")).document["items"]


def command(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess:
    """Run a command of the app."""
    return run(home, "-m", "flask", "--app", "app", *words, **settings)


def run(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess:
    """Run Python on a home, to its end."""
    with TemporaryDirectory() as folder:
        return forks.run(words, surroundings(home, settings), Path(folder))


@contextmanager
def working(home: Path, **settings: str) -> Iterator[forks.Fork]:
    """A worker that somebody else started."""
    program = ("-m", "runstrength.web.worker")
    with forks.Fork(program, surroundings(home, {"WORKER": "apart", **settings})) as process:
        try:
            yield process
        finally:
            process.kill()


def surroundings(home: Path, settings: dict[str, str]) -> dict[str, str]:
    """The surroundings of a process on a home."""
    inherited = {name: told for name, told in os.environ.items() if name not in OWN_SETTINGS}
    return inherited | {"RUNSTRENGTH_HOME": str(home)} | settings


def until(is_there, patience_s: float = 20) -> None:
    """Look until something is so."""
    end = time.monotonic() + patience_s
    while not is_there():
        assert time.monotonic() < end
        time.sleep(0.05)
