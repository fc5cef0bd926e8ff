"""Own routines: stored as they are, once, each user's own."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from runstrength.storage import accounts, routines
from runstrength.storage.outcomes import Outcome, Stale, Unconditional
from runstrength.training.limits import Invalid
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise, Timed

pytestmark = pytest.mark.usefixtures("context")

SQUATS = RoutineExercise("squats", Target(sets=3, reps_low=5, reps_high=8, rir=2), superset=1)
PLANKS = RoutineExercise("planks", Timed(sets=2, seconds=45))
LEGS = Routine(str(uuid4()), "Legs", (SQUATS, PLANKS))
LEGS_ID = UUID(LEGS.id)


def test_a_routine_comes_back_as_it_was(user):
    assert routines.put(user, None, LEGS, None) == (Outcome.CREATED, LEGS)
    assert routines.find(user, LEGS_ID) == LEGS


def test_the_same_again_changes_nothing(user):
    routines.put(user, None, LEGS, None)
    stored = routines.find(user, LEGS_ID)
    assert routines.put(user, stored, LEGS, None) == (Outcome.REPLAYED, LEGS)


def test_a_change_names_the_version_that_it_is_based_on(user):
    routines.put(user, None, LEGS, None)
    renamed = replace(LEGS, name="More legs")
    with pytest.raises(Unconditional):
        routines.put(user, LEGS, renamed, None)
    outcome, changed = routines.put(user, LEGS, renamed, 1)
    assert (outcome, changed.version) == (Outcome.REPLACED, 2)
    assert routines.find(user, LEGS_ID) == replace(renamed, version=2)
    with pytest.raises(Stale):
        routines.put(user, changed, LEGS, 1)
    with pytest.raises(Stale):
        routines.put(user, None, Routine(str(uuid4()), "New", (SQUATS,)), 1)


def test_a_routine_is_removed_in_the_version_that_was_seen(user):
    routines.put(user, None, LEGS, None)
    with pytest.raises(Stale):
        routines.remove(user, LEGS, 2)
    assert routines.find(user, LEGS_ID) == LEGS
    routines.remove(user, LEGS, 1)
    assert routines.find(user, LEGS_ID) is None


def test_they_come_in_the_order_of_their_names(user):
    for name in ("upper", "Core", "Legs"):
        routines.put(user, None, replace(LEGS, id=str(uuid4()), name=name), None)
    assert [routine.name for routine in routines.of_user(user)] == ["Core", "Legs", "upper"]


def test_two_users_have_their_own_under_one_id(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    theirs = replace(LEGS, name="Theirs")
    routines.put(other, None, theirs, None)
    assert routines.find(user, LEGS_ID) is None
    assert routines.of_user(user) == []
    routines.put(user, None, LEGS, None)
    routines.put(user, LEGS, replace(LEGS, name="Changed"), 1)
    routines.remove(user, routines.find(user, LEGS_ID), None)
    assert routines.of_user(other) == [theirs]


def test_there_is_a_most_of_them(user, monkeypatch):
    monkeypatch.setattr(routines, "MOST_ROUTINES", 1)
    routines.put(user, None, LEGS, None)
    with pytest.raises(Invalid):
        routines.put(user, None, replace(LEGS, id=str(uuid4())), None)
    routines.put(user, LEGS, replace(LEGS, name="Changed"), 1)
