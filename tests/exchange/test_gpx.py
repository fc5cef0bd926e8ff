"""GPX: real files against the figures that are known of them, and what apps do to the format."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from runstrength.exchange.found import RUNNING, Found, Rejected
from runstrength.exchange.recordings import gpx
from runstrength.training.tracks import MOST_POINTS

from .recordings import expected, is_within, read, refusal

EXPECTED = expected("GPX")
HEAD = '<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/1/1">'
DEGREE_M = 111_195  # Of latitude, on a sphere of the earth's mean radius.


def point(n: int, *, inside: str = "", north: float | None = None, time: str | None = None) -> str:
    """The n-th point of one each ten seconds, 0.0003° (33 m) to the north of the last."""
    at = f"2026-03-01T07:{n // 6:02}:{n % 6 * 10:02}Z" if time is None else time
    north = 50 + n * 0.0003 if north is None else north
    return f'<trkpt lat="{north}" lon="8"><time>{at}</time>{inside}</trkpt>'


def track(*segments: str, before: str = "<type>running</type>") -> str:
    return f"<trk>{before}{''.join(f'<trkseg>{each}</trkseg>' for each in segments)}</trk>"


def file(*parts: str) -> bytes:
    return f"{HEAD}{''.join(parts)}</gpx>".encode()


def row(*numbers: int, **told: str) -> str:
    return "".join(point(n, **told) for n in numbers)


def one(data: bytes) -> Found:
    (found,) = read(gpx, data)
    return found


def metres(found: Found) -> float:
    return float(found.distance.m)


def test_the_samples_are_read(sample):
    """Where they are missing, this is the test that says so."""
    assert sample("EXPECTED.tsv").is_file()
    assert len(EXPECTED) >= 3


@pytest.mark.parametrize("figures", EXPECTED, ids=lambda row: row["file"])
def test_a_sample_is_as_expected(figures, sample):
    data = sample(figures["file"]).read_bytes()
    found = one(data)
    assert gpx.is_mine(data[: 64 * 1024])
    assert found.sport == RUNNING
    assert found.started_at == datetime.fromisoformat(figures["start_utc"])
    assert is_within(metres(found), figures, "distance_m", "distance")
    assert is_within(found.elapsed_s, figures, "elapsed_s", "elapsed")
    assert is_within(found.moving_s, figures, "timer_or_moving_s", "moving")
    assert found.avg_hr_bpm == pytest.approx(float(figures["avg_hr"]), abs=0.5)
    assert len(found.track.points) <= MOST_POINTS
    with sample(figures["file"]).open("rb") as opened:
        assert len(list(gpx.points(opened))) == int(figures["n_records_or_points"])


def test_a_track_tells_its_title_notes_offset_position_and_id():
    link = '<link href="https://www.strava.com/activities/123456"/>'
    about = f"<name>Run  avec\nNico &amp; Mag</name><desc>wet</desc>{link}<type>9</type>"
    points = row(1, time="2026-03-01T08:00:00+01:00") + row(2, time="2026-03-01T08:00:10+01:00")
    found = one(file(track(points, before=about)))
    assert (found.title, found.notes, found.source_id) == ("Run avec Nico & Mag", "wet", "123456")
    assert found.started_at == datetime(2026, 3, 1, 7, tzinfo=UTC)
    assert (found.utc_offset_s, found.position) == (3600, (50.0003, 8.0))
    assert (found.row, found.source, found.member) == ("track 1", "gpx", "")


def test_a_time_without_an_offset_is_in_utc():
    found = one(
        file(track(row(1, time="2026-03-01T08:00:00") + row(2, time="2026-03-01T08:01:00")))
    )
    assert found.started_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert found.utc_offset_s is None


def test_each_track_is_a_recording_of_its_own():
    first, second = read(gpx, file(track(row(1, 2)), track(row(10, 11, 12))))
    assert (first.elapsed_s, second.elapsed_s) == (10, 20)
    assert (first.row, second.row) == ("track 1", "track 2")


def test_a_pause_between_segments_counts_as_elapsed_but_not_as_moving_or_distance():
    found = one(file(track(row(0, 1), row(20, 21))))
    assert (found.elapsed_s, found.moving_s) == (210, 20)
    assert metres(found) == pytest.approx(2 * 0.0003 * DEGREE_M, abs=0.1)


def test_standing_still_is_not_moving():
    found = one(file(track(row(0, 1) + point(8, north=50.0003))))
    assert (found.elapsed_s, found.moving_s) == (80, 10)


def test_a_point_on_the_other_side_of_the_earth_adds_no_distance():
    found = one(file(track(row(0, 1) + point(2, north=-50) + row(3, 4))))
    assert metres(found) == pytest.approx(2 * 0.0003 * DEGREE_M, abs=0.1)


@pytest.mark.parametrize(
    "bad",
    [
        '<trkpt lat="91" lon="8"><time>2026-03-01T07:00:15Z</time></trkpt>',
        '<trkpt lat="nan" lon="8"><time>2026-03-01T07:00:15Z</time></trkpt>',
        '<trkpt lat="0" lon="0"><time>2026-03-01T07:00:15Z</time></trkpt>',
        "<trkpt><time>2026-03-01T07:00:15Z</time></trkpt>",
        '<trkpt lat="50" lon="8"/>',
        point(1, time="yesterday"),
        point(1, time="1969-12-31T23:59:59Z"),
        point(1, time="9999-12-31T23:59:59-14:00"),
        point(1, time="2026-03-01T06:00:00Z"),  # Back in time.
        point(1, time="2027-03-01T06:00:00Z"),  # A year ahead, for a moment.
    ],
)
def test_a_bad_point_is_left_out(bad):
    good = one(file(track(row(0, 1, 2, 3))))
    assert one(file(track(row(0, 1) + bad + row(2, 3)))) == good


@pytest.mark.parametrize("year", [1980, 2036])
def test_a_clock_that_was_wrong_at_the_first_point_is_passed_over(year):
    first = point(0, time=f"{year}-01-06T00:00:00Z")
    assert one(file(track(first + row(1, 2)))) == one(file(track(row(1, 2))))


@pytest.mark.parametrize(
    "inside",
    [
        "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{}</gpxtpx:hr>"
        "</gpxtpx:TrackPointExtension></extensions>",  # The prefix is never declared.
        '<extensions xmlns:ns3="a"><ns3:hr> {} </ns3:hr></extensions>',
        "<extensions><hr>{}.0</hr></extensions>",
        "<extensions><heartrate>{}</heartrate></extensions>",
    ],
)
def test_heart_rate_is_found_in_any_extension(inside):
    data = file(
        track("".join(point(n, inside=inside.format(bpm)) for n, bpm in [(0, 120), (1, 140)]))
    )
    assert (one(data).avg_hr_bpm, one(data).max_hr_bpm) == (130, 140)


@pytest.mark.parametrize("bpm", ["0", "255", "nan", "-1", "x", ""])
def test_no_heart_rate_is_none_and_not_a_low_one(bpm):
    data = file(track(row(0, inside="<hr>120</hr>") + row(1, inside=f"<hr>{bpm}</hr>")))
    assert one(data).avg_hr_bpm == 120


@pytest.mark.parametrize(
    ("heights", "gain"), [([100, 102, 100, 102, 101], 0), ([100, 103, 101, 106, 102, 110], 14)]
)
def test_only_climbs_of_three_metres_count(heights, gain):
    points = "".join(point(n, inside=f"<ele>{height}</ele>") for n, height in enumerate(heights))
    assert one(file(track(points))).elevation_gain_m == gain


def test_a_told_distance_counts_only_near_the_measured_one():
    def told(*metres):
        inside = "<extensions><gpxdata:distance>{}</gpxdata:distance></extensions>"
        return "".join(point(n, inside=inside.format(each)) for n, each in enumerate(metres))

    assert metres(one(file(track(told(0, 35, 70))))) == 70
    assert metres(one(file(track(told(0, 0.035, 0.07))))) == pytest.approx(66.7, abs=0.1)


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("9", RUNNING),
        ("Running", RUNNING),
        ("trail_running", RUNNING),
        ("Run", RUNNING),
        ("TrailRun", RUNNING),
        ("1", "cycling"),
        ("73", "unknown"),
        ("open_water_swimming", "open water swimming"),
        ("strength_training", "strength"),
    ],
)
def test_a_sport_is_known_by_its_word(word, sport):
    assert one(file(track(row(0, 1), before=f"<type>{word}</type>"))).sport == sport


@pytest.mark.parametrize(
    ("metres_in_ten_s", "sport"), [(14, "unknown"), (19, RUNNING), (48, RUNNING), (52, "unknown")]
)
def test_a_track_without_a_sport_is_a_run_if_it_goes_as_fast(metres_in_ten_s, sport):
    ways = [point(n, north=50 + n * metres_in_ten_s / DEGREE_M) for n in range(3)]
    assert one(file(track("".join(ways), before=""))).sport == sport


def test_a_treadmill_is_known_by_its_word():
    assert one(file(track(row(0, 1), before="<type>treadmill_running</type>"))).is_treadmill
    assert not one(file(track(row(0, 1)))).is_treadmill


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>', "no times: a route"),
        ('<rte><rtept lat="1" lon="2"/></rte>', "this is a route, not a recording"),
        ('<wpt lat="1" lon="2"/>', "these are places, not a recording"),
        ("<trk><trkseg></trkseg></trk>", "a track without points"),
        (track(row(1)), "a track without points"),
        ("", "there is no track in it"),
    ],
)
def test_what_is_no_recording_says_why(content, reason):
    assert refusal(gpx, file(content)).startswith(reason)


def test_an_empty_track_is_rejected_beside_a_good_one():
    rejected, found = read(gpx, file(track(""), track(row(1, 2))))
    assert rejected == Rejected("track 1", "a track without points")
    assert isinstance(found, Found)


def test_a_way_too_long_for_any_run_is_rejected():
    ways = "".join(point(0, north=50 + n % 2 * 0.0008) for n in range(20_000))
    reason = refusal(gpx, file(track(ways)))
    assert reason.startswith("the distance must be between 1 and 1,000,000 m")


def test_points_are_in_seconds_since_the_first():
    points = list(gpx.points(BytesIO(file(track(row(3, 4)), track(row(6))))))
    assert [(p.at_s, p.latitude) for p in points] == [(0, 50.0009), (10, 50.0012), (30, 50.0018)]
