"""Hard workouts on two dates in a row."""

from datetime import date

import pytest

from tests.training.build import case, core, flags, lift, lower, run, upper, verdict, weight

RULE = "back-to-back-hard"

SUNDAY_RUN = run("2026-11-15 07:00", effort=8)
SUNDAY_UPPER = lift("2026-11-15 07:00", upper(), effort=8)
MONDAY_RUN = run("Mon 07:00", effort=8)
MONDAY_LEGS = lift("Mon 07:00", lower(), effort=8)
MONDAY_UPPER = lift("Mon 07:00", upper(), effort=8)
TUESDAY_RUN = run("Tue 07:00", effort=8)
TUESDAY_LEGS = lift("Tue 18:00", lower(), effort=8)
TUESDAY_UPPER = lift("Tue 12:00", upper(), effort=8)
WEDNESDAY_RUN = run("Wed 07:00", effort=8)


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        # The worked examples of RULES.
        case("run 8, run 7", "warning", MONDAY_RUN, run("Tue 07:00", effort=7)),
        case("run 8, leg lift 8", "caution", MONDAY_RUN, TUESDAY_LEGS),
        case("run 8, run 5, run 8", None, MONDAY_RUN, run("Tue 07:00", effort=5), WEDNESDAY_RUN),
        case("run 8, upper-body lift 8", "info", MONDAY_RUN, TUESDAY_UPPER),
        case("Sunday and Monday", "warning", SUNDAY_RUN, MONDAY_RUN),
        # What is hard.
        case("run 7, run 7", "warning", run("Mon 07:00", effort=7), run("Tue 07:00", effort=7)),
        case("run 8, run 6", None, MONDAY_RUN, run("Tue 07:00", effort=6)),
        case("run 6, run 8", None, run("Mon 07:00", effort=6), TUESDAY_RUN),
        case("run 8, unknown run", None, MONDAY_RUN, run("Tue 07:00", type="easy")),
        case("run 8, unknown lift", None, MONDAY_RUN, lift("Tue 07:00", lower(9, rir=3))),
        case("run 8, race 2", "warning", MONDAY_RUN, run("Tue 07:00", type="race", effort=2)),
        case("run 8, leg set to failure", "caution", MONDAY_RUN, lift("Tue 07:00", lower(rir=0))),
        case("run 8, upper set to failure", None, MONDAY_RUN, lift("Tue 07:00", upper(rir=0))),
        # Kinds, and soft dates.
        case("leg lift 8, run 8", "caution", MONDAY_LEGS, TUESDAY_RUN),
        case("leg lift 8, leg lift 8", "warning", MONDAY_LEGS, TUESDAY_LEGS),
        case("upper lift 8, upper lift 8", "info", MONDAY_UPPER, TUESDAY_UPPER),
        case("upper lift 8, leg lift 8", "info", MONDAY_UPPER, TUESDAY_LEGS),
        case("upper lift 8, run 8", "info", MONDAY_UPPER, TUESDAY_RUN),
        case("run 8, core lift 8", "info", MONDAY_RUN, lift("Tue 07:00", core(), effort=8)),
        case("run 8, lift 8 without sets", "info", MONDAY_RUN, lift("Tue 07:00", effort=8)),
        case(
            "a warm-up for the legs leaves a date soft",
            "info",
            MONDAY_RUN,
            lift("Tue 07:00", lower(3, kind="warm-up"), upper(), effort=8),
        ),
        case(
            "one leg set keeps a date from being soft",
            "caution",
            MONDAY_RUN,
            lift("Tue 07:00", lower(), upper(9), effort=8),
        ),
        case(
            "an easy leg lift beside a hard upper-body lift leaves a date soft",
            "info",
            MONDAY_RUN,
            lift("Tue 07:00", lower(), effort=4),
            TUESDAY_UPPER,
        ),
        case(
            "a hard leg lift beside a hard upper-body lift does not",
            "caution",
            MONDAY_RUN,
            TUESDAY_UPPER,
            TUESDAY_LEGS,
        ),
        case(
            "the same kind among several",
            "warning",
            MONDAY_RUN,
            lift("Mon 18:00", upper(), effort=8),
            TUESDAY_LEGS,
        ),
        # Neighbouring dates alone.
        case("both on one date", None, MONDAY_RUN, lift("Mon 18:00", lower(), effort=8)),
        case("a day of rest between", None, MONDAY_RUN, WEDNESDAY_RUN),
        case(
            "minutes apart across midnight",
            "warning",
            run("Mon 23:00", effort=8, minutes=50),
            run("Tue 00:10", effort=8),
        ),
        case(
            "a run belongs to the date on which it started",
            "warning",
            run("Mon 23:30", effort=8),
            TUESDAY_RUN,
        ),
        case(
            "and not to the date on which it ended",
            None,
            run("Mon 23:30", effort=8),
            WEDNESDAY_RUN,
        ),
    ],
)
def test_a_hard_date_after_a_hard_date(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("run, run, leg lift", "warning", SUNDAY_RUN, MONDAY_RUN, TUESDAY_LEGS),
        case("leg lift, run, leg lift", "warning", SUNDAY_RUN, MONDAY_LEGS, TUESDAY_RUN),
        case("a soft date starts no chain", "caution", SUNDAY_UPPER, MONDAY_RUN, TUESDAY_LEGS),
        case("a chain ends softly", "info", SUNDAY_RUN, MONDAY_RUN, TUESDAY_UPPER),
        case("a soft date in the middle", "info", SUNDAY_RUN, MONDAY_UPPER, TUESDAY_RUN),
    ],
)
def test_a_third_hard_date_in_a_row_weighs_more(workouts, expected):
    by_date = {flag.date: weight(flag) for flag in flags(workouts, RULE)}

    assert set(by_date) == {date(2026, 11, 16), date(2026, 11, 17)}
    assert by_date[date(2026, 11, 17)] == expected


