"""Seven dates in a row without a rest day, a hard one among them."""

from datetime import timedelta

import pytest

from runstrength.training.thresholds import Thresholds
from runstrength.training.week import Week, Weekday
from tests.training.build import at, case, day, flags, lift, lower, run, upper, verdict, verdicts

RULE = "no-rest-day"


def streak(first: int, last: int, hard: tuple[int, ...] = (), **fields) -> list:
    """A run on each date, moderate but for the hard ones."""
    return [
        run(at(n), **{"effort": 8 if n in hard else 5} | fields) for n in range(first, last + 1)
    ]


SIX = streak(0, 5, hard=(2,))


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("six dates", None, *SIX),
        case("seven dates", "caution", *SIX, run("Sun 07:00", effort=5)),
        case("seven without a hard one", None, *streak(0, 6)),
        case("the hard one first", "caution", *streak(0, 6, hard=(0,))),
        case("the hard one last", "caution", *streak(0, 6, hard=(6,))),
        case("hard by estimate", "caution by estimate", *streak(0, 5), run(at(6), type="tempo")),
        case("unknown efforts", "caution", *SIX, run("Sun 07:00", type="easy")),
        case("all unknown", None, *streak(0, 6, effort=None)),
        case("a lift", "caution", *SIX, lift("Sun 07:00", upper(), effort=3)),
        case("a hard lift", "caution", *streak(0, 5), lift(at(6), lower(rir=0))),
        case("a race", "caution", *streak(0, 5), run(at(6), type="race", effort=5)),
        case(
            "a race that is slight, beside training",
            "caution",
            *streak(0, 6),
            run("Tue 18:00", type="race", effort=4, minutes=15),
        ),
        case("a rest day between", None, *streak(0, 2, (2,)), *streak(4, 7, (6,))),
        # What is slight is rest.
        case("19 min of effort 4", None, *SIX, run("Sun 07:00", effort=4, minutes=19)),
        case("20 min of effort 4", "caution", *SIX, run("Sun 07:00", effort=4, minutes=20)),
        case("19 min of effort 5", "caution", *SIX, run("Sun 07:00", effort=5, minutes=19)),
        case("19 min of unknown effort", "caution", *SIX, run("Sun 07:00", minutes=19)),
        case("19 min moving", None, *SIX, run("Sun 07:00", effort=4, minutes=60, moving=19)),
        case("a slight lift", None, *SIX, lift("Sun 07:00", upper(), effort=4, minutes=19)),
        case(
            "two slight ones",
            None,
            *SIX,
            run("Sun 07:00", effort=4, minutes=19),
            lift("Sun 08:00", effort=4, minutes=19),
        ),
        case(
            "a slight one beside another",
            "caution",
            *SIX,
            run("Sun 07:00", effort=4, minutes=19),
            lift("Sun 18:00", effort=4),
        ),
        case("a run past midnight", None, *streak(0, 4, (2,)), run("Sat 23:30", effort=5)),
    ],
)
def test_seven_dates_in_a_row_with_a_hard_one(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize(
    ("first", "last", "dates"),
    [
        pytest.param(0, 6, [6], id="Monday to Sunday"),
        pytest.param(0, 12, [6], id="to Saturday"),
        pytest.param(0, 13, [6, 13], id="two weeks"),
        pytest.param(2, 7, [], id="six dates from Wednesday"),
        pytest.param(2, 8, [8], id="Wednesday to Tuesday"),
        pytest.param(2, 12, [8], id="to the Saturday after"),
        pytest.param(2, 13, [8, 13], id="to the Sunday after"),
        pytest.param(2, 20, [8, 13, 20], id="and the Sunday after that"),
        pytest.param(1, 6, [], id="six dates to Sunday"),
        pytest.param(6, 12, [12], id="Sunday to Saturday"),
        pytest.param(6, 13, [12, 13], id="Sunday to Sunday"),
    ],
)
def test_a_longer_streak_is_looked_at_on_each_date_that_ends_a_week(first, last, dates):
    found = verdicts(RULE, streak(first, last, hard=tuple(range(0, 28, 2))))

    assert found == {day(n): "caution" for n in dates}


@pytest.mark.parametrize(
    ("hard", "dates"),
    [
        pytest.param((0,), [6], id="in the first seven"),
        pytest.param((7,), [13], id="in the last seven"),
        pytest.param((3, 10), [6, 13], id="in both"),
        pytest.param((), [], id="in none"),
    ],
)
def test_the_hard_one_is_among_the_seven_that_end_there(hard, dates):
    assert list(verdicts(RULE, streak(0, 13, hard))) == [day(n) for n in dates]


@pytest.mark.parametrize(
    ("starts_on", "dates"),
    [
        (Weekday.MONDAY, [8, 13]),
        (Weekday.SUNDAY, [8, 12]),
        (Weekday.WEDNESDAY, [8]),
        (Weekday.THURSDAY, [8, 9]),
    ],
)
def test_a_week_ends_when_the_user_says(starts_on, dates):
    found = verdicts(RULE, streak(2, 13, (5, 8)), week_starts_on=starts_on)

    assert list(found) == [day(n) for n in dates]


def test_a_slight_date_begins_a_streak_anew():
    slight = run(at(3), effort=2, minutes=15)

    workouts = [*streak(0, 2, (1,)), slight, *streak(4, 10, (6,))]
    assert list(verdicts(RULE, workouts)) == [day(10)]


@pytest.mark.parametrize(("today", "expected"), [("Mon", "caution"), ("Sun", "caution"), (7, None)])
def test_a_plan_counts_from_today_on(today, expected):
    plan = run("Sun 07:00", effort=5, planned=True)

    assert verdict(RULE, [*SIX, plan], day(today)) == expected


def test_a_plan_makes_it_a_forecast():
    (flag,) = flags([*SIX, run("Sun 07:00", effort=5, planned=True)], RULE)

    assert flag.planned
    assert flag.date == day("Sun")
    assert flag.tips == ("recovery",)


def test_a_deload_does_not_silence_it():
    assert verdict(RULE, streak(0, 6, (3,)), deloads=[Week.holding(day(0))]) == "caution"


def test_what_is_slight_and_how_many_dates_can_be_moved():
    seven = [*SIX, run("Sun 07:00", effort=4, minutes=30)]
    slight = Thresholds(slight=timedelta(minutes=31))
    assert not flags(seven, RULE, thresholds=slight)
    assert not flags(seven, RULE, thresholds=Thresholds(rest_within=8))
    assert flags(SIX, RULE, thresholds=Thresholds(rest_within=6))
