"""A week's working sets well over those of the weeks before."""

import pytest

from runstrength.training.week import Week, Weekday
from tests.training.build import (
    at,
    case,
    core,
    day,
    flags,
    lift,
    lower,
    run,
    upper,
    verdict,
    verdicts,
)

RULE = "lift-volume-jump"
NEXT_MONDAY = day(7)


def weeks(*sets: int, until: int = 0) -> list:
    """One lift a week, the last of them on Monday or `until` days later; 0 is a week without."""
    ago = len(sets) - 1
    return [lift(at(until - 7 * (ago - n)), upper(each)) for n, each in enumerate(sets) if each]


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ((10, 10, 10, 14), None),
        ((10, 10, 10, 15), None),
        ((10, 10, 10, 16), "info"),
        ((10, 10, 10, 40), "info"),
        ((7, 7, 7, 10), None),
        ((7, 7, 7, 11), "info"),
        # The median of the three, not their mean.
        ((6, 10, 30, 15), None),
        ((6, 10, 30, 16), "info"),
        ((30, 6, 10, 16), "info"),
        # At least six in each.
        ((6, 6, 6, 9), None),
        ((6, 6, 6, 10), "info"),
        ((5, 6, 6, 30), None),
        ((6, 5, 6, 30), None),
        ((6, 6, 5, 30), None),
        ((10, 10, 30), None),
        ((10, 0, 10, 30), None),
        ((0, 10, 10, 10, 16), "info"),
    ],
)
def test_a_week_beside_the_median_of_the_three_before(sets, expected):
    assert verdicts(RULE, weeks(*sets), NEXT_MONDAY).get(day("Sun")) == expected


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("warm-ups", None, lift("Wed 18:00", upper(10, kind="warm-up"))),
        case("other regions", "info", lift("Wed 18:00", lower(3), core(3))),
        case("bodyweight", "info", lift("Wed 18:00", core(6, reps=None, duration_s=60))),
        case("five more", None, lift("Wed 18:00", core(5))),
        case("six more on Sunday", "info", lift("Sun 23:59", core(6))),
        case("six more on the Monday after", None, lift(at(7, "00:00"), core(6))),
        case("a run", None, run("Wed 18:00", effort=9)),
        case("a slight lift", "info", lift("Wed 18:00", upper(6), effort=2, minutes=10)),
    ],
)
def test_working_sets_of_the_week_count(workouts, expected):
    assert verdict(RULE, [*weeks(10, 10, 10, 10), *workouts], NEXT_MONDAY) == expected


@pytest.mark.parametrize("today", ["Mon", "Sun", 7])
def test_the_week_need_not_be_finished(today):
    assert verdicts(RULE, weeks(10, 10, 10, 16), day(today)) == {day("Sun"): "info"}


@pytest.mark.parametrize(
    ("weeks_ago", "expected"),
    [(-1, "info"), (0, "info"), (1, None), (2, None), (3, None), (4, "info")],
)
def test_a_deload_silences_the_three_weeks_after_it(weeks_ago, expected):
    deload = Week.holding(day(-7 * weeks_ago))

    assert verdict(RULE, weeks(10, 10, 10, 10, 16), deloads=[deload]) == expected


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (Weekday.MONDAY, {day(-1): "info"}),
        (Weekday.SUNDAY, {day(5): "info"}),
        (Weekday.WEDNESDAY, {day(1): "info"}),
    ],
)
def test_a_week_starts_when_the_user_says(starts_on, expected):
    workouts = [*weeks(10, 10, 10, 10, 10, until=2), lift(at(-1), upper(6))]

    assert verdicts(RULE, workouts, NEXT_MONDAY, week_starts_on=starts_on) == expected


def test_what_is_planned_counts_as_a_forecast():
    workouts = [*weeks(10, 10, 10, 10), lift("Thu 18:00", upper(6), planned=True)]

    (flag,) = flags(workouts, RULE)
    assert flag.planned
    assert verdict(RULE, workouts, day("Fri")) is None


def test_the_flag_names_the_weeks_lifts_and_figures():
    (flag,) = flags([*weeks(8, 10, 12, 16), run("Tue 07:00")], RULE)

    assert [w.kind for w in flag.workouts] == ["lift"]
    assert flag.date == day("Sun")
    assert flag.tips == ("gradual-progression",)
    assert (flag.measured, flag.compared_with) == (16, 10)
