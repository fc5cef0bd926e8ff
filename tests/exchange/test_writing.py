"""What is written as GPX and TCX is read again as it was."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import Answers, Found
from runstrength.exchange.recordings import gpx, tcx
from runstrength.exchange.writing import gpx as writing_gpx
from runstrength.exchange.writing import tcx as writing_tcx
from runstrength.training.quantities import Distance
from runstrength.training.tracks import Point
from runstrength.training.workouts import Run

from .recordings import expected, read

FORMATS = [(gpx, writing_gpx), (tcx, writing_tcx)]
SAMPLES = [(gpx, row["file"]) for row in expected("GPX")]
SAMPLES += [(tcx, row["file"]) for row in expected("TCX")]
START = datetime(2026, 3, 1, 7, 0, 0, 250_000, tzinfo=UTC)
NAMESPACES = {
    "gpx": "http://www.topografix.com/GPX/1/1",
    "tcx": "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2",
    "gpxtpx": "http://www.garmin.com/xmlschemas/TrackPointExtension/v1",
}
WAY = [Point(n, 50 + n * 3e-5, 8, 100 + n / 10, n * 3.3, 120 + n) for n in range(0, 61, 5)]
INDOORS = [Point(n, distance_m=n * 3.3, hr_bpm=120) for n in range(0, 61, 5)]


def run(**told) -> Run:
    told = {"duration_s": 60, "distance": Distance(Decimal("198")), "avg_hr_bpm": 150} | told
    return Run(id=UUID(int=1), started_at=START, time_zone="UTC", **told)


def written(writer, of: Run, points) -> bytes:
    file = BytesIO()
    writer.write(of, points, file)
    return file.getvalue()


def again(reader, writer, of: Run, points) -> Found:
    (found,) = read(reader, written(writer, of, points))
    return found


@pytest.mark.parametrize(("reader", "writer"), FORMATS)
@pytest.mark.parametrize(("source", "name"), SAMPLES, ids=lambda value: str(value)[-16:])
def test_a_sample_that_is_written_is_read_as_it_was(source, name, reader, writer, sample):
    (found,) = source.read(BytesIO(sample(name).read_bytes()), Answers())
    points = list(source.points(BytesIO(sample(name).read_bytes())))
    of = Run(
        id=UUID(int=1),
        started_at=found.started_at,
        time_zone="UTC",
        duration_s=round(found.elapsed_s),
        moving_s=round(found.moving_s),
        distance=found.distance,
        avg_hr_bpm=found.avg_hr_bpm,
    )
    told = again(reader, writer, of, points)
    # GPX has no room for what laps say against points, as in movescount.tcx: 1999 m, not 2909 m.
    metres = float(found.distance.m) if writer is writing_tcx else path_m(found, points)
    assert told.started_at == found.started_at
    assert told.elapsed_s == pytest.approx(found.elapsed_s, abs=1)
    assert float(told.distance.m) == pytest.approx(metres, rel=0.001)
    assert told.avg_hr_bpm == pytest.approx(found.avg_hr_bpm, abs=1)
    assert told.max_hr_bpm == found.max_hr_bpm
    assert told.elevation_gain_m == found.elevation_gain_m
    assert told.sport == found.sport


def path_m(found: Found, points: list[Point]) -> float:
    told = [point.distance_m for point in points if point.distance_m is not None]
    return told[-1] - told[0] if told else float(found.distance.m)


@pytest.mark.parametrize(("reader", "writer"), FORMATS)
def test_every_point_is_read_as_it_was(reader, writer):
    points = list(reader.points(BytesIO(written(writer, run(), WAY))))
    assert points == [
        Point(
            p.at_s,
            round(p.latitude, 7),
            p.longitude,
            p.elevation_m,
            round(p.distance_m, 2),
            p.hr_bpm,
        )
        for p in WAY
    ]


@pytest.mark.parametrize(("reader", "writer"), FORMATS)
def test_notes_keep_their_signs_and_lose_what_xml_cannot_carry(reader, writer):
    of = run(notes="a<b> & \"c\" ]]> 'd'\x0b\x1b\uffff 🏃\nü")
    assert again(reader, writer, of, WAY).notes == "a<b> & \"c\" ]]> 'd' 🏃\nü"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=60).filter(lambda text: "\0" not in text), st.lists(st.floats(0, 3600)))
def test_all_that_is_written_is_xml(notes, times):
    points = [Point(at_s, 50, 8, hr_bpm=120) for at_s in sorted(times)]
    of = run(notes="".join(char for char in notes if not "\ud800" <= char <= "\udfff"))
    for _, writer in FORMATS:
        data = written(writer, of, points)
        if data:
            ElementTree.fromstring(data)  # noqa: S314  # It is our own, and has no DOCTYPE.


@pytest.mark.parametrize("of", [run(), run(moving_s=45), run(duration_s=100_000)])
def test_a_run_without_points_is_a_tcx_of_one_lap(of):
    found = again(tcx, writing_tcx, of, [])
    assert (found.started_at, found.elapsed_s) == (START, of.duration_s)
    assert found.moving_s == of.counted_s
    assert (found.distance, found.avg_hr_bpm) == (Distance(Decimal("198.00")), 150)
    assert len(found.laps) == 1
    assert not found.is_treadmill


def test_a_run_without_distance_or_heart_rate_is_a_tcx_without():
    found = again(tcx, writing_tcx, run(distance=None, avg_hr_bpm=None), [])
    assert (found.distance, found.avg_hr_bpm, found.elapsed_s) == (None, None, 60)


@pytest.mark.parametrize("points", [[], INDOORS])
def test_a_run_without_places_is_no_gpx(points):
    file = BytesIO()
    assert writing_gpx.write(run(), points, file) is False
    assert file.getvalue() == b""


def test_a_treadmill_stays_one():
    assert again(tcx, writing_tcx, run(is_treadmill=True), INDOORS).is_treadmill
    assert again(gpx, writing_gpx, run(is_treadmill=True), WAY).is_treadmill


def test_points_without_a_place_are_left_out_of_gpx():
    found = again(gpx, writing_gpx, run(), [*INDOORS[:2], *WAY[2:]])
    assert found.elapsed_s == 50
    assert writing_gpx.write(run(), [*INDOORS[:2], *WAY[2:]], BytesIO()) is True


def test_a_recording_that_stops_before_its_run_keeps_the_runs_end():
    assert again(tcx, writing_tcx, run(duration_s=300, moving_s=60), WAY).elapsed_s == 300


def test_parts_stand_where_the_formats_have_them():
    root = ElementTree.fromstring(written(writing_gpx, run(notes="n"), WAY))  # noqa: S314  # Ours.
    first = root.find("gpx:trk/gpx:trkseg/gpx:trkpt", NAMESPACES)
    assert [each.tag.split("}")[1] for each in root.find("gpx:trk", NAMESPACES)] == [
        "desc",
        "type",
        "trkseg",
    ]
    assert [each.tag.split("}")[1] for each in first] == ["ele", "time", "extensions"]
    assert first.find("gpx:time", NAMESPACES).text == "2026-03-01T07:00:00.250Z"
    assert first.find(".//gpxtpx:TrackPointExtension/gpxtpx:hr", NAMESPACES).text == "120"
    root = ElementTree.fromstring(written(writing_tcx, run(notes="n"), WAY))  # noqa: S314  # Ours.
    activity = root.find("tcx:Activities/tcx:Activity", NAMESPACES)
    assert [each.tag.split("}")[1] for each in activity] == ["Id", "Lap", "Notes"]
    assert [each.tag.split("}")[1] for each in activity.find("tcx:Lap", NAMESPACES)] == [
        "TotalTimeSeconds",
        "DistanceMeters",
        "Calories",
        "AverageHeartRateBpm",
        "Intensity",
        "TriggerMethod",
        "Track",
    ]
    point = activity.find(".//tcx:Trackpoint", NAMESPACES)
    assert [each.tag.split("}")[1] for each in point] == [
        "Time",
        "Position",
        "AltitudeMeters",
        "DistanceMeters",
        "HeartRateBpm",
    ]


@pytest.mark.parametrize("writer", [writing_gpx, writing_tcx])
def test_points_are_written_as_they_come(writer):
    """Nothing is gathered: when the last point is asked for, the first ones are written."""
    file, sizes = BytesIO(), []

    def coming():
        for point in WAY:
            sizes.append(file.tell())
            yield point

    writer.write(run(), coming(), file)
    assert sizes[-1] > sizes[2] > 0
