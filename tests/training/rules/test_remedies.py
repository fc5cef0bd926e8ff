"""What would settle a flag: a change that is offered has to settle it, and no race gives way."""

import pytest
from hypothesis import given, settings

from runstrength.training.settling import applied
from runstrength.training.week import DAY
from runstrength.training.workouts import Run, RunType
from tests.training.build import MONDAY, TODAY, at, check_in, core, flags, lift, lower, run, upper
from tests.training.timelines import LOGS, QUIET, TIMELINES

UPPER_LIFT = lift("Mon 12:00", upper(3), effort=5)
EASY_RUN = run("Mon 10:00", effort=3)
HARD_LEGS = lift("Mon 18:00", lower(3, rir=0), effort=9)


@settings(QUIET, max_examples=600)
@given(TIMELINES)
def test_every_change_that_is_offered_settles_its_flag(workouts):
    assert unsettled(workouts) == []


@QUIET
@given(TIMELINES)
def test_no_race_is_asked_to_give_way(workouts):
    races = {w.id for w in workouts if isinstance(w, Run) and w.type is RunType.RACE}

    for flag in flags(workouts):
        for remedy in flag.remedies:
            assert not races & set(remedy.workouts)


@QUIET
@given(TIMELINES)
def test_only_workouts_of_the_flag_are_asked_to_change(workouts):
    for flag in flags(workouts):
        for remedy in flag.remedies:
            assert set(remedy.workouts) <= {w.id for w in flag.workouts}


@pytest.mark.parametrize(
    ("rule", "workouts"),
    [
        ("back-to-back-hard", [run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)]),
        ("back-to-back-hard", [run("Mon 07:00", effort=8), run("Tue 07:00", type="tempo")]),
        ("legs-before-hard-run", [HARD_LEGS, run("Tue 07:00", effort=8)]),
        ("legs-before-hard-run", [HARD_LEGS, run("Wed 07:00", type="race", effort=8)]),
        ("legs-after-hard-run", [run("Mon 16:00", effort=8), HARD_LEGS]),
        ("combined-order", [UPPER_LIFT, run("Mon 14:00", effort=3)]),
        ("combined-order", [UPPER_LIFT, run("Mon 14:00", effort=8)]),
        ("combined-not-easy", [run("Mon 10:00", effort=5), UPPER_LIFT]),
        ("combined-not-short", [EASY_RUN, lift("Mon 12:00", lower(rir=0), effort=9)]),
        ("combined-not-short", [EASY_RUN, lift("Mon 12:00", upper(13), effort=5, minutes=75)]),
        ("same-region-again", [HARD_LEGS, lift("Tue 18:00", lower(), effort=8)]),
    ],
)
def test_a_plain_collision_is_offered_a_way_out(rule, workouts):
    (flag,) = flags(workouts, rule)

    assert flag.remedies
    assert unsettled(workouts, rule) == []


@pytest.mark.parametrize(
    ("rule", "workouts"),
    [
        pytest.param(
            "combined-order",
            [run("Mon 09:00", effort=3), UPPER_LIFT, run("Mon 14:00", effort=3)],
            id="an earlier lift comes before another run",
        ),
        pytest.param(
            "combined-order",
            [UPPER_LIFT, run("Mon 14:00", effort=3), run("Mon 16:00", effort=3)],
            id="a swapped lift comes before another run",
        ),
        pytest.param(
            "combined-not-easy",
            [run("Mon 10:00", effort=6), UPPER_LIFT, run("Mon 15:00", effort=6)],
            id="a later lift comes after another moderate run",
        ),
        pytest.param(
            "combined-not-short",
            [EASY_RUN, lift("Mon 12:00", upper(), effort=8), run("Mon 15:00", effort=3)],
            id="a later lift comes after another easy run",
        ),
        pytest.param(
            "back-to-back-hard",
            [
                run("Mon 07:00", effort=8),
                run("Tue 07:00", effort=8),
                run("Tue 18:00", type="tempo"),
            ],
            id="a date stays hard by estimate",
        ),
        pytest.param(
            "back-to-back-hard",
            [
                run("Mon 07:00", effort=8),
                run("Tue 07:00", effort=8),
                run("Tue 18:00", type="race"),
            ],
            id="a date stays hard by a race of unknown effort",
        ),
        pytest.param(
            "combined-not-easy",
            [run("Mon 08:00", effort=5), run("Mon 10:00", type="tempo"), UPPER_LIFT],
            id="a run is hard by estimate",
        ),
    ],
)
def test_a_change_settles_its_flag_beside_other_workouts_too(rule, workouts):
    assert flags(workouts, rule)
    assert unsettled(workouts, rule) == []


