"""Personal bests are told by repetitions, estimate, volume, hold and repetitions."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.records import (
    Best,
    BestKind,
    Dated,
    Volume,
    best_e1rm,
    best_volume,
    bests_by_reps,
    longest_hold,
    most_reps,
    new_bests,
)
from runstrength.training.workouts import LiftExercise, Region, Set, SetKind
from tests.training.build import lift
from tests.training.timelines import QUIET

FIRST = date(2026, 11, 1)
WARM_UP = SetKind.WARM_UP


def s(reps, kg=None, *, unit="kg", seconds=None, kind=SetKind.WORKING, rir=None) -> Set:
    """A set."""
    weight = None if kg is None else Weight(Decimal(kg), WeightUnit(unit))
    return Set(kind=kind, reps=reps, weight=weight, duration_s=seconds, rir=rir)


def workout_id(day: int) -> UUID:
    """The id of the workout of a day: none that `build.lift` gives."""
    return UUID(int=2**64 + day)


def d(day: int, *sets: Set) -> list[Dated]:
    """Sets of one workout, so many days after the first."""
    return [Dated(one, FIRST + timedelta(days=day), workout_id(day)) for one in sets]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param(d(1, s(5, "100")), {5: s(5, "100")}, id="one set stands once"),
        pytest.param(
            d(1, s(5, "100"), s(8, "80")), {5: s(5, "100"), 8: s(8, "80")}, id="more reps, lighter"
        ),
        pytest.param(
            d(1, s(5, "100"), s(8, "100")), {8: s(8, "100")}, id="more reps at the same weight"
        ),
        pytest.param(d(1, s(5, "100"), s(3, "90")), {5: s(5, "100")}, id="fewer reps, lighter"),
        pytest.param(
            d(1, s(1, "140"), s(12, "60"), s(11, "60")),
            {1: s(1, "140"), 12: s(12, "60")},
            id="from one to twelve",
        ),
        pytest.param(d(1, s(20, "50")), {12: s(20, "50")}, id="beyond twelve counts as twelve"),
        pytest.param(
            d(1, s(20, "50"), s(13, "60")), {12: s(13, "60")}, id="beyond twelve the heavier"
        ),
        pytest.param(d(1, s(5, "100", kind=WARM_UP)), {}, id="a warm-up is none"),
        pytest.param(d(1, s(None, "20", seconds=60)), {}, id="a hold is none"),
        pytest.param(d(1, s(12), s(15)), {}, id="no weight at all"),
        pytest.param(d(1, s(12), s(15, "0")), {}, id="a typed zero is no weight"),
        pytest.param(
            d(1, s(8, "-20"), s(3)), {3: s(3), 8: s(8, "-20")}, id="bodyweight beats assistance"
        ),
        pytest.param(d(1, s(8, "-20"), s(8, "-10")), {8: s(8, "-10")}, id="less assistance"),
        pytest.param(
            d(1, s(5, "80"), s(5, "180", unit="lb")), {5: s(5, "180", unit="lb")}, id="pounds"
        ),
    ],
)
def test_the_heaviest_of_so_many_reps_is_told_once(done, expected):
    assert {reps: best.set for reps, best in bests_by_reps(done).items()} == expected


def test_they_come_by_rising_reps():
    assert list(bests_by_reps(d(1, s(8, "80"), s(12, "60"), s(1, "100")))) == [1, 8, 12]


@pytest.mark.parametrize(
    ("best_of", "a_set"),
    [
        (lambda done: bests_by_reps(done)[5], s(5, "100")),
        (best_e1rm, s(5, "100")),
        (longest_hold, s(None, seconds=60)),
        (most_reps, s(12)),
    ],
)
def test_of_equals_the_earliest_holds_the_best(best_of, a_set):
    assert best_of([*d(9, a_set), *d(2, a_set), *d(5, a_set)]).workout == workout_id(2)


SETS = st.builds(
    lambda reps, kg: s(reps, kg),
    st.integers(1, 15),
    st.sampled_from([None, "-10", "0", "20", "22.5", "60", "100"]),
)


@QUIET
@given(st.lists(SETS, max_size=12))
def test_no_set_is_as_heavy_for_more_reps_than_a_best(sets):
    bests = bests_by_reps(d(1, *sets))

    def kg(one):
        return one.weight.kg if one.weight else 0

    for reps, best in bests.items():
        assert best.set.reps >= reps
        assert not any(kg(o) > kg(best.set) and o.reps >= reps for o in sets)
        assert not any(kg(o) >= kg(best.set) and o.reps > reps for o in sets if reps < 12)
    if any(map(kg, sets)):
        assert max(map(kg, sets)) == max(kg(best.set) for best in bests.values())


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([s(5, "100"), s(3, "105")], s(5, "100"), id="by the estimate"),
        pytest.param([s(5, "100"), s(12, "100")], s(5, "100"), id="twelve have no estimate"),
        pytest.param([s(12, "100")], None, id="twelve alone"),
        pytest.param([s(5, "100"), s(4, "100", rir=2)], s(4, "100", rir=2), id="with reserve"),
        pytest.param([s(8), s(8, "-20"), s(5, "100", kind=WARM_UP)], None, id="without weight"),
    ],
)
def test_the_best_estimate(sets, expected):
    best = best_e1rm(d(1, *sets))
    assert (best and best.set) == expected


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param([s(8), s(8, "50")], None, id="reps are no hold"),
        pytest.param([s(None, seconds=60), s(None, seconds=90)], s(None, seconds=90), id="longer"),
        pytest.param(
            [s(None, seconds=60), s(None, "10", seconds=60)],
            s(None, "10", seconds=60),
            id="of equals the heavier",
        ),
        pytest.param([s(None, seconds=90, kind=WARM_UP)], None, id="a warm-up"),
        pytest.param([s(8, seconds=90)], None, id="reps that were timed"),
    ],
)
def test_the_longest_hold(sets, expected):
    best = longest_hold(d(1, *sets))
    assert (best and best.set) == expected


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param([s(12), s(15), s(9)], s(15), id="most"),
        pytest.param([s(12), s(15, "10"), s(20, "-10")], s(12), id="at bodyweight alone"),
        pytest.param([s(12), s(15, "0")], s(15, "0"), id="a typed zero is bodyweight"),
        pytest.param([s(None, seconds=60)], None, id="a hold has none"),
        pytest.param([s(12, kind=WARM_UP)], None, id="a warm-up"),
    ],
)
def test_the_most_reps(sets, expected):
    best = most_reps(d(1, *sets))
    assert (best and best.set) == expected


def session(day: int, *sets: Set):
    """A session of an exercise, as `best_volume` takes them."""
    return FIRST + timedelta(days=day), workout_id(day), sets


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([session(1, s(12), s(None, seconds=60))], None, id="no weight"),
        pytest.param([session(1, s(8, "-20"))], None, id="assistance"),
        pytest.param([session(1, s(8, "50", kind=WARM_UP))], None, id="a warm-up"),
        pytest.param(
            [session(1, s(5, "100"), s(5, "100")), session(2, s(10, "80"))], (1, 1000), id="sums"
        ),
        pytest.param(
            [session(3, s(5, "100")), session(2, s(10, "50"))], (2, 500), id="of equals the first"
        ),
    ],
)
def test_the_best_volume(sessions, expected):
    found = best_volume(sessions)
    if expected is None:
        assert found is None
    else:
        day, kg = expected
        assert found == Volume(Fraction(kg), FIRST + timedelta(days=day), workout_id(day))


def done_now(*sets: Set, **fields):
    """A lift of squats."""
    return lift(
        "2026-11-16 07:00",
        LiftExercise(exercise="squats", region=Region.LOWER, sets=sets),
        **fields,
    )


def told(lift_now, *before: Dated) -> list[tuple[str, Set | None, Fraction]]:
    """The bests of a lift."""
    return [(best.kind, best.set, best.value) for best in new_bests(lift_now, {"squats": before})]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param([], [s(5, "100")], [], id="the first time there is nothing to beat"),
        pytest.param([s(5, "100")], [s(5, "100")], [], id="the same"),
        pytest.param([s(5, "100")], [s(5, "95")], [], id="lighter"),
        pytest.param([s(5, "100")], [s(4, "100")], [], id="fewer"),
        pytest.param(
            [s(5, "100")], [s(5, "95"), s(4, "100")], [("volume", None, 875)], id="less, but twice"
        ),
        pytest.param(
            [s(3, "100"), s(3, "100")],
            [s(5, "100")],
            [("weight", s(5, "100"), 100), ("e1rm", s(5, "100"), Fraction(350, 3))],
            id="more reps, less volume",
        ),
        pytest.param(
            [s(5, "100")],
            [s(12, "60")],
            [("weight", s(12, "60"), 60), ("volume", None, 720)],
            id="reps never done at such a weight",
        ),
        pytest.param(
            [s(15, "60")], [s(20, "60")], [("volume", None, 1200)], id="beyond twelve reps no more"
        ),
        pytest.param(
            [s(1, "120"), s(10, "100")],
            [s(1, "121")],
            [("weight", s(1, "121"), 121)],
            id="a single",
        ),
        pytest.param(
            [s(None, seconds=60)],
            [s(None, seconds=61)],
            [("hold", s(None, seconds=61), 61)],
            id="a longer hold",
        ),
        pytest.param([s(12)], [s(13)], [("reps", s(13), 13)], id="more reps at bodyweight"),
        pytest.param(
            [s(5), s(3, "10")], [s(6)], [("reps", s(6), 6)], id="told once beside weights"
        ),
        pytest.param(
            [s(8, "-20")], [s(8, "-15")], [("weight", s(8, "-15"), -15)], id="less assistance"
        ),
        pytest.param([s(5, "100")], [s(9, "150", kind=WARM_UP)], [], id="a warm-up"),
        pytest.param([s(5, "100", kind=WARM_UP)], [s(5, "100")], [], id="only warmed up before"),
        pytest.param([s(12)], [s(5, "10")], [], id="the first weight has none to beat"),
    ],
)
def test_a_lift_tells_what_it_did_better_than_ever(before, now, expected):
    assert told(done_now(*now), *d(3, *before)) == expected


def test_the_lift_itself_is_not_held_against_it():
    now = done_now(s(5, "105"))
    own = Dated(s(5, "105"), now.local_date, now.id)

    assert [kind for kind, *_ in told(now, *d(3, s(5, "100")), own)] == ["weight", "e1rm", "volume"]
    assert told(now, own) == []


@pytest.mark.parametrize("days", [0, 1])
def test_an_equal_set_of_the_date_or_a_later_one_is_not_beaten(days):
    now = done_now(s(5, "100"))
    other = Dated(s(5, "100"), now.local_date + timedelta(days=days), workout_id(9))
    assert told(now, other) == []


def test_a_plan_beats_nothing():
    assert told(done_now(s(5, "200"), planned=True), *d(3, s(5, "100"))) == []


def test_an_exercise_that_stands_twice_in_a_lift_is_one():
    rows = [
        LiftExercise(exercise="rows", region=Region.UPPER, sets=(s(8, "50"),)),
        LiftExercise(exercise="squats", region=Region.LOWER, sets=(s(8, "50"),)),
        LiftExercise(exercise="rows", region=Region.UPPER, sets=(s(8, "50"),)),
    ]
    before = {"rows": d(1, s(8, "50")), "squats": d(1, s(8, "50"))}

    assert new_bests(lift("2026-11-16 07:00", *rows), before) == [
        Best(BestKind.VOLUME, "rows", None, Fraction(800))
    ]
