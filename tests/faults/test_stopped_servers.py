"""A process that stands still for a moment, and a file that is locked for one."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from uuid import uuid4

import pytest

from runstrength.storage.tables import workouts

from .once import assert_done_once
from .writes import NEW, RUN, put

LOCKED_FOR_S = 1.0
STOPS, STOPPED_FOR_S = 8, 0.1


def test_while_one_process_stands_still_the_other_serves(anna, servers):
    stopped, running = servers
    writes = [put(uuid4(), RUN, f"key {n}") for n in range(8)]
    with stopped.paused():
        with pytest.raises(TimeoutError):
            anna.send(stopped, writes[0], timeout_s=0.2)
        answers = anna.send_at_once([running], writes)
        assert {answer.status for answer in answers} == {201}
        assert len(anna.rows(workouts)) == 8

    assert [anna.send(stopped, write).status for write in writes] == [200] * 8
    assert {row["version"] for row in anna.rows(workouts)} == {1}
    assert len(anna.rows(workouts)) == 8


@pytest.mark.parametrize("write", NEW)
def test_a_write_that_a_stopped_process_finds_later_was_done_by_the_other(anna, servers, write):
    stopped, running = servers
    case = NEW[write]("of the write")
    with ThreadPoolExecutor(1) as phone, stopped.paused():
        waiting = phone.submit(anna.send, stopped, case.write)
        now = anna.send(running, case.write)
        assert not waiting.done()

    assert now.is_saved
    assert waiting.result().is_saved
    assert_done_once(anna, case)


def test_a_burst_while_a_process_stops_again_and_again_is_stored_once(anna, servers):
    writes = [put(uuid4(), RUN, f"key {n}") for n in range(16)]
    twice = [copy for write in writes for copy in (write, write)]
    with ThreadPoolExecutor(1) as phones:
        burst = phones.submit(anna.send_at_once, servers, twice)
        for _ in range(STOPS):
            # Wherever it stands: between requests, or with the file's lock in its hand.
            with servers[0].paused():
                time.sleep(STOPPED_FOR_S)
            time.sleep(STOPPED_FOR_S / 4)

    assert {answer.is_saved for answer in burst.result()} == {True}
    assert {row["version"] for row in anna.rows(workouts)} == {1}
    assert len(anna.rows(workouts)) == 16


def test_writes_wait_for_a_lock_that_is_held_for_a_moment(anna, servers, home):
    writes = [put(uuid4(), RUN, f"key {n}") for n in range(8)]
    with (
        ThreadPoolExecutor(1) as phones,
        closing(sqlite3.connect(home / "runstrength.sqlite3")) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        burst = phones.submit(anna.send_at_once, servers, writes)
        time.sleep(LOCKED_FOR_S)
        assert not burst.done()
        assert anna.rows(workouts) == []
        other.rollback()
        assert [answer.status for answer in burst.result()] == [201] * 8
    assert len(anna.rows(workouts)) == 8
