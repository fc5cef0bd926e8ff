"""A queue that is flushed by several pages at once, against two processes on one file."""

from collections import Counter
from uuid import UUID, uuid4

import pytest

from runstrength.storage.tables import lift_sets, runs, workouts

from .once import assert_done_once
from .writes import CHANGES, LIFT_FIELDS, NEW, RUN, RUN_FIELDS, Write, lift, post, put

KEYS = pytest.mark.parametrize("key", ["of the write", None], ids=["by key", "by content"])


@KEYS
@pytest.mark.parametrize("write", NEW)
def test_the_same_write_many_times_at_once_makes_one_workout(anna, servers, write, key):
    case = NEW[write](key)
    answers = anna.send_at_once(servers, [case.write] * 32)

    assert {answer.is_saved for answer in answers} == {True}
    if case.write.method == "PUT":
        assert Counter(answer.status for answer in answers) == {201: 1, 200: 31}
        assert {answer.document["version"] for answer in answers} == {1}
    assert_done_once(anna, case)


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_change_many_times_at_once_is_made_once(anna, servers, change):
    case = CHANGES[change]("of the change")
    for write in case.before:
        assert anna.send(servers[0], write).is_saved
    answers = anna.send_at_once(servers, [case.write] * 16)

    assert {answer.is_saved for answer in answers} == {True}
    assert_done_once(anna, case)


def test_different_writes_at_once_are_all_stored(anna, servers):
    writes = _different(32)
    answers = anna.send_at_once(servers, list(writes.values()))

    assert {answer.is_saved for answer in answers} == {True}
    _assert_all_stored(anna, writes)


def test_different_writes_that_are_all_sent_twice_at_once_are_stored_once(anna, servers):
    writes = _different(16)
    # Beside each other, so that the two copies meet two processes.
    twice = [copy for write in writes.values() for copy in (write, write)]
    answers = anna.send_at_once(servers, twice)

    assert {answer.is_saved for answer in answers} == {True}
    _assert_all_stored(anna, writes)


def test_of_many_lifts_under_one_id_exactly_one_wins_and_is_stored_whole(anna, servers):
    workout_id = uuid4()
    writes = [put(workout_id, lift(sets=n + 2), f"key {n}") for n in range(16)]
    answers = anna.send_at_once(servers, writes)
    winner = _only(answers, 201)

    assert Counter(answer.status for answer in answers) == {201: 1, 428: 15}
    assert {answer.document["version"] for answer in answers} == {1}
    assert len(anna.rows(lift_sets)) == winner + 2
    assert anna.send(servers[0], Write("GET", writes[0].path)).body == answers[winner].body


def test_of_many_forms_under_one_id_exactly_one_wins(anna, servers):
    fields = RUN_FIELDS | {"id": str(uuid4())}
    writes = [post("/log/run", fields | {"duration": str(30 + n)}, f"key {n}") for n in range(16)]
    answers = anna.send_at_once(servers, writes)
    (winner,) = (n for n, answer in enumerate(answers) if answer.is_saved)
    (row,) = anna.rows(workouts)

    assert Counter(answer.status for answer in answers)[409] == 15
    assert (row["version"], row["duration_s"]) == (1, (30 + winner) * 60)


def test_of_many_edits_of_one_version_exactly_one_wins(anna, servers):
    workout_id = uuid4()
    anna.send(servers[0], put(workout_id, RUN))
    edits = [put(workout_id, RUN | {"duration_s": 3000 + n}, f"key {n}", base=1) for n in range(16)]
    answers = anna.send_at_once(servers, edits)
    (row,) = anna.rows(workouts)

    assert Counter(answer.status for answer in answers) == {200: 1, 412: 15}
    assert (row["version"], row["duration_s"]) == (2, 3000 + _only(answers, 200))


def test_late_copies_of_a_write_never_undo_the_edit_that_came_after_it(anna, servers):
    workout_id = uuid4()
    first = put(workout_id, RUN, "of the write")
    edit = put(workout_id, RUN | {"duration_s": 3000}, "of the edit", base=1)
    anna.send(servers[0], first)
    answers = anna.send_at_once(servers, [first] * 8 + [edit] + [first] * 7)
    (row,) = anna.rows(workouts)

    assert {answer.status for answer in answers} == {200}
    assert (row["version"], row["duration_s"]) == (2, 3000)


def test_late_copies_of_a_deletion_never_delete_what_was_brought_back(anna, servers):
    workout_id = uuid4()
    deletion = post(f"/workouts/{workout_id}/delete", {}, "of the deletion")
    anna.send(servers[0], put(workout_id, RUN))
    anna.send(servers[0], deletion)
    restoration = post(f"/workouts/{workout_id}/restore", {}, "of the restoration")
    answers = anna.send_at_once(servers, [deletion] * 8 + [restoration] + [deletion] * 7)
    (row,) = anna.rows(workouts)

    assert {answer.is_saved for answer in answers} == {True}
    assert (row["version"], row["deleted_at"]) == (3, None)


def _different(count: int) -> dict[UUID, Write]:
    """Writes of runs and lifts by the API and by forms, by their workouts' ids."""
    made = {}
    for n in range(count):
        workout_id, key = uuid4(), f"key {n}"
        fields = {"id": str(workout_id)}
        made[workout_id] = (
            put(workout_id, RUN, key),
            put(workout_id, lift(), key),
            post("/log/run", RUN_FIELDS | fields, key),
            post("/log/lift", LIFT_FIELDS | fields, key),
        )[n % 4]
    return made


def _assert_all_stored(anna, writes: dict[UUID, Write]) -> None:
    stored = anna.rows(workouts)

    assert {row["id"] for row in stored} == set(writes)
    assert {row["version"] for row in stored} == {1}
    assert len(stored) == len(writes)
    assert len(anna.rows(runs)) == len(writes) // 2
    assert len(anna.rows(lift_sets)) == len(writes) // 2 * 3


def _only(answers, status: int) -> int:
    (place,) = (n for n, answer in enumerate(answers) if answer.status == status)
    return place
