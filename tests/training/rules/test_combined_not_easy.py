"""A lift shortly after a moderate or hard run of the same date."""

from datetime import date

import pytest

from tests.training.build import after, case, flags, lift, lower, run, upper, verdict

RULE = "combined-not-easy"

HARD_RUN = run("Mon 07:00", effort=8)  # Ends at 07:50.
LIFT = lift("Mon 09:00", upper(), effort=5)


@pytest.mark.parametrize(
    ("gap", "expected"), [("0:00", "caution"), ("5:59", "caution"), ("6:00", None)]
)
def test_six_hours_part_them(gap, expected):
    assert verdict(RULE, [HARD_RUN, lift(after(HARD_RUN, gap), upper(), effort=5)]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("run 4", None, run("Mon 07:00", effort=4), LIFT),
        case("run 5", "caution", run("Mon 07:00", effort=5), LIFT),
        case("run 6", "caution", run("Mon 07:00", effort=6), LIFT),
        case("run 7", "caution", run("Mon 07:00", effort=7), LIFT),
        case("unknown run", None, run("Mon 07:00"), LIFT),
        case("race 2", "caution", run("Mon 07:00", type="race", effort=2), LIFT),
        case("unknown lift", "caution", HARD_RUN, lift("Mon 09:00")),
        case("hard upper-body lift", "caution", HARD_RUN, lift("Mon 09:00", upper(), effort=9)),
        case("moderate leg lift", "caution", HARD_RUN, lift("Mon 09:00", lower(), effort=6)),
        case(
            "hard leg lift after a moderate run",
            "caution",
            run("Mon 07:00", effort=6),
            lift("Mon 09:00", lower(), effort=8),
        ),
        case("the lift came first", None, lift("Mon 05:00", upper(), effort=5), HARD_RUN),
        case("both at once", None, HARD_RUN, lift("Mon 07:30", upper(), effort=5)),
        case("on two dates", None, run("Mon 23:00", effort=8), lift("Tue 00:30", effort=5)),
        case(
            "a run that ended past midnight belongs to the day before",
            None,
            run("Mon 23:30", effort=8),
            lift("Tue 02:00", upper(), effort=5),
        ),
    ],
)
def test_a_lift_after_a_run_that_was_not_easy(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize("gap", ["0:00", "2:59", "3:00", "5:59"])
def test_legs_after_a_hard_run_are_told_of_by_their_own_rule_alone(gap):
    legs = lift(after(HARD_RUN, gap), lower(), effort=8)

    assert [flag.rule for flag in flags([HARD_RUN, legs])] == ["legs-after-hard-run"]


def test_a_collision_with_a_run_of_the_day_before_silences_it_too():
    late = run("Mon 21:30", effort=8)
    moderate = run("Tue 00:30", effort=5, minutes=30)
    legs = lift("Tue 02:00", lower(), effort=8)

    assert verdict(RULE, [moderate, legs]) == "caution"
    assert verdict("legs-after-hard-run", [late, moderate, legs]) == "caution"
    assert verdict(RULE, [late, moderate, legs]) is None


def test_a_collision_of_another_lift_silences_nothing():
    legs = lift("Mon 10:00", lower(), effort=8)

    (flag,) = flags([HARD_RUN, LIFT, legs], RULE)

    assert set(flag.workouts) == {HARD_RUN, LIFT}


@pytest.mark.parametrize(
    ("first", "second", "looked_at"),
    [
        pytest.param(8, 3, 0, id="hard over easy"),
        pytest.param(5, 7, 1, id="hard over moderate"),
        pytest.param(5, None, 0, id="moderate over unknown"),
        pytest.param(7, 9, 1, id="the nearer of two hard ones"),
    ],
)
def test_the_hardest_run_before_the_lift_is_looked_at(first, second, looked_at):
    runs = [run("Mon 05:00", effort=first), run("Mon 06:30", effort=second)]

    (flag,) = flags([*runs, LIFT], RULE)

    assert set(flag.workouts) == {runs[looked_at], LIFT}


def test_a_harder_run_too_long_ago_is_the_one_looked_at():
    moderate = run("Mon 07:00", effort=5)

    assert verdict(RULE, [moderate, LIFT]) == "caution"
    assert verdict(RULE, [run("Mon 01:00", effort=8), moderate, LIFT]) is None


def test_an_overlapping_run_takes_no_part():
    cut_off = run("Mon 08:30", effort=8)  # Still going on when the lift starts.
    moderate = run("Mon 07:00", effort=5)

    assert verdict(RULE, [moderate, cut_off, LIFT]) is None


def test_it_cites_combined_workouts_and_is_dated_on_the_lift():
    (flag,) = flags([HARD_RUN, LIFT], RULE)

    assert flag.tips == ("combined-workouts",)
    assert flag.date == date(2026, 11, 16)
    assert set(flag.workouts) == {HARD_RUN, LIFT}


def test_the_gap_is_real_time_where_the_clock_changes():
    night = run("2026-03-08 00:30", zone="America/New_York", minutes=60, effort=8)
    early, late = (
        lift(f"2026-03-08 {clock}", upper(), zone="America/New_York", effort=5)
        for clock in ("08:29", "08:30")
    )

    assert verdict(RULE, [night, early]) == "caution"
    assert verdict(RULE, [night, late]) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "caution", id="planned for today"),
        pytest.param(date(2026, 11, 17), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = lift("Mon 09:00", upper(), effort=5, planned=True)

    assert verdict(RULE, [HARD_RUN, plan], today) == expected
