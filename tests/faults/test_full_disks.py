"""A disk that is full: writes are refused in plain words, reads go on, and room mends it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from runstrength.storage.tables import lift_sets, workouts

from ..kits import long
from .disks import empty, fill, small_disk
from .imports import moments, send_files
from .people import PASSWORD, Answer, Person, signing_in
from .servers import Server, serving
from .writes import CHANGES, LIFT_FIELDS, RUN, RUN_FIELDS, Write, lift, post, put

ROOM, FLOOR = "16m", {"LEAST_FREE_MB": "1"}
NOTE = "word " * 1900
READS = ("/today", "/week", "/log/run", "/history", "/trends", "/api/v1/workouts", "/healthz")
PATIENCE_S = 5


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with little room."""
    with small_disk(tmp_path / "disk", ROOM) as folder:
        yield folder


@pytest.fixture
def server(disk: Path) -> Iterator[Server]:
    """A server on it; whatever happens, it has a plain line for it."""
    with serving(disk, **FLOOR) as server:
        yield server
        assert "Traceback" not in server.complaints


@pytest.fixture
def anna(server: Server, disk: Path) -> Person:
    """Someone who has just signed up."""
    return Person.signed_up(server, disk)


@pytest.mark.parametrize("leaving", [0, *map(long, (4096, 9000, 40_000, 150_000, 400_000))])
def test_a_full_disk_refuses_whole_writes_and_forgets_none(server, anna, disk, leaving):
    acknowledged = _written(anna, server, 20)
    fill(disk, leaving)
    refused = _until_refused(anna, server, acknowledged)

    assert refused.status == 507
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert "no room" in refused.document["detail"]
    _assert_stored(anna, acknowledged)
    for path in READS:
        assert anna.send(server, Write("GET", path)).status == 200, path

    empty(disk)
    acknowledged |= _written(anna, server, 20)
    _assert_stored(anna, acknowledged)
    assert _integrity(disk) == "ok"


@pytest.mark.long
def test_the_server_is_not_ready_while_its_disk_is_full(server, anna, disk):
    assert _is_ready_within(PATIENCE_S, server, anna, 200)
    fill(disk)
    assert _is_ready_within(PATIENCE_S, server, anna, 503)
    empty(disk)
    assert _is_ready_within(PATIENCE_S, server, anna, 200)


def test_a_form_that_finds_no_room_keeps_what_was_typed(server, anna, disk):
    _fill_up(anna, server, disk)
    fields = RUN_FIELDS | {"id": str(uuid4()), "notes": f'<b>"It\'s" & more</b>\n{NOTE}'}
    page = _by_browser(anna, server, "/log/run", fields)

    assert page.status == 507
    assert int(page.headers["Retry-After"]) > 0
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "no room" in page.body.decode()
    assert _kept(page) == fields
    empty(disk)
    assert _by_browser(anna, server, "/log/run", _kept(page)).status == 302
    assert [str(row["id"]) for row in anna.rows(workouts) if row["kind"] == "run"] == [fields["id"]]


@pytest.mark.long
def test_a_form_from_the_outbox_is_told_to_wait(server, anna, disk):
    _fill_up(anna, server, disk)
    answer = anna.send(server, post("/log/lift", LIFT_FIELDS | {"id": str(uuid4()), "notes": NOTE}))

    assert (answer.status, answer.document["title"]) == (507, "No room left")


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_without_room_leaves_all_as_it_was(server, anna, disk, change):
    case = CHANGES[change]("of the change")
    for write in case.before:
        assert anna.send(server, write).is_saved
    _fill_up(anna, server, disk)
    before = anna.rows(case.table)
    answer = anna.send(server, case.write)

    assert answer.status == 507
    assert anna.rows(case.table) == before
    empty(disk)
    assert anna.send(server, case.write).is_saved
    assert case.row.items() <= _last(anna, case).items()


