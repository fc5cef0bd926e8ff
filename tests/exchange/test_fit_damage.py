"""Damaged FIT files give what is whole; of any bytes, nothing escapes but `Unreadable`."""

import struct
from contextlib import suppress
from io import BytesIO
from itertools import pairwise

import pytest
from fitdecode.utils import compute_crc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import RUNNING, Rejected, Unreadable
from runstrength.exchange.limits import Limits
from runstrength.exchange.recordings import fit, fit_messages, fit_recording

from . import fit_files as made
from .fit_files import (
    MORNING,
    file_id,
    fit_file,
    found_in,
    lap,
    message,
    record,
    rejected_in,
    session,
    the_only,
    told,
)

RUN = (file_id(), message("sport", sport=made.RUNNING, name="Run"))
TEN_MINUTES = tuple(record(MORNING + s, 3.0 * s, heart_rate=150) for s in range(0, 601, 10))


def test_a_run_that_was_cut_off_gives_what_was_recorded():
    whole = fit_file(*RUN, *TEN_MINUTES, lap(MORNING, 300, total_distance=45_000), session())
    cut = whole[: -len(session()) + 4]
    (found,) = found_in(cut)
    assert (found.sport, found.title, found.started_at.minute) == (RUNNING, "Run", 33)
    assert (found.elapsed_s, found.moving_s, found.distance.m) == (600, None, 1800)
    assert (found.avg_hr_bpm, len(found.laps), len(found.track.points)) == (150, 1, 61)
    assert rejected_in(cut) == [Rejected("the file", "the end is missing")]


def test_the_session_that_was_cut_off_follows_those_that_were_not():
    ride = session(MORNING - 3600, 3599, sport=made.CYCLING)
    rode = record(MORNING - 60, 7.0)
    whole = fit_file(*RUN, rode, ride, *TEN_MINUTES, session())
    first, second = found_in(whole[: -len(session())])
    assert (first.sport, first.elapsed_s) == ("cycling", 3599)
    assert (second.sport, second.elapsed_s, second.distance.m) == (RUNNING, 600, 1800)
    assert [each.sport for each in found_in(whole)] == ["cycling", RUNNING]


def test_a_wrong_checksum_is_said_and_all_is_read():
    whole = fit_file(*RUN, *TEN_MINUTES, session())
    damaged = whole[:-1] + bytes((whole[-1] ^ 1,))
    assert found_in(damaged) == found_in(whole)
    assert rejected_in(whole) == []
    (rejected,) = rejected_in(damaged)
    assert "checksum is wrong" in rejected.reason


