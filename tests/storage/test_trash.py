"""What is deleted can be taken back for thirty days; its id stays taken for good."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select

from runstrength.storage import trash, workouts
from runstrength.storage.database import db
from runstrength.storage.outcomes import Deleted, Outcome, Stale, Tombstone
from runstrength.storage.tables import lift_exercises, lift_sets, runs
from runstrength.storage.trash import UNDO_FOR
from tests.training.build import core, lift, lower, run

LIFT = lift("2024-11-18 18:00", lower(3, rir=2), core(2), effort=6, avg_hr_bpm=101, notes="kept")
RUN = run("2024-11-18 07:00", effort=3, avg_hr_bpm=140)
OTHER = run("2024-11-20 07:00")

pytestmark = pytest.mark.usefixtures("context")


def test_a_deleted_workout_leaves_a_tombstone_that_keeps_its_id(user):
    write(user, LIFT)
    tombstone = remove(user, LIFT, 1)

    assert isinstance(tombstone, Tombstone)
    assert (tombstone.id, tombstone.version) == (LIFT.id, 2)
    assert workouts.between(user, LIFT.local_date, LIFT.local_date) == []
    for version in (None, 1, 3):
        with pytest.raises(Deleted):
            write(user, LIFT, version)


def test_what_changed_is_not_deleted_by_its_old_version(user):
    write(user, LIFT)
    write(user, replace(LIFT, effort=7), 1)

    with pytest.raises(Stale):
        remove(user, LIFT, 1)
    assert found(user, LIFT).effort == 7


@pytest.mark.parametrize("made", [RUN, LIFT])
def test_a_tombstone_can_be_brought_back_whole(user, made):
    write(user, made)
    back = trash.bring_back(user, remove(user, made, None))
    db.session.commit()

    assert back == found(user, made) == replace(made, version=3)


def test_a_write_that_names_the_tombstones_version_restores_with_its_own_content(user):
    write(user, LIFT)
    remove(user, LIFT, None)
    changed = replace(LIFT, exercises=LIFT.exercises[1:], notes="again")

    assert write(user, changed, 2) is Outcome.RESTORED
    assert found(user, LIFT) == replace(changed, version=3)
    assert count(lift_sets) == 2


def test_trash_is_emptied_after_thirty_days_but_the_tombstone_stays(user, monkeypatch):
    for made in (LIFT, RUN, OTHER):
        write(user, made)
    lift_gone, run_gone = remove(user, LIFT, None), remove(user, RUN, None)
    pass_time(monkeypatch, UNDO_FOR - UNDO_FOR / 30)
    remove(user, OTHER, None)
    assert (count(lift_exercises), count(lift_sets), count(runs)) == (2, 5, 2)
    assert {101, 140} <= heart_rates()

    another = replace(OTHER, id=UUID(int=99))
    write(user, another)
    pass_time(monkeypatch, UNDO_FOR / 15)
    remove(user, another, None)

    assert (count(lift_exercises), count(lift_sets), count(runs)) == (0, 0, 2)
    assert "kept" not in notes()
    assert {101, 140}.isdisjoint(heart_rates())
    for gone in (lift_gone, run_gone):
        assert workouts.find(user, gone.id) == gone
        with pytest.raises(Deleted):
            trash.bring_back(user, gone)
    assert trash.bring_back(user, found(user, OTHER)) == replace(OTHER, version=3)


def test_a_workout_that_was_brought_back_is_never_emptied(user, monkeypatch):
    write(user, LIFT)
    write(user, OTHER)
    trash.bring_back(user, remove(user, LIFT, None))
    pass_time(monkeypatch, 2 * UNDO_FOR)
    remove(user, OTHER, None)

    assert found(user, LIFT) == replace(LIFT, version=3)


def write(user, made, version: int | None = None) -> Outcome:
    """Store a workout as a request does."""
    stored = workouts.find(user, made.id, lock=True)
    outcome, _ = workouts.put(user, stored, made, version)
    db.session.commit()
    return outcome


def remove(user, made, version: int | None) -> Tombstone:
    """Delete a workout as a request does."""
    tombstone = trash.remove(user, found(user, made), version)
    db.session.commit()
    return tombstone


def found(user, made):
    """What is stored under a workout's id."""
    return workouts.find(user, made.id)


def count(table) -> int:
    """How many rows a table holds."""
    return db.session.execute(select(func.count()).select_from(table)).scalar()


def notes() -> str:
    """All notes that are stored, of deleted workouts too."""
    return " ".join(db.session.execute(select(workouts.workouts.c.notes)).scalars())


def heart_rates() -> set[int | None]:
    """All heart rates that are stored, of deleted workouts too."""
    return set(db.session.execute(select(workouts.workouts.c.avg_hr_bpm)).scalars())


def pass_time(monkeypatch, time) -> None:
    """Move the clock of the storage on."""
    later = trash.now() + time
    monkeypatch.setattr(trash, "now", lambda: later)
