"""The one way in: files alone, in gzip, in archives, and Strava's archive with its recordings."""

import gzip
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from runstrength.exchange.archives.archive import opened
from runstrength.exchange.found import (
    RUNNING,
    STRENGTH,
    Answers,
    Found,
    Question,
    Rejected,
    Unreadable,
)
from runstrength.exchange.kinds import OWN
from runstrength.exchange.limits import USUAL, Limits
from runstrength.exchange.reading import read, upload_kind

from .short_recordings import START, fit, gpx
from .zips import zip_of

STRAVA = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename"
STRONG = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes"
SET = "2025-05-01 18:02:03,Push,Bench Press (Barbell),1,80,8,0,0,"
PICTURE = b"\xff\xd8\xff\xe0" + bytes(100)


@pytest.fixture
def upload(tmp_path: Path):
    """Reads bytes as an upload, and gives all that is found."""

    def reading(data: bytes, limits: Limits = USUAL, **named) -> list:
        path = tmp_path / "upload"
        path.write_bytes(data)
        return list(read(path, Answers(), limits, **named))

    return reading


def strava(*rows: str, header: str = STRAVA) -> bytes:
    return "\n".join([header, *rows]).encode()


def row(number: int, kind: str, recording: str, name: str = "Evening") -> str:
    return f'{number},"May 1, 2025, 6:02:03 PM",{name},{kind},700,1.80,{recording}'


def found(items: list) -> list[Found]:
    return [item for item in items if isinstance(item, Found)]


def rejected(items: list) -> list[Rejected]:
    return [item for item in items if isinstance(item, Rejected)]


@pytest.mark.parametrize("data", [gpx(), gzip.compress(gpx())], ids=["alone", "gzip"])
def test_a_recording_alone_is_its_own_member(upload, data):
    (one,) = upload(data)
    assert (one.sport, one.started_at, one.member) == (RUNNING, START, "")


def test_a_table_has_no_member(upload):
    items = upload(f"{STRONG}\n{SET}\n".encode())
    assert [each.member for each in found(items)] == [None]


def test_a_zip_of_anything_is_read_file_by_file(upload):
    items = upload(
        zip_of(
            {
                "runs/1.gpx": gpx(),
                "runs/2.fit": fit(START + timedelta(days=1)),
                "runs/3.gpx.gz": gzip.compress(gpx(START + timedelta(days=2))),
                "strong.csv": f"{STRONG}\n{SET}\n".encode(),
            }
        )
    )
    assert [each.member for each in found(items)] == [
        "runs/1.gpx",
        "runs/2.fit",
        "runs/3.gpx.gz",
        None,
    ]
    assert all(each.row.startswith(("runs/", "strong.csv, ")) for each in found(items))
    assert not rejected(items)


def test_a_question_comes_once_however_many_ask_it(upload):
    table = f"{STRONG}\n{SET}\n".encode()
    items = upload(zip_of({"a.csv": table, "b.csv": table}))
    questions = [item for item in items if isinstance(item, Question)]
    assert Question.TIME_ZONE in questions
    assert len(questions) == len(set(questions))
    assert len(found(items)) == 2


def test_what_can_t_be_read_is_named_and_what_is_no_workout_counted(upload):
    items = upload(
        zip_of(
            {
                "1.gpx": gpx(),
                "2.gpx": gpx()[:200],
                "3.fit": PICTURE,
                "4.csv": b"Who,When\nme,now\n",
                "readme.txt": b"Hello",
                **{f"{n}.jpg": PICTURE for n in range(1200)},
            }
        )
    )
    assert len(found(items)) == 1
    lines = {line.row: line.reason for line in rejected(items)}
    assert set(lines) == {"2.gpx", "3.fit", "4.csv", "readme.txt and 1,200 more"}
    assert "a picture" in lines["3.fit"]
    assert "columns begin Who, When" in lines["4.csv"]


