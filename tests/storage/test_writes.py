"""Writing workouts: once, whatever is sent twice; nothing is lost, and nothing half done."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, select

from runstrength.storage import accounts, idempotency, parts, workouts
from runstrength.storage.database import db
from runstrength.storage.outcomes import Outcome, Stale, Unconditional
from runstrength.storage.tables import idempotency_keys, lift_exercises, lift_sets, runs
from tests.training.build import core, lift, lower, run

WRITERS = 16
LIFT = lift("2024-11-18 18:00", lower(3, rir=2), core(2), effort=6, notes="kept")
RUN = run("2024-11-18 07:00", effort=3, avg_hr_bpm=140)


def test_the_first_write_creates_and_the_same_again_is_a_replay(context, user):
    assert write(user, LIFT) is Outcome.CREATED
    assert write(user, LIFT) is Outcome.REPLAYED
    assert write(user, replace(LIFT, version=9, source="elsewhere")) is Outcome.REPLAYED
    assert found(user, LIFT) == LIFT


def test_another_write_has_to_name_the_version_that_it_replaces(context, user):
    write(user, LIFT)
    changed = replace(LIFT, effort=7, exercises=LIFT.exercises[:1])

    with pytest.raises(Unconditional):
        write(user, changed)
    for version in (0, 2, -1):
        with pytest.raises(Stale) as conflict:
            write(user, changed, version)
        assert conflict.value.current == LIFT
    assert found(user, LIFT) == LIFT
    assert write(user, changed, 1) is Outcome.REPLACED
    assert found(user, LIFT) == replace(changed, version=2)
    assert (count(lift_exercises), count(lift_sets)) == (1, 3)


def test_a_new_workout_cannot_name_a_version(context, user):
    with pytest.raises(Stale):
        write(user, LIFT, 1)


def test_a_lift_may_become_a_run(context, user):
    write(user, LIFT)
    write(user, replace(RUN, id=LIFT.id), 1)

    assert found(user, LIFT) == replace(RUN, id=LIFT.id, version=2)
    assert (count(lift_exercises), count(lift_sets), count(runs)) == (0, 0, 1)


def test_sixteen_writers_of_one_id_leave_one_row_and_no_error(app, user):
    outcomes = at_once(app, lambda _: write(user, LIFT))

    assert sorted(o.value for o in outcomes) == ["created"] + ["replayed"] * (WRITERS - 1)
    with app.app_context():
        assert found(user, LIFT) == LIFT
        assert (count(workouts.workouts), count(lift_sets)) == (1, 5)


def test_of_sixteen_changes_of_one_version_one_is_stored_and_the_others_told(app, user):
    with app.app_context():
        write(user, RUN)

    def change(number: int):
        try:
            return write(user, replace(RUN, notes=f"writer {number}"), 1)
        except Stale:
            return None

    outcomes = at_once(app, change)
    assert [o for o in outcomes if o] == [Outcome.REPLACED]
    with app.app_context():
        assert found(user, RUN).notes == f"writer {outcomes.index(Outcome.REPLACED)}"
        assert found(user, RUN).version == 2


def test_one_key_is_new_to_one_of_sixteen_writers(app, user):
    def keep(_):
        new = idempotency.is_new(user, "key")
        db.session.commit()
        return new

    assert sorted(at_once(app, keep)) == [False] * (WRITERS - 1) + [True]


def test_a_key_is_kept_with_the_write_or_not_at_all(app, user):
    with app.app_context():
        write(user, LIFT)
        assert idempotency.is_new(user, "key")
        with pytest.raises(Unconditional):
            write(user, replace(LIFT, effort=7))
    with app.app_context():
        assert count(idempotency_keys) == 0
        assert idempotency.is_new(user, "key")
        write(user, replace(LIFT, effort=7), 1)
    with app.app_context():
        assert not idempotency.is_new(user, "key")
        assert found(user, LIFT).effort == 7


def test_a_write_that_fails_halfway_leaves_nothing(app, user, monkeypatch):
    def fail(*_):
        raise RuntimeError("power cut")

    with app.app_context():
        write(user, LIFT)
    monkeypatch.setattr(parts, "set_row", fail)
    with app.app_context():
        idempotency.is_new(user, "key")
        with pytest.raises(RuntimeError, match="power cut"):
            write(user, replace(LIFT, effort=7), 1)
    with app.app_context():
        assert found(user, LIFT) == LIFT
        assert count(idempotency_keys) == 0


def test_a_key_that_stands_for_another_write_is_refused(context, user):
    assert idempotency.is_new(user, "key", "one write")
    assert not idempotency.is_new(user, "key", "one write")

    with pytest.raises(idempotency.KeyReused):
        idempotency.is_new(user, "key", "another write")


def test_a_key_is_ones_own(context, user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())

    assert idempotency.is_new(user, "key", "one write")
    assert idempotency.is_new(other, "key", "another write")


def test_no_key_is_always_new(context, user):
    assert [idempotency.is_new(user, None) for _ in range(2)] == [True, True]
    assert count(idempotency_keys) == 0


def at_once(app, work) -> list:
    """What `work` gives to writers that start together, each with a session of its own."""
    start = Barrier(WRITERS)

    def writer(number: int):
        with app.app_context():
            start.wait()
            return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(writer, range(WRITERS)))


def write(user, made, version: int | None = None) -> Outcome:
    """Store a workout as a request does: it holds its user first."""
    accounts.lock(user)
    stored = workouts.find(user, made.id, lock=True)
    outcome, _ = workouts.put(user, stored, made, version)
    db.session.commit()
    return outcome


def found(user, made):
    """What is stored under a workout's id."""
    return workouts.find(user, made.id)


def count(table) -> int:
    """How many rows a table holds."""
    return db.session.execute(select(func.count()).select_from(table)).scalar()
