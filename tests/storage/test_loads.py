"""Daily loads, summed in the database, are those that the workouts themselves tell."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random
from uuid import UUID

import pytest

from runstrength.storage import accounts, loads, trash, workouts
from runstrength.storage.database import db
from runstrength.training.trends import DayLoad
from runstrength.training.workouts import Workout
from tests.training.build import lift, lower, moment, run

pytestmark = pytest.mark.usefixtures("context")

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
DAY = timedelta(days=1)


def store(user: UUID, *several: Workout) -> None:
    """Put workouts into a log."""
    for workout in several:
        workouts.put(user, None, workout, None)
    db.session.commit()


def test_a_day_sums_effort_times_minutes_of_runs_and_lifts(user):
    store(
        user,
        run("Mon 07:00", minutes=50, effort=3),
        lift("Mon 18:00", lower(3), minutes=40, effort=7),
        lift("Wed 18:00", minutes=30, effort=5),
    )

    assert loads.daily(user, FIRST, LAST) == {
        FIRST: DayLoad(Fraction(50 * 3 + 40 * 7)),
        FIRST + 2 * DAY: DayLoad(Fraction(150)),
    }


def test_a_runs_moving_time_stands_where_it_is_known(user):
    store(user, run("Mon 07:00", minutes=60, moving=45.5, effort=4))

    assert loads.daily(user, FIRST, LAST) == {FIRST: DayLoad(Fraction(182))}


def test_seconds_are_summed_exactly(user):
    store(user, *(run("Mon 07:00", minutes=1 / 60, effort=1) for _ in range(3)))

    assert loads.daily(user, FIRST, LAST)[FIRST].load == Fraction(3, 60)


def test_a_workout_without_effort_is_uncounted_and_not_nothing(user):
    store(
        user,
        run("Mon 07:00", minutes=50),
        run("Tue 07:00", minutes=50, effort=2),
        lift("Tue 18:00"),
    )

    assert loads.daily(user, FIRST, LAST) == {
        FIRST: DayLoad(Fraction(0), 1),
        FIRST + DAY: DayLoad(Fraction(100), 1),
    }


def test_plans_and_deleted_workouts_are_left_out(user):
    gone = run("Tue 07:00", effort=5)
    store(user, run("Mon 07:00", effort=5, planned=True), gone)
    trash.remove(user, gone, None)
    db.session.commit()

    assert loads.daily(user, FIRST, LAST) == {}


def test_the_dates_are_those_asked_for_both_included(user):
    store(user, *(run(f"2026-11-{day} 07:00", effort=1) for day in (15, 16, 22, 23)))

    assert list(loads.daily(user, FIRST, LAST)) == [FIRST, LAST]


def test_a_workout_belongs_to_the_date_where_it_happened(user):
    store(user, run("2026-11-16 00:30", zone="Pacific/Auckland", effort=1))

    assert list(loads.daily(user, FIRST, LAST)) == [FIRST]


def test_somebody_elses_loads_are_not_summed(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    mine = run("Mon 07:00", minutes=10, effort=1)
    store(user, mine)
    # The same id, and with it the same place for a run's own row.
    store(other, replace(mine, duration_s=6000, moving_s=60, effort=9))

    assert loads.daily(user, FIRST, LAST) == {FIRST: DayLoad(Fraction(10))}
    assert loads.daily(other, FIRST, LAST) == {FIRST: DayLoad(Fraction(9))}


@pytest.mark.parametrize("seed", range(5))
def test_the_database_sums_as_the_workouts_do(user, seed):
    random = Random(seed)  # noqa: S311, as these are examples and no secrets.
    made = [_any_workout(random) for _ in range(60)]
    store(user, *made)
    expected: dict[date, DayLoad] = {}
    for workout in made:
        if workout.planned or not FIRST <= workout.local_date <= LAST:
            continue
        day = expected.get(workout.local_date, DayLoad(Fraction(0)))
        expected[workout.local_date] = (
            replace(day, uncounted=day.uncounted + 1)
            if workout.load is None
            else replace(day, load=day.load + workout.load)
        )

    assert loads.daily(user, FIRST, LAST) == expected


def _any_workout(random: Random) -> Workout:
    start: datetime = moment("Sun 12:00") - timedelta(hours=random.randrange(10 * 24))
    seconds = random.randrange(600, 10_000)
    fields = {
        "minutes": seconds / 60,
        "effort": random.choice([None, *range(1, 11)]),
        "planned": random.random() < 0.2,
        "zone": random.choice(["UTC", "Asia/Tokyo", "America/Los_Angeles"]),
    }
    if random.random() < 0.4:
        return lift(start, lower(2), **fields)
    if random.random() < 0.5:
        fields["moving"] = random.randrange(60, seconds) / 60
    return run(start, **fields)
