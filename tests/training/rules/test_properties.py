"""What holds for every timeline."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from runstrength.training.flags import Flag, Severity
from runstrength.training.rules import (
    LOOK_AHEAD_DAYS,
    LOOK_BACK_DAYS,
    RULES,
    RULES_BY_ID,
    flags_for,
)
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from runstrength.training.week import Week
from runstrength.training.workouts import Lift, Workout
from tests.training.build import MONDAY, at, core, day, flags, lift, lower, run
from tests.training.timelines import LOGS, LONG_LOGS, QUIET, TIMELINES, timelines

FEW = settings(QUIET, max_examples=25)  # A longer log says as much as many short ones.
MOST_ROUNDS = 10
NEWEST_LIFTS = 6  # As many from before a stretch as tell which regions were missed by then.
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


LOOSE = Thresholds(
    legs_before_run=timedelta(hours=48),
    legs_before_run_to_failure=timedelta(hours=96),
    same_region=timedelta(hours=96),
    rest_within=4,
    region_dates=28,
)


@FEW
@given(LONG_LOGS, st.integers(0, 200), st.sampled_from([DEFAULTS, LOOSE]))
def test_from_a_date_on_the_same_is_said_as_of_the_whole(log, days, thresholds):
    (workouts, notes), since = log, day(days)
    timeline = Timeline(workouts, **notes)

    whole = flags_for(timeline, thresholds, day(150))
    expected = [flag for flag in whole if flag.date >= since]
    assert flags_for(timeline, thresholds, day(150), since=since) == expected


@FEW
@given(LOGS, st.integers(0, 40), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter_in_a_longer_log(log, days, random):
    (workouts, notes), today = log, day(days)
    shuffled = random.sample(workouts, len(workouts))

    expected = flags(workouts, today=today, **notes)
    assert flags(shuffled, today=today, **notes | _shuffled(notes, random)) == expected


@FEW
@given(LOGS, st.integers(0, 40), st.integers(-60, 60))
def test_whole_weeks_later_the_same_is_said_of_a_longer_log(log, days, weeks):
    (workouts, notes), today, shift = log, day(days), timedelta(weeks=weeks)
    later = [replace(w, started_at=w.started_at + shift, local_date=None) for w in workouts]
    marks = {
        "check_ins": {noted + shift: found for noted, found in notes["check_ins"].items()},
        "deloads": [Week(week.first + shift) for week in notes["deloads"]],
    }

    expected = {_said(flag, shift) for flag in flags(workouts, today=today, **notes)}
    said = {_said(flag) for flag in flags(later, today=today + shift, **notes | marks)}
    assert said == expected


@FEW
@given(LOGS, st.integers(0, 10_000))
def test_removing_a_workout_of_a_longer_log_makes_no_back_to_back_flag(log, number):
    workouts, notes = log
    fewer = [w for n, w in enumerate(workouts) if n != number % len(workouts)]

    before = {flag.date: flag.severity for flag in flags(workouts, "back-to-back-hard", **notes)}
    for flag in flags(fewer, "back-to-back-hard", **notes):
        assert flag.severity <= before[flag.date]


@FEW
@given(LOGS, st.integers(0, 40))
def test_no_two_flags_of_a_longer_log_share_an_id(log, days):
    workouts, notes = log
    ids = [flag.id for flag in flags(workouts, today=day(days), **notes)]

    assert len(set(ids)) == len(ids)


def test_a_longer_log_makes_the_rules_of_weeks_and_weights_speak():
    # Else the claims about longer logs would be about a few rules alone.
    silent = {rule.id for rule in RULES if not rule.is_near} - {"monotonous-week"}

    @settings(FEW, max_examples=60, phases=[Phase.generate], derandomize=False, database=None)
    @given(LOGS)
    def read(log):
        workouts, notes = log
        silent.difference_update(flag.rule for flag in flags(workouts, today=day(40), **notes))

    for number in range(MOST_ROUNDS):
        if silent:
            seed(number)(read)()
    assert not silent


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
        flag.about,
        flag.measured,
        flag.compared_with,
        flag.estimated,
        flag.planned,
        tuple(_later(remedy, shift) for remedy in flag.remedies),
    )


def _later(remedy, shift: timedelta):
    limits = ("to_date", "start_not_before", "end_not_after")
    moved = {name: getattr(remedy, name) for name in limits if getattr(remedy, name)}
    return replace(remedy, **{name: limit + shift for name, limit in moved.items()})


@FEW
@given(LONG_LOGS, st.integers(0, 200), st.integers(0, 6), st.integers(-14, 14))
def test_a_stretch_says_what_the_whole_timeline_says_of_its_dates(log, start, length, passed):
    (workouts, notes), first = log, day(start)
    last, today = first + timedelta(days=length), first + timedelta(days=passed)

    read, marks = _read_for(first, last, workouts, notes)

    found = flags(read, today=today, **marks)
    whole = flags(workouts, today=today, **notes)
    assert _touching(found, first, last) == _touching(whole, first, last)


@QUIET
@given(timelines(21 * 24), st.integers(0, 21), st.integers(0, 6))
def test_a_stretch_of_a_short_log_says_what_the_whole_says(workouts, start, length):
    first = day(start)
    last = first + timedelta(days=length)

    read, _ = _read_for(first, last, workouts, {"check_ins": {}})

    assert _touching(flags(read), first, last) == _touching(flags(workouts), first, last)


SQUATS = lower(weight="100 kg", form="breaking-down")
BARE_LIFTS = [lift(at(-199 + n)) for n in range(9)]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([run(at(-201)), lift(at(-200), SQUATS), *BARE_LIFTS], id="form"),
        pytest.param([run(at(-200))], id="the start of the log"),
        pytest.param(
            [run(at(-200)), *(lift(at(n), core()) for n in (-103, -100))], id="regions told before"
        ),
    ],
)
def test_what_bears_on_a_stretch_from_long_before_is_read_for_it(before):
    week = [lift(at(-10), core()), run(at(1)), lift(at(2), lower(weight="110 kg"))]
    today, workouts, (first, last) = day(7), [*before, *week], (day(0), day(6))

    read, _ = _read_for(first, last, workouts, {"check_ins": {}})
    whole = _touching(flags(workouts, today=today), first, last)

    assert _touching(flags(read, today=today), first, last) == whole
    near = [w for w in workouts if w.local_date >= day(-LOOK_BACK_DAYS)]
    assert near == week


def _read_for(
    first: date, last: date, workouts: list[Workout], notes: dict
) -> tuple[list[Workout], dict]:
    """What is given to a stretch: as far around it as rules look, and what bears on it from before.

    From before: the first workout logged, for the rule that asks when the log began; the
    newest lifts, for the one that tells a missed region once; and the lifts with an exercise whose
    form broke down and that no later one has answered. Check-ins and deload weeks are those around.
    """
    start = first - timedelta(days=LOOK_BACK_DAYS)
    end = last + timedelta(days=LOOK_AHEAD_DAYS)
    logged = sorted((w for w in workouts if not w.planned), key=lambda w: (w.started_at, w.id))
    lifts_before = [w for w in logged if isinstance(w, Lift) and w.local_date < start]
    unanswered: dict[str, Lift] = {}
    for earlier in lifts_before:
        unanswered.update((done.exercise, earlier) for done in earlier.exercises)
    bearing = [*logged[:1], *lifts_before[-NEWEST_LIFTS:], *unanswered.values()]
    ids = {w.id for w in bearing} | {w.id for w in workouts if start <= w.local_date <= end}
    around = {d: found for d, found in notes["check_ins"].items() if start <= d <= end}
    marks = notes | {"check_ins": around}
    if "deloads" in notes:
        marks["deloads"] = [w for w in notes["deloads"] if w.last >= start and w.first <= end]
    return [w for w in workouts if w.id in ids], marks


def test_a_free_date_is_free_however_far_ahead_one_reads():
    workouts = [run(f"2026-11-{day} 07:00", effort=8) for day in (17, 18, 20, 23)]
    read = [w for w in workouts if w.local_date <= date(2026, 11, 18) + timedelta(LOOK_AHEAD_DAYS)]

    (flag,) = (f for f in flags(read) if f.date == date(2026, 11, 18))
    (whole,) = (f for f in flags(workouts) if f.date == date(2026, 11, 18))
    assert flag.remedies == whole.remedies


def _touching(found: list[Flag], first: date, last: date) -> list[Flag]:
    """The flags that a stretch shows: dated in it, or later ones near by that name its workouts.

    What is said of a whole week, or of a month, counts by its date alone.
    """
    return [
        flag
        for flag in found
        if first <= flag.date <= last
        or (
            flag.date > last
            and RULES_BY_ID[flag.rule].is_near
            and any(first <= w.local_date <= last for w in flag.workouts)
        )
    ]


def _shuffled(notes: dict, random) -> dict:
    """The same check-ins and deload weeks, entered in another order."""
    dates, deloads = list(notes["check_ins"]), list(notes["deloads"])
    random.shuffle(dates)
    random.shuffle(deloads)
    return {"check_ins": {d: notes["check_ins"][d] for d in dates}, "deloads": deloads}
