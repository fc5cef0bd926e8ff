"""A week's load well over that of the weeks before."""

import pytest

from runstrength.training.week import Week, Weekday
from tests.training.build import MONDAY, at, case, day, flags, lift, run, verdict, verdicts

RULE = "load-jump"
NEXT_MONDAY = day(7)


def load(days: int, load: int, **fields):
    """A run with a load, so many days after Monday."""
    return run(at(days), effort=1, minutes=load, **fields)


def weeks(*loads: int, until: int = 0) -> list:
    """One run a week, the last of them on Monday or `until` days later; 0 is a week without."""
    ago = len(loads) - 1
    return [load(until - 7 * (ago - n), each) for n, each in enumerate(loads) if each]


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        ((200, 200, 200, 259), None),
        ((200, 200, 200, 260), None),
        ((200, 200, 200, 261), "info"),
        ((200, 200, 200, 300), "info"),
        ((200, 200, 200, 301), "caution"),
        ((200, 200, 200, 100), None),
        # The median of the three, not their mean.
        ((100, 200, 900, 260), None),
        ((100, 200, 900, 261), "info"),
        ((900, 100, 200, 261), "info"),
        ((10, 190, 200, 247), None),
        ((10, 190, 200, 248), "info"),
        # Three weeks before, each with load.
        ((200, 200, 900), None),
        ((0, 200, 200, 900), None),
        ((200, 0, 200, 900), None),
        ((200, 200, 0, 900), None),
        ((900, 200, 200, 200, 261), "info"),
        ((0, 200, 200, 200, 261), "info"),
    ],
)
def test_a_week_beside_the_median_of_the_three_before(loads, expected):
    found = verdicts(RULE, weeks(*loads), NEXT_MONDAY)

    assert found.get(day("Sun")) == expected


@pytest.mark.parametrize(
    ("unknown", "expected"),
    [
        pytest.param(0, None, id="this week"),
        pytest.param(6, None, id="this week, later"),
        pytest.param(-1, None, id="the week before"),
        pytest.param(-21, None, id="three weeks before"),
        pytest.param(-22, "caution", id="four weeks before"),
        pytest.param(7, "caution", id="the week after"),
    ],
)
def test_an_unknown_load_in_one_of_the_four_weeks_leaves_it_unsaid(unknown, expected):
    workouts = [*weeks(200, 200, 200, 400), run(at(unknown, "19:00"), type="tempo")]

    assert verdict(RULE, workouts, day(14)) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param("Mon", "info", id="on its first day"),
        pytest.param("Sun", "info", id="on its last day"),
        pytest.param(7, "info", id="finished"),
    ],
)
def test_an_unfinished_week_is_told_of_once_its_load_is_over(today, expected):
    assert verdict(RULE, weeks(200, 200, 200, 270), day(today)) == expected


def test_what_is_planned_counts_as_a_forecast():
    logged = weeks(200, 200, 200, 200)
    plan = load(3, 61, planned=True)

    (flag,) = flags([*logged, plan], RULE)
    assert (flag.severity.word, flag.planned, flag.date) == ("info", True, day("Sun"))
    assert verdict(RULE, logged) is None
    assert verdict(RULE, [*logged, plan], day("Fri")) is None


def test_a_lift_and_a_run_count_together_by_moving_time():
    before = weeks(200, 200, 200, 0)
    lifting = lift("Mon 18:00", effort=5, minutes=30)  # 150.

    moved = run("Mon 07:00", effort=1, minutes=200, moving=110)
    longer = run("Mon 07:00", effort=1, minutes=200, moving=111)
    assert verdict(RULE, [*before, lifting, moved]) is None
    assert verdict(RULE, [*before, lifting, longer]) == "info"


def test_a_second_more_counts():
    before = weeks(200, 200, 200, 0)

    assert verdict(RULE, [*before, run("Mon 07:00", effort=1, minutes=260)]) is None
    assert verdict(RULE, [*before, run("Mon 07:00", effort=1, minutes=260 + 1 / 60)]) == "info"


@pytest.mark.parametrize(
    ("weeks_ago", "expected"),
    [(0, "caution"), (1, None), (2, None), (3, None), (4, "caution"), (-1, "caution")],
)
def test_a_deload_silences_the_three_weeks_after_it(weeks_ago, expected):
    deload = Week.holding(day(-7 * weeks_ago))

    assert verdict(RULE, weeks(200, 200, 200, 200, 400), deloads=[deload]) == expected


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        # Sunday's run ends a week, or begins the next one.
        (Weekday.MONDAY, {day(-1): "caution"}),
        (Weekday.SUNDAY, {day(5): "caution"}),
        (Weekday.WEDNESDAY, {day(1): "caution"}),
    ],
)
def test_a_week_starts_when_the_user_says(starts_on, expected):
    workouts = [*weeks(200, 200, 200, 200, 200, until=2), load(-1, 200)]

    assert verdicts(RULE, workouts, NEXT_MONDAY, week_starts_on=starts_on) == expected


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        pytest.param(f"{MONDAY} 00:00", "caution", id="Monday morning"),
        pytest.param(f"{day(-1)} 23:59", None, id="a minute before"),
    ],
)
def test_weeks_part_at_midnight(clock, expected):
    workouts = [*weeks(200, 200, 200, 200, until=3), run(clock, effort=1, minutes=150)]

    assert verdicts(RULE, workouts, NEXT_MONDAY).get(day("Sun")) == expected


def test_efforts_are_never_estimated_into_a_load():
    workouts = [*weeks(200, 200, 200, 200), run("Wed 07:00", type="race", minutes=200)]

    assert verdict(RULE, workouts, NEXT_MONDAY) is None


@pytest.mark.parametrize(
    ("workouts", "expected"), [case("nothing", None), case("one", None, load(0, 500))]
)
def test_a_short_log_says_nothing(workouts, expected):
    assert verdict(RULE, workouts, NEXT_MONDAY) == expected


def test_the_flag_names_the_weeks_workouts_and_figures():
    (flag,) = flags(weeks(200, 210, 220, 400), RULE, NEXT_MONDAY)

    assert flag.tips == ("adjust-intensity",)
    assert (flag.measured, flag.compared_with) == (400, 210)
    assert {w.local_date for w in flag.workouts} <= set(Week.holding(MONDAY).days)
    assert flag.workouts
