"""One workout out of two."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.merging import merged
from runstrength.training.workouts import NOTES_CHARACTERS, RunType
from tests.training.build import distance, lift, lower, moment, run, upper
from tests.training.timelines import QUIET

RECORDED = run(
    "Mon 07:00:07",
    zone="Europe/Berlin",
    minutes=50,
    source="garmin",
    type="tempo",
    distance="10.02 km",
    moving=49,
    avg_hr_bpm=160,
    elevation_gain_m=80,
    intervals="3x10 min",
    effort=7,
    notes="From the watch.",
)


def test_a_log_that_has_all_stays_itself():
    full = replace(RECORDED, source="strava", notes="From the watch. Felt good.")
    other = run("Mon 07:00:30", minutes=40, source="gpx", type="easy", distance="9 km", effort=2)
    assert merged(full, other) is full
    assert merged(full, full) is full


def test_what_a_run_lacks_is_filled():
    bare = run("Mon 07:00:30", zone="Europe/Berlin", minutes=51, source="strava")
    filled = merged(bare, RECORDED)
    for name in ("distance", "moving_s", "avg_hr_bpm", "elevation_gain_m", "intervals", "effort"):
        assert getattr(filled, name) == getattr(RECORDED, name), name
    assert filled.type is RunType.TEMPO
    assert filled.notes == RECORDED.notes
    for name in ("id", "started_at", "time_zone", "local_date", "duration_s", "source", "version"):
        assert getattr(filled, name) == getattr(bare, name), name


def test_what_the_log_has_stays():
    ours = run(
        "Mon 07:00:30",
        source="strava",
        type="easy",
        distance="9.9 km",
        moving=48,
        avg_hr_bpm=150,
        elevation_gain_m=0,
        intervals="8x1 min",
        effort=3,
    )
    kept = merged(ours, RECORDED)
    assert replace(kept, notes="") == ours


def test_a_moving_time_longer_than_the_run_is_not_taken():
    short = run("Mon 07:00:30", minutes=45, source="strava")
    assert merged(short, RECORDED).moving_s is None


def test_sets_come_into_the_watchs_lift():
    watch = lift("Mon 18:00:11", minutes=62, source="garmin", avg_hr_bpm=110)
    app = lift("Mon 18:00", lower(3), upper(2), minutes=60, source="hevy", effort=6, notes="Legs")
    both = merged(watch, app)
    assert (both.exercises, both.effort, both.notes) == (app.exercises, 6, "Legs")
    assert (both.started_at, both.duration_s) == (watch.started_at, watch.duration_s)
    assert both.avg_hr_bpm == 110


def test_the_watchs_heart_rate_comes_into_the_apps_lift_and_its_sets_stay():
    app = lift("Mon 18:00:02", lower(3), source="strong")
    watch = lift("Mon 18:00:11", upper(9), source="garmin", avg_hr_bpm=110)
    assert merged(app, watch) == replace(app, avg_hr_bpm=110)


@pytest.mark.parametrize("source", ["", "web", "api", "plan"])
def test_a_typed_start_gives_way_to_a_recorded_one_with_its_zone_and_duration(source):
    typed = run("Mon 23:30", minutes=45, source=source, moving=45)
    watch = replace(RECORDED, started_at=moment("Mon 23:34:10"), local_date=None)
    one = merged(typed, watch)
    for name in ("started_at", "time_zone", "local_date", "duration_s"):
        assert getattr(one, name) == getattr(watch, name), name
    assert one.local_date == date(2026, 11, 17), "the date in Berlin"
    assert one.moving_s == 45 * 60
    assert (one.id, one.source) == (typed.id, source)


def test_a_typed_moving_time_longer_than_the_recorded_run_gives_way_to_the_recorded_one():
    typed = run("Mon 07:00", minutes=60, moving=55, source="web")
    assert merged(typed, RECORDED).moving_s == RECORDED.moving_s


def test_a_typed_start_stays_beside_a_typed_one_and_beside_a_date_alone():
    typed = lift("Mon 18:30", lower(1), minutes=45, source="web")
    for other in (
        lift("Mon 18:31", upper(1), minutes=46, source="api"),
        lift("Mon 00:00", upper(1), minutes=20, source="fitnotes"),
    ):
        assert merged(typed, other) is typed


@pytest.mark.parametrize("clock", ["00:00", "12:00"])
def test_a_date_alone_gives_way_to_a_recorded_start(clock):
    day = lift(f"Mon {clock}", lower(3), minutes=20, source="fitnotes")
    watch = lift("Mon 18:00:11", minutes=62, source="garmin")
    one = merged(day, watch)
    assert (one.started_at, one.duration_s) == (watch.started_at, watch.duration_s)
    assert one.exercises == day.exercises
    other = lift("Mon 18:00:19", minutes=63, source="strava")
    assert merged(one, other) is one, "it has a clock by now"


def test_a_start_that_was_taken_from_a_device_is_not_taken_from_the_next():
    one = merged(run("Mon 07:00", source="web"), RECORDED)
    again = replace(
        RECORDED, started_at=RECORDED.started_at + timedelta(seconds=9), source="strava"
    )
    assert merged(one, again) is one


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("", "Windy", "Windy"),
        ("Windy", "", "Windy"),
        ("Windy", "Windy", "Windy"),
        ("Windy and cold", "Windy", "Windy and cold"),
        ("Windy", "Windy and cold", "Windy and cold"),
        ("Felt good", "Windy", "Felt good\n\nWindy"),
        ("  ", "Windy", "Windy"),
        ("Windy ", " Windy\n", "Windy "),
    ],
)
def test_the_table_of_notes(ours, theirs, expected):
    log, found = (replace(RECORDED, notes=notes) for notes in (ours, theirs))
    assert merged(log, found).notes == expected


@pytest.mark.parametrize("room", [0, 1, 2, 3, 4, 10])
def test_notes_that_are_too_long_together_are_cut_at_the_end_of_the_other(room):
    ours = "a" * (NOTES_CHARACTERS - room)
    log, found = replace(RECORDED, notes=ours), replace(RECORDED, notes="b" * 20)
    one = merged(log, found)
    assert one.notes.startswith(ours)
    assert len(one.notes) == (NOTES_CHARACTERS if room >= 4 else len(ours))
    assert merged(one, found) is one


def test_a_run_and_a_lift_are_not_made_one():
    with pytest.raises(ValueError, match="can’t be made one"):
        merged(RECORDED, lift("Mon 07:00"))


COMMON = {
    "minutes": st.sampled_from([30, 45, 50.5]),
    "source": st.sampled_from(["web", "garmin", "fitnotes"]),
    "effort": st.sampled_from([None, 3, 8]),
    "avg_hr_bpm": st.sampled_from([None, 120]),
    "notes": st.sampled_from(["", "a", "b", "a b", " b", "c" * (NOTES_CHARACTERS - 3)]),
}
STARTS = st.sampled_from(["Mon 07:00", "Mon 07:00:20", "Mon 00:00"])
RUNS = st.builds(
    run,
    STARTS,
    **COMMON,
    type=st.sampled_from(["other", "easy", "tempo"]),
    distance=st.sampled_from([None, "5 km"]),
    moving=st.sampled_from([10, 30]),
    intervals=st.sampled_from(["", "6x800m"]),
)
LIFTS = st.builds(
    lambda start, exercises, **rest: lift(start, *exercises, **rest),
    STARTS,
    st.sampled_from([(), (lower(1),), (upper(2),)]),
    **COMMON,
)


@QUIET
@given(st.tuples(RUNS, RUNS) | st.tuples(LIFTS, LIFTS))
def test_merging_twice_is_as_good_as_once_and_nothing_known_is_lost(pair):
    log, found = pair
    one = merged(log, found)
    assert merged(one, found) is one
    for field in fields(log):
        if getattr(log, field.name) is None:
            continue
        if field.name not in (
            "started_at",
            "duration_s",
            "local_date",
            "moving_s",
            "type",
            "notes",
        ):
            was = getattr(log, field.name)
            assert getattr(one, field.name) == was or was in ("", ()), field.name
    assert log.notes.strip() in one.notes


def test_miles_stay_miles():
    miles = replace(RECORDED, distance=distance("6.2 mi"), notes="")
    assert merged(run("Mon 07:00:30", source="strava"), miles).distance == distance("6.2 mi")