def test_a_reason_that_comes_too_often_is_summed_up(upload):
    items = upload(zip_of({"good.gpx": gpx()} | {f"{n}.fit": PICTURE for n in range(250)}))
    lines = rejected(items)
    assert len(lines) == 101
    assert lines[-1].row == "100.fit and 149 more"


def test_a_zip_in_a_zip_is_read_as_what_it_is(upload, tmp_path):
    inner = zip_of(
        {"activities.csv": strava(row(5, "Run", "activities/5.gpx")), "activities/5.gpx": gpx()}
    )
    (one,) = upload(zip_of({"again.zip": inner}))
    assert (one.source, one.source_id) == ("strava", "5")
    with opened(tmp_path / "upload", one.member) as file:
        assert file.read() == gpx()


def test_names_that_lead_out_are_rejected_and_the_rest_is_read(upload):
    items = upload(zip_of({"../1.gpx": gpx(), "2.gpx": gpx()}))
    assert [each.member for each in found(items)] == ["2.gpx"]
    assert [line.row for line in rejected(items)] == ["../1.gpx"]


def test_strava_s_rows_are_joined_with_their_recordings(upload, tmp_path):
    late = gpx(START + timedelta(seconds=4))
    files = {
        "export/activities.csv": strava(
            row(1, "Run", "activities/1.gpx", name="Hills"),
            row(2, "Weight Training", ""),
            row(3, "Run", "activities/3.gpx.gz"),
        ),
        "export/activities/1.gpx": late,
        "export/activities/3.gpx.gz": gzip.compress(gpx()),
        "export/media/a.jpg": PICTURE,
    }
    first, lift, third = upload(zip_of(files))
    assert (first.title, first.source, first.source_id) == ("Hills", "strava", "1")
    assert (first.started_at, first.elapsed_s, first.distance.m) == (START, 700, 1800)
    assert first.track is not None
    assert first.position == pytest.approx((48, 11))
    assert first.member == "export/activities/1.gpx"
    assert third.member == "export/activities/3.gpx.gz"
    assert (lift.sport, lift.track, lift.member) == (STRENGTH, None, None)
    with opened(tmp_path / "upload", first.member) as file:
        assert file.read() == late


@pytest.mark.parametrize(
    ("recording", "reason"),
    [
        (None, "it is not in the archive"),
        (b"", "no recording"),
        (PICTURE, "no recording"),
        (gpx()[:150], ""),
        (gpx(START + timedelta(days=9)), "another day"),
    ],
    ids=["missing", "empty", "picture", "cut off", "another day"],
)
def test_without_its_recording_the_row_stands_and_a_line_says_so(upload, recording, reason):
    files = {"activities.csv": strava(row(1, "Run", "activities/1.gpx"))}
    if recording is not None:
        files["activities/1.gpx"] = recording
    one, line = upload(zip_of(files))
    assert (one.source_id, one.elapsed_s, one.track, one.member) == ("1", 700, None, None)
    assert line.row == "activities/1.gpx"
    assert line.reason.startswith("the recording is left out: ")
    assert reason in line.reason


def test_a_row_in_an_unknown_language_takes_what_it_lacks_from_its_recording(upload):
    header = ",".join(f"kolumn {n}" for n in range(20))
    cells = [""] * 20
    cells[0], cells[1], cells[3] = "7", "igår", "Löpning"
    cells[2], cells[12] = "Kväll", "activities/7.gpx"
    files = {"activities.csv": strava(",".join(cells), header=header), "activities/7.gpx": gpx()}
    (one,) = upload(zip_of(files))
    assert (one.title, one.sport, one.source_id) == ("Kväll", RUNNING, "7")
    assert (one.started_at, one.elapsed_s) == (START, 600)


def test_recordings_of_other_sports_stay_packed(upload):
    files = {"activities.csv": strava(row(1, "Ride", "activities/1.gpx")), "activities/1.gpx": b"?"}
    (one,) = upload(zip_of(files))
    assert (one.sport, one.member) == ("cycling", None)


