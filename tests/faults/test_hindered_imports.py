"""Imports that are hindered: asked for often, cut, stopped, without a queue, without room."""

import signal
import socket
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from runstrength.storage.tables import imports

from ..kits import long
from . import disks
from .imports import BUSY, Bringing, Upload, confirmation, moments, send_files, upload_of
from .machines import Machine, alive, wait_until_caught
from .people import Answer, Person
from .writes import RUN, put

UPLOAD, LARGE = Upload(600, 20), Upload(3000, 60)
ANSWERED_WITHIN_S = 1
ROOM = "14m"  # For the log and half of an import.


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A server on a home of its own."""
    with Machine(tmp_path) as machine:
        yield machine


@pytest.fixture
def anna(machine: Machine) -> Person:
    """Someone who has just signed up."""
    return Person.signed_up(machine.server, machine.home)


def test_eight_confirmations_at_once_bring_all_in_once(machine, anna):
    bringing = Bringing.sent(anna, machine.server, UPLOAD)
    bringing.wait_for("preview")
    answers = anna.send_at_once([machine.server], [confirmation(bringing.id)] * 8)

    # So many are answered before the first of many batches is in.
    assert Counter(answer.status for answer in answers) == {202: 1, 409: 7}
    bringing.wait_for("done")
    bringing.assert_all_in()
    assert machine.complaints == ""


@pytest.mark.parametrize("share", [long(0.1), 0.6])
def test_an_undo_in_the_middle_takes_back_what_came_in(machine, anna, share):
    bringing = Bringing.sent(anna, machine.server, UPLOAD)
    bringing.wait_for("preview")
    bringing.confirm(machine.server)
    bringing.wait_for_share("importing", share)
    assert bringing.undo(machine.server).status == 202
    bringing.wait_for("undone")
    bringing.assert_all_out()
    assert machine.complaints == ""


@pytest.mark.parametrize("share", [long(0.01), 0.5, long(0.99)])
def test_of_an_upload_that_is_cut_nothing_stays(machine, anna, share):
    write = upload_of(UPLOAD.files)
    head = [
        f"POST {write.path} HTTP/1.1",
        "Host: x",
        "Sec-Fetch-Site: same-origin",
        f"Cookie: {anna.cookie}",
        f"Content-Type: {write.content_type}",
        f"Content-Length: {len(write.body)}",
    ]
    parts = urlsplit(machine.server.address)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode())
        connection.sendall(write.body[: int(share * len(write.body))])
    time.sleep(0.3)

    assert anna.rows(imports) == []
    assert [path for path in (machine.home / "uploads").rglob("*") if path.is_file()] == []
    assert machine.complaints == ""


@pytest.mark.long
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_stopped_in_the_middle_leaves_no_worker_and_goes_on_later(
    machine, anna, by
):
    bringing = Bringing.sent(anna, machine.server, UPLOAD)
    bringing.wait_for("preview")
    bringing.confirm(machine.server)
    bringing.wait_for_share("importing", 0.3)
    left = machine.workers
    machine.end(by)
    for _ in moments(10):
        if not alive(left):
            break
    assert alive(left) == []
    machine.start()
    bringing.wait_for("done")
    bringing.assert_all_in()


def test_a_worker_apart_ends_when_it_is_told_to(machine):
    with machine.another_worker(WORKER="apart") as worker:
        wait_until_caught(worker.pid, signal.SIGTERM)
        worker.terminate()
        assert worker.wait(5) == 0


@pytest.mark.long
@pytest.mark.parametrize("damage", [None, b"no database " * 1000], ids=["lost", "damaged"])
def test_a_queue_that_is_lost_or_damaged_between_two_starts_is_not_needed(machine, anna, damage):
    bringing = Bringing.sent(anna, machine.server, UPLOAD)
    bringing.wait_for("preview")
    bringing.confirm(machine.server)
    bringing.wait_for_share("importing", 0.3)
    machine.end(signal.SIGKILL)
    for path in machine.home.glob("queue.sqlite3*"):
        path.unlink()
    if damage is not None:
        (machine.home / "queue.sqlite3").write_bytes(damage)
    machine.start()
    bringing.wait_for("done")
    bringing.assert_all_in()
    assert machine.complaints == ""


@pytest.mark.long
def test_no_writer_waits_long_while_an_import_comes_in_and_goes(machine, anna, record_property):
    bringing = Bringing.sent(anna, machine.server, LARGE)
    bringing.wait_for("preview")
    bringing.confirm(machine.server)
    record_property("importing_s", _assert_writers_are_served(machine, anna, bringing))
    bringing.wait_for("done")
    bringing.undo(machine.server)
    record_property("undoing_s", _assert_writers_are_served(machine, anna, bringing))
    assert machine.complaints == ""


def _assert_writers_are_served(machine: Machine, anna: Person, bringing: Bringing) -> list[float]:
    """Write as long as it is busy; how long the answers took."""
    took = []
    while bringing.row["status"] in BUSY:
        before = time.monotonic()
        assert anna.send(machine.server, put(uuid4(), RUN)).status == 201
        took.append(time.monotonic() - before)
        time.sleep(0.02)
    assert statistics.quantiles(took, n=20)[-1] < ANSWERED_WITHIN_S
    return sorted(took)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with little room."""
    with disks.small_disk(tmp_path / "disk", ROOM) as folder:
        yield folder


@pytest.mark.long
def test_an_upload_that_finds_no_room_is_refused_and_nothing_of_it_stays(small_disk):
    with Machine(small_disk) as machine:
        anna = Person.signed_up(machine.server, small_disk)
        disks.fill(small_disk, leaving=300_000)
        answer = send_files(anna, machine.server, {"a.csv": bytes(200_000), "b.csv": bytes(10**6)})
        assert answer.status == 507
        assert anna.rows(imports) == []
        assert [path for path in (small_disk / "uploads").rglob("*") if path.is_file()] == []
        disks.empty(small_disk)
        assert send_files(anna, machine.server, UPLOAD.files).status == 202


@pytest.mark.long
@pytest.mark.parametrize("leaving", [0, 30_000, 200_000, 400_000, 1_500_000])
def test_an_import_without_room_goes_on_once_there_is(small_disk, leaving):
    with Machine(small_disk) as machine:
        anna = Person.signed_up(machine.server, small_disk)
        bringing = Bringing.sent(anna, machine.server, UPLOAD)
        bringing.wait_for("preview")
        bringing.confirm(machine.server)
        disks.fill(small_disk, leaving)
        for _ in moments(8):
            if bringing.row["status"] not in BUSY:
                break
        disks.empty(small_disk)
        if bringing.wait_for("done", "failed")["status"] == "failed":
            assert "no room" in bringing.row["problem"]
            assert bringing.confirm(machine.server).status == 202
            bringing.wait_for("done")
        bringing.assert_all_in()


@pytest.mark.long
@pytest.mark.parametrize("after_s", [0.005, 0.02, 0.05, 0.1, 0.2])
def test_a_server_that_is_killed_in_an_upload_keeps_all_of_it_or_nothing(machine, anna, after_s):
    def send() -> Answer | None:
        with suppress(OSError, HTTPException):
            return send_files(anna, machine.server, LARGE.files)

    with ThreadPoolExecutor(1) as phone:
        sending = phone.submit(send)
        time.sleep(after_s)
        machine.end(signal.SIGKILL)
    answer = sending.result()
    machine.start()

    rows = anna.rows(imports)
    assert len(rows) == 1 or not answer
    for row in rows:
        Bringing(anna, LARGE, row["id"], {}).wait_for("preview")
