"""Whether two workouts are one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.duplicates import (
    MOST_COMPARED,
    Likeness,
    find_likely,
    find_likely_within,
    likeness,
)
from tests.training.build import distance, lift, lower, moment, run
from tests.training.timelines import QUIET

SAME, DOUBTFUL, DIFFERENT = Likeness


def watch(when, km="10 km", minutes=50, source="garmin", **fields):
    """A run that a device recorded."""
    return run(when, distance=km, minutes=minutes, source=source, **fields)


def typed(when, km="10 km", minutes=50, **fields):
    """A run that somebody typed."""
    return watch(when, km, minutes, source="web", **fields)


def gym(when, minutes=60, source="strong", **fields):
    """A lift that an app recorded."""
    return lift(when, lower(3), minutes=minutes, source=source, **fields)


def later(workout, seconds):
    return replace(
        workout, started_at=workout.started_at + timedelta(seconds=seconds), local_date=None
    )


RUN, LIFT = watch("Mon 07:00"), gym("Mon 07:00")
FITNOTES = gym("Mon 00:00", 20, source="fitnotes")
TABLE = [
    # Starts within 60 s.
    ("the same run from two devices", SAME, RUN, watch("Mon 07:00", "10.4 km", 51)),
    ("60 s apart", SAME, RUN, later(RUN, 60)),
    ("61 s apart, overlapping", DOUBTFUL, RUN, later(RUN, 61)),
    ("distance off by 5 %, duration by far", SAME, RUN, watch("Mon 07:00", "9.5 km", 70)),
    (
        "distance off by more than 5 %, and duration",
        DOUBTFUL,
        RUN,
        watch("Mon 07:00", "9.49 km", 70),
    ),
    ("duration off by 10 %, distance by far", SAME, RUN, watch("Mon 07:00", "5 km", 45)),
    (
        "duration off by more than 10 %, distance by far",
        DOUBTFUL,
        RUN,
        watch("Mon 07:00", "5 km", 44.9),
    ),
    ("no distance, duration near", SAME, RUN, watch("Mon 07:00", None, 48)),
    ("no distance, duration far", DOUBTFUL, RUN, watch("Mon 07:00", None, 20)),
    ("the same lift from two apps", SAME, LIFT, gym("Mon 07:00", 65, source="hevy")),
    ("a lift of another duration", DOUBTFUL, LIFT, gym("Mon 07:00", 50, source="hevy")),
    ("a run and a lift", DIFFERENT, watch("Mon 07:00", minutes=60), LIFT),
    ("a plan and what was done", DIFFERENT, RUN, replace(RUN, planned=True)),
    # Overlap.
    ("a run within a run", DOUBTFUL, RUN, watch("Mon 07:20", "2 km", 10)),
    ("a run right after a run", DIFFERENT, RUN, watch("Mon 07:50", "2 km", 10)),
    ("a lift that begins in a lift's last minute", DOUBTFUL, LIFT, gym("Mon 07:59", 5)),
    (
        "a day of walking, and a run in it",
        DOUBTFUL,
        watch("Mon 07:00", "99 km", 1500),
        watch("Tue 07:30"),
    ),
    # A zone slip.
    ("an hour off", DOUBTFUL, RUN, watch("Mon 08:00")),
    ("14 hours off", DOUBTFUL, RUN, watch("Mon 21:00")),
    ("14 hours and 2 s off", DOUBTFUL, RUN, later(RUN, 14 * 3600 + 2)),
    ("14 hours and a quarter off", DIFFERENT, RUN, watch("Mon 21:15")),
    ("across midnight", DOUBTFUL, watch("Mon 22:00"), watch("Tue 03:30")),
    ("five quarters off", DOUBTFUL, RUN, watch("Mon 08:15")),
    ("an hour and 2 s off", DOUBTFUL, RUN, later(RUN, 3602)),
    ("2 s less than an hour off", DOUBTFUL, RUN, later(RUN, 3598)),
    ("an hour and 3 s off", DIFFERENT, RUN, later(RUN, 3603)),
    ("an hour off, distance by 1 %", DOUBTFUL, RUN, watch("Mon 08:00", "9.9 km")),
    ("an hour off, distance by more than 1 %", DIFFERENT, RUN, watch("Mon 08:00", "9.89 km")),
    ("an hour off, duration by 2 %", DOUBTFUL, RUN, watch("Mon 08:00", minutes=49)),
    ("an hour off, duration by more than 2 %", DIFFERENT, RUN, watch("Mon 08:00", minutes=48.9)),
    ("an hour off, no distance", DOUBTFUL, RUN, watch("Mon 08:00", None)),
    ("a lift two hours off", DOUBTFUL, LIFT, gym("Mon 09:00", 61)),
    # Typed by hand.
    ("typed, another hour", DOUBTFUL, RUN, typed("Mon 18:07", "10.5 km", 45)),
    ("typed, distance off by more than 5 %", DIFFERENT, RUN, typed("Mon 18:07", "10.6 km", 50)),
    ("typed, duration off by more than 10 %", DIFFERENT, RUN, typed("Mon 18:07", "10 km", 44.9)),
    ("typed on another date", DIFFERENT, RUN, typed("Tue 18:07")),
    ("recorded at another hour", DIFFERENT, RUN, watch("Mon 18:07")),
    ("sent through the API", DOUBTFUL, RUN, watch("Mon 18:07", source="api")),
    ("planned, then done", DOUBTFUL, RUN, watch("Mon 18:07", source="plan")),
    ("of unknown source", DOUBTFUL, RUN, watch("Mon 18:07", source="")),
    ("typed without distance", DOUBTFUL, RUN, typed("Mon 18:07", None, 46)),
    ("a typed lift", DOUBTFUL, LIFT, gym("Mon 18:07", 55, source="web")),
    (
        "typed in another zone, on the same local date",
        DOUBTFUL,
        watch("Mon 23:10", zone="Pacific/Honolulu"),
        typed("Mon 01:07", zone="Pacific/Kiritimati"),
    ),
    # The date alone.
    ("a lift of the date", DOUBTFUL, FITNOTES, gym("Mon 18:00", 90)),
    ("a lift of the next date", DIFFERENT, FITNOTES, gym("Tue 00:10", 20)),
    ("the same date of the same app", SAME, FITNOTES, gym("Mon 00:00", 22, source="fitnotes")),
    (
        "the same date with sets added since",
        DOUBTFUL,
        FITNOTES,
        gym("Mon 00:00", 30, source="fitnotes"),
    ),
    (
        "the same date, read in another zone",
        SAME,
        FITNOTES,
        gym("Mon 00:00", 20, "fitnotes", zone="Asia/Tokyo"),
    ),
    (
        "an app without clock that says noon",
        DOUBTFUL,
        LIFT,
        gym("Mon 12:00", 20, source="fitnotes"),
    ),
    ("an app that says noon and has a clock", DIFFERENT, LIFT, gym("Mon 12:00:05", 20)),
    (
        "an app without clock, once it has a watch's start",
        SAME,
        gym("Mon 18:00:11", source="fitnotes"),
        gym("Mon 18:00:20", source="garmin"),
    ),
    ("at noon of an app with a clock", DIFFERENT, gym("Mon 12:00"), gym("Mon 18:07", 20)),
    ("another date without clock", DIFFERENT, FITNOTES, gym("Tue 00:00", 20, source="fitnotes")),
    ("a run at midnight sharp, by its date", DOUBTFUL, RUN, watch("Mon 00:00", "9.6 km", 20)),
    ("a run at midnight sharp, another distance", DIFFERENT, RUN, watch("Mon 00:00", "9.4 km", 50)),
    (
        "two runs without clock, other distances",
        DOUBTFUL,
        watch("Mon 00:00", "5 km"),
        watch("Mon 00:00"),
    ),
]


@pytest.mark.parametrize(("claim", "expected", "a", "b"), TABLE, ids=[row[0] for row in TABLE])
def test_the_table_of_likeness(claim, expected, a, b):
    assert likeness(a, b) is expected
    assert likeness(b, a) is expected


MOMENTS = st.integers(0, 5 * 24 * 4).map(lambda n: moment("Mon 00:00") + timedelta(minutes=15 * n))
STARTS = st.builds(
    lambda start, off: start + timedelta(seconds=off),
    MOMENTS,
    st.sampled_from([0, 0, 2, 59, 61, 400]),
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
SOURCES = st.sampled_from(["garmin", "strava", "web", "fitnotes"])
WORKOUTS = st.builds(
    run,
    STARTS,
    zone=ZONES,
    source=SOURCES,
    minutes=st.sampled_from([30, 30.5, 33, 60, 47 * 60]),
    distance=st.sampled_from([None, "5 km", "5.04 km", "5.2 km", "10 km"]),
    planned=st.booleans(),
) | st.builds(lift, STARTS, zone=ZONES, source=SOURCES, minutes=st.sampled_from([30, 32, 60]))


@QUIET
@given(WORKOUTS, WORKOUTS)
def test_likeness_is_symmetric_and_a_workout_is_the_same_as_itself(a, b):
    assert likeness(a, b) is likeness(b, a)
    assert likeness(a, a) is SAME


def slowly(workout, others):
    """How alike the most like one is, and the starts that are as near as the nearest such one."""
    alike = [
        (likeness(workout, other), abs(workout.started_at - other.started_at)) for other in others
    ]
    for wanted in (SAME, DOUBTFUL):
        if apart := [gap for found, gap in alike if found is wanted]:
            return wanted, min(apart)
    return DIFFERENT, None


@QUIET
@given(st.lists(WORKOUTS, max_size=12), st.lists(WORKOUTS, max_size=12))
def test_a_search_finds_what_comparing_all_with_all_finds(new, stored):
    for workout, (n, found) in zip(new, find_likely(new, stored), strict=True):
        gap = None if n is None else abs(workout.started_at - stored[n].started_at)
        assert (found, gap) == slowly(workout, stored)


@QUIET
@given(st.lists(WORKOUTS, max_size=12))
def test_within_a_list_each_is_compared_with_those_before_it(workouts):
    for place, (n, found) in enumerate(find_likely_within(workouts)):
        assert n is None or n < place
        assert found is slowly(workouts[place], workouts[:place])[0]


def test_three_files_of_one_run_are_one_and_two_copies():
    files = [watch("Mon 07:00"), watch("Mon 18:30", "5 km", 25), later(RUN, 1), later(RUN, 2)]
    assert find_likely_within(files) == [
        (None, DIFFERENT),
        (None, DIFFERENT),
        (0, SAME),
        (2, SAME),
    ]


def test_the_same_one_comes_before_a_doubtful_one_that_starts_nearer():
    stored = [watch("Mon 07:00", "3 km", 10), later(RUN, 30)]
    assert find_likely([RUN], stored) == [(1, SAME)]


def test_nothing_stored_is_like_nothing():
    assert find_likely([RUN], []) == [(None, DIFFERENT)]
    assert find_likely([], [RUN]) == []


def test_of_thousands_at_one_moment_few_are_compared(monkeypatch):
    compared = []
    monkeypatch.setattr(
        "runstrength.training.duplicates.likeness",
        lambda a, b: compared.append((a, b)) or DIFFERENT,
    )
    many = [RUN] * 2_000
    find_likely(many[:50], many)
    assert len(compared) <= 50 * MOST_COMPARED


def test_in_a_long_log_only_neighbours_are_compared(monkeypatch):
    compared = []
    monkeypatch.setattr(
        "runstrength.training.duplicates.likeness",
        lambda a, b: compared.append((a, b)) or DIFFERENT,
    )
    days = [later(RUN, n * 24 * 3600) for n in range(3_000)]
    find_likely(days, days)
    assert len(compared) < 6 * len(days)


def test_distances_are_compared_exactly_whatever_their_unit():
    miles = replace(RUN, distance=distance("6.21371 mi"))
    assert likeness(RUN, miles) is SAME
