"""A hard or long lift shortly after an easy run of the same date."""

from datetime import date

import pytest

from tests.training.build import after, case, core, flags, lift, lower, run, upper, verdict

RULE = "combined-not-short"

EASY_RUN = run("Mon 07:00", effort=4)  # Ends at 07:50.
LONG_LIFT = lift("Mon 09:00", upper(), effort=5, minutes=61)


@pytest.mark.parametrize(
    ("gap", "expected"), [("0:00", "caution"), ("5:59", "caution"), ("6:00", None)]
)
def test_six_hours_part_them(gap, expected):
    hard = lift(after(EASY_RUN, gap), upper(), effort=8)

    assert verdict(RULE, [EASY_RUN, hard]) == expected


@pytest.mark.parametrize(
    ("workout", "expected"),
    [
        pytest.param(lift("Mon 09:00", effort=6), None, id="effort 6"),
        pytest.param(lift("Mon 09:00", effort=7), "caution", id="effort 7"),
        pytest.param(lift("Mon 09:00", lower(rir=0), effort=3), "caution", id="one set at RIR 0"),
        pytest.param(lift("Mon 09:00", lower(rir=1), effort=3), None, id="one set at RIR 1"),
        pytest.param(lift("Mon 09:00", lower(2, rir=1), effort=3), "caution", id="two at RIR 1"),
        pytest.param(lift("Mon 09:00", lower(9, rir=3), effort=3), None, id="nine at RIR 3"),
        pytest.param(lift("Mon 09:00", lower(10, rir=3), effort=3), "caution", id="ten at RIR 3"),
        pytest.param(lift("Mon 09:00", upper(rir=0), effort=3), None, id="upper body at RIR 0"),
        pytest.param(lift("Mon 09:00", effort=3, minutes=60), None, id="60 min"),
        pytest.param(lift("Mon 09:00", effort=3, minutes=60.1), "caution", id="over 60 min"),
        pytest.param(lift("Mon 09:00", core(6), upper(6), effort=3), None, id="12 sets"),
        pytest.param(lift("Mon 09:00", core(6), upper(7), effort=3), "caution", id="13 sets"),
        pytest.param(
            lift("Mon 09:00", upper(12), core(5, kind="warm-up"), effort=3),
            None,
            id="12 sets and five warm-ups",
        ),
        pytest.param(lift("Mon 09:00", upper(12), minutes=60), None, id="unknown effort"),
        pytest.param(lift("Mon 09:00", upper(13)), "caution", id="unknown effort, 13 sets"),
        pytest.param(lift("Mon 09:00", minutes=61), "caution", id="unknown effort, 61 min"),
    ],
)
def test_a_lift_after_an_easy_run_is_neither_hard_nor_long(workout, expected):
    assert verdict(RULE, [EASY_RUN, workout]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("run 5", None, run("Mon 07:00", effort=5), LONG_LIFT),
        case("unknown run", None, run("Mon 07:00", type="easy"), LONG_LIFT),
        case("race 2", None, run("Mon 07:00", type="race", effort=2), LONG_LIFT),
        case("the lift came first", None, lift("Mon 05:00", effort=8), EASY_RUN),
        case("both at once", None, EASY_RUN, lift("Mon 07:30", effort=8)),
        case("on two dates", None, run("Mon 23:00", effort=3), lift("Tue 00:30", effort=8)),
        case("a harder run earlier", None, run("Mon 05:00", effort=5), EASY_RUN, LONG_LIFT),
        case("an unknown run earlier", None, run("Mon 05:00"), EASY_RUN, LONG_LIFT),
        case("an easy run earlier", "caution", run("Mon 05:00", effort=3), EASY_RUN, LONG_LIFT),
        case("a harder run later", "caution", EASY_RUN, LONG_LIFT, run("Mon 18:00", effort=8)),
        case(
            "a lift that ends past midnight",
            "caution",
            run("Mon 21:00", effort=3),
            lift("Mon 23:30", effort=5, minutes=61),
        ),
    ],
)
def test_the_run_before_it_was_easy_and_the_hardest_of_the_date(workouts, expected):
    assert verdict(RULE, workouts) == expected


def test_of_two_easy_runs_the_nearer_is_named():
    early = run("Mon 05:00", effort=2)

    (flag,) = flags([early, EASY_RUN, LONG_LIFT], RULE)

    assert set(flag.workouts) == {EASY_RUN, LONG_LIFT}


def test_it_cites_combined_workouts_and_is_dated_on_the_lift():
    (flag,) = flags([EASY_RUN, LONG_LIFT], RULE)

    assert flag.tips == ("combined-workouts",)
    assert flag.date == date(2026, 11, 16)


def test_dates_and_gaps_hold_between_two_zones():
    in_berlin = run("Mon 18:00", zone="Europe/Berlin", effort=3)  # Ends at 17:50 UTC.
    too_soon = lift("Mon 18:49", zone="America/New_York", effort=8)  # 23:49 UTC.
    in_time = lift("Mon 18:50", zone="America/New_York", effort=8)

    assert verdict(RULE, [in_berlin, too_soon]) == "caution"
    assert verdict(RULE, [in_berlin, in_time]) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "caution", id="planned for today"),
        pytest.param(date(2026, 11, 17), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    assert verdict(RULE, [EASY_RUN, lift("Mon 09:00", effort=8, planned=True)], today) == expected
