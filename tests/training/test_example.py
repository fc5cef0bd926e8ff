"""The example training: every rule finds something in it, on whatever day it is told."""

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from runstrength.training.example import Example, example_training
from runstrength.training.flags import Flag, Severity
from runstrength.training.rules import RULES, flags_for
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.training.week import WEEK, Week, Weekday
from runstrength.training.workouts import Lift, Region, Run, Workout

REGIONS = {
    "squats": Region.LOWER,
    "lunges": Region.LOWER,
    "deadlifts": Region.LOWER,
    "planks": Region.CORE,
    "russian-twists": Region.CORE,
    "leg-raises": Region.CORE,
    "push-ups": Region.UPPER,
    "pull-ups": Region.UPPER,
    "rows": Region.UPPER,
}
BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 18)
FORTNIGHT = [TODAY + timedelta(days=n) for n in range(14)]
STARTS = [Weekday.MONDAY, Weekday.SATURDAY, Weekday.SUNDAY]
ODD_DAYS = [
    date(2028, 3, 1),  # The day after a leap day,
    date(2028, 2, 29),  # and that day itself.
    date(2027, 1, 1),
    date(2026, 3, 30),  # The day after clocks changed in Europe, and some weeks on,
    date(2026, 5, 13),
    date(2026, 10, 26),  # and the same in autumn.
    date(2026, 12, 9),
]
ZONES = [
    "Africa/Cairo",  # Clocks change on Fridays.
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Lisbon",
    "Pacific/Auckland",
    "UTC",
]


@pytest.mark.parametrize("today", FORTNIGHT, ids=str)
@pytest.mark.parametrize("starts_on", STARTS)
def test_every_rule_finds_something_on_any_day_and_with_any_first_day_of_the_week(today, starts_on):
    assert rules_found(today, starts_on) == {rule.id for rule in RULES}


@pytest.mark.parametrize("today", ODD_DAYS, ids=str)
@pytest.mark.parametrize("zone", [BERLIN, *ZONES])
def test_every_rule_finds_something_wherever_clocks_and_calendars_change(today, zone):
    assert rules_found(today, Weekday.MONDAY, zone) == {rule.id for rule in RULES}


@pytest.mark.parametrize("changed", [date(2026, 4, 24), date(2026, 10, 30)], ids=str)
def test_every_rule_finds_something_however_many_weeks_ago_clocks_changed_on_a_friday(changed):
    todays = (changed + n * WEEK for n in range(14))

    assert all(len(rules_found(day, zone="Africa/Cairo")) == len(RULES) for day in todays)


@pytest.mark.parametrize("today", FORTNIGHT, ids=str)
@pytest.mark.parametrize("starts_on", STARTS)
def test_most_of_it_goes_well(today, starts_on):
    flags = flags_of(today, starts_on)
    grave = [flag for flag in flags if flag.severity >= Severity.CAUTION]
    weeks = Counter(Week.holding(flag.date, starts_on) for flag in grave)

    assert 10 <= len(grave) <= 25
    assert sum(count >= 3 for count in weeks.values()) <= 3
    assert sum(flag.rule == "well-combined" for flag in flags) >= 4


@pytest.mark.parametrize("today", FORTNIGHT, ids=str)
def test_it_ends_yesterday_and_the_plan_holds_each_of_the_next_seven_days_at_most_once(today):
    example = example_training(today, BERLIN, REGIONS)
    done = [w.local_date for w in example.workouts if not w.planned]
    planned = [w.local_date for w in example.workouts if w.planned]

    assert Week.holding(today).first - min(done) == timedelta(weeks=12)
    assert today - timedelta(days=3) <= max(done) < today
    assert today <= min(planned)
    assert max(planned) < today + timedelta(days=7)
    assert len({day.weekday() for day in planned}) == 6
    assert all(day < today for day in example.check_ins)


@pytest.mark.parametrize("starts_on", STARTS)
@pytest.mark.parametrize("today", FORTNIGHT, ids=str)
def test_one_thing_of_the_plan_collides(today, starts_on):
    flags = flags_of(today, starts_on)
    forecasts = [f for f in flags if f.planned and f.severity >= Severity.CAUTION]

    assert [f.rule for f in forecasts] == ["legs-after-hard-run"]


@pytest.mark.parametrize("zone", [BERLIN, *ZONES])
def test_nothing_overlaps_and_dates_follow_each_other_also_on_the_way_to_another_zone(zone):
    workouts = example_training(TODAY, zone, REGIONS).workouts
    timeline = Timeline(workouts)

    assert not timeline.overlapping()
    assert [w.local_date for w in timeline.workouts] == sorted(w.local_date for w in workouts)
    assert {w.time_zone for w in workouts} > {zone}


