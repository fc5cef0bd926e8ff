"""A stretch read by its window says what the whole history says of its dates, over long logs."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from flask import g

from runstrength.storage import accounts, marks, workouts
from runstrength.storage.database import db
from runstrength.training.flags import Flag
from runstrength.training.rules import flags_for
from runstrength.training.timeline import Timeline
from runstrength.training.week import DAY, Week, Weekday
from runstrength.training.workouts import RunType, Workout
from runstrength.web import reading
from tests.training.build import check_in, core, lift, lower, run, upper
from tests.web.rows import user_id
from tests.web.world import set_clock

BEGAN = date(2024, 1, 3)
DAYS = 540
TODAY = BEGAN + timedelta(days=500)  # The rest is planned, or lies ahead.
WINDOWS = 30
ZONES = ("UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles")


@pytest.mark.parametrize("starts_on", [Weekday.MONDAY, Weekday.SUNDAY, Weekday.SATURDAY])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_windows_flags_are_those_that_the_whole_history_has(app, monkeypatch, seed, starts_on):
    set_clock(monkeypatch, f"{TODAY} 12:00")
    random = Random(100 * seed + starts_on)  # noqa: S311, for tests alone.
    with app.test_request_context():
        g.read_only = True
        user = _user(app, week_starts_on=starts_on)
        whole = _log(user, random)
        flags = flags_for(whole, user.thresholds, TODAY)
        assert len({flag.rule for flag in flags}) >= 15  # The log is not a dull one.
        for first, last in _windows(random):
            found = reading.read_stretch(user, first, last).dated_flags
            expected = [flag for flag in flags if first <= flag.date <= last]
            assert _told(found) == _told(expected), f"{first} to {last}"


POOR = {"weight": "50 kg", "form": "breaking-down"}
WEDNESDAY = date(2025, 3, 5)
# The newest lifts before, which are read in any case.
SIX_OTHERS = [lift(f"2024-02-0{n} 07:00", core()) for n in range(1, 7)]


def test_poor_form_of_the_logs_first_lift_that_was_answered_raises_no_flag(app):
    assert_reads_as_the_whole(
        app,
        lift("2024-01-03 07:00", lower(**POOR)),
        lift("2024-01-10 07:00", lower(weight="40 kg")),
        *SIX_OTHERS,
        lift(f"{WEDNESDAY} 07:00", lower(weight="60 kg")),
    )


def test_poor_form_of_two_exercises_of_which_one_was_answered_raises_no_flag_of_that(app):
    assert_reads_as_the_whole(
        app,
        run("2024-01-01 07:00"),
        lift("2024-01-03 07:00", lower(**POOR), upper(**POOR)),
        lift("2024-01-10 07:00", lower(weight="40 kg")),
        *SIX_OTHERS,
        lift(f"{WEDNESDAY} 07:00", lower(weight="60 kg")),
    )


def test_poor_form_answered_a_date_earlier_across_the_date_line_raises_no_flag(app):
    assert_reads_as_the_whole(
        app,
        run("2024-01-01 07:00"),
        lift("2024-01-10 07:00", lower(**POOR), zone="Pacific/Auckland"),
        lift("2024-01-09 18:00", lower(weight="40 kg"), zone="America/Los_Angeles"),
        *SIX_OTHERS,
        lift(f"{WEDNESDAY} 07:00", lower(weight="60 kg")),
    )


def test_poor_form_that_was_never_answered_raises_its_flag_a_year_later(app):
    told = assert_reads_as_the_whole(
        app,
        run("2024-01-01 07:00"),
        lift("2024-01-10 07:00", lower(**POOR)),
        *SIX_OTHERS,
        lift(f"{WEDNESDAY} 07:00", lower(weight="60 kg")),
    )
    assert "heavier-on-poor-form" in told


def test_a_region_that_was_told_before_a_pause_is_not_told_again_after_it(app):
    told = assert_reads_as_the_whole(
        app,
        run("2024-01-01 07:00"),
        *(lift(f"2024-06-0{n} 07:00", lower()) for n in (3, 5)),
        *(lift(f"2025-03-0{n} 07:00", lower()) for n in (3, 5)),
    )
    assert "region-missed" not in told


def test_a_monotonous_week_is_judged_beside_the_first_day_of_twelve_weeks(app):
    sunday = WEDNESDAY + 4 * DAY
    told = assert_reads_as_the_whole(
        app,
        run("2024-01-01 07:00"),
        run(f"{sunday - 83 * DAY} 07:00", minutes=600, effort=5),
        *(run(f"{sunday - n * DAY} 07:00", effort=3 + (n == 0)) for n in range(7)),
        day=sunday,
    )
    assert "monotonous-week" not in told
    assert "few-lifts" in told


def assert_reads_as_the_whole(app, *several: Workout, day: date = WEDNESDAY) -> set[str]:
    """See that a date's flags are those that the whole history gives it; their rules."""
    with app.test_request_context():
        g.read_only = False
        user = _user(app)
        for workout in several:
            workouts.put(user.id, None, workout, None)
        found = reading.read_stretch(user, day, day).dated_flags
        whole = flags_for(Timeline(several), user.thresholds, date(2026, 1, 1))
        assert _told(found) == _told([flag for flag in whole if flag.date == day])
        return {flag.rule for flag in found}


