"""Lifts on two dates in a row, and no run on either."""

import pytest

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

RULE = "not-alternating"

MONDAY = lift("Mon 18:00", upper(3), effort=5)
TUESDAY = lift("Tue 18:00", lower(3), effort=5)


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("two lifts", "info", MONDAY, TUESDAY),
        case("of the same region", "info", MONDAY, lift("Tue 18:00", upper(), effort=5)),
        case("one date", None, MONDAY, lift("Mon 20:00", lower(), effort=5)),
        case("a day between", None, MONDAY, lift("Wed 18:00", lower(), effort=5)),
        case("Sunday and Monday", "info", lift(at(-1), effort=5), MONDAY),
        case("unknown efforts", "info", lift("Mon 18:00"), lift("Tue 18:00")),
        case("four lifts", "info", MONDAY, TUESDAY, lift("Mon 20:00"), lift("Tue 20:00")),
        # Runs.
        case("a run on the first date", None, MONDAY, TUESDAY, run("Mon 07:00", effort=5)),
        case("a run on the second date", None, MONDAY, TUESDAY, run("Tue 07:00", effort=5)),
        case("a slight run", None, MONDAY, TUESDAY, run("Tue 07:00", effort=2, minutes=10)),
        case("a run the day before", "info", MONDAY, TUESDAY, run(at(-1), effort=5)),
        case("a run the day after", "info", MONDAY, TUESDAY, run("Wed 07:00", effort=5)),
        case("a run that ends past midnight", "info", MONDAY, TUESDAY, run(at(-1, "23:40"))),
        case("runs alone", None, run("Mon 07:00", effort=5), run("Tue 07:00", effort=5)),
        # Slight lifts.
        case("19 min of effort 4", None, MONDAY, lift("Tue 18:00", effort=4, minutes=19)),
        case("20 min of effort 4", "info", MONDAY, lift("Tue 18:00", effort=4, minutes=20)),
        case("19 min of effort 5", "info", MONDAY, lift("Tue 18:00", effort=5, minutes=19)),
        case("19 min, unknown", "info", MONDAY, lift("Tue 18:00", minutes=19)),
        case("slight first", None, lift("Mon 18:00", effort=4, minutes=19), TUESDAY),
        case(
            "one slight among two",
            "info",
            MONDAY,
            lift("Tue 07:00", effort=4, minutes=19),
            TUESDAY,
        ),
        # What a graver rule says.
        case("one of them hard", "info", MONDAY, lift("Tue 18:00", upper(), effort=8)),
        case(
            "both hard: back-to-back-hard",
            None,
            lift("Mon 05:00", upper(), effort=8),
            lift("Tue 22:00", lower(), effort=8),
        ),
        case(
            "both hard, of one region: same-region-again",
            None,
            lift("Mon 18:00", upper(), effort=8),
            lift("Tue 18:00", upper(), effort=8),
        ),
        case(
            "two hard ones of one region on the first date: same-region-again",
            None,
            lift("Mon 08:00", upper(), effort=8),
            lift("Mon 18:00", upper(), effort=8),
            TUESDAY,
        ),
        case(
            "hard ones among others",
            None,
            MONDAY,
            lift("Mon 20:00", core(), effort=8),
            TUESDAY,
            lift("Tue 20:00", upper(), effort=8),
        ),
    ],
)
def test_lifts_on_two_dates_in_a_row(workouts, expected):
    assert verdict(RULE, workouts) == expected


def test_three_dates_make_two_pairs():
    workouts = [MONDAY, TUESDAY, lift("Wed 18:00", upper(), effort=5)]

    assert verdicts(RULE, workouts) == {day("Tue"): "info", day("Wed"): "info"}


def test_a_graver_flag_of_one_pair_leaves_the_next_pair_its_own():
    hard = [lift(f"{weekday} 18:00", upper(), effort=8) for weekday in ("Mon", "Tue")]
    wednesday = lift("Wed 18:00", lower(), effort=5)

    assert verdicts(RULE, [*hard, wednesday]) == {day("Wed"): "info"}


def test_a_region_that_comes_again_over_two_midnights_leaves_the_pairs_between_them():
    # The gap from Monday to Wednesday is under 36 h, and no two hard dates follow each other.
    workouts = [
        lift("Mon 23:30", upper(), effort=8),
        lift("Tue 18:00", lower(), effort=5),
        lift("Wed 07:00", upper(), effort=8),
    ]

    assert flags(workouts, "same-region-again")
    assert verdicts(RULE, workouts) == {day("Tue"): "info", day("Wed"): "info"}


def test_one_flag_names_the_lifts_of_both_dates_that_are_not_slight():
    second, slight = lift("Tue 20:00", core()), lift("Tue 12:00", effort=2, minutes=10)

    (flag,) = flags([MONDAY, slight, TUESDAY, second], RULE)

    assert set(flag.workouts) == {MONDAY, TUESDAY, second}
    assert flag.date == day("Tue")
    assert flag.tips == ("alternate-days",)


@pytest.mark.parametrize(("today", "expected"), [("Mon", "info"), ("Tue", "info"), ("Wed", None)])
def test_a_plan_counts_from_today_on(today, expected):
    plan = lift("Tue 18:00", lower(), effort=5, planned=True)

    assert verdict(RULE, [MONDAY, plan], day(today)) == expected


def test_a_planned_run_keeps_them_apart_until_it_has_gone_by():
    plan = run("Tue 07:00", effort=3, planned=True)

    assert verdict(RULE, [MONDAY, TUESDAY, plan], day("Tue")) is None
    assert verdict(RULE, [MONDAY, TUESDAY, plan], day("Wed")) == "info"


def test_a_plan_makes_it_a_forecast():
    (flag,) = flags([MONDAY, lift("Tue 18:00", lower(), planned=True)], RULE)

    assert flag.planned
