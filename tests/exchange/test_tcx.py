"""TCX: real files against the figures that are known of them, and what apps do to the format."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from runstrength.exchange.found import RUNNING, STRENGTH, Found, Lap, Rejected
from runstrength.exchange.recordings import tcx
from runstrength.exchange.recordings.tcx_laps import MOST_LAPS
from runstrength.training.tracks import MOST_POINTS, Point

from .recordings import expected, is_within, read, refusal

EXPECTED = expected("TCX")
PLACE = (
    "<Position><LatitudeDegrees>{}</LatitudeDegrees>"
    "<LongitudeDegrees>8</LongitudeDegrees></Position>"
)


def time(s: int) -> str:
    return f"2026-03-01T07:{s // 60:02}:{s % 60:02}Z"


def point(s: int, inside: str = "") -> str:
    return f"<Trackpoint><Time>{time(s)}</Time>{inside}</Trackpoint>"


def indoors(s: int, metres: float) -> str:
    return point(s, f"<DistanceMeters>{metres}</DistanceMeters>")


def outdoors(s: int) -> str:
    return point(s, PLACE.format(50 + s * 0.00003))


def lap(s: int, timer_s: str, metres: str, points: str = "", bpm: int | None = None) -> str:
    pulse = f"<AverageHeartRateBpm><Value>{bpm}</Value></AverageHeartRateBpm>" if bpm else ""
    return (
        f'<Lap StartTime="{time(s)}"><TotalTimeSeconds>{timer_s}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters>{pulse}<Track>{points}</Track></Lap>"
    )


def activity(*laps: str, sport: str = "Running", about: str = "") -> str:
    return (
        f'<Activity Sport="{sport}"><Id>2026-03-01T07:00:00Z</Id>{"".join(laps)}{about}</Activity>'
    )


def file(*parts: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase><Activities>'
        f"{''.join(parts)}</Activities></TrainingCenterDatabase>"
    ).encode()


def one(data: bytes) -> Found:
    (found,) = read(tcx, data)
    return found


def test_the_samples_are_read(sample):
    """Where they are missing, this is the test that says so."""
    assert sample("EXPECTED.tsv").is_file()
    assert len(EXPECTED) >= 4


@pytest.mark.parametrize("figures", EXPECTED, ids=lambda row: row["file"])
def test_a_sample_is_as_expected(figures, sample):
    data = sample(figures["file"]).read_bytes()
    found = one(data)
    assert tcx.is_mine(data[: 64 * 1024])
    assert found.sport == figures["sport"]
    assert found.started_at == datetime.fromisoformat(figures["start_utc"])
    assert is_within(float(found.distance.m), figures, "distance_m", "distance")
    assert is_within(found.elapsed_s, figures, "elapsed_s", "timer")
    assert is_within(found.moving_s, figures, "timer_or_moving_s", "timer")
    assert is_within(found.avg_hr_bpm, figures, "avg_hr", "hr")
    assert len(found.laps) == int(figures["n_laps"])
    assert found.is_treadmill == (figures["n_gps_points"] == "0")
    assert len(found.track.points) <= MOST_POINTS
    points = list(tcx.points(BytesIO(data)))
    assert len(points) == int(figures["n_records_or_points"])
    assert sum(each.latitude is not None for each in points) == int(figures["n_gps_points"])


def test_a_treadmill_run_has_no_places():
    found = one(file(activity(lap(0, "60", "150", indoors(0, 0) + indoors(60, 150)))))
    assert found.is_treadmill
    assert (found.position, float(found.distance.m), found.elapsed_s) == (None, 150, 60)
    assert found.track.points == (Point(0, distance_m=0), Point(60, distance_m=150))


def test_a_run_with_places_is_not_on_a_treadmill():
    found = one(file(activity(lap(0, "60", "200", outdoors(0) + outdoors(60)))))
    assert not found.is_treadmill
    assert found.position == (50, 8)


def test_laps_are_believed_before_points():
    found = one(file(activity(lap(0, "50", "150", indoors(0, 0) + indoors(60, 920)))))
    assert (float(found.distance.m), found.moving_s, found.elapsed_s) == (150, 50, 60)


def test_points_are_believed_where_laps_tell_no_distance():
    found = one(file(activity(lap(0, "60", "0", indoors(0, 0) + indoors(60, 920)))))
    assert float(found.distance.m) == 920
    found = one(file(activity(lap(0, "60", "0", outdoors(0) + outdoors(60)))))
    assert float(found.distance.m) == pytest.approx(0.0018 * 111_195, abs=0.1)


def test_an_activity_of_laps_alone_ends_with_the_last():
    found = one(file(activity(lap(0, "60", "200", bpm=120), lap(100, "20.5", "100", bpm=160))))
    assert (found.elapsed_s, found.moving_s, float(found.distance.m)) == (120.5, 80.5, 300)
    assert found.avg_hr_bpm == round((60 * 120 + 20.5 * 160) / 80.5)
    assert found.laps == (
        Lap(elapsed_s=60, distance_m=200, avg_hr_bpm=120),
        Lap(elapsed_s=20.5, distance_m=100, avg_hr_bpm=160),
    )
    assert found.track is None


def test_heart_rate_is_the_points_where_a_lap_tells_none():
    def beat(s, bpm):
        return point(s, f"<HeartRateBpm><Value>{bpm}</Value></HeartRateBpm>")

    laps = (
        lap(0, "60", "200", beat(0, 100) + beat(9, 110), bpm=90),
        lap(60, "60", "200", beat(60, 150)),
    )
    found = one(file(activity(*laps)))
    assert (found.avg_hr_bpm, found.max_hr_bpm) == (120, 150)


def test_each_activity_is_a_recording_of_its_own():
    first, second = read(
        tcx, file(activity(lap(0, "60", "200")), activity(lap(600, "30", "90"), sport="Biking"))
    )
    assert (first.row, first.sport, first.elapsed_s) == ("activity 1", RUNNING, 60)
    assert (second.row, second.sport, second.elapsed_s) == ("activity 2", "cycling", 30)


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("Running", RUNNING),
        ("Biking", "cycling"),
        ("Other", "other"),
        ("Strength", STRENGTH),
        ("", "unknown"),
    ],
)
def test_the_sport_is_the_activitys_attribute(word, sport):
    assert one(file(activity(lap(0, "60", "200"), sport=word))).sport == sport


def test_the_start_is_the_first_laps_not_the_id():
    found = one(file(activity(lap(23, "60", "200", indoors(25, 0) + indoors(83, 200)))))
    assert found.started_at == datetime(2026, 3, 1, 7, 0, 23, tzinfo=UTC)
    assert (found.source_id, found.elapsed_s) == ("2026-03-01T07:00:00Z", 60)
    assert found.track.points[0].at_s == 2


def test_a_lap_with_a_wrong_start_does_not_count_against_the_points():
    broken = lap(0, "60", "200", outdoors(0) + outdoors(60)).replace(
        "2026-03-01T07:00:00Z", "2016-03-01T07:00:00Z", 1
    )
    found = one(file(activity(broken)))
    assert (found.started_at.year, found.elapsed_s) == (2026, 60)


def test_notes_are_the_activitys_and_not_a_laps():
    text = "<Notes> hills &amp; rain </Notes>"
    found = one(
        file(
            activity(lap(0, "60", "200").replace("<Track>", "<Notes>no</Notes><Track>"), about=text)
        )
    )
    assert found.notes == "hills & rain"


def test_laps_beyond_the_most_are_counted_but_not_listed():
    found = one(file(activity(*(lap(0, "1", "2") for _ in range(MOST_LAPS + 5)))))
    assert len(found.laps) == MOST_LAPS
    assert float(found.distance.m) == 2 * (MOST_LAPS + 5)


@pytest.mark.parametrize("silly", ["nan", "inf", "-5", "1e300", "x", ""])
def test_a_silly_time_or_distance_of_a_lap_is_none(silly):
    found = one(file(activity(lap(0, silly, silly), lap(60, "30", "90"))))
    assert (found.elapsed_s, found.moving_s, float(found.distance.m)) == (90, 30, 90)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "</Activities><Courses><Course><Track>"
            + outdoors(0)
            + outdoors(9)
            + "</Track></Course></Courses><Activities>",
            "this is a course, not an activity",
        ),
        ("<Workouts><Workout/></Workouts>", "this is a planned workout, not an activity"),
        ("", "there is no activity in it"),
        (activity(), "an activity without a start"),
        (activity(lap(0, "0", "0")), "an activity without a time"),
        (activity(lap(0, "60", "2e6")), "the distance must be between"),
    ],
)
def test_what_is_no_recording_says_why(content, reason):
    assert refusal(tcx, file(content)).startswith(reason)


def test_an_empty_activity_is_rejected_beside_a_good_one():
    rejected, found = read(tcx, file(activity(), activity(lap(0, "60", "200"))))
    assert rejected == Rejected("activity 1", "an activity without a start")
    assert isinstance(found, Found)


def test_a_file_that_breaks_off_in_a_lap_counts_its_points():
    data = file(
        activity(lap(0, "600", "2000", indoors(0, 0) + indoors(60, 150) + indoors(120, 300)))
    )
    found, rejected = read(tcx, data[: data.rindex(b"</Trackpoint>") + 5])
    assert (float(found.distance.m), found.elapsed_s) == (150, 60)
    assert rejected == Rejected("line 1", "the file breaks off here")


def test_whole_laps_before_one_that_breaks_off_are_no_sum():
    whole = lap(0, "60", "150", indoors(0, 0) + indoors(60, 150))
    data = file(activity(whole, lap(60, "60", "150", indoors(90, 225) + indoors(120, 300))))
    found, _ = read(tcx, data[: data.rindex(b"<Trackpoint>")])
    assert (float(found.distance.m), found.elapsed_s) == (225, 90)
