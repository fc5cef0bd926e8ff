"""Workouts in order, by date, and the real time between them."""

from datetime import date, timedelta

import pytest

from runstrength.training.timeline import Timeline, days, gap
from tests.training.build import lift, run

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
MORNING = run("Mon 07:00")
NOON = lift("Mon 12:00")
NEXT_DAY = run("Tue 07:00")


def test_workouts_come_in_the_order_in_which_they_happened():
    timeline = Timeline([NEXT_DAY, NOON, MORNING])

    assert timeline.workouts == (MORNING, NOON, NEXT_DAY)
    assert timeline.runs == [MORNING, NEXT_DAY]
    assert timeline.lifts == [NOON]


def test_order_is_by_real_time_across_zones():
    in_new_york = run("Mon 06:00", zone="America/New_York")  # 11:00 UTC.

    assert Timeline([NOON, in_new_york, MORNING]).workouts == (MORNING, in_new_york, NOON)


def test_a_date_holds_what_started_on_it():
    late = run("Mon 23:30")
    timeline = Timeline([late, MORNING, NEXT_DAY])

    assert timeline.on(MONDAY) == [MORNING, late]
    assert timeline.on(TUESDAY) == [NEXT_DAY]


def test_a_date_without_workouts_stays_empty_when_asked_for():
    timeline = Timeline([MORNING])

    assert timeline.on(TUESDAY) == []
    assert list(timeline.by_date) == [MONDAY]


def test_plans_count_from_today_on_and_what_was_done_always():
    plans = [run(f"{day} 18:00", planned=True) for day in ("Mon", "Tue", "Wed")]
    timeline = Timeline([MORNING, *plans])

    assert timeline.counted_from(TUESDAY).workouts == (MORNING, *plans[1:])


def test_a_plan_counts_by_the_date_where_it_is_to_happen():
    # It is Tuesday already in UTC.
    late = run("Mon 23:30", zone="America/New_York", planned=True)

    assert Timeline([late]).counted_from(TUESDAY).workouts == ()


@pytest.mark.parametrize(
    ("others", "overlapping"),
    [
        pytest.param([lift("Mon 07:50")], set(), id="end to start"),
        pytest.param([lift("Mon 07:49")], {0, 1}, id="a minute too soon"),
        pytest.param([lift("Mon 07:10", minutes=10)], {0, 1}, id="one within the other"),
        pytest.param([lift("Mon 07:00")], {0, 1}, id="both at once"),
        pytest.param([lift("Mon 07:20"), run("Mon 07:55")], {0, 1}, id="the third one apart"),
        pytest.param(
            [lift("Mon 07:10", minutes=5), run("Mon 07:30")], {0, 1, 2}, id="two within a long one"
        ),
        pytest.param(
            [lift("Mon 07:40", minutes=60), run("Mon 08:30")], {0, 1, 2}, id="a chain of three"
        ),
    ],
)
def test_workouts_going_on_at_once_overlap(others, overlapping):
    workouts = [MORNING, *others]

    found = Timeline(reversed(workouts)).overlapping()

    assert found == {workouts[n].id for n in overlapping}


def test_a_gap_is_from_the_end_of_one_to_the_start_of_the_next():
    assert gap(MORNING, NOON) == timedelta(hours=4, minutes=10)
    assert gap(NOON, MORNING) < timedelta(0)


@pytest.mark.parametrize(
    ("saturday", "sunday", "hours"),
    [
        pytest.param("2026-03-28", "2026-03-29", 23, id="spring"),
        pytest.param("2026-10-24", "2026-10-25", 25, id="autumn"),
        pytest.param("2026-11-21", "2026-11-22", 24, id="any other night"),
    ],
)
def test_a_gap_is_real_time_where_the_clock_changes(saturday, sunday, hours):
    first = run(f"{saturday} 11:10", zone="Europe/Berlin", minutes=50)
    second = run(f"{sunday} 12:00", zone="Europe/Berlin")

    assert gap(first, second) == timedelta(hours=hours)


def test_days_run_from_the_first_to_the_last():
    assert list(days(MONDAY, TUESDAY)) == [MONDAY, TUESDAY]
    assert list(days(MONDAY, MONDAY)) == [MONDAY]
    assert list(days(TUESDAY, MONDAY)) == []