def _user(app, **settings) -> accounts.User:
    email = "anna@example.com"
    return accounts.User(user_id(app, email), email, accounts.Settings(**settings))


def _told(flags: list[Flag]) -> list[tuple]:
    """All that is said of the flags."""
    return [
        (f.id, f.date, f.rule, f.severity, f.measured, f.compared_with, f.estimated, f.remedies)
        for f in flags
    ]


def _windows(random: Random) -> list[tuple[date, date]]:
    """Days, weeks, months and quarters, all over the log and beyond both its ends."""
    return [
        (first, first + timedelta(days=random.choice((0, 6, 6, 27, 92))))
        for first in (BEGAN + random.randrange(-10, DAYS + 10) * DAY for _ in range(WINDOWS))
    ]


def _log(user: accounts.User, random: Random) -> Timeline:
    """A log of a year and a half, stored; what `Timeline` makes of all of it."""
    made = [
        replace(workout, id=UUID(int=n + 1)) for n, workout in enumerate(_workouts(random), start=1)
    ]
    db.session.rollback()
    g.read_only = False
    days = [BEGAN + n * DAY for n in range(DAYS)]
    check_ins = {
        day: check_in(random.choice((11, 15, 17, 18, 19, 20)))
        for day in days
        if day <= TODAY and random.random() < 0.6
    }
    weeks = {Week.holding(day, user.settings.week_starts_on) for day in days}
    deloads = [week for week in sorted(weeks, key=lambda w: w.first) if random.random() < 0.08]
    for workout in made:
        workouts.put(user.id, None, workout, None)
    for day, check in check_ins.items():
        marks.keep_check_in(user.id, day, check)
    for week in deloads:
        marks.mark_deload(user.id, week, True)
    db.session.commit()
    g.read_only = True
    return Timeline(made, check_ins, deloads, user.settings.week_starts_on)


def _workouts(random: Random) -> list[Workout]:
    """Phases of usual training, one region left out for months, and pauses of some weeks."""
    made, day = [], BEGAN
    while day < BEGAN + DAYS * DAY:
        until = day + timedelta(days=random.randrange(20, 110))
        # In a phase: what is lifted, and how often there is a workout at all.
        parts = random.choice(([lower, core, upper], [lower, upper], [core], [lower, core]))
        busy = random.choice((0.4, 0.8, 1.2))
        zone = random.choice(ZONES)
        while day < until and day < BEGAN + DAYS * DAY:
            for _ in range(int(busy + random.random())):
                made.append(_workout(day, parts, zone, random))
            day += DAY
        day += random.choice((0, 0, 12, 25)) * DAY
    return made


def _workout(day: date, parts: list, zone: str, random: Random) -> Workout:
    when = f"{day} {random.randrange(5, 23):02}:{random.randrange(60):02}"
    fields = {
        "zone": zone,
        "minutes": random.choice((15, 30, 45, 60, 100)),
        "effort": random.choice((None, 2, 3, 4, 5, 6, 7, 8)),
        "planned": day > TODAY or random.random() < 0.05,
    }
    if random.random() < 0.55:
        kilometres = random.choice((None, "5 km", "8 km", "10 km", "12 km", "9 mi"))
        kind = random.choice((*RunType, "easy", "easy"))
        return run(when, type=kind, distance=kilometres, **fields)
    chosen = random.sample(parts, random.randrange(1, len(parts) + 1))
    # A form that broke down waits for the next time; overhead presses come twice a year.
    rare = [_rare(random)] if random.random() < 0.04 else []
    return lift(when, *(_exercise(make, random) for make in chosen), *rare, **fields)


def _exercise(make, random: Random):
    return make(
        random.choice((2, 3, 5)),
        rir=random.choice((None, 0, 2, 4)),
        weight=random.choice((None, "50 kg", "55 kg", "100 lb", "62.5 kg")),
        form=random.choice((None, "solid", "solid", "breaking-down")),
    )


def _rare(random: Random):
    found = upper(
        1,
        weight=random.choice(("20 kg", "25 kg", "30 kg")),
        form=random.choice((None, "breaking-down")),
    )
    return replace(found, exercise="overhead-presses")
