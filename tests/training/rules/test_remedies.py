"""What would settle a flag: a change that is offered has to settle it, and no race gives way."""

import pytest
from hypothesis import given, settings

from runstrength.training.settling import applied
from runstrength.training.workouts import Run, RunType
from tests.training.build import flags, lift, lower, run, upper
from tests.training.timelines import QUIET, TIMELINES

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


def test_two_races_in_a_row_are_flagged_and_asked_nothing():
    races = [run(f"{day} 07:00", type="race", effort=9) for day in ("Sat", "Sun")]

    (flag,) = flags(races, "back-to-back-hard")

    assert flag.remedies == ()


def unsettled(workouts, rule=None):
    """The changes offered that leave their flag, of the same rule and subject, standing."""
    return [
        (remedy, flag)
        for flag in flags(workouts, rule)
        for remedy in flag.remedies
        if flag.subject in {left.subject for left in flags(applied(remedy, workouts), flag.rule)}
    ]
