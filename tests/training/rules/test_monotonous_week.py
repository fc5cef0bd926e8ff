"""A finished week in which every day was much like the other, and not a light one."""

import pytest

from runstrength.training.week import Week, Weekday
from tests.training.build import at, case, day, flags, lift, run, upper, verdict, verdicts

RULE = "monotonous-week"
NEXT_MONDAY = day(7)
ALIKE = (50, 50, 50, 50, 50, 50, 40)  # Monotony 14, load 340.


def week(*loads: int, start: int = 0) -> list:
    """A run on each date that has a load, from `start` days after Monday on."""
    return [run(at(start + n), effort=1, minutes=load) for n, load in enumerate(loads) if load]


def light(weeks_ago: int, load: int) -> list:
    """An earlier week with its load on one date, far from monotonous."""
    return week(load, start=-7 * weeks_ago)


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        # Sum 280 and squares 14,000: mean 40, population deviation 20, monotony exactly 2.
        ((70, 50, 50, 40, 40, 30, 0), None),
        ((70, 50, 50, 40, 40, 31, 0), "info"),
        ((70, 50, 50, 40, 40, 29, 0), None),
        (ALIKE, "info"),
        ((50, 50, 50, 50, 50, 50, 50), None),  # No deviation: no value.
        ((50, 50, 50, 50, 50, 50, 0), "info"),  # 2.45.
        ((50, 50, 50, 50, 50, 0, 0), None),  # 1.58.
        ((50, 0, 0, 0, 0, 0, 0), None),
    ],
)
def test_monotony_over_two(loads, expected):
    assert verdict(RULE, week(*loads), NEXT_MONDAY) == expected


def test_the_boundary_is_exact_whatever_the_order_and_scale():
    for scale in (1, 3, 7):
        loads = [load * scale for load in (0, 40, 70, 30, 50, 40, 50)]
        assert verdict(RULE, week(*loads), NEXT_MONDAY) is None


@pytest.mark.parametrize(("today", "expected"), [("Mon", None), ("Sun", None), (7, "info")])
def test_the_week_has_to_be_finished(today, expected):
    assert verdict(RULE, week(*ALIKE), day(today)) == expected


@pytest.mark.parametrize("days", range(7))
def test_an_unknown_load_in_it_leaves_it_unsaid(days):
    workouts = [*week(*ALIKE), run(at(days, "19:00"), type="tempo")]

    assert verdict(RULE, workouts, NEXT_MONDAY) is None


def test_two_workouts_of_a_date_are_one_days_load():
    morning = week(25, 50, 50, 50, 50, 50, 40)
    evening = lift("Mon 19:00", upper(), effort=1, minutes=25)

    assert verdict(RULE, [*morning, evening], NEXT_MONDAY) == "info"
    # With the evening, Monday's load is 69 or 70: just over two, or two.
    assert verdict(RULE, [*week(44, 50, 50, 40, 40, 30), evening], NEXT_MONDAY) == "info"
    assert verdict(RULE, [*week(45, 50, 50, 40, 40, 30), evening], NEXT_MONDAY) is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        case("a lighter week", "info", *light(1, 339)),
        case("a week alike", "info", *light(1, 340)),
        case("a heavier week", None, *light(1, 341)),
        case("two heavier weeks", None, *light(1, 400), *light(2, 400)),
        case("one heavier, one lighter", "info", *light(1, 400), *light(2, 100)),
        # An even number of weeks: the median lies halfway between the middle two.
        case(
            "half of them add up to as much", "info", *light(1, 300), *light(2, 340), *light(3, 900)
        ),
        case("half of them weigh more", None, *light(1, 300), *light(2, 342), *light(3, 900)),
        case("the heavier one is eleven weeks back", None, *light(11, 900)),
        case("the heavier one is twelve weeks back", "info", *light(12, 900)),
        case(
            "weeks without workouts do not count as light",
            None,
            *light(5, 900),
        ),
        case(
            "nor do weeks with an unknown load count",
            "info",
            *light(1, 900),
            run(at(-6), type="easy"),
        ),
        case("a heavier week after it", "info", *light(-1, 900)),
    ],
)
def test_it_is_as_heavy_as_the_median_of_twelve_weeks(before, expected):
    found = verdicts(RULE, [*week(*ALIKE), *before], day(14))

    assert found.get(day("Sun")) == expected


def test_a_heavier_half_counts_by_the_mean_of_the_middle_two():
    # 100, 340, 342, 900: the median is 341; with 340 in its place it is 340.
    heavier = [*light(1, 100), *light(2, 342), *light(3, 900)]
    alike = [*light(1, 100), *light(2, 340), *light(3, 900)]

    assert verdict(RULE, [*week(*ALIKE), *heavier], NEXT_MONDAY) is None
    assert verdict(RULE, [*week(*ALIKE), *alike], NEXT_MONDAY) == "info"


def test_a_deload_does_not_silence_it():
    deloads = [Week.holding(day(-7)), Week.holding(day(0))]

    assert verdict(RULE, week(*ALIKE), NEXT_MONDAY, deloads=deloads) == "info"


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [(Weekday.MONDAY, {day(6): "info"}), (Weekday.SUNDAY, {}), (Weekday.TUESDAY, {})],
)
def test_a_week_starts_when_the_user_says(starts_on, expected):
    workouts = week(90, 50, 50, 50, 50, 50, 90)
    # Cut elsewhere, one part has six dates alike and a date of rest, and is the lighter one.
    cut = {Weekday.SUNDAY: {day(5): "info"}, Weekday.TUESDAY: {day(7): "info"}}

    found = verdicts(RULE, workouts, day(21), week_starts_on=starts_on)
    assert found == cut.get(starts_on, expected)


def test_plans_that_have_gone_by_are_no_load():
    workouts = week(50, 50, 50, 50, 50)
    plans = [run(at(n), effort=1, minutes=50, planned=True) for n in (5, 6)]

    assert verdict(RULE, [*workouts, *plans[:1]], NEXT_MONDAY) is None
    assert verdict(RULE, [*workouts, *plans[:1]], day("Sat")) is None


def test_the_flag_is_dated_on_the_weeks_last_date():
    (flag,) = flags(week(*ALIKE), RULE, NEXT_MONDAY)

    assert flag.date == day("Sun")
    assert flag.tips == ("adjust-intensity",)
    assert len(flag.workouts) == 7
    assert not flag.planned
