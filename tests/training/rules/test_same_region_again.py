"""Two hard lifts of one region too close together."""

from datetime import date

import pytest

from tests.training.build import after, case, core, flags, lift, lower, run, upper, verdict

RULE = "same-region-again"

HARD_UPPER = lift("Mon 18:00", upper(3), effort=8)


@pytest.mark.parametrize(
    ("gap", "expected"), [("0:00", "caution"), ("35:59", "caution"), ("36:00", None)]
)
def test_a_region_wants_36_hours(gap, expected):
    assert verdict(RULE, [HARD_UPPER, lift(after(HARD_UPPER, gap), upper(), effort=8)]) == expected


@pytest.mark.parametrize(
    ("workout", "expected"),
    [
        pytest.param(lift("Tue 18:00", upper(), effort=7), "caution", id="effort 7"),
        pytest.param(lift("Tue 18:00", upper(), effort=6), None, id="effort 6"),
        pytest.param(lift("Tue 18:00", upper(9, rir=0)), None, id="unknown effort"),
        pytest.param(lift("Tue 18:00", lower(rir=0), upper(), effort=3), "caution", id="RIR 0"),
        pytest.param(lift("Tue 18:00", lower(rir=0), effort=3), None, id="another region"),
        pytest.param(lift("Tue 18:00", lower(), core(), effort=8), None, id="two other regions"),
        pytest.param(lift("Tue 18:00", core(), upper(), effort=8), "caution", id="one in common"),
        pytest.param(
            lift("Tue 18:00", upper(kind="warm-up"), core(), effort=8),
            None,
            id="in common by a warm-up alone",
        ),
        pytest.param(lift("Tue 18:00", effort=8), None, id="no sets"),
        pytest.param(run("Tue 18:00", effort=8), None, id="a run"),
        pytest.param(lift("Mon 18:15", upper(), effort=8), None, id="both at once"),
        pytest.param(lift("Mon 20:00", upper(), effort=8), "caution", id="on the same date"),
    ],
)
def test_hard_lifts_that_share_a_region_collide(workout, expected):
    assert verdict(RULE, [HARD_UPPER, workout]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case(
            "legs", "caution", lift("Mon 18:00", lower(), effort=8), lift("Tue 18:00", lower(rir=0))
        ),
        case(
            "core",
            "caution",
            lift("Mon 18:00", core(), effort=8),
            lift("Tue 18:00", core(), effort=8),
        ),
        case(
            "first one not hard",
            None,
            lift("Mon 18:00", upper(), effort=6),
            lift("Tue 18:00", upper(), effort=8),
        ),
        case(
            "a lift of another region between them",
            "caution",
            HARD_UPPER,
            lift("Tue 07:00", lower(), effort=8),
            lift("Tue 18:00", upper(), effort=8),
        ),
        case(
            "Sunday and Monday", "caution", lift("2026-11-15 18:00", upper(), effort=8), HARD_UPPER
        ),
        case(
            "two dates apart, after midnight",
            "caution",
            lift("Mon 23:45", upper(), effort=8),
            lift("Wed 12:14", upper(), effort=8),
        ),
        case(
            "two dates apart, 36 h after midnight",
            None,
            lift("Mon 23:45", upper(), effort=8),
            lift("Wed 12:15", upper(), effort=8),
        ),
    ],
)
def test_regions_dates_and_neighbours(workouts, expected):
    assert verdict(RULE, workouts) == expected


def test_two_shared_regions_make_one_flag():
    first = lift("Mon 18:00", upper(), core(), effort=8)
    second = lift("Tue 18:00", core(), upper(), effort=8)

    (flag,) = flags([first, second], RULE)

    assert flag.workouts == (first, second)
    assert flag.date == date(2026, 11, 17)
    assert flag.tips == ("alternate-days",)


@pytest.mark.parametrize(
    ("saturday", "zone", "clock", "expected"),
    [
        # From 18:30 on Saturday; the night loses an hour in spring and gains one in autumn.
        pytest.param("2026-03-28", "Europe/Berlin", "Mon 07:29", "caution", id="Berlin, spring"),
        pytest.param("2026-03-28", "Europe/Berlin", "Mon 07:30", None, id="Berlin, spring, 36 h"),
        pytest.param("2026-10-31", "America/New_York", "Mon 05:29", "caution", id="New York"),
        pytest.param("2026-10-31", "America/New_York", "Mon 05:30", None, id="New York, 36 h"),
    ],
)
def test_the_gap_is_real_time_where_the_clock_changes(saturday, zone, clock, expected):
    monday = {"2026-03-28": "2026-03-30", "2026-10-31": "2026-11-02"}[saturday]
    first = lift(f"{saturday} 18:00", upper(), zone=zone, effort=8)
    second = lift(clock.replace("Mon", monday), upper(), zone=zone, effort=8)

    assert verdict(RULE, [first, second]) == expected


def test_the_gap_is_real_time_between_two_zones():
    in_berlin = lift("Mon 18:00", upper(), zone="Europe/Berlin", effort=8)  # Ends at 17:30 UTC.
    too_soon = lift("Wed 00:29", upper(), zone="America/New_York", effort=8)  # 05:29 UTC.
    in_time = lift("Wed 00:30", upper(), zone="America/New_York", effort=8)

    assert verdict(RULE, [in_berlin, too_soon]) == "caution"
    assert verdict(RULE, [in_berlin, in_time]) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "caution", id="planned for tomorrow"),
        pytest.param(date(2026, 11, 17), "caution", id="planned for today"),
        pytest.param(date(2026, 11, 18), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = lift("Tue 18:00", upper(), effort=8, planned=True)

    assert verdict(RULE, [HARD_UPPER, plan], today) == expected
