"""What holds for every timeline."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.flags import Flag, Severity
from runstrength.training.rules import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS
from tests.training.build import MONDAY, flags, run
from tests.training.timelines import QUIET, TIMELINES, timelines

TODAYS = st.integers(-1, 4).map(lambda n: MONDAY + timedelta(days=n))


@QUIET
@given(TIMELINES, TODAYS, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(workouts, today, random):
    shuffled = random.sample(workouts, len(workouts))

    assert flags(shuffled, today=today) == flags(workouts, today=today)


@QUIET
@given(TIMELINES, TODAYS, st.integers(-60, 60))
def test_whole_weeks_later_the_same_is_said(workouts, today, weeks):
    shift = timedelta(weeks=weeks)
    later = [replace(w, started_at=w.started_at + shift, local_date=None) for w in workouts]

    expected = {_said(flag, shift) for flag in flags(workouts, today=today)}
    assert {_said(flag) for flag in flags(later, today=today + shift)} == expected


@QUIET
@given(TIMELINES, st.data())
def test_removing_a_workout_makes_no_back_to_back_flag_and_none_graver(workouts, data):
    fewer = [w for w in workouts if w is not data.draw(st.sampled_from(workouts))]

    before = {flag.date: flag.severity for flag in flags(workouts, "back-to-back-hard")}
    for flag in flags(fewer, "back-to-back-hard"):
        assert flag.severity <= before[flag.date]


@QUIET
@given(TIMELINES, TODAYS)
def test_an_estimate_is_a_caution_at_most(workouts, today):
    for flag in flags(workouts, today=today):
        assert not flag.estimated or flag.severity <= Severity.CAUTION


@QUIET
@given(TIMELINES, st.integers(1, 10))
def test_where_every_effort_is_known_nothing_is_estimated(workouts, effort):
    known = [replace(w, effort=w.effort or effort) for w in workouts]

    assert not any(flag.estimated for flag in flags(known))


@QUIET
@given(TIMELINES, TODAYS)
def test_plans_that_have_gone_by_might_as_well_not_be_there(workouts, today):
    without = [w for w in workouts if not w.planned or w.local_date >= today]

    assert flags(workouts, today=today) == flags(without, today=today)


@QUIET
@given(TIMELINES)
def test_no_two_flags_of_a_timeline_share_an_id(workouts):
    ids = [flag.id for flag in flags(workouts)]

    assert len(set(ids)) == len(ids)


def _said(flag: Flag, shift: timedelta = timedelta(0)) -> tuple:
    """What a flag says, `shift` later."""
    return (
        flag.rule,
        flag.severity,
        flag.date + shift,
        tuple(w.id for w in flag.workouts),
        flag.tips,
        flag.gap,
        flag.estimated,
        flag.planned,
        tuple(_later(remedy, shift) for remedy in flag.remedies),
    )


def _later(remedy, shift: timedelta):
    limits = ("to_date", "start_not_before", "end_not_after")
    moved = {name: getattr(remedy, name) for name in limits if getattr(remedy, name)}
    return replace(remedy, **{name: limit + shift for name, limit in moved.items()})


@QUIET
@given(timelines(21 * 24), st.integers(0, 21), st.integers(0, 6))
def test_a_stretch_says_what_the_whole_timeline_says_of_its_dates(workouts, start, length):
    first = MONDAY + timedelta(days=start)
    last = first + timedelta(days=length)
    read_from = first - timedelta(days=LOOK_BACK_DAYS)
    read_to = last + timedelta(days=LOOK_AHEAD_DAYS)
    read = [w for w in workouts if read_from <= w.local_date <= read_to]

    assert _touching(flags(read), first, last) == _touching(flags(workouts), first, last)


def test_a_free_date_is_free_however_far_ahead_one_reads():
    workouts = [run(f"2026-11-{day} 07:00", effort=8) for day in (17, 18, 20, 23)]
    read = [w for w in workouts if w.local_date <= date(2026, 11, 18) + timedelta(LOOK_AHEAD_DAYS)]

    (flag,) = (f for f in flags(read) if f.date == date(2026, 11, 18))
    (whole,) = (f for f in flags(workouts) if f.date == date(2026, 11, 18))
    assert flag.remedies == whole.remedies


def _touching(found: list[Flag], first: date, last: date) -> list[Flag]:
    """The flags that a stretch shows: dated in it, or naming a workout that is."""
    dates = ((flag, {flag.date, *(w.local_date for w in flag.workouts)}) for flag in found)
    return [flag for flag, days in dates if any(first <= day <= last for day in days)]
