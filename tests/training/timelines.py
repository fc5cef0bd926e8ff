"""Timelines made up by Hypothesis: a few workouts within a few days, in UTC."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st

from runstrength.training.week import Week, Weekday
from runstrength.training.workouts import RunType, Workout
from tests.training.build import MONDAY, check_in, core, lift, lower, moment, run, upper

# The same examples each time: a change that breaks nothing must not fail by chance.
QUIET = settings(max_examples=150, deadline=None, derandomize=True)

EFFORTS = st.sampled_from([None, 2, 4, 5, 6, 7, 9])
EXERCISES = st.builds(
    lambda make, sets, rir, kind: make(sets, rir=rir, kind=kind),
    st.sampled_from([lower, lower, core, upper]),
    st.sampled_from([1, 2, 5, 10]),
    st.sampled_from([None, 0, 1, 3, 4]),
    st.sampled_from(["working", "working", "warm-up"]),
)


def timelines(hours: int) -> st.SearchStrategy[list[Workout]]:
    """Timelines of two to eight workouts that start within so many hours."""
    starts = st.integers(0, hours - 1).map(lambda n: moment("Mon 00:00") + timedelta(hours=n))
    runs = st.builds(
        run,
        starts,
        minutes=st.sampled_from([30, 60, 120]),
        effort=EFFORTS,
        type=st.sampled_from(RunType),
        planned=st.booleans(),
    )
    lifts = st.builds(
        lambda start, exercises, **fields: lift(start, *exercises, **fields),
        starts,
        st.lists(EXERCISES, max_size=3),
        minutes=st.sampled_from([30, 40, 60, 90]),
        effort=EFFORTS,
        planned=st.booleans(),
    )
    return st.lists(runs | lifts, min_size=2, max_size=8).map(_numbered)


def _numbered(workouts: list[Workout]) -> list[Workout]:
    # Ids by position, so that an example is the same each time it is tried.
    return [replace(w, id=UUID(int=n + 1)) for n, w in enumerate(workouts)]


def logs(
    days: int, a_day: tuple[int, ...] = (0, 1, 1, 1, 2)
) -> st.SearchStrategy[tuple[list[Workout], dict]]:
    """Logs over so many days: many workouts of a few distances, weights and sets, and their notes.

    Each is `(workouts, notes)`, the notes as `Timeline` takes them: check-ins on most dates, and
    deload weeks by the day on which the user's weeks start. A date has one of `a_day` workouts.
    """
    return st.builds(_log, st.just(days), st.just(a_day), st.sampled_from(Weekday), st.randoms())


def _log(
    days: int, a_day: tuple[int, ...], week_starts_on: Weekday, random: Random
) -> tuple[list[Workout], dict]:
    # Drawn by one generator: hundreds of draws of Hypothesis's own would take seconds.
    workouts = [
        _workout(moment("Mon 00:00") + timedelta(days=day, hours=random.randrange(5, 21)), random)
        for day in range(days)
        for _ in range(random.choice(a_day))
    ]
    dates = [MONDAY + timedelta(days=day) for day in range(days)]
    check_ins = {day: check_in(random.choice((11, 16, 17, 18, 19))) for day in dates}
    weeks = sorted({Week.holding(day, week_starts_on) for day in dates}, key=lambda w: w.first)
    deloads = [week for week in weeks if random.random() < 0.1]
    notes = {"check_ins": check_ins, "deloads": deloads, "week_starts_on": week_starts_on}
    return _numbered(workouts), notes


def _workout(start: datetime, random: Random) -> Workout:
    fields = {
        "minutes": random.choice((15, 30, 45, 60)),
        "effort": random.choice((2, 4, 5, 6, 6, 8, 9, *([None] if random.random() < 0.1 else []))),
        "planned": random.random() < 0.1,
    }
    if random.random() < 0.6:
        kilometres = random.choice((None, "5 km", "8 km", "10 km", "11 km", "8 mi"))
        return run(start, distance=kilometres, type=random.choice(list(RunType)), **fields)
    made = random.sample([lower, core, upper], random.choice((1, 2, 2)))
    return lift(start, *(_exercise(make, random) for make in made), **fields)


def _exercise(make, random: Random):
    return make(
        random.choice((2, 4, 8)),
        reps=random.choice((3, 5, 8)),
        rir=random.choice((None, 0, 2, 4)),
        weight=random.choice((None, "50 kg", "100 lb", "60 kg", "110 lb", "-10 kg")),
        form=random.choice((None, "solid", "breaking-down")),
    )


# A single crowded date, or a few dates.
TIMELINES = timelines(24) | timelines(96)
# Long enough for a month's longest run, three weeks before another, and a mean of check-ins.
LOGS = logs(35)
# Half a year and more, with a workout or two a week: longer than any rule looks back.
LONG_LOGS = logs(200, (0, 0, 0, 0, 1))