def test_it_holds_what_real_logs_hold():
    workouts = example_training(TODAY, BERLIN, REGIONS).workouts
    done = [w for w in workouts if not w.planned]
    runs = [w for w in done if isinstance(w, Run)]
    lifts = [w for w in done if isinstance(w, Lift)]

    assert any(run.type == "race" for run in runs)
    assert any(run.moving_s for run in runs)
    assert any(run.effort is None for run in runs)
    assert sum(run.avg_hr_bpm is not None for run in runs) > len(runs) * 0.8
    assert sum(w.local_start.minute % 5 != 0 for w in done) > len(done) / 2
    assert {e.exercise for lift in lifts for e in lift.exercises} == set(REGIONS)
    assert any(w.notes for w in done)
    assert not all(w.notes for w in done)


def test_paces_and_weights_are_those_of_one_person():
    workouts = example_training(TODAY, BERLIN, REGIONS).workouts
    runs = [w for w in workouts if isinstance(w, Run) and not w.planned]
    paces = {run.type: [] for run in runs}
    for run in runs:
        paces[run.type].append(run.pace_s_per_m * 1000)

    assert all(300 < pace < 420 for of_type in paces.values() for pace in of_type)
    assert max(paces["race"]) < min(paces["tempo"]) <= max(paces["tempo"]) < min(paces["easy"])


def test_an_exercise_that_the_guide_lacks_is_left_out_and_the_region_is_the_guides():
    regions = {"squats": Region.LOWER, "rows": Region.CORE}
    workouts = example_training(TODAY, BERLIN, regions).workouts
    used = {(e.exercise, e.region) for w in workouts if isinstance(w, Lift) for e in w.exercises}

    assert used == set(regions.items())


def test_ids_are_places_in_the_diary_and_stay_the_same_from_one_day_to_the_next():
    first, second = (
        {
            w.id: (w.notes, w.duration_s, w.local_start.time())
            for w in example_training(day, BERLIN, REGIONS).workouts
        }
        for day in (TODAY, TODAY + timedelta(days=1))
    )
    shared = first.keys() & second.keys()

    assert len(first) == len(example_training(TODAY, BERLIN, REGIONS).workouts)
    assert len(shared) > len(first) - 4
    assert all(first[one] == second[one] for one in shared)


@pytest.mark.parametrize("starts_on", STARTS)
def test_the_one_deload_week_is_lighter_than_any_week_around_it(starts_on):
    told = timeline(example_training(TODAY, BERLIN, REGIONS), starts_on)
    (deload,) = told.deloads
    around = [told.in_week(Week(deload.first + n * WEEK)) for n in (-3, -2, -1, 1)]

    assert minutes(told.in_week(deload)) < 0.9 * min(map(minutes, around))
    assert sets(told.in_week(deload)) < 0.5 * min(map(sets, around))


def test_what_is_set_aside_is_a_flag_of_the_example():
    example = example_training(TODAY, BERLIN, REGIONS)
    flags = {(flag.rule, flag.date) for flag in flags_of(TODAY, Weekday.MONDAY)}

    assert example.set_asides
    assert all((aside.rule, aside.date) in flags for aside in example.set_asides)


@cache
def flags_of(today: date, starts_on: Weekday, zone: str = BERLIN) -> list[Flag]:
    """The flags of the example, as the rules read it on that day."""
    return flags_for(timeline(example_training(today, zone, REGIONS), starts_on), DEFAULTS, today)


def rules_found(today: date, starts_on: Weekday = Weekday.MONDAY, zone: str = BERLIN) -> set[str]:
    """The rules with a flag dated in the example or its plan."""
    return {
        flag.rule
        for flag in flags_of(today, starts_on, zone)
        if today - timedelta(days=90) <= flag.date < today + timedelta(days=7)
    }


def timeline(example: Example, starts_on: Weekday) -> Timeline:
    """The example as an account would hold it."""
    deloads = [Week.holding(day, starts_on) for day in example.deload_thursdays]
    return Timeline(example.workouts, example.check_ins, deloads, starts_on)


def minutes(workouts: list[Workout]) -> float:
    """Their minutes together."""
    return sum(w.counted_s for w in workouts) / 60


def sets(workouts: list[Workout]) -> int:
    """Their working sets together."""
    return sum(len(w.working_sets()) for w in workouts if isinstance(w, Lift))
