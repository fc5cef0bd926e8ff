"""A server that is killed while many write: what it acknowledged is there, and nothing twice."""

import sqlite3
import time
from random import Random

import pytest

from runstrength.jobs.importing import MOST_TRIES, TRIES

from ..kits import long
from .imports import BUSY, Bringing, Upload, moments
from .load import Writer, settle_all, writing
from .machines import Machine
from .people import Person
from .stored import logs, on_sqlite

WRITERS = 4
KILLS = 30  # Of each victim.
ACKNOWLEDGED = 500  # At the least, and again in the other half.
SHORT_KILLS = 3
LOADED_S = (0.2, 1.2)
STARTED_WITHIN_S = 4
STRUCK_S = (0, 0.5)  # After a worker is seen at work.
UPLOAD = Upload(600, 20)


@pytest.mark.parametrize("kills", [SHORT_KILLS, long(KILLS)])
def test_what_was_acknowledged_outlives_a_server_that_is_killed(tmp_path, kills, record_property):
    chance = Random(f"server {kills}")  # noqa: S311
    with Machine(on_sqlite(tmp_path)) as machine:
        writers = people(machine, WRITERS, chance)
        kill_often(machine, writers, kills, chance)
        assert_enough(writers, kills, record_property)
        assert machine.complaints == ""


@pytest.mark.long
def test_what_was_acknowledged_outlives_a_whole_tree_that_is_killed(tmp_path, record_property):
    chance, seen = Random("tree"), 0  # noqa: S311
    with Machine(on_sqlite(tmp_path)) as machine:
        writers = people(machine, WRITERS, chance)
        bringing = Bringing.sent(Person.signed_up(machine.server, tmp_path), machine.server, UPLOAD)
        for _ in range(KILLS):
            bringing = turned(bringing, machine)
            with writing(writers, machine.server):
                seen += was_seen_at_work(bringing)
                time.sleep(chance.uniform(*STRUCK_S))
                machine.kill_all()
            settle_twice(machine, writers)
        assert_enough(writers, KILLS, record_property)
        record_property("kills of a worker that was seen at work", seen)
        assert seen > 0
        settled(bringing, machine)
        assert machine.complaints == ""


def people(machine: Machine, count: int, chance: Random) -> list[Writer]:
    """Someone new for each writer."""
    return [
        Writer(Person.signed_up(machine.server, machine.home), Random(chance.random()))  # noqa: S311
        for _ in range(count)
    ]


def kill_often(machine: Machine, writers: list[Writer], kills: int, chance: Random) -> None:
    """Write for a while until the server is killed; look at what is left; and again.

    Raises `BrokenPromise`.
    """
    for _ in range(kills):
        with writing(writers, machine.server):
            time.sleep(chance.uniform(*LOADED_S))
            machine.kill_web()
        settle_twice(machine, writers)


def settle_twice(machine: Machine, writers: list[Writer]) -> None:
    """Compare, send again what had no answer, and compare once more."""
    for _ in range(2):
        settle_all(writers, machine.server, logs(machine.home / "runstrength.sqlite3", sqlite3))


def was_seen_at_work(bringing: Bringing) -> bool:
    """Whether a worker went on with an import within a while; many writers keep it waiting."""
    before = _progress(bringing)
    return any(_progress(bringing) != before for _ in moments(STARTED_WITHIN_S))


def assert_enough(writers: list[Writer], kills: int, record_property) -> None:
    """Note the figures; a kit in which little was written shows little."""
    acknowledged = sum(writer.acknowledged for writer in writers)
    record_property("kills", kills)
    record_property("acknowledged", acknowledged)
    record_property("sent again", sum(writer.retried for writer in writers))
    assert acknowledged >= ACKNOWLEDGED * kills // KILLS


def turned(bringing: Bringing, machine: Machine) -> Bringing:
    """An import that has something to do: the same one a step further, or a new one."""
    row = bringing.row
    status = row["status"]
    if status == "preview":
        assert bringing.confirm(machine.server).status == 202
    elif status == "done":
        bringing.assert_all_in()
        assert bringing.undo(machine.server).status == 202
    elif status == "undone" or (status == "failed" and row["answers"][TRIES] > MOST_TRIES):
        # One that was killed too often while it was read is given up, and nothing of it is in.
        bringing.assert_all_out()
        someone = Person.signed_up(machine.server, machine.home)
        return Bringing.sent(someone, machine.server, UPLOAD)
    else:
        assert status in BUSY
    return bringing


def settled(bringing: Bringing, machine: Machine) -> None:
    """Let an import come to its end, and look whether all of it is in or out."""
    if bringing.wait_for("preview", "done", "undone")["status"] == "preview":
        assert bringing.confirm(machine.server).status == 202
    if bringing.wait_for("done", "undone")["status"] == "done":
        bringing.assert_all_in()
    else:
        bringing.assert_all_out()


def _progress(bringing: Bringing) -> tuple:
    row = bringing.row
    return row["status"], row["done"]