@pytest.mark.long
def test_who_is_signed_in_stays_so_and_a_first_read_of_the_day_is_no_matter(server, anna, disk):
    with closing(sqlite3.connect(disk / "runstrength.sqlite3")) as log, log:
        log.execute("UPDATE tokens SET last_used_on = date(last_used_on, '-1 day')")
    _fill_up(anna, server, disk)

    for path in READS:
        assert anna.send(server, Write("GET", path)).status == 200, path


@pytest.mark.long
def test_a_sign_in_without_room_is_refused_and_puts_no_password_on_its_page(server, anna, disk):
    _fill_up(anna, server, disk)
    page = signing_in(server, _email(anna))

    assert page.status == 507
    assert PASSWORD not in page.body.decode()
    assert anna.send(server, Write("GET", "/today")).status == 200
    empty(disk)
    assert signing_in(server, _email(anna)).status == 302


@pytest.mark.long
def test_an_upload_without_room_leaves_no_file(server, anna, disk):
    _fill_up(anna, server, disk)
    answer = send_files(anna, server, {"a.csv": bytes(100_000)})

    assert answer.status == 507
    assert [path for path in (disk / "uploads").rglob("*") if path.is_file()] == []


def _written(person: Person, server: Server, count: int) -> dict[UUID, int]:
    """Write so many lifts; how many sets each has."""
    told = {uuid4(): 2 + n for n in range(count)}
    for workout_id, sets in told.items():
        assert person.send(server, put(workout_id, lift(sets))).status == 201
    return told


def _until_refused(person: Person, server: Server, acknowledged: dict[UUID, int]) -> Answer:
    """Write long lifts until one is refused, and add those that were not to the acknowledged."""
    for _ in range(1000):
        workout_id, sets = uuid4(), 40
        answer = person.send(server, put(workout_id, lift(sets) | {"notes": NOTE}))
        if answer.status != 201:
            return answer
        acknowledged[workout_id] = sets
    raise AssertionError("the disk is not full")


def _fill_up(person: Person, server: Server, disk: Path) -> None:
    """Fill the disk, and what of the log's own files is free to be written over."""
    fill(disk)
    written = {}
    _until_refused(person, server, written)
    for n in range(1000):
        workout = put(uuid4(), RUN | {"duration_s": 600 + n})
        if person.send(server, workout).status != 201:
            break


def _assert_stored(person: Person, acknowledged: dict[UUID, int]) -> None:
    stored = {row["id"] for row in person.rows(workouts)}
    sets = [row["workout_id"] for row in person.rows(lift_sets)]

    assert stored == set(acknowledged)
    assert {each: sets.count(each) for each in stored} == acknowledged


def _is_ready_within(patience_s: float, server: Server, person: Person, status: int) -> bool:
    asked = (person.send(server, Write("GET", "/readyz")) for _ in moments(patience_s, 0.2))
    return any(answer.status == status for answer in asked)


def _by_browser(person: Person, server: Server, path: str, fields: dict) -> Answer:
    """Send a form as a browser does by itself, without a script."""
    return person.send(server, replace(post(path, fields), accepts="text/html"))


def _kept(page: Answer) -> dict[str, str]:
    """The fields that an error's page holds, as a browser would send them again."""
    fields = re.findall(
        r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page.body.decode(), re.DOTALL
    )
    return {unescape(name): unescape(text) for name, text in fields}


def _email(person: Person) -> str:
    with closing(sqlite3.connect(person.home / "runstrength.sqlite3")) as log:
        asked = log.execute("SELECT email FROM users WHERE id = ?", (person.id.hex,))
        return asked.fetchone()[0]


def _last(person: Person, case) -> dict:
    row = person.rows(case.table)[-1]
    return row | {"is_deleted": row.get("deleted_at") is not None}


def _integrity(home: Path) -> str:
    with closing(sqlite3.connect(home / "runstrength.sqlite3")) as log:
        return log.execute("PRAGMA integrity_check").fetchone()[0]
