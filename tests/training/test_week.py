"""A week's dates and name, and the balance of running, lifting and rest in it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from runstrength.training.balance import balance
from runstrength.training.intensity import Intensity
from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.training.week import Week, Weekday
from runstrength.training.workouts import Region
from tests.training.build import MONDAY, core, lift, lower, run, upper

SATURDAY, SUNDAY = Weekday.SATURDAY, Weekday.SUNDAY


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(date(2026, 11, 16), "2026-W47", id="a Monday"),
        pytest.param(date(2026, 11, 22), "2026-W47", id="a Sunday"),
        pytest.param(date(2026, 12, 28), "2026-W53", id="a week 53"),
        pytest.param(date(2027, 1, 3), "2026-W53", id="January in the year before"),
        pytest.param(date(2027, 1, 4), "2027-W01", id="the first week of a year"),
        pytest.param(date(2024, 12, 30), "2025-W01", id="December in the year after"),
        pytest.param(date(2021, 1, 1), "2020-W53", id="New Year in a week 53"),
        pytest.param(date(2023, 1, 1), "2022-W52", id="New Year in a week 52"),
    ],
)
def test_a_week_is_named_as_iso_8601_does(day, name):
    week = Week.holding(day)

    assert week.name == name
    assert week == Week.named(name)
    assert day in week.days


@pytest.mark.parametrize(
    ("name", "starts_on", "first"),
    [
        ("2026-W47", Weekday.MONDAY, date(2026, 11, 16)),
        ("2026-W47", SUNDAY, date(2026, 11, 15)),
        ("2026-W47", SATURDAY, date(2026, 11, 14)),
        ("2026-W47", Weekday.THURSDAY, date(2026, 11, 19)),
        ("2026-W47", Weekday.FRIDAY, date(2026, 11, 13)),
        ("2026-W53", SUNDAY, date(2026, 12, 27)),
        ("2026-W53", SATURDAY, date(2026, 12, 26)),
        ("2027-W01", SUNDAY, date(2027, 1, 3)),
    ],
)
def test_a_week_that_starts_on_another_day_holds_its_iso_weeks_thursday(name, starts_on, first):
    week = Week.named(name, starts_on)

    assert week.first == first
    assert week.last == first + timedelta(days=6)
    assert week.name == name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(date(2026, 11, 15), "2026-W47", id="the Sunday that starts it"),
        pytest.param(date(2026, 11, 21), "2026-W47", id="the Saturday that ends it"),
        pytest.param(date(2026, 11, 22), "2026-W48", id="the next Sunday"),
        pytest.param(date(2027, 1, 2), "2026-W53", id="the last Saturday of a week 53"),
        pytest.param(date(2027, 1, 3), "2027-W01", id="the Sunday after it"),
    ],
)
def test_a_sunday_belongs_to_the_week_that_it_starts(day, name):
    assert Week.holding(day, SUNDAY).name == name


@pytest.mark.parametrize("starts_on", Weekday)
def test_every_date_of_ten_years_is_in_the_week_of_its_name(starts_on):
    for n in range(0, 3653, 5):
        week = Week.holding(date(2020, 1, 1) + timedelta(days=n), starts_on)
        assert week.first.weekday() == starts_on
        assert Week.named(week.name, starts_on) == week
        assert week.after.before == week


@pytest.mark.parametrize(
    "name",
    [
        "2025-W53",
        "2026-W54",
        "2026-W00",
        "2026-W7",
        "2026W47",
        "26-W47",
        "",
        "2026-W47 ",
        "２０２６-W47",
    ],
)
def test_what_names_no_week_is_refused(name):
    with pytest.raises(ValueError, match=r"week|Year|Invalid"):
        Week.named(name)


@pytest.mark.parametrize(
    ("name", "starts_on"),
    [("9999-W52", Weekday.MONDAY), ("0001-W01", SUNDAY), ("0000-W01", SUNDAY)],
)
def test_a_week_that_leaves_the_calendar_is_refused(name, starts_on):
    with pytest.raises(ValueError, match=r"week|Year"):
        Week.named(name, starts_on)


@pytest.mark.parametrize(
    ("today", "finished"),
    [(date(2026, 11, 21), False), (date(2026, 11, 22), False), (date(2026, 11, 23), True)],
)
def test_a_week_is_finished_once_its_last_date_lies_before_today(today, finished):
    assert Week.named("2026-W47").is_finished(today) == finished


def week_of(*workouts, today=MONDAY):
    return balance(Week.holding(MONDAY), Timeline(workouts), DEFAULTS, today)


def test_a_balance_has_seven_days_and_sums_them():
    week = week_of(
        run("Mon 07:00", effort=3, minutes=60, distance=Distance(Decimal(10), DistanceUnit.KM)),
        run("Wed 07:00", effort=8, minutes=60, moving=50, distance=Distance(Decimal(8000))),
        lift("Wed 18:00", lower(3, weight=Weight(Decimal(80))), core(2), effort=5, minutes=40),
        run("2026-11-15 07:00", effort=8),
        run("2026-11-23 07:00", effort=8),
    )

    assert [day.date for day in week.days] == week.week.days
    assert (week.runs.count, week.runs.minutes, week.runs.distance_m) == (2, 110, 18_000)
    assert (week.lifts.count, week.lifts.minutes, week.lifts.sets()) == (1, 40, 5)
    assert week.lifts.sets(Region.LOWER) == 3
    assert week.lifts.volume_kg(Region.LOWER) == 1200
    assert (week.runs.load, week.lifts.load, week.load) == (580, 200, 780)


def test_strain_is_load_times_monotony():
    week = week_of(run("Mon 07:00", effort=7, minutes=60))

    assert week.monotony == pytest.approx(6**-0.5)
    assert week.strain == pytest.approx(420 * 6**-0.5)


def test_an_unknown_load_is_told_and_is_not_zero():
    week = week_of(run("Mon 07:00", effort=5, minutes=60), lift("Tue 07:00", upper()))

    assert (week.load, week.uncounted) == (300, 1)
    assert week.days[1].load is None
    assert week.days[2].load == 0
    assert week.monotony is None
    assert week.strain is None


def test_an_empty_week_has_neither_load_nor_monotony():
    week = week_of()

    assert week.is_empty
    assert (week.load, week.monotony, week.strain) == (0, None, None)


def test_plans_stand_apart_and_count_in_no_sum():
    plan = run("Tue 07:00", effort=8, planned=True)
    week = week_of(run("Mon 07:00", effort=5, minutes=60), plan)

    assert week.days[1].planned == (plan,)
    assert week.days[1].done == ()
    assert week.days[1].intensity is None
    assert week.load == 300
    assert not week_of(plan).is_empty


def test_a_plan_that_has_gone_by_is_no_part_of_the_week():
    assert week_of(run("Tue 07:00", planned=True), today=date(2026, 11, 18)).is_empty


@pytest.mark.parametrize(
    ("workouts", "intensity", "estimated"),
    [
        pytest.param([], None, False, id="rest"),
        pytest.param([run("Mon 07:00", effort=3)], Intensity.EASY, False, id="easy"),
        pytest.param([run("Mon 07:00")], Intensity.UNKNOWN, False, id="unknown"),
        pytest.param([run("Mon 07:00", type="tempo")], Intensity.HARD, True, id="by estimate"),
        pytest.param(
            [run("Mon 07:00", effort=8), run("Mon 18:00", type="tempo")],
            Intensity.HARD,
            False,
            id="hard anyway",
        ),
        pytest.param(
            [run("Mon 07:00", effort=3), run("Mon 18:00")],
            Intensity.UNKNOWN,
            False,
            id="unknown over easy",
        ),
    ],
)
def test_a_day_is_as_hard_as_its_hardest_workout(workouts, intensity, estimated):
    monday = week_of(*workouts).days[0]

    assert (monday.intensity, monday.estimated) == (intensity, estimated)


def test_a_late_run_counts_for_the_week_in_which_it_started():
    late = run("2026-11-22 23:30", zone="America/New_York", effort=5, minutes=60)

    assert week_of(late).runs.workouts == [late]
