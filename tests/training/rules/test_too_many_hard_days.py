"""More than three hard dates in a week."""

import pytest

from runstrength.training.thresholds import Thresholds
from runstrength.training.week import Week, Weekday
from tests.training.build import at, case, day, flags, lift, lower, run, upper, verdict, verdicts

RULE = "too-many-hard-days"


def hard(*days: int, **fields) -> list:
    """A hard run on each of those days after Monday."""
    return [run(at(n), **{"effort": 8} | fields) for n in days]


THREE = hard(0, 2, 4)


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("none", None),
        case("three", None, *THREE),
        case("four", "caution", *hard(0, 2, 4, 6)),
        case("four in a row", "caution", *hard(0, 1, 2, 3)),
        case("seven", "caution", *hard(*range(7))),
        case("two on one date", None, *THREE, lift("Mon 19:00", upper(), effort=8)),
        case("a fourth of effort 6", None, *THREE, run("Sun 07:00", effort=6)),
        case("a fourth of effort 7", "caution", *THREE, run("Sun 07:00", effort=7)),
        case("an unknown fourth", None, *THREE, run("Sun 07:00", type="easy")),
        case("a race", "caution", *THREE, run("Sun 07:00", type="race", effort=2)),
        case("a leg set at RIR 0", "caution", *THREE, lift("Sun 07:00", lower(rir=0), effort=3)),
        case("a hard upper-body lift", "caution", *THREE, lift("Sun 07:00", upper(), effort=7)),
        case("a tempo run", "caution by estimate", *THREE, run("Sun 07:00", type="tempo")),
        case("four and a tempo run", "caution", *hard(0, 2, 4, 6), run("Tue 07:00", type="tempo")),
        case("Sunday before", None, *hard(-1, 0, 2, 4)),
        case("Monday after", None, *hard(0, 2, 4, 7)),
        case("it ends on Monday", "caution", *THREE, run("Sun 23:50", effort=8)),
    ],
)
def test_a_fourth_hard_date(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize("today", [day("Mon"), day("Thu"), day(7)])
def test_the_week_need_not_be_finished(today):
    assert verdicts(RULE, hard(0, 1, 2, 3), today) == {day("Sun"): "caution"}


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (Weekday.MONDAY, {}),
        (Weekday.SUNDAY, {day(5): "caution"}),
        (Weekday.SATURDAY, {day(4): "caution"}),
        (Weekday.TUESDAY, {}),
    ],
)
def test_a_week_starts_when_the_user_says(starts_on, expected):
    assert verdicts(RULE, hard(-1, 0, 2, 4), week_starts_on=starts_on) == expected


def test_a_plan_makes_it_a_forecast_until_it_has_gone_by():
    workouts = [*THREE, *hard(5, planned=True)]

    (flag,) = flags(workouts, RULE, day("Sat"))
    assert flag.planned
    assert verdict(RULE, workouts, day("Sun")) is None


def test_a_deload_does_not_silence_it():
    assert verdict(RULE, hard(0, 2, 4, 6), deloads=[Week.holding(day(0))]) == "caution"


def test_the_flag_names_the_hard_workouts_of_the_week():
    easy = run("Tue 07:00", effort=3)
    workouts = hard(0, 2, 4, 6)

    (flag,) = flags([*workouts, easy], RULE)

    assert set(flag.workouts) == set(workouts)
    assert flag.tips == ("recovery",)
    assert flag.measured == 4


def test_the_threshold_can_be_moved():
    assert not flags(hard(0, 2, 4, 6), RULE, thresholds=Thresholds(hard_dates=4))
    assert flags(hard(0, 2), RULE, thresholds=Thresholds(hard_dates=1))