@pytest.mark.parametrize("size", [5, 70_000, 70_001, 200_003])
def test_checksums_hold_over_files_of_all_lengths(size):
    filler = b"".join(message("hrv", time=(7,) * (n % 90 + 1)) for n in range(size // 50))
    assert rejected_in(fit_file(file_id(), session(), filler)) == []


def test_fields_that_nobody_knows_do_not_stop_the_reading():
    # A heart rate of no bytes, numbers of a wrong kind, and a developer's field nobody described.
    fields = bytes((253, 4, 0x86, 3, 0, 0x02, 8, 8, 0x89, 5, 4, 0x88))
    definition = b"\x61\0\0" + struct.pack("<HB", 20, 4) + fields + bytes((1, 9, 2, 7))
    odd = definition + b"\x01" + struct.pack("<Idf", MORNING + 610, 1e300, float("nan")) + b"xx"
    description = message("field_description", field_definition_number=1, field_name="x")
    data = fit_file(*RUN, description, *TEN_MINUTES, odd, session())
    assert len(the_only(data).track.points) == 62


def test_what_makes_no_sense_is_left_out():
    data = fit_file(
        file_id(),
        session(
            total_distance=2_000_000_00,
            start_position_lat=2**31 - 2,
            start_position_long=5,
        ),
        record(MORNING, position_lat=0, position_long=0, enhanced_altitude=65_086),
        record(MORNING + 5, position_lat=2**30 + 1, position_long=0, heart_rate=0),
        record(MORNING + 100_000_000, heart_rate=140),
    )
    found = the_only(data)
    assert (found.distance, found.position) == (None, None)
    assert [point.at_s for point in found.track.points] == [0, 5]
    for point in found.track.points:
        assert (point.latitude, point.elevation_m, point.hr_bpm) == (None, None, None)


def test_a_session_that_does_not_say_when_it_was_is_left_out():
    timeless = message("session", sport=made.RUNNING, total_elapsed_time=60_000)
    found, rejected = told(fit_file(file_id(), session(), timeless))
    assert found.elapsed_s == 1800
    assert rejected == Rejected("session 2", "it doesn't say when it was")


def test_files_may_follow_each_other():
    run, ride = fit_file(*RUN, session()), fit_file(file_id(), session(sport=made.CYCLING))
    assert [each.sport for each in told(run + ride)] == [RUNNING, "cycling"]
    for follower in (fit_file(file_id(made.SETTINGS)), b"\0" * 50):
        (found, rejected) = told(run + follower)
        assert (found.sport, rejected.row) == (RUNNING, "the file")


@pytest.mark.parametrize("limits", [Limits(rows=50), Limits(recording_bytes=1000)])
def test_what_is_far_larger_than_any_recording_is_refused(limits):
    data = fit_file(*RUN, *TEN_MINUTES, session())
    with pytest.raises(Unreadable, match="far"):
        told(data, limits)
    with pytest.raises(Unreadable, match="far"):
        list(fit.points(BytesIO(data), limits))


@pytest.mark.parametrize(
    "data",
    [
        fit_file(file_id(), lap(MORNING, 1) * 31, session()),
        fit_file(file_id(), session() * 31),
        fit_file(*(bytes((0x40, 0, 0, 20, 0, 255)) + b"\x09\1\2" * 255 for _ in range(31))),
        fit_file() * 31,
    ],
    ids=["laps", "sessions", "definitions", "files"],
)
def test_what_repeats_far_more_often_than_in_any_recording_is_refused(data, monkeypatch):
    monkeypatch.setattr(fit_messages, "MOST_MESSAGES_KEPT", 30)
    with pytest.raises(Unreadable, match="far more entries"):
        told(data, Limits(rows=900))


def test_sessions_are_no_more_than_200():
    with pytest.raises(Unreadable, match="far more sessions"):
        told(fit_file(file_id(), session() * 201))


def test_long_recordings_are_thinned_evenly_and_keep_their_ends(monkeypatch):
    monkeypatch.setattr(fit_recording, "MOST_POINTS_HELD", 1000)
    records = [record(MORNING + s, s) for s in range(4_500)]
    track = the_only(fit_file(file_id(), *records, session(seconds=4_500))).track
    assert (track.points[0].at_s, track.points[-1].at_s) == (0, 4_499)
    assert track.points[-1].distance_m == 4_499
    assert len({b.at_s - a.at_s for a, b in pairwise(track.points[:-1])}) == 1


def test_no_more_points_are_held_than_are_needed():
    recording = fit_recording.Recording()
    for s in range(fit_recording.MOST_POINTS_HELD + 7):
        recording.take("record", {"timestamp": s})
    assert len(recording.points) <= fit_recording.MOST_POINTS_HELD // 2 + 8


# Any bytes at all.

BUILT = [
    fit_file(*RUN, *TEN_MINUTES[:9], lap(MORNING, 60), session(total_distance=5)),
    made.lift(
        made.active_set(repetitions=8, weight=726, weight_display_unit=2, category=(21, 0, 65534)),
        made.active_set(MORNING + 60, category=19, category_subtype=43),
        message("activity", timestamp=MORNING, local_timestamp=MORNING + 3600),
    ),
]
SMALL = ("compressed-speed-distance.fit", "garmin-fenix-5-run.fit", "core_from_watch.fit")


def mutated(data: bytes, changes: list[tuple[int, int, bytes]], is_sealed: bool) -> bytes:
    """Replace `length` bytes at each place by others, and say the new length where sealed."""
    changed = bytearray(data)
    for place, length, others in changes:
        at = place % (len(changed) + 1)
        changed[at : at + length] = others
    if is_sealed and len(changed) > 16:
        changed[4:8] = struct.pack("<I", len(changed) - 16)
        changed[-2:] = struct.pack("<H", compute_crc(changed[:-2]))
    return bytes(changed)


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 400) | st.integers(0, 60_000),
        st.sampled_from((0, 1, 1, 1, 2, 4, 20, 2000)),
        st.one_of(
            st.binary(max_size=4), st.sampled_from((b"\xff" * 4, b"\0" * 4, b"\x8e", b"\x88"))
        ),
    ),
    max_size=8,
)


def read_to_the_end(data: bytes) -> None:
    for reading in (lambda: told(data), lambda: list(fit.points(BytesIO(data)))):
        with suppress(Unreadable):
            reading()


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.sampled_from(BUILT), CHANGES, st.booleans())
def test_nothing_but_unreadable_escapes_from_what_we_wrote(data, changes, is_sealed):
    read_to_the_end(mutated(data, changes, is_sealed))


# The fixture only knows where the samples are; they are the same for every example.
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(SMALL), changes=CHANGES, is_sealed=st.booleans())
def test_nothing_but_unreadable_escapes_from_what_watches_wrote(sample, name, changes, is_sealed):
    read_to_the_end(mutated(sample(name).read_bytes(), changes, is_sealed))
