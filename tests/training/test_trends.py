"""Weeks on end: which ones, what they held, and fitness, fatigue and form by their formula."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.training.trends import (
    RUN_UP,
    DayLoad,
    NoMonotony,
    WeekTrend,
    fitness_curve,
    unsettled_since,
    week_trends,
    weeks_until,
)
from runstrength.training.week import DAY, Weekday
from runstrength.training.workouts import Region
from tests.training.build import MONDAY, WEEKDAYS, core, lift, lower, run, upper

AFTER = MONDAY + 9 * DAY  # Wednesday of the week after.


def loads(*amounts: int, first: date = MONDAY) -> dict[date, DayLoad]:
    """Daily loads on end, from `first`."""
    return {first + n * DAY: DayLoad(Fraction(amount)) for n, amount in enumerate(amounts)}


def of_week(*workouts, today: date = AFTER) -> WeekTrend:
    """The trend of the week from `MONDAY`, seen from `today`."""
    weeks = [w for w in weeks_until(today, 4, Weekday.MONDAY) if w.first <= MONDAY]
    curve = fitness_curve({}, weeks[0].first, today)
    return week_trends(weeks, Timeline(workouts), curve, DEFAULTS, today)[-1]


def test_the_newest_week_is_the_one_that_holds_today():
    weeks = weeks_until(MONDAY + 2 * DAY, 4, Weekday.MONDAY)

    assert [w.name for w in weeks] == ["2026-W44", "2026-W45", "2026-W46", "2026-W47"]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (MONDAY - DAY, date(2026, 11, 15)),
        (MONDAY - 2 * DAY, date(2026, 11, 8)),
        (MONDAY + 5 * DAY, date(2026, 11, 15)),
    ],
)
def test_weeks_start_on_the_users_own_day(today, first):
    (week,) = weeks_until(today, 1, Weekday.SUNDAY)

    assert week.first == first


def test_fitness_and_fatigue_move_by_a_42nd_and_a_7th_of_the_difference():
    first, second, third = fitness_curve(loads(420, 0, 84), MONDAY, MONDAY + 2 * DAY)

    # 420/42 = 10 and 420/7 = 60; form looks at the day before, when both were 0.
    assert (first.fitness, first.fatigue, first.form) == pytest.approx((10, 60, 0))
    # 10 − 10/42 = 9.7619…, 60 − 60/7 = 51.4285…; form 10 − 60.
    assert (second.fitness, second.fatigue, second.form) == pytest.approx((410 / 42, 360 / 7, -50))
    # 9.7619 + (84 − 9.7619)/42 = 11.5295…, 51.4285 + (84 − 51.4285)/7 = 56.0816…
    assert (third.fitness, third.fatigue, third.form) == pytest.approx(
        (11.529478, 56.081633, -41.666667)
    )


def test_the_same_load_every_day_brings_both_to_that_load_and_form_to_nothing():
    every_day = loads(*[100] * 421, first=MONDAY - RUN_UP)
    (today,) = fitness_curve(every_day, MONDAY, MONDAY)

    # After n days fitness is 100·(1 − (41/42)^n).
    assert today.fitness == pytest.approx(100 * (1 - (41 / 42) ** 421))
    assert today.fitness == pytest.approx(100, abs=0.005)
    assert today.fatigue == pytest.approx(100)
    assert today.form == pytest.approx(0, abs=0.005)


def test_a_curve_starts_from_nothing_420_days_before_the_first_date_shown():
    eve, start = MONDAY - timedelta(days=421), MONDAY - timedelta(days=420)

    assert fitness_curve({eve: DayLoad(Fraction(10**9))}, MONDAY, MONDAY)[0].fitness == 0
    (shown,) = fitness_curve({start: DayLoad(Fraction(42))}, MONDAY, MONDAY)
    assert shown.fitness == pytest.approx((41 / 42) ** 420)


def test_what_is_shown_does_not_depend_on_where_the_window_begins():
    year = loads(*[(n * 37) % 500 for n in range(800)], first=MONDAY - 800 * DAY)
    last = MONDAY - DAY
    long = fitness_curve(year, MONDAY - 364 * DAY, last)[-1]
    short = fitness_curve(year, MONDAY - 28 * DAY, last)[-1]

    assert long.fitness == pytest.approx(short.fitness, abs=0.02)
    assert long.fatigue == pytest.approx(short.fatigue)


def test_the_curve_has_each_date_once():
    curve = fitness_curve({}, MONDAY, MONDAY + 8 * DAY)

    assert [point.date for point in curve] == [MONDAY + n * DAY for n in range(9)]


@pytest.mark.parametrize(
    ("days_before", "settled"), [(84, True), (85, True), (83, False), (-3, False)]
)
def test_a_curve_has_settled_twelve_weeks_after_the_first_load(days_before, settled):
    began = MONDAY - days_before * DAY

    assert unsettled_since(loads(50, first=began), MONDAY) == (None if settled else began)


def test_a_date_without_a_known_load_does_not_begin_a_curve():
    unknown = {MONDAY - 100 * DAY: DayLoad(Fraction(0), 1)}

    assert unsettled_since(unknown, MONDAY) is None
    assert unsettled_since(unknown | loads(50), MONDAY) == MONDAY


def test_a_weeks_fitness_is_that_of_its_last_date_or_of_today():
    daily = loads(*[70] * 9)
    curve = fitness_curve(daily, MONDAY, AFTER)
    weeks = weeks_until(AFTER, 2, Weekday.MONDAY)
    before, now = week_trends(weeks, Timeline(), curve, DEFAULTS, AFTER)

    assert before.fitness == curve[6]
    assert before.is_finished
    assert now.fitness == curve[9]
    assert not now.is_finished


def test_hard_days_tell_those_by_estimate():
    trend = of_week(
        run("Mon 07:00", effort=8),
        run("Tue 07:00", type="intervals"),
        run("Wed 07:00", effort=3),
        lift("Thu 18:00", lower(rir=0)),
    )

    assert (trend.balance.hard_days, trend.estimated_hard_days) == (3, 1)


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        pytest.param([run("Mon 07:00", type="easy")], 1, id="a run without effort"),
        pytest.param([run("Mon 07:00", effort=3)], 0, id="an easy run"),
        pytest.param([run("Mon 07:00", type="tempo")], 0, id="hard by estimate"),
        pytest.param(
            [run("Mon 07:00"), run("Mon 18:00", effort=5)], 1, id="moderate, or harder than that"
        ),
        pytest.param(
            [run("Mon 07:00"), run("Mon 18:00", effort=9)], 0, id="hard, whatever the other was"
        ),
        pytest.param([run("Mon 07:00", planned=True)], 0, id="a plan"),
    ],
)
def test_a_day_that_may_have_been_hard_is_not_judged(workouts, expected):
    assert of_week(*workouts).unjudged_days == expected


def test_runs_without_distance_and_sets_without_volume_are_counted():
    km = Distance(Decimal(10), DistanceUnit.KM)
    heavy = Weight(Decimal(50))
    trend = of_week(
        run("Mon 07:00", distance=km),
        run("Tue 07:00"),
        lift(
            "Wed 18:00",
            lower(3, weight=heavy),
            upper(2),
            core(1, reps=None, weight=heavy, duration_s=60),
            upper(4, kind="warm-up"),
        ),
    )

    assert (trend.unmeasured_runs, trend.unweighted_sets) == (1, 3)
    assert trend.volume_kg == {Region.LOWER: 750, Region.CORE: 0, Region.UPPER: 0}


@pytest.mark.parametrize(
    ("workouts", "today", "why"),
    [
        pytest.param([run("Mon 07:00", effort=5)], AFTER, None, id="a finished week"),
        pytest.param(
            [run("Mon 07:00", effort=5)],
            MONDAY + 6 * DAY,
            NoMonotony.UNFINISHED,
            id="a week on its last day",
        ),
        pytest.param(
            [run("Mon 07:00", effort=5), run("Tue 07:00")],
            AFTER,
            NoMonotony.UNCOUNTED,
            id="a week with an unknown load",
        ),
        pytest.param([], AFTER, NoMonotony.NO_LOAD, id="a week of rest"),
        pytest.param(
            [run(f"{day} 07:00", effort=5) for day in WEEKDAYS],
            AFTER,
            NoMonotony.EQUAL_DAYS,
            id="a week of equal days",
        ),
    ],
)
def test_a_week_has_a_monotony_or_a_reason_for_none(workouts, today, why):
    assert of_week(*workouts, today=today).no_monotony == why
