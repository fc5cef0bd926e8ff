"""A hard workout on a date that one checked in to feeling low."""

import pytest

from runstrength.training.thresholds import Thresholds
from tests.training.build import at, case, check_in, day, flags, lift, lower, run, upper, verdict

RULE = "hard-on-low-readiness"
HARD = run("Mon 07:00", effort=8)


def feeling(today: int, *before: int, ending: int = -1) -> dict:
    """Check-ins: Monday's, and one for each date before, the last of them on day `ending`."""
    return {day("Mon"): check_in(today)} | {
        day(ending - n): check_in(readiness) for n, readiness in enumerate(before)
    }


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [(5, "caution"), (11, "caution"), (12, "caution"), (13, None), (25, None)],
)
def test_twelve_of_25_is_low_for_everyone(readiness, expected):
    assert verdict(RULE, [HARD], check_ins=feeling(readiness)) == expected


@pytest.mark.parametrize(
    ("readiness", "before", "expected"),
    [
        # Mean 20, standard deviation 1.
        pytest.param(19, (19, 21) * 5, "caution", id="one deviation below"),
        pytest.param(20, (19, 21) * 5, None, id="at the mean"),
        pytest.param(18, (19, 21) * 5, "caution", id="two below"),
        # Mean 20, standard deviation 2.
        pytest.param(18, (18, 22) * 7, "caution", id="one wider deviation below"),
        pytest.param(19, (18, 22) * 7, None, id="half a deviation below"),
        # Mean 20, a deviation of just over two and a half.
        pytest.param(18, (16, 20, 20, 20, 24) * 2, None, id="below two and a half"),
        pytest.param(17, (16, 20, 20, 20, 24) * 2, "caution", id="beyond it"),
        # Mean 19.5, a population's deviation of exactly 1.5; a sample's would be above it.
        pytest.param(18, (21, 18) * 5, "caution", id="a population's deviation, not a sample's"),
        # Mean 19, deviation 3.
        pytest.param(18, (20,) * 9 + (10,), None, id="within a wide deviation"),
        pytest.param(16, (20,) * 9 + (10,), "caution", id="at the end of a wide one"),
        # Nothing varied: no deviation to be below.
        pytest.param(15, (20,) * 10, None, id="no deviation"),
        # Nine are too few.
        pytest.param(15, (19, 21, 20) * 3, None, id="nine check-ins"),
        pytest.param(15, (19, 21) * 5, "caution", id="ten check-ins"),
        pytest.param(25, (19, 21) * 5, None, id="better than ever"),
        pytest.param(12, (20,) * 10, "caution", id="low for everyone"),
    ],
)
def test_a_deviation_below_the_mean_is_low_for_oneself(readiness, before, expected):
    assert verdict(RULE, [HARD], check_ins=feeling(readiness, *before)) == expected


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        pytest.param(-19, "caution", id="the first 28 days ago"),
        pytest.param(-20, None, id="the first 29 days ago"),
    ],
)
def test_the_28_days_before_are_compared(ending, expected):
    before = feeling(19, *(19, 21) * 5, ending=ending)

    assert verdict(RULE, [HARD], check_ins=before) == expected


def test_a_check_in_does_not_count_among_those_before_it_nor_a_later_one():
    later = {day("Tue"): check_in(21)}

    assert verdict(RULE, [HARD], check_ins=feeling(15, *(19, 21, 20) * 3) | later) is None


def test_older_check_ins_do_not_move_the_mean():
    old = {day(-29 - n): check_in(13) for n in range(20)}

    assert verdict(RULE, [HARD], check_ins=feeling(19, *(19, 21) * 5) | old) == "caution"


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("effort 6", None, run("Mon 07:00", effort=6)),
        case("effort 7", "caution", run("Mon 07:00", effort=7)),
        case("unknown effort", None, run("Mon 07:00")),
        case("tempo", "caution by estimate", run("Mon 07:00", type="tempo")),
        case("over 90 min", "caution by estimate", run("Mon 07:00", minutes=91)),
        case("race of effort 3", "caution", run("Mon 07:00", type="race", effort=3)),
        case("hard upper-body lift", "caution", lift("Mon 07:00", upper(), effort=7)),
        case("leg set at RIR 0", "caution", lift("Mon 07:00", lower(rir=0))),
        case("unknown lift", None, lift("Mon 07:00", lower(9, rir=3))),
        case("the day before", None, run(at(-1), effort=8)),
        case("the day after", None, run("Tue 07:00", effort=8)),
        case("it ends on that date", None, run(at(-1, "23:40"), effort=8)),
        case("planned", "caution", run("Mon 19:00", effort=8, planned=True)),
        case("an easy one beside it", "caution", HARD, run("Mon 19:00", effort=3)),
    ],
)
def test_what_is_hard_on_that_date(workouts, expected):
    assert verdict(RULE, workouts, check_ins=feeling(12)) == expected


def test_without_a_check_in_nothing_is_said():
    assert verdict(RULE, [HARD]) is None
    assert verdict(RULE, [HARD], check_ins={day(-1): check_in(5)}) is None


def test_only_hard_workouts_are_named_and_every_one():
    second, easy = lift("Mon 12:00", upper(), effort=8), run("Mon 19:00", effort=3)

    found = flags([HARD, second, easy], RULE, check_ins=feeling(9))

    assert {w.id for flag in found for w in flag.workouts} == {HARD.id, second.id}
    assert {flag.date for flag in found} == {day("Mon")}


def test_a_plan_is_a_forecast_and_one_gone_by_is_none():
    plan = run("Mon 19:00", effort=8, planned=True)

    (flag,) = flags([plan], RULE, check_ins=feeling(9))
    assert flag.planned
    assert flag.tips == ("adjust-intensity",)
    assert verdict(RULE, [plan], day("Tue"), check_ins=feeling(9)) is None


def test_a_race_is_asked_nothing():
    (flag,) = flags([run("Mon 07:00", type="race", effort=9)], RULE, check_ins=feeling(9))

    assert flag.remedies == ()


def test_the_threshold_can_be_moved():
    strict = Thresholds(low_readiness=15)

    assert flags([HARD], RULE, thresholds=strict, check_ins=feeling(15))
    assert not flags([HARD], RULE, thresholds=strict, check_ins=feeling(16))
