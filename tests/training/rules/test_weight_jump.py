"""A heaviest set well above what the last four weeks had for as many repetitions."""

import pytest

from runstrength.training.workouts import Region
from tests.training.build import (
    at,
    case,
    day,
    exercise,
    flags,
    lift,
    lower,
    run,
    upper,
    verdict,
    verdicts,
)

RULE = "weight-jump"


def squats(days: int, *sets, clock: str = "18:00", **fields):
    """A lift of squats: each set a weight, or (weight, reps)."""
    pairs = [one if isinstance(one, tuple) else (one, 5) for one in sets]
    done = [lower(weight=weight, reps=reps) for weight, reps in pairs]
    return lift(at(days, clock), *done, **fields)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("100 kg", "109.9 kg", None),
        ("100 kg", "110 kg", None),
        ("100 kg", "110.01 kg", "caution"),
        ("100 kg", "90 kg", None),
        ("100 kg", "100 kg", None),
        # At least the smallest pair of plates.
        ("20 kg", "22.5 kg", None),
        ("20 kg", "22.51 kg", "caution"),
        ("5 kg", "7.5 kg", None),
        ("5 kg", "7.6 kg", "caution"),
        ("0 kg", "2.5 kg", None),
        ("0 kg", "2.6 kg", "caution"),
        ("200 kg", "205 kg", None),
        # Exactly, in the unit that was typed.
        ("100 lb", "110 lb", None),
        ("100 lb", "110.1 lb", "caution"),
        ("300 lb", "330 lb", None),
        ("20 lb", "25 lb", None),
        ("20 lb", "26 lb", "caution"),
        ("45.359237 kg", "110 lb", None),
        ("45.3 kg", "110 lb", "caution"),
        ("100 lb", "49.8951607 kg", None),
        ("100 lb", "49.896 kg", "caution"),
        # Less assistance is more weight.
        ("-20 kg", "-17.5 kg", None),
        ("-20 kg", "-17.4 kg", "caution"),
        ("-20 kg", "-10 kg", "caution"),
        ("-10 kg", "-20 kg", None),
        ("-50 kg", "-52 kg", None),
        ("-2 kg", "1 kg", "caution"),
        ("-1 kg", "1 kg", None),
        # Bodyweight is no weight.
        (None, "40 kg", None),
        ("40 kg", None, None),
    ],
)
def test_a_tenth_and_a_pair_of_plates_more(before, now, expected):
    assert verdict(RULE, [squats(-7, before), squats(0, now)]) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param([("100 kg", 3)], [("120 kg", 5)], "caution", id="two fewer reps count"),
        pytest.param([("100 kg", 2)], [("120 kg", 5)], None, id="three fewer do not"),
        pytest.param([("100 kg", 12)], [("120 kg", 5)], "caution", id="more reps count"),
        pytest.param(
            [("120 kg", 2), ("90 kg", 5)], [("110 kg", 5)], "caution", id="the heavier had too few"
        ),
        pytest.param(
            [("120 kg", 3), ("90 kg", 5)], [("110 kg", 5)], None, id="the heavier had enough"
        ),
        pytest.param(
            [("100 kg", 5)],
            [("120 kg", 5), ("120 kg", 8)],
            None,
            id="of two alike the one with most reps stands",
        ),
        pytest.param(
            [("100 kg", 6)],
            [("120 kg", 8), ("120 kg", 5)],
            "caution",
            id="and those before are held against it",
        ),
        pytest.param(
            [("100 kg", 8)], [("120 kg", 1), ("105 kg", 8)], "caution", id="the heaviest alone"
        ),
        pytest.param(
            [("120 kg", 1), ("80 kg", 8)],
            [("120 kg", 1), ("105 kg", 8)],
            None,
            id="a lighter set is not looked at",
        ),
        pytest.param([("100 kg", 1)], [("120 kg", 1)], "caution", id="single reps"),
        pytest.param([("100 kg", 1)], [("120 kg", 3)], "caution", id="a single for a triple"),
    ],
)
def test_sets_are_held_against_those_of_nearly_as_many_reps(before, now, expected):
    assert verdict(RULE, [squats(-7, *before), squats(0, *now)]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        case("28 days ago", "caution", squats(-28, "100 kg")),
        case("29 days ago", None, squats(-29, "100 kg")),
        case("28 days ago, early", "caution", squats(-28, "100 kg", clock="00:10")),
        case("the heavier one 28 days ago", None, squats(-28, "110 kg"), squats(-7, "100 kg")),
        case("the heavier one 29 days ago", "caution", squats(-29, "110 kg"), squats(-7, "100 kg")),
        case("on the same date", None, squats(0, "100 kg", clock="07:00")),
        case("never", None),
        case("another exercise", None, lift(at(-7), upper(weight="100 kg"))),
        case("a warm-up", None, lift(at(-7), lower(weight="100 kg", kind="warm-up"))),
        case(
            "a set without reps",
            None,
            lift(at(-7), lower(weight="100 kg", reps=None, duration_s=30)),
        ),
        case("by plan, gone by", None, squats(-7, "100 kg", planned=True)),
    ],
)
def test_the_28_days_before_are_compared(before, expected):
    found = verdicts(RULE, [*before, squats(0, "120 kg")])

    assert found.get(day("Mon")) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(lower(weight="120 kg", kind="warm-up"), None, id="a warm-up"),
        pytest.param(lower(weight="120 kg", reps=None, duration_s=30), None, id="a timed set"),
        pytest.param(lower(weight="120 kg"), "caution", id="a working set"),
    ],
)
def test_working_sets_with_weight_and_reps_are_compared(now, expected):
    workout = lift("Mon 18:00", lower(weight="100 kg"), now)

    assert verdict(RULE, [squats(-7, "100 kg"), workout]) == expected


