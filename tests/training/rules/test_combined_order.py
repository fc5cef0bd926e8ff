"""A lift shortly before a run of the same date."""

from datetime import date

import pytest

from tests.training.build import after, case, flags, lift, lower, run, upper, verdict

RULE = "combined-order"

LIFT = lift("Mon 07:00", upper(), effort=5)  # Ends at 07:30.


@pytest.mark.parametrize(
    ("gap", "expected"), [("0:00", "caution"), ("5:59", "caution"), ("6:00", None)]
)
def test_six_hours_part_them(gap, expected):
    assert verdict(RULE, [LIFT, run(after(LIFT, gap), effort=6)]) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("easy run 4", "info", LIFT, run("Mon 09:00", effort=4)),
        case("moderate run 5", "caution", LIFT, run("Mon 09:00", effort=5)),
        case("hard run 7", "caution", LIFT, run("Mon 09:00", effort=7)),
        case("unknown run", "caution", LIFT, run("Mon 09:00", type="easy")),
        case("race 1", "caution", LIFT, run("Mon 09:00", type="race", effort=1)),
        case("unknown lift", "info", lift("Mon 07:00"), run("Mon 09:00", effort=4)),
        case("hard leg lift", "info", lift("Mon 07:00", lower(rir=0)), run("Mon 09:00", effort=4)),
        case("the run came first", None, run("Mon 05:00", effort=6), LIFT),
        case("both at once", None, LIFT, run("Mon 07:15", effort=6)),
        case(
            "on two dates, a quarter of an hour apart",
            None,
            lift("Mon 23:15", upper(), effort=5),
            run("Tue 00:00", effort=6),
        ),
        case(
            "a lift that ended past midnight belongs to the day before",
            None,
            lift("Mon 23:45", upper(), effort=5),
            run("Tue 05:00", effort=6),
        ),
        case(
            "a lift that overlaps another one of the runs",
            None,
            LIFT,
            run("Mon 07:15", effort=6, minutes=30),
            run("Mon 09:00", effort=6),
        ),
    ],
)
def test_a_lift_before_a_run(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("easy then hard", "caution", run("Mon 08:00", effort=3), run("Mon 11:00", effort=8)),
        case("hard then easy", "caution", run("Mon 08:00", effort=8), run("Mon 11:00", effort=3)),
        case("easy then unknown", "caution", run("Mon 08:00", effort=3), run("Mon 11:00")),
        case("easy then easy", "info", run("Mon 08:00", effort=3), run("Mon 11:00", effort=3)),
        case("easy, hard too late", None, run("Mon 08:00", effort=3), run("Mon 13:30", effort=8)),
        case(
            "easy, hard by 1 min", "caution", run("Mon 08:00", effort=3), run("Mon 13:29", effort=8)
        ),
    ],
)
def test_the_hardest_run_after_the_lift_is_looked_at(workouts, expected):
    assert verdict(RULE, [LIFT, *workouts]) == expected


@pytest.mark.parametrize(
    ("first", "second", "looked_at"),
    [
        pytest.param(3, 8, 1, id="hard over easy"),
        pytest.param(8, 6, 0, id="hard over moderate"),
        pytest.param(None, 6, 1, id="moderate over unknown"),
        pytest.param(4, None, 1, id="unknown over easy"),
    ],
)
def test_the_flag_names_the_run_that_was_looked_at(first, second, looked_at):
    runs = [run("Mon 08:00", effort=first), run("Mon 11:00", effort=second)]

    (flag,) = flags([LIFT, *runs], RULE)

    assert set(flag.workouts) == {LIFT, runs[looked_at]}


def test_of_two_equally_hard_runs_the_nearer_is_named():
    near, far = run("Mon 08:00", effort=7), run("Mon 11:00", effort=9)

    (flag,) = flags([far, near, LIFT], RULE)

    assert set(flag.workouts) == {LIFT, near}


def test_each_lift_before_the_run_has_a_flag():
    second = lift("Mon 08:00", lower(), effort=5)
    evening_run = run("Mon 09:00", effort=6)

    found = flags([LIFT, second, evening_run], RULE)

    assert {frozenset(flag.workouts) for flag in found} == {
        frozenset({LIFT, evening_run}),
        frozenset({second, evening_run}),
    }


def test_it_cites_combined_workouts_and_is_dated_on_the_run():
    (flag,) = flags([LIFT, run("Mon 09:00", effort=6)], RULE)

    assert flag.tips == ("combined-workouts",)
    assert flag.date == date(2026, 11, 16)


def test_the_date_is_that_of_each_place():
    # An hour and a half apart each time; only in the second case is it Monday in both places.
    in_tokyo = lift("Tue 07:00", upper(), zone="Asia/Tokyo", effort=5)
    in_honolulu = run("Mon 14:00", zone="Pacific/Honolulu", effort=6)
    in_berlin = lift("Mon 18:00", upper(), zone="Europe/Berlin", effort=5)
    in_new_york = run("Mon 14:00", zone="America/New_York", effort=6)

    assert verdict(RULE, [in_tokyo, in_honolulu]) is None
    assert verdict(RULE, [in_berlin, in_new_york]) == "caution"


def test_the_gap_is_real_time_where_the_clock_changes():
    night = lift("2026-10-25 00:30", upper(), zone="Europe/Berlin", effort=5)
    run_at = {
        clock: run(f"2026-10-25 {clock}", zone="Europe/Berlin", effort=6)
        for clock in ("05:59", "06:00")
    }

    assert verdict(RULE, [night, run_at["05:59"]]) == "caution"
    assert verdict(RULE, [night, run_at["06:00"]]) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 11, 16), "caution", id="planned for today"),
        pytest.param(date(2026, 11, 17), None, id="the plan has gone by"),
    ],
)
def test_a_plan_counts_from_today_on(today, expected):
    assert verdict(RULE, [LIFT, run("Mon 09:00", effort=6, planned=True)], today) == expected
