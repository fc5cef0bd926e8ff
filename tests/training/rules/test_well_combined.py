"""A short lift shortly after an easy run of the same date: praise."""

from datetime import date

import pytest

from tests.training.build import after, case, core, flags, lift, lower, run, upper, verdict

RULE = "well-combined"

EASY_RUN = run("Mon 07:00", effort=4)  # Ends at 07:50.
SHORT_LIFT = lift("Mon 09:00", lower(3, rir=3), upper(3), effort=5)


@pytest.mark.parametrize(
    ("gap", "expected"), [("0:00", "praise"), ("5:59", "praise"), ("6:00", None)]
)
def test_six_hours_part_them(gap, expected):
    assert verdict(RULE, [EASY_RUN, lift(after(EASY_RUN, gap), upper(), effort=5)]) == expected


@pytest.mark.parametrize(
    ("workout", "expected"),
    [
        pytest.param(lift("Mon 09:00", effort=6, minutes=40), "praise", id="40 min"),
        pytest.param(lift("Mon 09:00", effort=6, minutes=40.1), None, id="over 40 min"),
        pytest.param(lift("Mon 09:00", upper(8), effort=6), "praise", id="8 sets"),
        pytest.param(lift("Mon 09:00", core(4), upper(5), effort=6), None, id="9 sets"),
        pytest.param(
            lift("Mon 09:00", upper(8), upper(4, kind="warm-up"), effort=6),
            "praise",
            id="8 sets and four warm-ups",
        ),
        pytest.param(lift("Mon 09:00", upper(), effort=7), None, id="effort 7"),
        pytest.param(lift("Mon 09:00", upper()), None, id="effort unknown"),
        pytest.param(lift("Mon 09:00", lower(rir=0), effort=3), None, id="a leg set at RIR 0"),
        pytest.param(lift("Mon 09:00", lower(2, rir=1), effort=3), None, id="two at RIR 1"),
        pytest.param(lift("Mon 09:00", lower(rir=1), effort=3), "praise", id="one at RIR 1"),
        pytest.param(lift("Mon 09:00", upper(rir=0), effort=3), "praise", id="upper at RIR 0"),
    ],
)
def test_a_short_lift_is_short_in_time_sets_and_effort(workout, expected):
    assert verdict(RULE, [EASY_RUN, workout]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("run 4", "praise", EASY_RUN, SHORT_LIFT),
        case("run 5", None, run("Mon 07:00", effort=5), SHORT_LIFT),
        case("unknown run", None, run("Mon 07:00", type="recovery"), SHORT_LIFT),
        case("race 2", None, run("Mon 07:00", type="race", effort=2), SHORT_LIFT),
        case("the lift came first", None, lift("Mon 05:00", upper(), effort=5), EASY_RUN),
        case("both at once", None, EASY_RUN, lift("Mon 07:30", upper(), effort=5)),
        case("on two dates", None, run("Mon 23:00", effort=3), lift("Tue 00:30", effort=5)),
        case("a harder run earlier", None, run("Mon 05:00", effort=5), EASY_RUN, SHORT_LIFT),
        case("an unknown run earlier", None, run("Mon 05:00"), EASY_RUN, SHORT_LIFT),
        case(
            "a hard run in the small hours", None, run("Mon 00:30", effort=8), EASY_RUN, SHORT_LIFT
        ),
        case("a harder run later", "praise", EASY_RUN, SHORT_LIFT, run("Mon 18:00", effort=8)),
    ],
)
def test_the_run_before_it_was_easy_and_the_hardest_of_the_date(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize(
    "workout",
    [
        pytest.param(lift("Mon 09:00", effort=5, minutes=50), id="50 min"),
        pytest.param(lift("Mon 09:00", upper(10), effort=5), id="10 sets"),
        pytest.param(lift("Mon 09:00", upper(2)), id="unknown effort"),
    ],
)
def test_between_short_and_long_nothing_is_said(workout):
    assert flags([EASY_RUN, workout]) == []


def test_a_lift_between_two_easy_runs_is_looked_at_on_both_sides():
    evening = run("Mon 12:00", effort=3)

    found = {flag.rule: flag.workouts for flag in flags([EASY_RUN, SHORT_LIFT, evening])}

    assert found == {
        "well-combined": (EASY_RUN, SHORT_LIFT),
        "combined-order": (SHORT_LIFT, evening),
    }


def test_every_short_lift_of_the_date_is_praised():
    second = lift("Mon 11:00", core(), effort=4)

    assert len(flags([EASY_RUN, SHORT_LIFT, second], RULE)) == 2


def test_praise_offers_no_change():
    (flag,) = flags([EASY_RUN, SHORT_LIFT], RULE)

    assert flag.tips == ("combined-workouts",)
    assert flag.date == date(2026, 11, 16)
    assert flag.remedies == ()


def test_the_gap_is_real_time_where_the_clock_changes():
    night = run("2026-11-01 00:30", zone="America/New_York", minutes=60, effort=3)
    near, far = (
        lift(f"2026-11-01 {clock}", upper(), zone="America/New_York", effort=5)
        for clock in ("06:29", "06:30")
    )

    assert verdict(RULE, [night, near]) == "praise"
    assert verdict(RULE, [night, far]) is None


def test_an_hour_that_comes_twice_tells_its_two_times_apart():
    # The run ends at 02:20 summer time; the lift starts at 02:10 winter time, 50 minutes later.
    night = run("2026-10-25 01:30", zone="Europe/Berlin", effort=3)
    later = lift(after(night, "0:50"), upper(), zone="Europe/Berlin", effort=5)

    assert later.local_start.strftime("%H:%M") == "02:10"
    assert verdict(RULE, [night, later]) == "praise"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "praise", id="planned for today"),
        pytest.param(date(2026, 11, 17), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = lift("Mon 09:00", upper(), effort=5, planned=True)

    assert verdict(RULE, [EASY_RUN, plan], today) == expected


def test_a_plan_of_the_past_takes_no_part_even_where_it_overlaps():
    gone_by = lift("Mon 09:15", upper(), effort=5, planned=True)

    assert verdict(RULE, [EASY_RUN, SHORT_LIFT, gone_by], date(2026, 11, 17)) == "praise"