BEFORE = [run(at(-n), distance="10 km") for n in (3, 10, 17, 24)]
SQUATS = lift(at(-7), lower(weight="100 kg"))
ROWS_100_LB = lift(at(-7), upper(weight="100 lb"))
HARD_WEEK = [run(at(n), effort=8) for n in (0, 2, 4, 6)]
STREAK = [run(at(n), effort=8 if n == 2 else 5) for n in range(7)]
LOADS = [run(at(-7 * n), effort=5, minutes=60) for n in (1, 2, 3)]
SETS = [lift(at(-7 * n), lower(3), core(3), upper(4), effort=5) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("rule", "workouts", "actions"),
    [
        ("long-run-spike", [*BEFORE, run("Mon 07:00", distance="12 km")], ["shorten"]),
        ("long-run-spike", [*BEFORE, run("Mon 07:00", distance="10 mi", moving=45)], ["shorten"]),
        ("weight-jump", [SQUATS, lift("Mon 18:00", lower(3, weight="120 kg"))], ["ease"]),
        ("weight-jump", [ROWS_100_LB, lift("Mon 18:00", upper(weight="111 lb"))], ["ease"]),
        (
            "weight-jump",
            [lift(at(-7), upper(weight="-20 kg")), lift("Mon 18:00", upper(weight="-5 kg"))],
            ["ease"],
        ),
        (
            "heavier-on-poor-form",
            [
                lift(at(-7), lower(weight="100 lb", form="breaking-down")),
                lift("Mon 18:00", lower(weight="46 kg")),
            ],
            ["ease"],
        ),
        ("load-jump", [*LOADS, run("Mon 07:00", effort=5, minutes=90)], ["shorten"]),
        (
            "load-jump",
            [*LOADS, run("Mon 07:00", effort=7, minutes=60), run("Tue 07:00", effort=3)],
            ["shorten"],
        ),
        ("lift-volume-jump", [*SETS, lift("Mon 18:00", lower(8), core(9), effort=5)], ["shorten"]),
        (
            "lift-volume-jump",
            [*SETS, lift("Mon 18:00", upper(10)), lift("Wed 18:00", lower(4), core(3))],
            ["shorten"],
        ),
        ("no-rest-day", STREAK, ["move"]),
        ("too-many-hard-days", HARD_WEEK, ["ease"] * 4),
        ("too-many-hard-days", [*HARD_WEEK[:3], run("Sun 07:00", type="tempo")], ["ease"] * 4),
        (
            "not-alternating",
            [lift("Mon 18:00", upper(), effort=5), lift("Tue 18:00", lower(), effort=5)],
            ["move", "move"],
        ),
    ],
)
def test_a_rule_of_weeks_and_weights_offers_what_settles_it(rule, workouts, actions):
    (flag,) = flags(workouts, rule)

    assert [remedy.action for remedy in flag.remedies] == actions
    assert unsettled(workouts, rule) == []


def test_a_hard_workout_on_a_low_date_can_be_eased():
    notes = {"check_ins": {MONDAY: check_in(9)}}
    workouts = [run("Mon 07:00", effort=8), HARD_LEGS]

    (flag,) = flags(workouts, "hard-on-low-readiness", **notes)

    assert [remedy.action for remedy in flag.remedies] == ["ease"]
    assert unsettled(workouts, "hard-on-low-readiness", **notes) == []


@pytest.mark.parametrize(
    ("rule", "workouts"),
    [
        ("long-run-spike", [*BEFORE, run("Mon 07:00", type="race", distance="21 km")]),
        ("load-jump", [*LOADS, run("Mon 07:00", type="race", effort=9, minutes=60)]),
    ],
)
def test_a_lone_race_is_asked_nothing(rule, workouts):
    (flag,) = flags(workouts, rule)

    assert flag.remedies == ()


@pytest.mark.parametrize(
    ("rule", "workouts", "today"),
    [
        ("monotonous-week", [run(at(n), effort=5 + (n > 3)) for n in range(7)], MONDAY + 7 * DAY),
        ("few-lifts", [run("Mon 07:00", effort=3)], MONDAY + 7 * DAY),
        ("region-missed", [lift(at(n), upper(), core()) for n in (0, 3)], MONDAY),
    ],
)
def test_what_lacks_something_offers_no_change_of_what_was_done(rule, workouts, today):
    (flag,) = flags(workouts, rule, today)

    assert flag.remedies == ()


@settings(QUIET, max_examples=15)
@given(LOGS)
def test_every_change_offered_in_a_longer_log_settles_its_flag(log):
    workouts, notes = log

    assert unsettled(workouts, today=MONDAY, **notes) == []


def test_two_races_in_a_row_are_flagged_and_asked_nothing():
    races = [run(f"{day} 07:00", type="race", effort=9) for day in ("Sat", "Sun")]

    (flag,) = flags(races, "back-to-back-hard")

    assert flag.remedies == ()


def unsettled(workouts, rule=None, today=TODAY, **notes):
    """The changes offered that leave their flag, of the same rule and subject, standing."""
    return [
        (remedy, flag)
        for flag in flags(workouts, rule, today, **notes)
        for remedy in flag.remedies
        if flag.subject
        in {left.subject for left in flags(applied(remedy, workouts), flag.rule, today, **notes)}
    ]
