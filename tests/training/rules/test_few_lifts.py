"""A finished week with runs and fewer than two lifts."""

import pytest

from runstrength.training.week import Week, Weekday
from tests.training.build import at, case, day, flags, lift, run, upper, verdict, verdicts

RULE = "few-lifts"
NEXT_MONDAY = day(7)
LONG_AGO = lift(at(-100))  # A week of its own, without runs.
MONDAY_RUN, MONDAY_LIFT = run("Mon 07:00", effort=3), lift("Mon 18:00", upper())
SUNDAY_LIFT = lift("Sun 18:00", upper())


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("runs alone", "info", MONDAY_RUN),
        case("one lift", "info", MONDAY_RUN, MONDAY_LIFT),
        case("two lifts", None, MONDAY_RUN, MONDAY_LIFT, SUNDAY_LIFT),
        case("two on one date", None, MONDAY_RUN, MONDAY_LIFT, lift("Mon 20:00", upper())),
        case("lifts without sets", None, MONDAY_RUN, lift("Mon 18:00"), lift("Tue 18:00")),
        case(
            "slight lifts",
            None,
            MONDAY_RUN,
            lift("Mon 18:00", effort=2, minutes=10),
            lift("Tue 18:00", effort=2, minutes=10),
        ),
        case("no runs", None, MONDAY_LIFT),
        case("nothing", None),
        case("a run of the week before", None, run(at(-1), planned=True), MONDAY_LIFT),
        case("a lift of the week after", "info", MONDAY_RUN, MONDAY_LIFT, lift(at(7))),
        case("a lift of the week before", "info", MONDAY_RUN, MONDAY_LIFT, lift(at(-1))),
    ],
)
def test_a_week_with_runs_wants_two_lifts(workouts, expected):
    assert verdict(RULE, [LONG_AGO, *workouts], NEXT_MONDAY) == expected


@pytest.mark.parametrize(("today", "expected"), [("Mon", None), ("Sun", None), (7, "info")])
def test_the_week_has_to_be_finished(today, expected):
    assert verdict(RULE, [LONG_AGO, MONDAY_RUN], day(today)) == expected


@pytest.mark.parametrize(
    ("began", "expected"),
    [
        pytest.param(run("Mon 00:00"), "info", id="on its first day"),
        pytest.param(run("Tue 00:00"), None, id="on its second day"),
        pytest.param(run("Sun 23:00"), None, id="on its last day"),
        pytest.param(lift("Wed 07:00"), None, id="with a lift"),
        pytest.param(lift("Mon 07:00"), "info", id="with a lift on its first day"),
        pytest.param(lift(at(-1)), "info", id="the day before"),
        pytest.param(run("Mon 00:00", planned=True), None, id="with a plan that has gone by"),
    ],
)
def test_the_week_in_which_the_log_began_counts_if_it_began_on_its_first_day(began, expected):
    assert verdict(RULE, [began, run("Sun 23:30")], NEXT_MONDAY) == expected


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [(Weekday.TUESDAY, {day(7): "info"}), (Weekday.MONDAY, {}), (Weekday.SUNDAY, {})],
)
def test_the_log_began_on_the_first_day_of_the_users_week(starts_on, expected):
    assert verdicts(RULE, [run("Tue 07:00")], day(20), week_starts_on=starts_on) == expected


@pytest.mark.parametrize(
    ("week", "expected"), [(day(0), None), (day(6), None), (day(-1), "info"), (day(7), "info")]
)
def test_a_deload_silences_its_own_week_alone(week, expected):
    deloads = [Week.holding(week)]

    assert verdict(RULE, [LONG_AGO, MONDAY_RUN], NEXT_MONDAY, deloads=deloads) == expected


def test_a_deload_goes_by_the_users_weeks():
    deloads = [Week.holding(day(0), Weekday.SUNDAY)]
    notes = {"week_starts_on": Weekday.SUNDAY, "deloads": deloads}

    assert verdict(RULE, [LONG_AGO, run(at(-1))], NEXT_MONDAY, **notes) is None
    assert verdict(RULE, [LONG_AGO, run(at(6))], day(14), **notes) == "info"


def test_each_week_is_told_of_once():
    workouts = [LONG_AGO, *(run(at(n)) for n in range(14))]

    assert verdicts(RULE, workouts, day(14)) == {day(6): "info", day(13): "info"}


def test_a_plan_that_has_gone_by_is_no_lift():
    plan = lift("Fri 07:00", planned=True)

    assert verdict(RULE, [LONG_AGO, MONDAY_RUN, MONDAY_LIFT, plan], NEXT_MONDAY) == "info"


def test_the_flag_is_dated_on_the_weeks_last_date():
    (flag,) = flags([LONG_AGO, MONDAY_RUN, MONDAY_LIFT], RULE, NEXT_MONDAY)

    assert flag.date == day("Sun")
    assert flag.tips == ("alternate-days",)
    assert flag.measured == 1
    assert not flag.planned


def test_the_log_began_on_its_earliest_date_though_another_workout_started_before():
    # By the clocks of the world the lift came first; by the dates, the run.
    lifted = lift("2026-11-16 07:00", upper(), effort=3)
    ran = run("2026-11-15 23:30", zone="Pacific/Honolulu")
    assert ran.started_at > lifted.started_at

    assert [flag.date for flag in flags([lifted, ran], RULE, today=day(40))] == []