def test_a_chain_of_three_dates_gives_one_flag_for_each_pair():
    first, second = flags([SUNDAY_RUN, MONDAY_RUN, TUESDAY_RUN], RULE)

    assert first.workouts == (SUNDAY_RUN, MONDAY_RUN)
    assert second.workouts == (MONDAY_RUN, TUESDAY_RUN)


def test_one_flag_names_every_hard_workout_of_both_dates_and_no_other():
    easy = run("Tue 20:00", effort=4)

    (flag,) = flags([MONDAY_RUN, TUESDAY_RUN, TUESDAY_UPPER, TUESDAY_LEGS, easy], RULE)

    assert set(flag.workouts) == {MONDAY_RUN, TUESDAY_RUN, TUESDAY_UPPER, TUESDAY_LEGS}


@pytest.mark.parametrize(
    ("workouts", "tips"),
    [
        case("runs", {"recovery", "alternate-days"}, MONDAY_RUN, TUESDAY_RUN),
        case("lifts", {"recovery", "alternate-days"}, MONDAY_LEGS, TUESDAY_LEGS),
        case("soft lifts", {"recovery", "alternate-days"}, MONDAY_UPPER, TUESDAY_UPPER),
        case("a run and a lift", {"recovery"}, MONDAY_RUN, TUESDAY_LEGS),
    ],
)
def test_alternate_days_is_cited_where_both_dates_hold_the_same_kind(workouts, tips):
    (flag,) = flags(workouts, RULE)

    assert set(flag.tips) == tips


def test_dates_are_those_of_the_clock_where_it_happened():
    # Both start on the 17th in UTC; in New York the first one still belongs to the 16th.
    late = run("Mon 23:30", zone="America/New_York", effort=8)
    next_day = run("Tue 07:00", zone="America/New_York", effort=8)
    day_after = run("Wed 07:00", zone="America/New_York", effort=8)

    assert verdict(RULE, [late, next_day]) == "warning"
    assert verdict(RULE, [late, day_after]) is None


def test_a_date_of_23_or_25_hours_is_one_date():
    for saturday, monday in (("2026-03-28", "2026-03-30"), ("2026-10-24", "2026-10-26")):
        before = run(f"{saturday} 23:59", zone="Europe/Berlin", effort=8)
        after = run(f"{monday} 00:00", zone="Europe/Berlin", effort=8)
        assert verdict(RULE, [before, after]) is None


def test_workouts_in_different_zones_meet_by_their_own_dates():
    # More than two days lie between them, yet the dates follow on each other.
    auckland = run("Mon 06:00", zone="Pacific/Auckland", effort=8)
    honolulu = run("Tue 13:00", zone="Pacific/Honolulu", effort=8)

    assert verdict(RULE, [auckland, honolulu]) == "warning"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "warning", id="the plan is for tomorrow"),
        pytest.param(date(2026, 11, 17), "warning", id="the plan is for today"),
        pytest.param(date(2026, 11, 18), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = run("Tue 07:00", effort=8, planned=True)

    assert verdict(RULE, [MONDAY_RUN, plan], today) == expected


def test_a_flag_with_a_plan_in_it_is_a_forecast():
    (forecast,) = flags([MONDAY_RUN, run("Tue 07:00", effort=8, planned=True)], RULE)
    (logged,) = flags([MONDAY_RUN, TUESDAY_RUN], RULE)

    assert forecast.planned
    assert not logged.planned