def test_a_table_of_strava_s_alone_does_not_miss_recordings(upload):
    (one,) = upload(strava(row(1, "Run", "activities/1.gpx")))
    assert (one.source_id, one.member) == ("1", None)


def test_real_recordings_give_a_row_its_track(upload, sample):
    start = "Jun 15, 2019, 9:42:23 AM"
    for name in ("6782987395.fit", "6782987395.gpx", "6782987395.tcx"):
        line = f'1,"{start}",Long,Run,4989,14.00,activities/{name}'
        content = sample(name).read_bytes()
        (one,) = upload(zip_of({"activities.csv": strava(line), f"activities/{name}": content}))
        assert one.track.points[-1].at_s == pytest.approx(4988, abs=5)
        assert one.position == pytest.approx((41.163, -74.180), abs=0.001)
        assert one.distance.m == 14_000


@pytest.mark.parametrize("is_packed", [False, True])
def test_progress_is_told_and_ends_at_the_end(upload, is_packed):
    rows = [row(n, "Ride", "") for n in range(1000)]
    data = strava(*rows)
    data = zip_of({"activities.csv": data, "a.jpg": PICTURE}) if is_packed else data
    heard = []
    upload(data, told=lambda done, total: heard.append((done, total)))
    assert len(heard) >= 5
    assert all(0 <= done <= total for done, total in heard)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1][0] == heard[-1][1]


def test_progress_is_told_for_each_member(upload):
    heard = []
    files = {f"{n}.gpx": gpx() for n in range(5)}
    upload(zip_of(files), told=lambda done, total: heard.append((done, total)))
    assert set(heard) >= {(n, 5) for n in range(1, 6)}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (PICTURE, "a picture"),
        (gzip.compress(PICTURE), "a picture"),
        (gzip.compress(gzip.compress(gpx())), "more than once"),
        (zip_of({}), "holds no file"),
        (zip_of({"1.gpx": gpx()})[:-30], "cut off"),
        (gzip.compress(gpx())[:-20], "cut off"),
        (zip_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "save it as CSV"),
        (b'{"format": "runstrength"}', "export of RunStrength"),
        (zip_of({"runstrength.json": b"{}"}), "export of RunStrength"),
        (f"{STRAVA}\n".encode(), "no workout"),
    ],
    ids=lambda each: (
        each if isinstance(each, str) else ""
    ),  # Not by its bytes, as gzip writes the time into them.
)
def test_where_nothing_can_be_made_of_it_one_sentence_says_why(upload, data, reason):
    with pytest.raises(Unreadable, match=reason):
        upload(data)


def test_more_workouts_than_anybody_did_end_the_reading(upload):
    data = strava(*(row(n, "Ride", "") for n in range(5)))
    items = upload(data, Limits(workouts=3), name="mine.csv")
    assert len(found(items)) == 3
    assert items[3:] == [
        Rejected("mine.csv", "nothing after this is read: it holds more than 3 workouts")
    ]


def test_the_kind_of_an_upload_is_told_without_reading_it(tmp_path):
    kinds = {
        "strava": zip_of({"activities.csv": strava()}),
        OWN: zip_of({"runstrength.json": b"{}"}),
        "zip": zip_of({"1.gpx": gpx()}),
        "gpx": gzip.compress(gpx()),
        "": PICTURE,
    }
    for kind, data in kinds.items():
        path = tmp_path / "upload"
        path.write_bytes(data)
        assert upload_kind(path) == kind


def test_a_strength_recording_brings_its_sets(upload, sample):
    line = '1,"Jul 2, 2024, 2:56:14 PM",Gym,Weight Training,800,0,activities/1.fit'
    content = sample("strength_weights_synthetic.fit").read_bytes()
    (alone,) = upload(content)
    (one,) = upload(zip_of({"activities.csv": strava(line), "activities/1.fit": content}))
    assert one.exercises == alone.exercises != ()
    assert replace(one, exercises=()).app == alone.app == "fit"
