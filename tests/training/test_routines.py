"""Routines: what they ask for, what a lift makes of one, and what a form opens with."""

import pytest

from runstrength.training.limits import Invalid
from runstrength.training.progression import Target
from runstrength.training.routines import (
    USUAL,
    Routine,
    RoutineExercise,
    Timed,
    from_lift,
    sets_for,
    usual_target,
)
from runstrength.training.sessions import Session
from runstrength.training.workouts import LiftExercise, Region, Set, SetKind, Side
from tests.training.build import day, lift, weighing

TARGET = Target(sets=3, reps_low=6, reps_high=8)
HELD = Timed(sets=2, seconds=45)
SQUATS = RoutineExercise("squats", TARGET)


def done(*sets: Set, **fields) -> LiftExercise:
    """Squats with these sets."""
    return LiftExercise(exercise="squats", region=Region.LOWER, sets=sets, **fields)


def worked(*reps: int, weight: str | None = "60 kg", **fields) -> tuple[Set, ...]:
    """Working sets of so many repetitions."""
    typed = weight and weighing(weight)
    return tuple(Set(reps=each, weight=typed, **fields) for each in reps)


@pytest.mark.parametrize(
    ("make", "named"),
    [
        pytest.param(lambda: Routine("a", "", (SQUATS,)), "name", id="no name"),
        pytest.param(lambda: Routine("a", "  ", (SQUATS,)), "name", id="a blank name"),
        pytest.param(lambda: Routine("a", "n" * 61, (SQUATS,)), "name", id="a long name"),
        pytest.param(lambda: Routine("a", "n\0", (SQUATS,)), "name", id="no text"),
        pytest.param(lambda: Routine("a", "n", ()), "exercises", id="nothing in it"),
        pytest.param(lambda: Routine("a", "n", (SQUATS,) * 51), "exercises", id="too much"),
        pytest.param(lambda: Timed(0, 45), "sets", id="no set"),
        pytest.param(lambda: Timed(2, 0), "seconds", id="no time"),
        pytest.param(lambda: RoutineExercise("a", TARGET, 0), "superset", id="no turn"),
    ],
)
def test_what_is_out_of_range_cant_be_built(make, named):
    with pytest.raises(Invalid) as refused:
        make()
    assert [error.field for error in refused.value.errors] == [named]


def test_the_targets_are_those_in_repetitions_and_of_an_exercise_that_comes_twice_the_first():
    again = RoutineExercise("squats", USUAL)
    planks = RoutineExercise("planks", HELD)
    assert Routine("a", "n", (SQUATS, planks, again)).targets == {"squats": TARGET}


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param(worked(5, 5, 5), Target(3, 5, 7), id="all alike"),
        pytest.param(worked(12, 10, 8, rir=2), Target(3, 8, 12, 2), id="fewer and fewer"),
        pytest.param((*worked(5, rir=3), *worked(5, rir=1)), Target(2, 5, 7, 1), id="least left"),
        pytest.param((Set(kind=SetKind.WARM_UP, reps=3), *worked(5)), Target(1, 5, 7), id="warm"),
        pytest.param((Set(duration_s=60), Set(duration_s=45)), Timed(2, 45), id="timed"),
        pytest.param((*worked(8, side=Side.LEFT), *worked(8, side=Side.RIGHT)), Target(1, 8, 10)),
        pytest.param((), USUAL, id="no set"),
        pytest.param(worked(1000), Target(1, 1000, 1000), id="no more than a set can hold"),
    ],
)
def test_a_lift_makes_a_routine_of_what_was_done(sets, expected):
    routine = from_lift("a", "n", lift("Mon 18:00", done(*sets, superset=2)))
    assert routine.exercises == (RoutineExercise("squats", expected, 2),)


def test_a_lift_without_exercises_is_no_routine():
    with pytest.raises(Invalid):
        from_lift("a", "n", lift("Mon 18:00"))


@pytest.mark.parametrize(
    ("target", "sets", "expected"),
    [
        pytest.param(TARGET, worked(8, 8, 7), worked(8, 8, 7), id="as many"),
        pytest.param(TARGET, worked(8, 7, 6, 5), worked(8, 7, 6), id="fewer are asked"),
        pytest.param(TARGET, worked(8, 7), worked(8, 7, 7), id="more are asked"),
        pytest.param(HELD, (Set(duration_s=60),), (Set(duration_s=60),) * 2, id="timed"),
        pytest.param(TARGET, (), (Set(reps=6),) * 3, id="no set"),
    ],
)
def test_a_form_opens_with_last_times_sets_as_many_as_are_asked(target, sets, expected):
    assert sets_for(target, done(*sets)) == expected


def test_without_a_last_time_the_sets_have_the_targets_repetitions_or_seconds():
    assert sets_for(TARGET, None) == (Set(reps=6),) * 3
    assert sets_for(HELD, None) == (Set(duration_s=45),) * 2


def test_warm_ups_come_along_and_count_for_no_set():
    warm = Set(kind=SetKind.WARM_UP, reps=3)
    assert sets_for(TARGET, done(warm, *worked(8))) == (warm, *worked(8, 8, 8))


def test_left_and_right_are_one_set_of_the_target():
    both = (*worked(8, side=Side.LEFT), *worked(7, side=Side.RIGHT))
    assert sets_for(TARGET, done(*both)) == both * 3


def climbed(days: int, weight: str | None, *reps: int) -> Session:
    """A session so many days from Monday."""
    return Session(day(days), worked(*reps, weight=weight))


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        pytest.param([], None, id="never done"),
        pytest.param([Session(day(-2), (Set(duration_s=45),))], None, id="timed"),
        pytest.param([climbed(-2, "60 kg", 8, 8)], Target(2, 8, 10), id="once"),
        pytest.param(
            [climbed(-2, "60 kg", 10), climbed(-4, "60 kg", 9), climbed(-6, "60 kg", 8)],
            Target(1, 8, 10),
            id="the range stays while one climbs in it",
        ),
        pytest.param(
            [climbed(-2, "60 kg", 10), climbed(-4, "55 kg", 5)], Target(1, 10, 12), id="new weight"
        ),
        pytest.param(
            [climbed(-2, None, 10), climbed(-4, None, 8)], Target(1, 10, 12), id="no weight"
        ),
    ],
)
def test_without_a_routine_the_range_begins_where_the_weight_did(sessions, expected):
    assert usual_target(sessions) == expected


def test_a_form_opens_with_no_more_sets_than_an_exercise_may_have():
    warm_up = Set(kind=SetKind.WARM_UP, reps=5)
    once = done(warm_up, *worked(8))
    sided = done(*worked(8, side=Side.LEFT), *worked(8, side=Side.RIGHT))
    most = Target(sets=100, reps_low=6, reps_high=8)
    for last in (once, sided):
        assert len(done(*sets_for(most, last)).sets) == 100


def test_the_usual_target_asks_for_no_more_sets_than_there_may_be():
    session = Session(day(-1), worked(*[8] * 150))
    assert usual_target([session]).sets == 100
