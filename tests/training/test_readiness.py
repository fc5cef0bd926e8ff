"""How a check-in is judged, in the figures that the rule compares."""

from datetime import timedelta

import pytest

from runstrength.training.check_ins import CheckIn
from runstrength.training.intensity import Reading
from runstrength.training.readiness import Readiness, readiness
from runstrength.training.rules.adjust_intensity import hard_on_low_readiness
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from tests.training.build import MONDAY, run


def scored(total: int) -> CheckIn:
    """A check-in that sums to `total`."""
    each = [total // 5 + (n < total % 5) for n in range(5)]
    return CheckIn(
        **dict(zip(("sleep", "energy", "soreness", "stress", "mood"), each, strict=True))
    )


def judged(total: int, before: list[int], thresholds: Thresholds = DEFAULTS) -> Readiness:
    """Monday's check-in after those of the days before it."""
    days = {MONDAY - timedelta(days=n + 1): scored(t) for n, t in enumerate(before)}
    return readiness(Timeline((), days | {MONDAY: scored(total)}), thresholds, MONDAY)


def test_a_date_without_check_in_is_not_judged():
    assert readiness(Timeline(), DEFAULTS, MONDAY) is None


@pytest.mark.parametrize(("total", "low"), [(12, True), (13, False)])
def test_twelve_is_low_and_thirteen_is_not(total, low):
    assert judged(total, []) == Readiness(total, low, 12)


def test_a_moved_threshold_is_the_limit():
    assert judged(14, [], Thresholds(low_readiness=15)) == Readiness(14, True, 15)


def test_without_the_rule_no_sum_is_low():
    off = Thresholds(off=frozenset({"hard-on-low-readiness"}))
    assert judged(5, [], off) == Readiness(5, False, None)


def test_ten_check_ins_before_set_the_limit_where_it_is_the_higher_one():
    usual = [18, 22] * 5
    assert judged(18, usual) == Readiness(18, True, 18, 20.0)
    assert judged(19, usual) == Readiness(19, False, 18, 20.0)
    assert judged(18, usual[:9]) == Readiness(18, False, 12)


def test_like_check_ins_and_low_ones_leave_the_threshold():
    assert judged(18, [20] * 10).limit == 12
    assert judged(11, [11, 13] * 5) == Readiness(11, True, 12)


@pytest.mark.parametrize("before", [[18, 22] * 5, [17, 19, 24] * 4, [13, 25] * 7, [21] * 12, []])
def test_the_limit_is_where_the_rule_draws_it(before):
    for total in range(5, 26):
        days = {MONDAY - timedelta(days=n + 1): scored(t) for n, t in enumerate(before)}
        timeline = Timeline((), days | {MONDAY: scored(total)})
        found = readiness(timeline, DEFAULTS, MONDAY)
        hard = timeline.holding([run("Mon 07:00", effort=8)])
        flagged = bool(list(hard_on_low_readiness(hard, Reading())))
        assert found.is_low is flagged is (total <= found.limit)
