"""A server that is killed while many write: what it acknowledged is there, and nothing twice."""

import json
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
KILLS, SHORT_KILLS = 60, 3  # Of each victim.
ACKNOWLEDGED = 17  # Between two kills, at the least: a thousand in sixty.
LOADED_S = (0, 0.8)  # After that.
STARTED_WITHIN_S, PATIENCE_S = 5, 60
STRUCK_S = (0, 0.5)  # After enough was written beside a worker at work.
SEEN = 5  # So many kills of a worker at work are waited for, however slow the machine.
UPLOAD = Upload(3000, 60)
MOST_READINGS = MOST_TRIES // 2  # That are killed; of more, none is tried again.


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
            wait_for_work(bringing, PATIENCE_S if seen < SEEN else STARTED_WITHIN_S)
            with writing(writers, machine.server):
                wait_until_told(writers, told(writers) + ACKNOWLEDGED)
                time.sleep(chance.uniform(*STRUCK_S))
                seen += bringing.row["status"] in BUSY
                machine.kill_all()
            settle_twice(machine, writers)
        assert_enough(writers, KILLS, record_property)
        record_property("kills of a worker at work", seen)
        assert seen >= SEEN
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
            wait_until_told(writers, told(writers) + ACKNOWLEDGED)
            time.sleep(chance.uniform(*LOADED_S))
            machine.kill_web()
        settle_twice(machine, writers)


def settle_twice(machine: Machine, writers: list[Writer]) -> None:
    """Compare, send again what had no answer, and compare once more."""
    for _ in range(2):
        settle_all(writers, machine.server, logs(machine.home / "runstrength.sqlite3", sqlite3))


def told(writers: list[Writer]) -> int:
    """How many writes were acknowledged."""
    return sum(writer.acknowledged for writer in writers)


def wait_until_told(writers: list[Writer], count: int) -> None:
    """Wait until so many writes were acknowledged, or one was refused."""
    for _ in moments(PATIENCE_S):
        if told(writers) >= count or any(writer.refused for writer in writers):
            return
    raise TimeoutError(f"{told(writers)} of {count}")


def wait_for_work(bringing: Bringing, patience_s: float) -> None:
    """Wait a while for a worker to go on with an import."""
    before = _progress(bringing)
    for _ in moments(patience_s):
        if _progress(bringing) != before:
            return


def assert_enough(writers: list[Writer], kills: int, record_property) -> None:
    """Note the figures; a kit in which little was written shows little."""
    record_property("kills", kills)
    record_property("acknowledged", told(writers))
    record_property("sent again", sum(writer.retried for writer in writers))
    assert told(writers) >= ACKNOWLEDGED * kills


def turned(bringing: Bringing, machine: Machine) -> Bringing:
    """An import that has something to do: the same one a step further, or a new one."""
    row = bringing.row
    status = row["status"]
    if status == "reading" and json.loads(row["answers"]).get(TRIES, 0) >= MOST_READINGS:
        status = bringing.wait_for("preview")["status"]
    if status == "preview":
        assert bringing.confirm(machine.server).status == 202
    elif status == "done":
        bringing.assert_all_in()
        assert bringing.undo(machine.server).status == 202
    elif status == "undone":
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
