"""Double progression: repetitions to the top of the range, twice; then the next plate step."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.training.limits import Invalid
from runstrength.training.plates import USUAL, step_kg
from runstrength.training.progression import Reason, Suggestion, Target, suggest_next
from runstrength.training.quantities import WeightUnit
from runstrength.training.sessions import Session, sessions_of
from runstrength.training.thresholds import Thresholds
from runstrength.training.workouts import Form, LiftExercise, Region, Set, SetKind, Side
from tests.training.build import MONDAY, at, day, flags, lift, weighing
from tests.training.timelines import QUIET

TARGET = Target(sets=3, reps_low=8, reps_high=12, rir=2)
SMALL_STEP = Fraction(5, 2)


def did(days: int, weight: str | None, *reps: int, form="solid", rir: int | None = 1) -> Session:
    """A session so many days from Monday: at one weight, these repetitions."""
    typed = None if weight is None else weighing(weight)
    sets = tuple(Set(reps=each, weight=typed, rir=rir) for each in reps)
    return Session(day(days), sets, form and Form(form))


def topped(days: int, weight: str | None = "60 kg", **fields) -> Session:
    """A session at the top of the range."""
    return did(days, weight, 12, 12, 12, **fields)


def next_of(*sessions: Session, target=TARGET, **fields) -> Suggestion | None:
    """What comes on Monday."""
    return suggest_next(sessions, target, MONDAY, **{"step_kg": SMALL_STEP} | fields)


def told(*sessions: Session, **fields) -> tuple[str | None, int, str]:
    """The weight, repetitions and reason of what comes on Monday."""
    found = next_of(*sessions, **fields)
    weight = found.weight and f"{found.weight.value:f} {found.weight.unit}"
    return weight, found.reps, found.reason.value


LOW_FORM, SHAKY = {"form": "breaking-down"}, {"form": "shaky"}


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        pytest.param([], (None, 8, "first-time"), id="never done"),
        pytest.param([did(-2, "60 kg", 9, 9, 9)], ("60 kg", 10, "more-reps"), id="in the range"),
        pytest.param([did(-2, "60 kg", 12, 12, 9)], ("60 kg", 10, "more-reps"), id="the fewest"),
        pytest.param([did(-2, "60 kg", 8, 8, 8)], ("60 kg", 9, "more-reps"), id="its bottom"),
        pytest.param(
            [did(-2, "60 kg", 9, rir=0)], ("60 kg", 9, "none-in-reserve"), id="to failure"
        ),
        pytest.param([did(-2, "60 kg", 9, rir=None)], ("60 kg", 10, "more-reps"), id="unrated"),
        pytest.param([did(-2, "60 kg", 9, form=None)], ("60 kg", 10, "more-reps"), id="no form"),
        pytest.param([did(-2, "60 kg", 9, **SHAKY)], ("60 kg", 9, "form-shaky"), id="shaky"),
        pytest.param([did(-2, "60 kg", 6)], ("60 kg", 8, "reach-the-range"), id="below"),
        pytest.param(
            [did(-2, "60 kg", 6), did(-4, "60 kg", 7)], ("55 kg", 8, "too-heavy"), id="below twice"
        ),
        pytest.param([topped(-2)], ("60 kg", 12, "once-more"), id="the top once"),
        pytest.param(
            [topped(-2), did(-4, "60 kg", 12, 12, 11)], ("60 kg", 12, "once-more"), id="nearly"
        ),
        pytest.param([topped(-2), topped(-4)], ("62.5 kg", 8, "more-weight"), id="the top twice"),
        pytest.param(
            [topped(-2), topped(-40)], ("62.5 kg", 8, "more-weight"), id="long between the two"
        ),
        pytest.param(
            [topped(-2), topped(-4, "57.5 kg")], ("60 kg", 12, "once-more"), id="lighter before"
        ),
        pytest.param(
            [topped(-2), topped(-4, "62.5 kg")], ("62.5 kg", 8, "more-weight"), id="heavier before"
        ),
        pytest.param(
            [did(-2, "60 kg", 12, 12), topped(-4)], ("62.5 kg", 8, "more-weight"), id="a set less"
        ),
        pytest.param(
            [did(-2, "60 kg", 12), topped(-4)], ("60 kg", 12, "once-more"), id="two sets less"
        ),
        pytest.param(
            [topped(-2, rir=0), topped(-4)], ("60 kg", 12, "none-in-reserve"), id="to failure now"
        ),
        pytest.param(
            [topped(-2), topped(-4, rir=0)], ("60 kg", 12, "once-more"), id="to failure before"
        ),
        pytest.param(
            [topped(-2, rir=None), topped(-4)], ("60 kg", 12, "not-rated"), id="reserve unknown"
        ),
        pytest.param(
            [topped(-2, form=None), topped(-4)], ("60 kg", 12, "not-rated"), id="form unknown"
        ),
        pytest.param(
            [topped(-2), topped(-4, form=None)], ("60 kg", 12, "once-more"), id="unknown before"
        ),
        pytest.param(
            [topped(-2, **SHAKY), topped(-4)], ("60 kg", 12, "form-shaky"), id="shaky at the top"
        ),
        pytest.param(
            [topped(-2), topped(-4, **SHAKY)], ("60 kg", 12, "once-more"), id="shaky before"
        ),
        pytest.param(
            [topped(-28), topped(-30)], ("62.5 kg", 8, "more-weight"), id="four weeks ago"
        ),
        pytest.param([topped(-29), topped(-30)], ("60 kg", 12, "after-a-break"), id="a day more"),
        pytest.param(
            [topped(-2, **LOW_FORM), topped(-4)], ("60 kg", 12, "form-broke-down"), id="held"
        ),
        pytest.param(
            [topped(-2, **LOW_FORM), topped(-4, **LOW_FORM)],
            ("55 kg", 12, "form-broke-down"),
            id="lowered",
        ),
        pytest.param(
            [did(-1, None, form="breaking-down"), topped(-2), topped(-4)],
            ("60 kg", 12, "form-broke-down"),
            id="rated without a set",
        ),
        pytest.param(
            [did(-2, "60 kg", 6, **LOW_FORM)], ("60 kg", 6, "form-broke-down"), id="no harder"
        ),
        pytest.param([did(-2, None, 10, 10)], (None, 11, "more-reps"), id="bodyweight"),
        pytest.param(
            [topped(-2, None), topped(-4, None)],
            (None, 12, "harder-variant"),
            id="no weight to add",
        ),
        pytest.param(
            [did(-2, None, 7), did(-4, None, 7)], (None, 8, "too-heavy"), id="nor one to take off"
        ),
        pytest.param(
            [topped(-2, "-20 kg"), topped(-4, "-20 kg")],
            ("-17.5 kg", 8, "more-weight"),
            id="less assistance",
        ),
        pytest.param(
            [topped(-2, "100 lb"), topped(-4, "45.4 kg")],
            ("105.511 lb", 8, "more-weight"),
            id="in the unit of the last",
        ),
        pytest.param(
            [did(-2, "100 kg", 5), topped(-4)],
            ("60 kg", 8, "weight-jump"),
            id="five at a weight are none for eight",
        ),
        pytest.param(
            [did(-2, "100 kg", 5), topped(-28)], ("60 kg", 8, "weight-jump"), id="nor with 28 days"
        ),
        pytest.param(
            [did(-2, "100 kg", 5), topped(-29)], ("100 kg", 8, "reach-the-range"), id="but with 29"
        ),
        pytest.param(
            [topped(0, "100 kg"), topped(-4)], ("60 kg", 12, "weight-jump"), id="a jump of today"
        ),
        pytest.param(
            [did(-2, "100 kg", 6), topped(-4)],
            ("100 kg", 8, "reach-the-range"),
            id="six are nearly eight",
        ),
    ],
)
def test_what_comes_next(sessions, expected):
    assert told(*sessions) == expected


@pytest.mark.parametrize(
    ("weight", "step", "percent", "expected"),
    [
        ("20 kg", SMALL_STEP, 110, ("22.5 kg", 8, "more-weight")),
        ("60 kg", Fraction(5), 110, ("65 kg", 8, "more-weight")),
        ("60 kg", Fraction(5), 105, ("60 kg", 12, "step-too-large")),
        ("60 kg", SMALL_STEP, 102, ("62.5 kg", 8, "more-weight")),
        ("40 kg", Fraction(5), 110, ("40 kg", 12, "step-too-large")),
        ("40 kg", Fraction(5), 150, ("40 kg", 12, "step-too-large")),
        ("100 lb", step_kg(USUAL[WeightUnit.LB]), 110, ("105 lb", 8, "more-weight")),
    ],
)
def test_more_weight_is_a_plate_step_within_the_users_threshold(weight, step, percent, expected):
    sessions = topped(-2, weight), topped(-4, weight)
    assert told(*sessions, step_kg=step, weight_percent=percent) == expected


@pytest.mark.parametrize(
    ("target", "sets", "rir"),
    [
        (TARGET, 2, 2),
        (Target(sets=4, reps_low=8, reps_high=12), 3, None),
        (Target(sets=2, reps_low=8, reps_high=12, rir=1), 2, 3),
        (Target(sets=1, reps_low=8, reps_high=12), 1, 2),
        (Target(sets=1, reps_low=8, reps_high=12, rir=9), 1, 10),
    ],
)
def test_low_readiness_takes_a_set_or_leaves_two_more_in_reserve(target, sets, rir):
    found = next_of(topped(-2), topped(-4), target=target, readiness_is_low=True)
    assert found == Suggestion(
        weighing("60 kg"), 12, sets, rir, Reason.LOW_READINESS, "adjust-intensity", eased=True
    )


def test_low_readiness_eases_what_form_holds_as_well():
    found = next_of(topped(-2, **LOW_FORM), readiness_is_low=True)
    assert (found.sets, found.reason, found.eased) == (2, Reason.FORM_BROKE_DOWN, True)
    first = next_of(readiness_is_low=True)
    assert (first.sets, first.reason, first.eased) == (2, Reason.FIRST_TIME, True)


@pytest.mark.parametrize(
    ("sessions", "tip"),
    [
        ([topped(-2), topped(-4)], None),
        ([did(-2, "60 kg", 9)], None),
        ([topped(-2, **LOW_FORM)], "proper-technique"),
        ([topped(-2, **SHAKY)], "proper-technique"),
        ([did(-2, "100 kg", 3), topped(-4)], "gradual-progression"),
    ],
)
def test_a_tip_is_quoted_where_it_is_the_reason(sessions, tip):
    assert next_of(*sessions).tip == tip


def test_timed_sets_have_no_next():
    assert next_of(Session(day(-2), (Set(duration_s=60),))) is None


def test_the_sets_of_the_target_are_kept():
    found = next_of(did(-2, "60 kg", 9, 9, 9, 9, 9))
    assert (found.sets, found.rir, found.eased) == (3, 2, False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"sets": 0}, "sets"),
        ({"sets": 101}, "sets"),
        ({"reps_low": 0}, "reps_low"),
        ({"reps_high": 1001}, "reps_high"),
        ({"reps_low": 13}, "reps_high"),
        ({"rir": 11}, "rir"),
    ],
)
def test_a_target_that_cannot_be_is_refused(fields, field):
    with pytest.raises(Invalid) as refused:
        Target(**{"sets": 3, "reps_low": 8, "reps_high": 12} | fields)
    assert [error.field for error in refused.value.errors] == [field]


def squats(*sets: Set, form: str | None = None) -> LiftExercise:
    """Squats of these sets."""
    return LiftExercise(exercise="squats", region=Region.LOWER, sets=sets, form=form and Form(form))


def test_sessions_come_newest_first_and_are_those_of_one_exercise():
    set_a, set_b = Set(reps=5), Set(reps=6)
    other = LiftExercise(exercise="rows", region=Region.UPPER, sets=(set_a,))
    warm_up = Set(reps=9, kind=SetKind.WARM_UP)
    lifts = [
        lift(at(-9), squats(set_a, warm_up, form="solid"), other),
        lift(
            at(-2), squats(set_a), other, squats(set_b, form="breaking-down"), squats(form="solid")
        ),
        lift(at(-3), other),
        lift(at(-4), squats(warm_up)),
        lift(at(-5), squats(form="shaky")),
        lift(at(-1), squats(set_a), planned=True),
    ]

    assert sessions_of(lifts, "squats") == [
        Session(day(-2), (set_a, set_b), Form.BREAKING_DOWN),
        Session(day(-5), (), Form.SHAKY),
        Session(day(-9), (set_a,), Form.SOLID),
    ]


WEIGHTS = [
    "40 kg",
    "42.5 kg",
    "60 kg",
    "62.5 kg",
    "95 lb",
    "100 kg",
    "2 kg",
    "-20 kg",
    "0 kg",
    None,
]
SETS = st.builds(
    lambda weight, reps, rir: Set(reps=reps, weight=weight and weighing(weight), rir=rir),
    st.sampled_from(WEIGHTS),
    st.sampled_from([1, 3, 5, 6, 8, 10, 12, 12, 12]),
    st.sampled_from([None, 0, 1, 2]),
)
SAME_SETS = st.builds(lambda one, number: (one,) * number, SETS, st.integers(1, 4))
RATED = st.sampled_from(["solid", "solid", "shaky", "breaking-down", None])
LIFTS = st.builds(
    lambda days, sets, form: lift(at(-days), squats(*sets, form=form)),
    st.integers(0, 35),
    st.one_of(SAME_SETS, SAME_SETS, st.lists(SETS, max_size=3).map(tuple)),
    RATED,
)
# Whoever goes up a step a week: the history that progression is for.
CLIMBS = st.builds(
    lambda weight, weeks: [
        lift(
            at(-3 * n - 1),
            squats(*(Set(reps=12, weight=weighing(weight), rir=1),) * 3, form="solid"),
        )
        for n in range(weeks)
    ],
    st.sampled_from([weight for weight in WEIGHTS if weight]),
    st.integers(2, 4),
)
HISTORIES = st.one_of(
    st.lists(LIFTS, max_size=5),
    CLIMBS,
    st.builds(lambda climb, more: [*climb, *more], CLIMBS, st.lists(LIFTS, max_size=2)),
)


@settings(QUIET, max_examples=400)
@given(
    HISTORIES,
    st.sampled_from([TARGET, Target(sets=1, reps_low=5, reps_high=5), Target(2, 3, 12)]),
    st.sampled_from([SMALL_STEP, Fraction(5), Fraction(1), step_kg(USUAL[WeightUnit.LB])]),
    st.sampled_from([102, 105, 110, 150]),
    st.booleans(),
)
def test_no_suggestion_is_what_a_rule_would_flag(lifts, target, step, percent, is_low):
    found = suggest_next(
        sessions_of(lifts, "squats"),
        target,
        MONDAY,
        step_kg=step,
        readiness_is_low=is_low,
        weight_percent=percent,
    )
    sets = (Set(reps=found.reps, weight=found.weight, rir=found.rir),) * found.sets
    followed = lift("Mon 23:00", squats(*sets))

    for rule in ("weight-jump", "heavier-on-poor-form"):
        told = flags([*lifts, followed], rule, thresholds=Thresholds(weight_percent=percent))
        assert followed.id not in {flag.subject[0] for flag in told}


@pytest.mark.parametrize("start", ["20 kg", "60 kg", "140 kg", "95 lb"])
def test_who_follows_it_for_a_year_goes_up_and_is_never_flagged(start):
    weight = weighing(start)
    step = step_kg(USUAL[weight.unit])
    lifts, lifted = [], []
    for number in range(52):
        then = day(number * 7)
        found = suggest_next(sessions_of(lifts, "squats"), TARGET, then, step_kg=step)
        lifted.append(found.weight or weight)
        done = Set(reps=found.reps, weight=lifted[-1], rir=2)
        lifts.append(lift(f"{then} 18:00", squats(*(done,) * 3, form="solid")))

    last = MONDAY + timedelta(days=52 * 7)
    assert flags(lifts, "weight-jump", last) == []
    assert lifted[-1].kg > weight.kg
    assert [w.kg for w in lifted] == sorted(w.kg for w in lifted)


def test_a_set_to_each_side_is_one_set_of_the_target():
    typed = weighing("20 kg")
    pair = tuple(Set(reps=12, weight=typed, rir=1, side=side) for side in Side)
    once, thrice = (
        [Session(day(n), pair * times, Form.SOLID) for n in (-2, -4)] for times in (1, 3)
    )
    assert next_of(*once).reason == "once-more"
    assert next_of(*thrice).reason in ("more-weight", "step-too-large")
