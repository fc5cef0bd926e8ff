"""Garmin's export: lists in JSON, recordings in zips within the zip, joined by their start."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from runstrength.exchange.archives.archive import opened
from runstrength.exchange.found import RUNNING, STRENGTH, Answers, Found, Rejected, Unreadable
from runstrength.exchange.reading import read
from runstrength.exchange.services import garmin

from .short_recordings import START, fit, gpx
from .zips import zip_of

LIST = "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json"
UPLOADED = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"
START_MS = int(START.timestamp() * 1000)


def activity(**told) -> dict:
    """An activity as the list has it: centimetres and milliseconds."""
    return {
        "activityId": 123456,
        "name": "Evening Run",
        "activityType": "running",
        "sportType": "RUNNING",
        "beginTimestamp": START_MS,
        "startTimeLocal": START_MS + 7_200_000,
        "duration": 600_000.5,
        "distance": 200_000.0,
        "elevationGain": 4_210.0,
        "avgHr": 139.6,
        "maxHr": 171.0,
        "workoutRpe": 70,
    } | told


def listed(*activities: dict) -> bytes:
    return json.dumps([{"summarizedActivitiesExport": list(activities)}]).encode()


def alone(data: bytes) -> list:
    return list(garmin.read(io.BytesIO(data), Answers()))


def archive(tmp_path: Path, files: dict[str, bytes]) -> list:
    path = tmp_path / "upload"
    path.write_bytes(zip_of(files))
    return list(read(path, Answers()))


def test_a_list_alone_tells_its_activities():
    (one,) = alone(listed(activity(description="by the lake", startLatitude=48, startLongitude=11)))
    assert one == Found(
        row="the list, activity 1",
        sport=RUNNING,
        started_at=START,
        elapsed_s=600.0005 * 1000 / 1000,
        utc_offset_s=7200,
        position=(48, 11),
        distance=one.distance,
        avg_hr_bpm=140,
        max_hr_bpm=171,
        elevation_gain_m=42,
        effort=7,
        title="Evening Run",
        notes="by the lake",
        source="garmin",
        source_id="123456",
    )
    assert one.distance.m == 2000


@pytest.mark.parametrize(
    ("kind", "sport", "is_treadmill"),
    [
        ("treadmill_running", RUNNING, True),
        ("trail_running", RUNNING, False),
        ("strength_training", STRENGTH, False),
        ("road_biking", "road biking", False),
    ],
)
def test_sports_are_told_apart(kind, sport, is_treadmill):
    (one,) = alone(listed(activity(activityType=kind)))
    assert (one.sport, one.is_treadmill) == (sport, is_treadmill)


def test_lists_of_years_are_read_one_activity_at_a_time():
    many = [activity(activityId=n + 1, padding="x" * 500) for n in range(3000)]
    found = alone(b"\xef\xbb\xbf" + listed(*many))
    assert [each.source_id for each in found] == [str(n + 1) for n in range(3000)]


def test_several_lists_in_one_file_are_all_read():
    data = json.dumps([{"summarizedActivitiesExport": [activity()]}] * 2, indent=2).encode()
    assert len(alone(data)) == 2


@pytest.mark.parametrize(
    "told",
    [
        {"beginTimestamp": None},
        {"beginTimestamp": -1},
        {"beginTimestamp": 1e300},
        {"beginTimestamp": "now"},
        {"duration": 0},
        {"duration": "long"},
        {"duration": True},
    ],
)
def test_an_activity_without_time_is_rejected(told):
    (line,) = alone(listed(activity(**told)))
    assert isinstance(line, Rejected)
    assert line.row == "the list, activity 1"


@pytest.mark.parametrize(
    "told",
    [
        {"distance": float("nan"), "avgHr": float("inf"), "maxHr": -3, "workoutRpe": 5000},
        {"distance": 10**400, "elevationGain": "up", "startLatitude": 91, "startLongitude": 0},
        {"distance": [], "name": None, "activityType": 7, "activityId": "1; drop"},
        {"distance": 1e14, "startTimeLocal": 0},
    ],
)
def test_nonsense_in_an_activity_is_dropped(told):
    (one,) = alone(listed(activity(**told)))
    assert isinstance(one, Found)
    assert one.distance is None


def test_what_breaks_off_is_said_after_what_was_read():
    data = listed(activity(), activity())
    items = garmin.read(io.BytesIO(data[:-60]), Answers())
    assert isinstance(next(items), Found)
    with pytest.raises(Unreadable, match="breaks off"):
        next(items)


def test_an_activity_without_end_is_refused():
    data = b'[{"summarizedActivitiesExport":[{"a":"' + b"x" * 5_000_000
    with pytest.raises(Unreadable):
        alone(data)
    with pytest.raises(Unreadable):
        alone(b'[{"summarizedActivitiesExport":[' + b"[" * 200_000)


def test_recordings_in_nested_zips_get_title_and_id(tmp_path):
    later = START + timedelta(days=1)
    items = archive(
        tmp_path,
        {
            LIST: listed(
                activity(name="Hills", distance=999_900),
                activity(activityId=7, name="Gym", activityType="strength_training",
                         beginTimestamp=START_MS + 86_400_000, distance=0),
                activity(activityId=8, name="Typed", beginTimestamp=START_MS + 2 * 86_400_000),
            ),
            UPLOADED: zip_of(
                {
                    "me_1.fit": fit(START + timedelta(seconds=2)),
                    "me_2.fit": fit(later, sport=10, sub_sport=20),
                    "me_3.fit": fit(kind=9),
                    "me_4.fit": fit(kind=32),
                    "me_5.txt": b"note",
                }
            ),
            "DI_CONNECT/DI-Connect-User/user.json": b"{}",
        },
    )  # fmt: skip
    assert all(isinstance(item, Found) for item in items)
    run, lift, typed = items
    assert (run.title, run.source, run.source_id) == ("Hills", "garmin", "123456")
    assert run.distance.m == 2000  # The recording's, not the list's.
    assert (run.effort, run.utc_offset_s, run.elevation_gain_m) == (7, 7200, 42)
    assert run.member == f"{UPLOADED}!/me_1.fit"
    assert (lift.title, lift.sport, lift.source_id) == ("Gym", STRENGTH, "7")
    assert (typed.title, typed.member, typed.distance.m) == ("Typed", None, 2000)
    with opened(tmp_path / "upload", run.member) as file:
        assert file.read() == fit(START + timedelta(seconds=2))


def test_of_two_that_begin_together_the_sport_decides(tmp_path):
    items = archive(
        tmp_path,
        {
            LIST: listed(
                activity(activityId=1, activityType="multi_sport"),
                activity(activityId=2, activityType="running"),
            ),
            UPLOADED: zip_of({"1.fit": fit()}),
        },
    )
    assert [(each.source_id, each.sport) for each in items] == [
        ("2", RUNNING),
        ("1", "multi sport"),
    ]


def test_a_recording_that_no_list_has_stands_alone(tmp_path):
    items = archive(
        tmp_path,
        {
            LIST: listed(activity()),
            UPLOADED: zip_of({"1.fit": fit(START + timedelta(minutes=5)), "2.gpx": gpx()}),
        },
    )
    assert [(each.source, each.source_id) for each in items] == [
        ("fit", items[0].source_id),
        ("garmin", "123456"),
    ]
    assert items[0].title == ""


def test_what_is_broken_is_named_and_the_rest_is_read(tmp_path):
    items = archive(
        tmp_path,
        {
            LIST: listed(activity()),
            LIST.replace("_0_", "_1_"): b'[{"summarizedActivitiesExport":[{"a',
            UPLOADED: zip_of({"1.fit": fit()}),
            UPLOADED.replace("Part1", "Part2"): zip_of({"2.fit": fit()})[:-9],
        },
    )
    lines = {item.row.rpartition("/")[2] for item in items if isinstance(item, Rejected)}
    assert lines == {"me_1_summarizedActivities.json", "UploadedFiles_0-_Part2.zip"}
    assert [item.source_id for item in items if isinstance(item, Found)] == ["123456"]


def test_a_recording_that_is_cut_before_it_says_what_it_is_is_named(tmp_path):
    items = archive(tmp_path, {LIST: listed(activity()), UPLOADED: zip_of({"1.fit": fit()[:20]})})
    assert ["1.fit" in each.row for each in items if isinstance(each, Rejected)] == [True]
