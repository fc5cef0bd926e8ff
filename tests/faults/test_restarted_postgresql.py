"""A PostgreSQL that crashes and comes back, four times, while many write through two servers."""

import itertools
import math
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest

from runstrength.storage.tables import idempotency_keys, runs, workouts
from tests.postgresql import Postgres

from .. import databases
from ..kits import long
from .imports import moments
from .people import Person
from .servers import Server, serving
from .writes import RUN, Write, lift, put

WRITERS, READERS, RESTARTS = 8, 2, 4
AWAY_S, LOADED_S = 0.5, 1.5
RECOVERED_WITHIN_S = 5
PAUSE_S = 0.05
SAVED, AWAY = (200, 201), 503

pytestmark = pytest.mark.once


@dataclass
class Load:
    """Who writes by one server, until it is enough; and what the answers were."""

    person: Person
    server: Server
    acknowledged: dict[UUID, int] = field(default_factory=dict)
    statuses: Counter = field(default_factory=Counter)
    saved_at: list[float] = field(default_factory=list)
    impatient: list[str] = field(default_factory=list)

    def write_until(self, enough: Event) -> None:
        """Write new runs; each again, until it is told that it is stored."""
        for number in itertools.count():
            if enough.is_set():
                return
            workout_id, duration_s = uuid4(), 600 + number
            sent = put(workout_id, RUN | {"duration_s": duration_s}, f"key {workout_id}")
            while self._status(sent) not in SAVED:
                time.sleep(PAUSE_S)
            self.acknowledged[workout_id] = duration_s
            self.saved_at.append(time.monotonic())

    def read_until(self, enough: Event) -> None:
        """Look at a page, again and again."""
        while not enough.is_set():
            self._status(Write("GET", "/today"))
            time.sleep(PAUSE_S)

    def _status(self, sent: Write) -> int | None:
        answer = None
        with suppress(OSError, HTTPException):
            answer = self.person.send(self.server, sent)
        status = answer and answer.status
        self.statuses[status] += 1
        if status == AWAY and not answer.headers["Retry-After"]:
            self.impatient.append(sent.path)
        return status


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A server that keeps to its word, in what the disk is told, too."""
    with Postgres() as server:
        yield server


@pytest.fixture
def home(postgres, tmp_path) -> Path:
    """Where the servers keep all but the log."""
    databases.place(tmp_path, postgres.make(f"log{uuid4().hex}"))
    return tmp_path


@pytest.fixture
def both(home) -> Iterator[list[Server]]:
    """Two servers on one PostgreSQL."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving(home)) for _ in range(2)]


@pytest.mark.parametrize("restarts", [1, long(RESTARTS)])
def test_what_was_acknowledged_outlives_a_database_that_crashes(
    postgres, both, home, restarts, record_property
):
    people = [Person.signed_up(server, home) for server in both]
    writers = [Load(people[n // 2 % 2], both[n % 2]) for n in range(WRITERS)]
    readers = [Load(people[n], both[n]) for n in range(READERS)]
    enough, returns = Event(), []
    with ThreadPoolExecutor(WRITERS + READERS) as phones:
        told = [phones.submit(load.write_until, enough) for load in writers]
        told += [phones.submit(load.read_until, enough) for load in readers]
        try:
            for _ in range(restarts):
                time.sleep(LOADED_S)
                postgres.stop()
                time.sleep(AWAY_S)
                postgres.start()
                returns.append(time.monotonic())
            for _ in moments(RECOVERED_WITHIN_S):
                if all(_recovered_s(writers, each, returns[-1]) < math.inf for each in both):
                    break
        finally:
            enough.set()
        for each in told:
            each.result()

    recovered = [_recovered_s(writers, both[n], at) for at in returns for n in range(2)]
    acknowledged = sum(len(load.acknowledged) for load in writers)
    record_property("recovered_s", [round(took, 2) for took in recovered])
    record_property("acknowledged", acknowledged)
    record_property("answers", dict(sum((load.statuses for load in writers + readers), Counter())))

    assert max(recovered) <= RECOVERED_WITHIN_S
    for load in writers + readers:
        assert load.statuses.keys() <= {200, 201, AWAY}
        assert load.impatient == []
    assert sum(load.statuses[AWAY] for load in writers) >= restarts
    for person in people:
        _assert_kept(person, writers)
    for server in both:
        assert "ERROR: waitress" not in server.complaints  # As it says of what nothing caught.


def test_the_first_who_comes_after_a_crash_is_served(postgres, both, home):
    anna = Person.signed_up(both[0], home)
    assert [anna.send(server, put(uuid4(), RUN)).status for server in both] == [201, 201]
    postgres.stop()
    postgres.start()

    assert [anna.send(server, put(uuid4(), RUN)).status for server in both] == [201, 201]


@pytest.mark.parametrize("key", [None, long("of the write")])
def test_of_sixteen_who_write_one_id_at_once_one_makes_it(both, home, key):
    for _ in range(2):
        anna = Person.signed_up(both[0], home)
        answers = anna.send_at_once(both, [put(uuid4(), lift(), key)] * 16)

        assert Counter(answer.status for answer in answers) == {201: 1, 200: 15}
        assert len(anna.rows(workouts)) == 1


@pytest.mark.long
def test_of_sixteen_edits_of_one_version_at_once_one_is_made(both, home):
    anna, workout_id = Person.signed_up(both[0], home), uuid4()
    anna.send(both[0], put(workout_id, RUN))
    edits = [put(workout_id, RUN | {"duration_s": 3000 + n}, base=1) for n in range(16)]
    answers = anna.send_at_once(both, edits)

    assert Counter(answer.status for answer in answers) == {200: 1, 412: 15}
    assert anna.rows(workouts)[0]["version"] == 2


def _recovered_s(writers: list[Load], server: Server, at: float) -> float:
    """How long after a moment a write was stored by a server; what was on its way apart."""
    saved = [when for load in writers if load.server is server for when in load.saved_at]
    return min((when for when in saved if when > at), default=math.inf) - at


def _assert_kept(person: Person, writers: list[Load]) -> None:
    sent = {k: v for load in writers if load.person is person for k, v in load.acknowledged.items()}
    stored = person.rows(workouts)

    assert {row["id"]: row["duration_s"] for row in stored} == sent
    assert len(stored) == len(person.rows(runs)) == len(person.rows(idempotency_keys)) == len(sent)
    assert {row["version"] for row in stored} == {1}
