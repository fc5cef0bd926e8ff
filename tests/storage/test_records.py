"""What the database leaves for records: all that can be one, and little else."""

import random
from collections import defaultdict
from decimal import Decimal

import pytest

from runstrength.storage import accounts, records, trash, workouts
from runstrength.storage.database import db
from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.records import (
    Dated,
    best_e1rm,
    best_volume,
    bests_by_reps,
    longest_hold,
    most_reps,
    new_bests,
)
from runstrength.training.run_records import new_run_bests, run_bests
from runstrength.training.workouts import LiftExercise, Region, Set, SetKind
from tests.training.build import at, lift, lower, moment, run

pytestmark = pytest.mark.usefixtures("context")


@pytest.mark.parametrize("seed", range(2))
def test_the_bests_of_what_is_left_are_those_of_all(user, seed):
    made = some_lifts(random.Random(seed), 40)  # noqa: S311, as these are no secrets.
    store(user, *made)
    left, every = records.sets_that_count(user), all_sets(made)
    for name, done in every.items():
        for best in (bests_by_reps, best_e1rm, longest_hold, most_reps):
            assert best(left[name]) == best(done), (name, best)
        assert best_volume(sessions(left[name])) == best_volume(sessions(done)), name


def test_a_lighter_set_with_more_in_reserve_is_left_for_the_estimate(user):
    light, heavy = lift(at(0), lower(weight="95 kg", rir=3)), lift(at(1), lower(weight="100 kg"))
    store(user, light, heavy)
    left = records.sets_that_count(user)["squats"]
    assert best_e1rm(left).workout == light.id
    assert bests_by_reps(left)[5].workout == heavy.id


def test_a_log_of_the_same_sets_leaves_one_and_the_best_session(user):
    usual = lower(3, weight="80 kg", rir=2)
    first, *_ = made = [lift(at(n), usual) for n in range(30)]
    store(user, *made)
    assert {d.workout for d in records.sets_that_count(user)["squats"]} == {first.id}
    assert len(records.sets_that_count(user)["squats"]) == 3


@pytest.mark.parametrize("seed", range(2))
def test_new_bests_against_what_is_left_are_those_against_all(user, seed):
    made = some_lifts(random.Random(seed), 30)  # noqa: S311, as these are no secrets.
    store(user, *made)
    for n, now in enumerate(made):
        names = {done.exercise for done in now.exercises}
        left = records.sets_that_count(user, names, now.started_at)
        assert new_bests(now, left) == new_bests(now, all_sets(made[:n])), n


@pytest.mark.parametrize("seed", range(2))
def test_the_best_runs_of_what_is_left_are_those_of_all(user, seed):
    made = some_runs(random.Random(seed), 200)  # noqa: S311, as these are no secrets.
    store(user, *made)
    left = records.runs_that_count(user)
    assert run_bests(left) == run_bests(made)
    assert len(left) < 30
    for n, now in enumerate(made):
        before = records.runs_that_count(user, now.started_at)
        assert new_run_bests(now, before) == new_run_bests(now, made[:n]), n


def test_plans_warm_ups_and_what_was_deleted_are_no_records(user):
    gone = lift(at(0), lower(weight="200 kg"))
    plan = lift(at(1), lower(weight="190 kg"), planned=True)
    warm_up = lift(at(2), lower(weight="180 kg", kind="warm-up"))
    run_gone, run_planned = run(at(3), distance="30 km"), run(at(4), distance="40 km", planned=True)
    store(user, gone, plan, warm_up, run_gone, run_planned)
    for each in (gone, run_gone):
        trash.remove(user, each, None)
    assert records.sets_that_count(user) == {}
    assert records.runs_that_count(user) == []


def test_records_are_of_one_user_alone(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    store(other, lift(at(0), lower(weight="200 kg")), run(at(1), distance="30 km"))
    assert records.sets_that_count(user) == {}
    assert records.runs_that_count(user) == []


def test_only_what_started_before_counts_as_before(user):
    first, second = lift(at(0), lower(weight="80 kg")), lift(at(1), lower(weight="90 kg"))
    store(user, first, second)
    found = records.sets_that_count(user, ["squats"], second.started_at)
    assert {d.workout for d in found["squats"]} == {first.id}
    assert records.sets_that_count(user, ["rows"], moment(at(9))) == {}


def test_no_exercise_asked_for_is_none(user):
    store(user, lift(at(0), lower(weight="80 kg")))
    assert records.sets_that_count(user, []) == {}


def some_lifts(chance: random.Random, count: int):
    """Lifts with sets of every sort, many of them ties."""
    return [
        lift(at(-count + n), *(_done(chance, name) for name in chance.sample(NAMES, 2)))
        for n in range(count)
    ]


NAMES = ["squats", "rows", "pull-ups", "planks"]


def _done(chance: random.Random, name: str) -> LiftExercise:
    sets = tuple(_set(chance, name) for _ in range(chance.randint(0, 4)))
    return LiftExercise(exercise=name, region=Region.LOWER, sets=sets)


def _set(chance: random.Random, name: str) -> Set:
    weights = {"pull-ups": ["-20", "-5", "0", None, "2.5"], "planks": [None, "10"]}
    typed = chance.choice(weights.get(name, ["60", "80", "80.5", "100", "220.5", None]))
    unit = chance.choice(list(WeightUnit))
    timed = name == "planks"
    return Set(
        kind=chance.choice([SetKind.WORKING] * 3 + [SetKind.WARM_UP]),
        reps=None if timed else chance.choice([1, 3, 5, 8, 12, 15]),
        weight=None if typed is None else Weight(Decimal(typed), unit),
        rir=chance.choice([None, 0, 1, 3, 5]),
        duration_s=chance.choice([30, 60, 61]) if timed or chance.random() < 0.1 else None,
    )


def some_runs(chance: random.Random, count: int):
    """Runs about the usual distances, some without one, in metres, kilometres and miles."""
    distances = "1 km,1002.5 m,1 mi,1.05 mi,3.1 mi,5 km,5.2 km,10 km,10.5 km,13.1 mi,23 km,42.2 km"
    made = []
    for n in range(count):
        typed = chance.choice([None, *distances.split(",")])
        minutes = chance.choice([24, 25, 50, 51, 120])
        more = {"moving": minutes - 1} if chance.random() < 0.3 else {}
        made.append(run(at(n - count), distance=typed, minutes=minutes, **more))
    return made


def all_sets(lifts) -> dict[str, list[Dated]]:
    """Every set of every exercise."""
    found = defaultdict(list)
    for one in lifts:
        for done in one.exercises:
            found[done.exercise] += [Dated(s, one.local_date, one.id) for s in done.working_sets]
    return {name: sets for name, sets in found.items() if sets}


def sessions(done):
    """The sets of one exercise by workout."""
    found = defaultdict(list)
    for d in done:
        found[d.date, d.workout].append(d.set)
    return [(*when, sets) for when, sets in found.items()]


def store(user, *several):
    """Store workouts."""
    for workout in several:
        workouts.put(user, None, workout, None)
    db.session.commit()
