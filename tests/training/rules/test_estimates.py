"""The rules are read twice: with known efforts alone, and with estimates."""

from datetime import date

import pytest

from tests.training.build import case, flags, lift, lower, run, upper, verdict, weight

MONDAY_RUN = run("Mon 07:00", effort=8)
HARD_LEGS = lift("Mon 09:00", lower(), effort=8)


@pytest.mark.parametrize(
    ("rule", "workouts", "expected"),
    [
        pytest.param(
            "back-to-back-hard",
            [MONDAY_RUN, run("Tue 07:00", type="tempo")],
            "caution by estimate",
            id="back-to-back-hard, else a warning",
        ),
        pytest.param(
            "back-to-back-hard",
            [run("Mon 07:00", type="hills"), lift("Tue 07:00", lower(), effort=8)],
            "caution by estimate",
            id="back-to-back-hard, else a caution",
        ),
        pytest.param(
            "back-to-back-hard",
            [run("Mon 07:00", type="intervals"), lift("Tue 07:00", upper(), effort=8)],
            "info by estimate",
            id="back-to-back-hard, else an info",
        ),
        pytest.param(
            "legs-before-hard-run",
            [HARD_LEGS, run("Tue 07:00", type="tempo")],
            "caution by estimate",
            id="legs-before-hard-run",
        ),
        pytest.param(
            "legs-before-hard-run",
            [lift("Mon 07:00", lower(rir=0)), run("Tue 18:00", type="tempo")],
            "caution by estimate",
            id="legs-before-hard-run, to failure",
        ),
        pytest.param(
            "legs-after-hard-run",
            [run("Mon 07:00", type="hills"), HARD_LEGS],
            "caution by estimate",
            id="legs-after-hard-run",
        ),
        pytest.param(
            "combined-not-easy",
            [run("Mon 07:00", type="intervals"), lift("Mon 09:00", upper(), effort=5)],
            "caution by estimate",
            id="combined-not-easy",
        ),
        pytest.param(
            "combined-order",
            [lift("Mon 06:00", upper(), effort=5), run("Mon 09:00", type="tempo")],
            "caution",
            id="combined-order says the same of an unknown run",
        ),
        pytest.param(
            "same-region-again",
            [lift("Mon 07:00", upper(9, rir=0)), lift("Tue 07:00", upper(9, rir=0))],
            None,
            id="a lift of unknown effort is not guessed at",
        ),
        pytest.param(
            "well-combined",
            [run("Mon 07:00", type="recovery"), lift("Mon 09:00", upper(), effort=5)],
            None,
            id="an unknown run is never taken as easy",
        ),
    ],
)
def test_a_flag_that_an_estimate_alone_gives_is_marked_and_a_caution_at_most(
    rule, workouts, expected
):
    assert verdict(rule, workouts) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"type": "race"}, "caution by estimate", id="race"),
        pytest.param({"type": "race", "effort": 3}, "warning", id="race of effort 3"),
        pytest.param({"type": "intervals"}, "caution by estimate", id="intervals"),
        pytest.param({"type": "tempo"}, "caution by estimate", id="tempo"),
        pytest.param({"type": "hills"}, "caution by estimate", id="hills"),
        pytest.param({"type": "tempo", "effort": 6}, None, id="tempo of effort 6"),
        pytest.param({"type": "tempo", "effort": 7}, "warning", id="tempo of effort 7"),
        pytest.param({"type": "long"}, None, id="long by name alone"),
        pytest.param({"type": "steady"}, None, id="steady"),
        pytest.param({"minutes": 90}, None, id="90 min"),
        pytest.param({"minutes": 90.1}, "caution by estimate", id="over 90 min"),
        pytest.param({"type": "easy", "minutes": 91}, "caution by estimate", id="easy by name"),
        pytest.param({"minutes": 120, "moving": 90}, None, id="90 min moving"),
        pytest.param({"minutes": 120, "moving": 90.1}, "caution by estimate", id="moving longer"),
        pytest.param({"minutes": 180, "effort": 4}, None, id="three hours of effort 4"),
    ],
)
def test_what_a_run_is_taken_for(fields, expected):
    assert verdict("back-to-back-hard", [MONDAY_RUN, run("Tue 07:00", **fields)]) == expected


def test_a_flag_made_graver_by_an_estimate_is_marked():
    soft_tuesday = lift("Tue 18:00", upper(), effort=8)
    tempo = run("Tue 07:00", type="tempo")

    assert verdict("back-to-back-hard", [MONDAY_RUN, soft_tuesday]) == "info"
    (flag,) = flags([MONDAY_RUN, soft_tuesday, tempo], "back-to-back-hard")
    assert weight(flag) == "caution by estimate"
    assert tempo in flag.workouts


def test_a_caution_that_would_become_a_warning_stays_one_and_is_marked():
    sunday = run("2026-11-15 07:00", type="tempo")
    tuesday = lift("Tue 07:00", lower(), effort=8)

    found = flags([sunday, MONDAY_RUN, tuesday], "back-to-back-hard")

    assert {flag.date: weight(flag) for flag in found} == {
        date(2026, 11, 16): "caution by estimate",
        date(2026, 11, 17): "caution by estimate",
    }


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case(
            "a warning stays one",
            "warning",
            MONDAY_RUN,
            run("Tue 07:00", effort=8),
            run("Tue 18:00", type="tempo"),
        ),
        case(
            "a race of unknown effort beside a hard run",
            "warning",
            MONDAY_RUN,
            run("Mon 18:00", type="race"),
            run("Tue 07:00", effort=8),
        ),
    ],
)
def test_what_known_efforts_say_is_not_marked(workouts, expected):
    assert verdict("back-to-back-hard", workouts) == expected


def test_an_estimate_takes_nothing_back_that_known_efforts_say():
    # With known efforts the moderate run is looked at; by estimate the tempo run collides.
    moderate, tempo = run("Mon 05:00", effort=5), run("Mon 07:00", type="tempo")

    found = flags([moderate, tempo, HARD_LEGS])

    assert {(flag.rule, weight(flag)) for flag in found} == {
        ("combined-not-easy", "caution"),
        ("legs-after-hard-run", "caution by estimate"),
    }


def test_an_estimated_collision_is_told_of_by_one_rule():
    found = flags([run("Mon 07:00", type="tempo"), HARD_LEGS])

    assert [flag.rule for flag in found] == ["legs-after-hard-run"]


def test_by_estimate_a_race_beside_a_lift_is_told_of_as_well():
    race = run("Tue 07:00", type="race")

    rules = {flag.rule: weight(flag) for flag in flags([HARD_LEGS, race])}

    assert rules == {
        "back-to-back-hard": "caution by estimate",
        "legs-before-hard-run": "caution by estimate",
    }
