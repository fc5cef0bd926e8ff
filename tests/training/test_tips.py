"""How the last four weeks went against a tip is told by the flags that cite it, and no more."""

from datetime import date, timedelta

import pytest

from runstrength.training.flags import Flag, Severity
from runstrength.training.rules import RULES, TIPS
from runstrength.training.timeline import Timeline
from runstrength.training.tips import TipWeeks, last_weeks, weeks_of_tip
from runstrength.training.week import Weekday
from tests.training.build import run

TODAY = date(2026, 11, 18)  # A Wednesday.
RUN = run("Mon 07:00")


def test_the_weeks_are_the_last_four_and_the_last_of_them_holds_today():
    weeks = last_weeks(Timeline(), TODAY)
    assert [week.name for week in weeks] == ["2026-W44", "2026-W45", "2026-W46", "2026-W47"]
    assert weeks[-1].first <= TODAY <= weeks[-1].last


def test_the_weeks_begin_on_the_users_own_day():
    weeks = last_weeks(Timeline(week_starts_on=Weekday.SUNDAY), TODAY)
    assert [week.first.weekday() for week in weeks] == [Weekday.SUNDAY] * 4


@pytest.mark.parametrize(
    ("severities", "count", "gravest", "praise"),
    [
        pytest.param([], 0, None, 0, id="no flag"),
        pytest.param([Severity.INFO], 1, Severity.INFO, 0, id="worth knowing counts"),
        pytest.param([Severity.CAUTION, Severity.WARNING], 2, Severity.WARNING, 0, id="gravest"),
        pytest.param([Severity.PRAISE] * 2, 0, None, 2, id="praise is not against it"),
        pytest.param([Severity.PRAISE, Severity.INFO], 1, Severity.INFO, 1, id="both"),
    ],
)
def test_a_week_says_how_many_flags_and_how_grave(severities, count, gravest, praise):
    this = went(*(flag(severity=severity) for severity in severities)).weeks[-1]
    assert (this.flags, this.gravest, this.praise) == (count, gravest, praise)


def test_a_flag_counts_in_the_week_of_its_date_alone():
    found = went(flag("2026-11-09"), flag("2026-11-15"), flag("2026-11-16"))
    assert [week.flags for week in found.weeks] == [0, 0, 2, 1]
    assert [week.week.name for week in found.against] == ["2026-W46", "2026-W47"]
    assert found.flags == 3


def test_a_flag_of_the_unfinished_week_is_dated_ahead_and_counts():
    assert went(flag("2026-11-22")).weeks[-1].flags == 1


@pytest.mark.parametrize("day", ["2026-10-25", "2026-11-23"])
def test_a_flag_outside_the_weeks_counts_in_none(day):
    assert went(flag(day)).flags == 0


def test_a_flag_that_cites_another_tip_does_not_count():
    assert went(flag(tips=("alternate-days",))).flags == 0
    assert went(flag(tips=("alternate-days", "recovery"))).flags == 1


def test_a_forecast_says_nothing_of_how_a_week_went():
    planned = run("Wed 07:00", planned=True)
    assert went(flag(workouts=(RUN, planned))).flags == 0


def test_a_flag_set_aside_counts_apart():
    aside, other = flag(severity=Severity.WARNING), flag("2026-11-17")
    found = went(aside, other, set_asides={aside.id})
    this = found.weeks[-1]
    assert (this.flags, this.gravest, this.set_aside) == (1, Severity.CAUTION, 1)
    assert (found.flags, found.set_aside, found.aside) == (1, 1, [this])


def test_praise_set_aside_is_no_praise():
    praise = flag(severity=Severity.PRAISE)
    assert went(praise, set_asides={praise.id}).praise == 0


def test_a_week_is_logged_where_something_was_done():
    timeline = Timeline([RUN, run("2026-11-02 07:00")])
    assert [week.is_logged for week in went(timeline=timeline).weeks] == [False, True, False, True]
    assert went(timeline=timeline).empty == 2


def test_a_plan_is_not_logged():
    timeline = Timeline([run("Wed 18:00", planned=True)])
    assert went(timeline=timeline).empty == 4


def test_a_tip_is_read_while_one_of_the_rules_that_cite_it_is_on():
    citing = {rule.id for rule in RULES if "recovery" in rule.tips}
    assert not went(off=citing).is_read
    for one in citing:
        assert went(off=citing - {one}).is_read


@pytest.mark.parametrize("tip", TIPS)
def test_every_tip_has_four_weeks(tip):
    found = weeks_of_tip(tip, Timeline(), [], TODAY)
    assert len(found.weeks) == 4
    assert found.is_read


def went(*flags: Flag, timeline: Timeline | None = None, **more) -> TipWeeks:
    """How the weeks up to TODAY went against recovery."""
    return weeks_of_tip("recovery", timeline or Timeline([RUN]), flags, TODAY, **more)


def flag(day: str = "2026-11-16", severity=Severity.CAUTION, tips=("recovery",), workouts=(RUN,)):
    """A flag of some rule."""
    return Flag(
        rule="a-rule",
        severity=severity,
        date=date.fromisoformat(day),
        workouts=workouts,
        tips=tips,
        subject=day,
        gap=timedelta(),
    )
