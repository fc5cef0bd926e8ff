"""More weight right after an exercise's form broke down."""

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

RULE = "heavier-on-poor-form"
POOR = lift("Mon 18:00", lower(weight="100 kg", form="breaking-down"))
HEAVIER = lift("Thu 18:00", lower(weight="102.5 kg", form="solid"))


@pytest.mark.parametrize(
    ("poor", "after", "expected"),
    [
        ("100 kg", "99 kg", None),
        ("100 kg", "100 kg", None),
        ("100 kg", "100.01 kg", "caution"),
        ("100 kg", "200 kg", "caution"),
        # Exactly, in the unit that was typed.
        ("100 lb", "45.359237 kg", None),
        ("100 lb", "45.36 kg", "caution"),
        ("45.36 kg", "100 lb", None),
        ("45.35 kg", "100 lb", "caution"),
        # Less assistance is more weight.
        ("-20 kg", "-15 kg", "caution"),
        ("-15 kg", "-20 kg", None),
        ("-1 kg", "0 kg", "caution"),
        # Bodyweight is no weight.
        (None, "20 kg", None),
        ("20 kg", None, None),
        (None, None, None),
    ],
)
def test_the_next_heaviest_set_is_heavier(poor, after, expected):
    workouts = [
        lift("Mon 18:00", lower(weight=poor, form="breaking-down")),
        lift("Thu 18:00", lower(weight=after)),
    ]

    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("breaking-down", "caution"), ("shaky", None), ("solid", None), (None, None)],
)
def test_a_form_that_broke_down(form, expected):
    assert (
        verdict(RULE, [lift("Mon 18:00", lower(weight="100 kg", form=form)), HEAVIER]) == expected
    )


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("the next workout", "caution", POOR, HEAVIER),
        case(
            "the later one was the poor one",
            None,
            HEAVIER,
            lift(at(9), lower(form="breaking-down")),
        ),
        case("a year later", "caution", lift(at(-365), *POOR.exercises), HEAVIER),
        case("on the same date", "caution", lift("Thu 07:00", *POOR.exercises), HEAVIER),
        case(
            "one as heavy between", None, POOR, lift("Tue 18:00", lower(weight="100 kg")), HEAVIER
        ),
        case(
            "a lift of something else between",
            "caution",
            POOR,
            lift("Tue 18:00", upper(weight="200 kg")),
            HEAVIER,
        ),
        case("one at bodyweight between", None, POOR, lift("Tue 18:00", lower()), HEAVIER),
        case("a run between", "caution", POOR, run("Tue 18:00", effort=8), HEAVIER),
        case(
            "a plan gone by between", "caution", POOR, lift(at(-1), lower(), planned=True), HEAVIER
        ),
        case("another exercise", None, POOR, lift("Thu 18:00", upper(weight="120 kg"))),
        case(
            "another exercise of the region",
            None,
            POOR,
            lift("Thu 18:00", exercise("lunges", Region.LOWER, 3, weight="120 kg")),
        ),
        case(
            "a heavier warm-up",
            None,
            POOR,
            lift("Thu 18:00", lower(weight="120 kg", kind="warm-up"), lower(weight="100 kg")),
        ),
        case(
            "a heavier warm-up before",
            "caution",
            lift("Mon 18:00", lower(weight="120 kg", kind="warm-up"), *POOR.exercises),
            HEAVIER,
        ),
        case(
            "a heavier timed set",
            None,
            POOR,
            lift(
                "Thu 18:00",
                lower(weight="120 kg", reps=None, duration_s=20),
                lower(weight="100 kg"),
            ),
        ),
        case(
            "a lighter set beside it",
            "caution",
            lift("Mon 18:00", lower(weight="60 kg"), *POOR.exercises),
            lift("Thu 18:00", *HEAVIER.exercises, lower(weight="60 kg")),
        ),
        case(
            "a heavier set among the poor ones",
            None,
            lift("Mon 18:00", lower(weight="110 kg"), *POOR.exercises),
            HEAVIER,
        ),
        case(
            "rated in one of two entries",
            "caution",
            lift("Mon 18:00", *POOR.exercises, lower(weight="80 kg", form="solid")),
            HEAVIER,
        ),
        case(
            "fewer reps do not matter",
            "caution",
            POOR,
            lift("Thu 18:00", lower(weight="101 kg", reps=1)),
        ),
    ],
)
def test_the_next_workout_with_the_exercise(workouts, expected):
    assert verdict(RULE, workouts, day("Mon")) == expected


def test_heavier_and_heavier_on_poor_form_is_told_of_each_time():
    workouts = [lift(at(n), lower(weight=f"{100 + n} kg", form="breaking-down")) for n in (0, 3, 6)]

    assert verdicts(RULE, workouts) == {day(3): "caution", day(6): "caution"}


def test_only_the_next_workout_is_held_against_it():
    later = lift("Sat 18:00", lower(weight="105 kg", form="solid"))

    assert verdicts(RULE, [POOR, HEAVIER, later]) == {day("Thu"): "caution"}


def test_two_exercises_of_one_pair_of_lifts_make_two_flags():
    poor = lift("Mon 18:00", *POOR.exercises, upper(weight="60 kg", form="breaking-down"))
    heavier = lift("Thu 18:00", *HEAVIER.exercises, upper(weight="70 kg"))

    found = flags([poor, heavier], RULE)

    assert {flag.about for flag in found} == {"squats", "rows"}
    assert len({flag.id for flag in found}) == 2
    assert {flag.workouts for flag in found} == {(poor, heavier)}
    assert {flag.date for flag in found} == {day("Thu")}
    assert {flag.tips for flag in found} == {("proper-technique",)}


@pytest.mark.parametrize(
    ("today", "expected"), [("Mon", "caution"), ("Thu", "caution"), ("Fri", None)]
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = lift("Thu 18:00", *HEAVIER.exercises, planned=True)

    assert verdict(RULE, [POOR, plan], day(today)) == expected


def test_a_plan_makes_it_a_forecast():
    (flag,) = flags([POOR, lift("Thu 18:00", *HEAVIER.exercises, planned=True)], RULE)

    assert flag.planned
