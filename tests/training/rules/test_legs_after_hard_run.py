"""A hard leg lift shortly after a hard run."""

from datetime import date

import pytest

from tests.training.build import after, case, flags, lift, lower, run, upper, verdict

RULE = "legs-after-hard-run"

HARD_RUN = run("Mon 07:00", effort=8)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("0:00", "warning"),
        ("2:59", "warning"),
        ("3:00", "caution"),
        ("5:59", "caution"),
        ("6:00", None),
    ],
)
def test_six_hours_part_them_and_three_soften_it(gap, expected):
    assert verdict(RULE, [HARD_RUN, lift(after(HARD_RUN, gap), lower(), effort=8)]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case(
            "run 7, lift 7",
            "warning",
            run("Mon 07:00", effort=7),
            lift("Mon 09:00", lower(), effort=7),
        ),
        case("run 6", None, run("Mon 07:00", effort=6), lift("Mon 09:00", lower(), effort=8)),
        case("unknown run", None, run("Mon 07:00"), lift("Mon 09:00", lower(), effort=8)),
        case(
            "race 2",
            "warning",
            run("Mon 07:00", type="race", effort=2),
            lift("Mon 09:00", lower(), effort=8),
        ),
        case("lift 6", None, HARD_RUN, lift("Mon 09:00", lower(), effort=6)),
        case("unknown lift", None, HARD_RUN, lift("Mon 09:00", lower())),
        case(
            "one leg set at RIR 0", "warning", HARD_RUN, lift("Mon 09:00", lower(rir=0), effort=3)
        ),
        case("one leg set at RIR 1", None, HARD_RUN, lift("Mon 09:00", lower(rir=1), effort=3)),
        case("no legs", None, HARD_RUN, lift("Mon 09:00", upper(), effort=9)),
        case(
            "legs in the warm-up alone",
            None,
            HARD_RUN,
            lift("Mon 09:00", lower(kind="warm-up"), upper(), effort=9),
        ),
        case("the lift came first", None, lift("Mon 05:00", lower(), effort=8), HARD_RUN),
        case("both at once", None, HARD_RUN, lift("Mon 07:30", lower(), effort=8)),
        case(
            "across midnight",
            "warning",
            run("Mon 23:00", effort=8),
            lift("Tue 01:00", lower(), effort=8),
        ),
        case(
            "an easy run between them",
            "caution",
            HARD_RUN,
            run("Mon 09:00", effort=3),
            lift("Mon 11:30", lower(), effort=8),
        ),
    ],
)
def test_a_hard_run_and_a_hard_leg_lift_collide(workouts, expected):
    assert verdict(RULE, workouts) == expected


def test_it_is_dated_on_the_lift_and_cites_combined_workouts():
    evening = run("Mon 23:00", effort=8)
    night = lift("Tue 01:00", lower(), effort=8)

    (flag,) = flags([evening, night], RULE)

    assert flag.date == date(2026, 11, 17)
    assert set(flag.workouts) == {evening, night}
    assert flag.tips == ("combined-workouts",)


@pytest.mark.parametrize(
    ("sunday", "zone", "clock", "expected"),
    [
        # The clock skips an hour: from 01:30 to 08:30 only 6 h pass.
        pytest.param("2026-03-29", "Europe/Berlin", "08:29", "caution", id="Berlin, 5:59 h"),
        pytest.param("2026-03-29", "Europe/Berlin", "08:30", None, id="Berlin, 6 h"),
        pytest.param("2026-03-08", "America/New_York", "08:29", "caution", id="New York, 5:59 h"),
        pytest.param("2026-03-08", "America/New_York", "08:30", None, id="New York, 6 h"),
        # An hour comes twice: from 01:30 to 06:30, 6 h pass.
        pytest.param("2026-10-25", "Europe/Berlin", "06:29", "caution", id="Berlin, autumn 5:59"),
        pytest.param("2026-10-25", "Europe/Berlin", "06:30", None, id="Berlin, autumn 6 h"),
        pytest.param("2026-11-01", "America/New_York", "06:29", "caution", id="New York, autumn"),
        pytest.param("2026-11-01", "America/New_York", "06:30", None, id="New York, autumn 6 h"),
    ],
)
def test_the_gap_is_real_time_where_the_clock_changes(sunday, zone, clock, expected):
    night = run(f"{sunday} 00:30", zone=zone, minutes=60, effort=8)
    legs = lift(f"{sunday} {clock}", lower(), zone=zone, effort=8)

    assert verdict(RULE, [night, legs]) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "warning", id="planned for today"),
        pytest.param(date(2026, 11, 17), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = lift("Mon 09:00", lower(), effort=8, planned=True)

    assert verdict(RULE, [HARD_RUN, plan], today) == expected