def test_a_jump_of_the_morning_is_no_measure_for_the_evening():
    workouts = [squats(-7, "100 kg"), squats(0, "120 kg", clock="07:00"), squats(0, "122 kg")]

    found = flags(workouts, RULE)

    assert {w.id for flag in found for w in flag.workouts} >= {w.id for w in workouts[1:]}


def test_a_jump_repeated_is_none():
    workouts = [squats(-7, "100 kg"), squats(0, "120 kg"), squats(2, "120 kg")]

    assert verdicts(RULE, workouts) == {day("Mon"): "caution"}


def test_two_exercises_of_one_pair_of_lifts_make_two_flags():
    before = lift(at(-7), lower(weight="100 kg"), upper(weight="60 kg"))
    now = lift("Mon 18:00", lower(weight="120 kg"), upper(weight="80 kg"))

    found = flags([before, now], RULE)

    assert {flag.about for flag in found} == {"squats", "rows"}
    assert len({flag.id for flag in found}) == 2
    assert {flag.date for flag in found} == {day("Mon")}
    assert {(f.measured, f.compared_with) for f in found} == {(120, 100), (80, 60)}
    assert all(flag.tips == ("gradual-progression",) for flag in found)


def test_an_exercise_that_stands_twice_in_a_lift_is_one_exercise():
    now = lift("Mon 18:00", lower(weight="90 kg"), upper(), lower(weight="120 kg"))

    assert verdict(RULE, [squats(-7, "100 kg"), now]) == "caution"


def test_exercises_of_one_region_are_not_compared():
    lunges = exercise("lunges", Region.LOWER, 3, weight="40 kg")

    assert verdict(RULE, [lift(at(-7), lunges), squats(0, "120 kg")]) is None


@pytest.mark.parametrize(
    ("today", "expected"), [("Mon", "caution"), ("Tue", "caution"), ("Wed", None)]
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = squats(1, "120 kg", planned=True)

    assert verdict(RULE, [squats(-7, "100 kg"), plan], day(today)) == expected


def test_a_plan_makes_it_a_forecast_and_is_compared_with_the_plans_before_it():
    plans = [squats(1, "110 kg", planned=True), squats(3, "121 kg", planned=True)]

    assert verdict(RULE, [squats(-7, "100 kg"), *plans]) is None
    (flag,) = flags([squats(-7, "100 kg"), plans[1]], RULE)
    assert flag.planned


def test_runs_and_efforts_do_not_matter():
    runs = [run(at(n), effort=9) for n in (-7, 0)]

    assert verdict(RULE, [squats(-7, "100 kg"), squats(0, "120 kg", effort=2), *runs]) == "caution"
