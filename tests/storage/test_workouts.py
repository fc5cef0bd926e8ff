"""Workouts: row and value are the same thing, read by window and by date."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from runstrength.storage import accounts, shoes, trash, workouts
from runstrength.storage.database import db
from runstrength.storage.outcomes import Outcome
from runstrength.storage.tables import lift_exercises
from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from runstrength.training.shoes import Shoe
from runstrength.training.workouts import (
    Form,
    Lift,
    LiftExercise,
    Region,
    Run,
    RunType,
    Set,
    SetKind,
    Side,
)
from tests.training.build import lift, lower, run, upper

pytestmark = pytest.mark.usefixtures("context")

FULL_RUN = run(
    "2024-11-18 23:30:17.123456",
    zone="Pacific/Auckland",
    minutes=50.5,
    moving=49,
    effort=10,
    type="race",
    distance=Distance(Decimal("26.20"), DistanceUnit.MI),
    avg_hr_bpm=171,
    intervals="6 x 800 m r 2:00",
    is_treadmill=True,
    elevation_gain_m=320,
    shoe_id=UUID(int=9),
    notes="Läufe 🏃\n\n'); DROP TABLE runs; --",
    planned=True,
    source="api",
)
FULL_LIFT = lift(
    "2024-11-18 18:00",
    LiftExercise(
        exercise="squats",
        region=Region.LOWER,
        form=Form.BREAKING_DOWN,
        notes="Knees.",
        superset=1,
        sets=(
            Set(kind=SetKind.WARM_UP, reps=1000, weight=Weight(Decimal("0.1"), WeightUnit.LB)),
            Set(reps=1, weight=Weight(Decimal("-20.50")), rir=0),
            Set(reps=5, weight=Weight(Decimal(0)), rir=10, duration_s=14_400, side=Side.LEFT),
        ),
    ),
    LiftExercise(exercise="planks", region=Region.CORE, form=None, sets=(Set(duration_s=1),)),
    LiftExercise(exercise="left-the-guide", region=Region.UPPER),
    LiftExercise(exercise="squats", region=Region.LOWER, form=Form.SOLID, sets=(Set(reps=3),) * 12),
    effort=1,
    avg_hr_bpm=104,
    notes="x" * 10_000,
)
EMPTY_RUN = Run(id=UUID(int=1), started_at=FULL_RUN.started_at, time_zone="UTC", duration_s=1)
EMPTY_LIFT = Lift(id=UUID(int=2), started_at=FULL_RUN.started_at, time_zone="UTC", duration_s=1)


@pytest.fixture(autouse=True)
def worn(context, user):
    """The shoes of the full run."""
    shoes.put(user, Shoe(id=FULL_RUN.shoe_id, name="Trainers"))


@pytest.mark.parametrize("made", [FULL_RUN, FULL_LIFT, EMPTY_RUN, EMPTY_LIFT])
def test_a_workout_comes_back_as_it_was(user, made):
    put(user, made)
    found = workouts.find(user, made.id)

    assert type(found) is type(made)
    for field in fields(made):
        assert getattr(found, field.name) == getattr(made, field.name), field.name
    assert workouts.between(user, date(1970, 1, 1), date(2199, 1, 1)) == [made]
    ever = date(1970, 1, 1), date(2199, 1, 1)
    assert workouts.page_after(user, *ever, None, 10) == [made]
    # Newest first is what was done: a plan is none of that.
    assert workouts.page_before(user, None, 10) == ([] if made.planned else [made])


def test_the_full_workouts_of_these_tests_have_every_field_set():
    for made in (FULL_RUN, FULL_LIFT.exercises[0], FULL_LIFT.exercises[0].sets[2]):
        for field in fields(made):
            assert getattr(made, field.name) not in (None, ""), field.name


@pytest.mark.parametrize("type_", list(RunType))
def test_every_type_of_run_comes_back(user, type_):
    made = replace(EMPTY_RUN, type=type_)
    put(user, made)

    assert workouts.find(user, made.id).type is type_


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("0.1", "mi"),
        ("0.30", "km"),
        ("12345.678901234567", "m"),
        ("0.0012345678901234567", "km"),
        ("999.99999999999999", "km"),
        ("1E+2", "m"),
        ("1.0", "m"),
    ],
)
def test_a_distance_keeps_every_digit(user, number, unit):
    exact = Distance(Decimal(number), DistanceUnit(unit))
    put(user, replace(EMPTY_RUN, distance=exact))
    found = workouts.find(user, EMPTY_RUN.id).distance

    assert found == exact
    assert found.m == exact.m
    assert found.value.as_tuple() == Decimal(format(exact.value, "f")).as_tuple()


@pytest.mark.parametrize("number", ["0.1", "100", "102.50", "-0.45", "0.00000000000000001"])
def test_a_weight_keeps_every_digit(user, number):
    exact = Weight(Decimal(number), WeightUnit.LB)
    put(user, replace(EMPTY_LIFT, exercises=(lower(1, weight=exact),)))
    found = workouts.find(user, EMPTY_LIFT.id).exercises[0].sets[0].weight

    assert found == exact
    assert found.value.as_tuple() == exact.value.as_tuple()
    assert found.kg == exact.kg


def test_many_exercises_and_sets_keep_their_order(user):
    exercises = tuple(
        LiftExercise(
            exercise=f"exercise-{n}",
            region=Region.CORE,
            sets=tuple(Set(reps=1 + m) for m in range(100)),
        )
        for n in range(50)
    )
    put(user, replace(EMPTY_LIFT, exercises=exercises))

    assert workouts.find(user, EMPTY_LIFT.id).exercises == exercises


def test_a_window_is_read_by_the_date_where_the_workout_happened(user):
    auckland = run("2024-11-18 00:30", zone="Pacific/Auckland")  # Sunday in UTC.
    honolulu = run("2024-11-18 23:30", zone="Pacific/Honolulu")  # Tuesday in UTC.
    before = run("2024-11-17 23:59", zone="Europe/Berlin")
    after = run("2024-11-19 00:00", zone="Europe/Berlin")
    put(user, honolulu, before, auckland, after)
    day = date(2024, 11, 18)

    assert workouts.between(user, day, day) == [auckland, honolulu]
    assert workouts.between(user, date(2024, 11, 17), date(2024, 11, 19)) == [
        auckland,
        before,
        after,
        honolulu,
    ]
    assert workouts.between(user, date(2024, 11, 20), date(2024, 11, 17)) == []


def test_a_date_that_was_fixed_stays_when_the_zones_rules_change(user):
    made = replace(run("2024-11-18 23:30"), local_date=date(2024, 11, 19))
    put(user, made)
    (stored,) = workouts.between(user, made.local_date, made.local_date)
    _, changed = workouts.put(
        user, stored, replace(run("2024-11-18 23:30"), id=made.id, effort=5), 1
    )

    assert changed.local_date == date(2024, 11, 19)


def test_pages_forward_and_backward_hold_everything_once(user):
    same = [run("2024-11-18 07:00") for _ in range(5)]
    made = [*same, run("2024-11-19 07:00"), lift("2024-11-17 07:00", lower(2))]
    put(user, *made)
    in_order = sorted(made, key=lambda w: (w.started_at, w.id.hex))
    ever = date(2024, 1, 1), date(2025, 1, 1)

    assert read_on(lambda place: workouts.page_after(user, *ever, place, 2)) == in_order
    assert read_on(lambda place: workouts.page_before(user, place, 2)) == in_order[::-1]


def test_nothing_of_anothers_is_read(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    put(user, FULL_LIFT)
    ever = date(1970, 1, 1), date(2199, 1, 1)

    assert workouts.find(other, FULL_LIFT.id) is None
    assert workouts.between(other, *ever) == workouts.page_before(other, None, 9) == []
    assert workouts.page_after(other, *ever, None, 9) == []


def test_two_people_may_use_the_same_id(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    theirs = replace(FULL_LIFT, notes="theirs", exercises=FULL_LIFT.exercises[:1])
    put(user, FULL_LIFT)
    put(other, theirs)
    trash.remove(user, workouts.find(user, FULL_LIFT.id), None)

    assert workouts.find(other, FULL_LIFT.id) == theirs


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_an_exercise_carries_the_date_of_its_lift_through_edits_moves_and_undoing(user, zone):
    made = lift("2024-11-18 06:00", lower(2), upper(1), zone=zone)
    put(user, made)
    assert dates_of_exercises() == [date(2024, 11, 18)] * 2
    earlier = replace(made, started_at=made.started_at - timedelta(days=3), local_date=None)
    _, edited = workouts.put(user, made, earlier, 1)
    assert dates_of_exercises() == [date(2024, 11, 15)] * 2
    moved = workouts.move(user, edited, date(2024, 12, 1), 2)
    assert dates_of_exercises() == [date(2024, 12, 1)] * 2 == [moved.local_date] * 2
    trash.bring_back(user, trash.remove(user, moved, None))
    assert dates_of_exercises() == [date(2024, 12, 1)] * 2


def test_a_lift_that_moves_takes_no_other_lifts_exercises_along(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    made, second = lift("2024-11-18 06:00", lower(2)), lift("2024-11-18 08:00", lower(2))
    put(user, made, second)
    put(other, made)
    workouts.move(user, made, date(2024, 12, 1), 1)
    assert sorted(dates_of_exercises()) == [date(2024, 11, 18)] * 2 + [date(2024, 12, 1)]


def dates_of_exercises() -> list[date]:
    """The dates in the rows of exercises."""
    return list(db.session.scalars(select(lift_exercises.c.local_date)))


def put(user, *several) -> None:
    """Store new workouts, and forget all that the session remembers of them."""
    for made in several:
        outcome, _ = workouts.put(user, None, made, None)
        assert outcome is Outcome.CREATED
    db.session.commit()


def read_on(page) -> list:
    """All workouts, page by page."""
    found, place = [], None
    while more := page(place):
        found += more
        place = more[-1].started_at, more[-1].id
    return found
