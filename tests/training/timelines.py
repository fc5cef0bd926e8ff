"""Timelines made up by Hypothesis: a few workouts within a few days, in UTC."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st

from runstrength.training.workouts import RunType, Workout
from tests.training.build import core, lift, lower, moment, run, upper

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


# A single crowded date, or a few dates.
TIMELINES = timelines(24) | timelines(96)
