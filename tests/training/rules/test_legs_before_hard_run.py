"""A hard leg lift shortly before a hard run."""

from datetime import date, timedelta

import pytest

from tests.training.build import after, case, core, flags, lift, lower, run, upper, verdict

RULE = "legs-before-hard-run"

HARD_LEGS = lift("Mon 18:00", lower(3, rir=2), effort=8)
TO_FAILURE = lift("Mon 18:00", lower(3, rir=2), lower(rir=0), effort=8)


@pytest.mark.parametrize(
    ("legs", "gap", "expected"),
    [
        (HARD_LEGS, "0:00", "warning"),
        (HARD_LEGS, "23:59", "warning"),
        (HARD_LEGS, "24:00", None),
        (TO_FAILURE, "23:59", "warning"),
        (TO_FAILURE, "24:00", "caution"),
        (TO_FAILURE, "47:59", "caution"),
        (TO_FAILURE, "48:00", None),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_legs_want_a_day_and_two_after_a_set_to_failure(legs, gap, expected):
    assert verdict(RULE, [legs, run(after(legs, gap), effort=8)]) == expected


@pytest.mark.parametrize(
    ("exercises", "expected"),
    [
        pytest.param([lower(rir=0)], "caution", id="a leg set to failure"),
        pytest.param([lower(3, rir=1)], None, id="leg sets one short of failure"),
        pytest.param([lower(), upper(rir=0)], None, id="an upper-body set to failure"),
        pytest.param([lower(), core(rir=0)], None, id="a core set to failure"),
        pytest.param([lower(), lower(rir=0, kind="warm-up")], None, id="a warm-up to failure"),
        pytest.param([lower()], None, id="reps in reserve unknown"),
    ],
)
def test_the_second_day_counts_after_a_leg_set_to_failure_alone(exercises, expected):
    legs = lift("Mon 18:00", *exercises, effort=8)

    assert verdict(RULE, [legs, run(after(legs, "30:00"), effort=8)]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("run 7", "warning", HARD_LEGS, run("Tue 07:00", effort=7)),
        case("run 6", None, HARD_LEGS, run("Tue 07:00", effort=6)),
        case("unknown run", None, HARD_LEGS, run("Tue 07:00")),
        case("race 3", "warning", HARD_LEGS, run("Tue 07:00", type="race", effort=3)),
        case("lift 7", "warning", lift("Mon 18:00", lower(), effort=7), run("Tue 07:00", effort=8)),
        case("lift 6", None, lift("Mon 18:00", lower(), effort=6), run("Tue 07:00", effort=8)),
        case("unknown lift", None, lift("Mon 18:00", lower()), run("Tue 07:00", effort=8)),
        case(
            "a light lift with a leg set to failure",
            "warning",
            lift("Mon 18:00", lower(rir=0), effort=2),
            run("Tue 07:00", effort=8),
        ),
        case("no legs", None, lift("Mon 18:00", upper(), effort=8), run("Tue 07:00", effort=8)),
        case(
            "legs in the warm-up alone",
            None,
            lift("Mon 18:00", lower(kind="warm-up"), upper(), effort=8),
            run("Tue 07:00", effort=8),
        ),
        case("on the same date", "warning", HARD_LEGS, run("Mon 19:00", effort=8)),
        case("the run came first", None, run("Mon 07:00", effort=8), HARD_LEGS),
        case("both at once", None, HARD_LEGS, run("Mon 18:15", effort=8)),
        case(
            "a lift past midnight",
            "warning",
            lift("Mon 23:45", lower(), effort=8),
            run("Wed 00:14", effort=8),
        ),
    ],
)
def test_a_hard_leg_lift_and_a_hard_run_collide(workouts, expected):
    assert verdict(RULE, workouts) == expected


def test_a_run_between_them_does_not_part_them():
    easy = run("Tue 07:00", effort=3)

    assert verdict(RULE, [HARD_LEGS, easy, run("Tue 17:00", effort=8)]) == "warning"


def test_it_is_dated_on_the_run_and_cites_recovery():
    hard_run = run("Tue 07:00", effort=8)

    (flag,) = flags([HARD_LEGS, hard_run], RULE)

    assert flag.date == date(2026, 11, 17)
    assert set(flag.workouts) == {HARD_LEGS, hard_run}
    assert flag.tips == ("recovery",)


@pytest.mark.parametrize(
    ("saturday", "zone", "clock", "expected"),
    [
        # The night is an hour short: 24 h on the clock are 23 h of rest.
        pytest.param("2026-03-28", "Europe/Berlin", "18:30", "warning", id="Berlin, 23 h"),
        pytest.param("2026-03-28", "Europe/Berlin", "19:30", None, id="Berlin, 24 h"),
        pytest.param("2026-03-07", "America/New_York", "19:29", "warning", id="New York, 23:59 h"),
        pytest.param("2026-03-07", "America/New_York", "19:30", None, id="New York, 24 h"),
        # The night is an hour long: 23 h on the clock are 24 h of rest.
        pytest.param("2026-10-24", "Europe/Berlin", "17:30", None, id="Berlin, 24 h in autumn"),
        pytest.param("2026-10-24", "Europe/Berlin", "17:29", "warning", id="Berlin, 23:59 h"),
        pytest.param("2026-10-31", "America/New_York", "17:30", None, id="New York, autumn"),
        pytest.param("2026-10-31", "America/New_York", "17:29", "warning", id="New York, 23:59"),
    ],
)
def test_the_gap_is_real_time_where_the_clock_changes(saturday, zone, clock, expected):
    legs = lift(f"{saturday} 18:00", lower(), zone=zone, effort=8)
    sunday = date.fromisoformat(saturday) + timedelta(days=1)

    assert verdict(RULE, [legs, run(f"{sunday} {clock}", zone=zone, effort=8)]) == expected


def test_the_gap_is_real_time_between_two_zones():
    legs = lift("Mon 18:00", lower(), zone="America/New_York", effort=8)  # Ends at 23:30 UTC.
    too_soon = run("Wed 00:29", zone="Europe/Berlin", effort=8)  # 23:29 UTC on Tuesday.
    in_time = run("Wed 00:30", zone="Europe/Berlin", effort=8)

    assert verdict(RULE, [legs, too_soon]) == "warning"
    assert verdict(RULE, [legs, in_time]) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "warning", id="the lift is planned for today"),
        pytest.param(date(2026, 11, 17), None, id="the planned lift has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    legs = lift("Mon 18:00", lower(), effort=8, planned=True)
    race = run("Tue 07:00", type="race", effort=9, planned=True)

    assert verdict(RULE, [legs, race], today) == expected
