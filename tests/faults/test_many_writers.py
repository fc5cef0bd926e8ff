"""Four processes on one SQLite file, and sixteen who write without a pause."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from runstrength.storage.tables import lift_sets, workouts

from ..kits import long
from .crowds import writing
from .people import Person
from .servers import Server, serving
from .writes import Write, lift, put

PROCESSES, WRITERS, ROUNDS = 4, 16, 10


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Where the data is."""
    return tmp_path_factory.mktemp("four")


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[list[Server]]:
    """Four servers on one home."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving(home)) for _ in range(PROCESSES)]


@pytest.fixture
def four(running: list[Server]) -> Iterator[list[Server]]:
    """The four, who complain of nothing, whatever the test."""
    yield running
    assert [server.complaints for server in running] == [""] * PROCESSES


@pytest.mark.parametrize("seconds", [2, long(20)])
def test_no_writer_of_many_is_told_that_the_database_is_locked(
    four, home, seconds, record_property
):
    people = [Person.signed_up(server, home) for server in four]
    crowd = writing(people, four, WRITERS, seconds)

    assert set(crowd.statuses) == {201}
    for person in people:
        stored = {row["id"]: row for row in person.rows(workouts)}
        acknowledged = crowd.acknowledged(person)
        assert {key: row["duration_s"] for key, row in stored.items()} == acknowledged
        assert {row["version"] for row in stored.values()} == {1}
    record_property("writes", len(crowd.told))
    for name, share in {"p50_s": 0.5, "p95_s": 0.95, "longest_s": 1}.items():
        record_property(name, crowd.took_s(share))


@pytest.mark.long
def test_an_id_that_is_written_in_sixteen_ways_at_once_has_one_of_them(four, home):
    anna = Person.signed_up(four[0], home)
    for n in range(ROUNDS):
        workout_id = uuid4()
        writes = [put(workout_id, lift(sets=ways + 2)) for ways in range(WRITERS)]
        answers = anna.send_at_once(four, writes)
        (winner,) = (ways for ways, answer in enumerate(answers) if answer.status == 201)

        assert Counter(answer.status for answer in answers) == {201: 1, 428: WRITERS - 1}
        sets = [row for row in anna.rows(lift_sets) if row["workout_id"] == workout_id]
        assert len(sets) == winner + 2
        told = anna.send(four[n % PROCESSES], Write("GET", writes[0].path))
        assert told.body == answers[winner].body

        edits = [put(workout_id, lift(sets=ways + 20), base=1) for ways in range(WRITERS)]
        answers = anna.send_at_once(four, edits)
        assert Counter(answer.status for answer in answers) == {200: 1, 412: WRITERS - 1}
    assert len(anna.rows(workouts)) == ROUNDS
    assert {row["version"] for row in anna.rows(workouts)} == {2}


@pytest.mark.long
@pytest.mark.parametrize("key", ["of the write", None], ids=["by key", "by content"])
def test_one_body_that_is_sent_sixteen_times_at_once_is_made_once(four, home, key):
    anna = Person.signed_up(four[0], home)
    for n in range(ROUNDS):
        write = put(uuid4(), lift(sets=5), key and f"{key} {n}")
        answers = anna.send_at_once(four, [write] * WRITERS)

        assert Counter(answer.status for answer in answers) == {201: 1, 200: WRITERS - 1}
        assert len({answer.body for answer in answers}) == 1
    assert len(anna.rows(workouts)) == ROUNDS
    assert len(anna.rows(lift_sets)) == ROUNDS * 5
    assert {row["version"] for row in anna.rows(workouts)} == {1}
