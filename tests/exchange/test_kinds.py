"""The kind of a file by what is in it, whatever it is called."""

import gzip
import io

import pytest

from runstrength.exchange.archives.archive import Archive
from runstrength.exchange.archives.unpacking import Budget
from runstrength.exchange.kinds import (
    READERS,
    apple_export,
    archive_kind,
    archive_seems,
    kind_of,
    seems,
    strava_table,
)

from .zips import zip_of

FIT = b"\x0e\x20\x54\x08\0\0\0\0.FIT\0\0"
GPX = b'<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk/>'
TCX = (
    b'\xef\xbb\xbf<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/'
    b'xmlschemas/TrainingCenterDatabase/v2"><Activities/>'
)
HEALTH = (
    b'<?xml version="1.0"?><!DOCTYPE HealthData [\n<!ELEMENT x ANY>\n]>\n<HealthData locale="de">'
)
STRAVA = b"Activity ID,Activity Date,Activity Name,Activity Type,Activity Description\n"
STRONG = b"Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes\n"
HEVY = (
    b'"title","start_time","end_time","description","exercise_title","superset_id",'
    b'"exercise_notes","set_index","set_type","weight_kg","reps","distance_km",'
    b'"duration_seconds","rpe"\n'
)
FITNOTES = b"Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"
LIFTOSAUR = (
    b"Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,"
    b"Is AMRAP?,Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,"
    b"Completed Weight Value,Completed Weight Unit,Ask Weight?,Completed Reps Time\n"
)
GARMIN = b'[{"summarizedActivitiesExport":[{"activityId":1}]}]'

KNOWN = {
    "fit": FIT,
    "gpx": GPX,
    "tcx": TCX,
    "apple-health": HEALTH,
    "strava": STRAVA,
    "strong": STRONG,
    "hevy": HEVY,
    "fitnotes": FITNOTES,
    "liftosaur": LIFTOSAUR,
    "garmin": GARMIN,
    "gzip": gzip.compress(GPX),
    "zip": zip_of({"1.gpx": GPX}),
    "runstrength": b'{"format": "runstrength", "version": 1}',
}


@pytest.mark.parametrize(("kind", "head"), KNOWN.items(), ids=KNOWN)
def test_each_kind_is_known_by_its_beginning(kind, head):
    assert kind_of(head) == kind


@pytest.mark.parametrize(("kind", "head"), KNOWN.items(), ids=KNOWN)
def test_no_reader_takes_another_one_s_file(kind, head):
    takers = [name for name, reader in READERS.items() if reader.is_mine(head)]
    assert takers == ([kind] if kind in READERS else [])


def test_every_reader_is_tried_here():
    assert set(READERS) <= set(KNOWN)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x18ftypmp42", "a film"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as CSV"),
        (b"SQLite format 3\0", "export your data as CSV"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"n" * 257 + b"ustar\0", "tar"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"\xef\xbb\xbf\n<html lang='de'>", "a web page"),
        (b"<?xml version='1.0'?><kml/>", "XML"),
        (b'{"a": 1}', "JSON"),
        (b"Dear diary", "a text"),
        (b"When,What,How\n1,2,3\n", "columns begin When, What, How"),
        (b"\0\1\2\3" * 100, "not known here"),
    ],
)
def test_of_no_kind_it_says_what_it_seems_to_be(head, what):
    assert kind_of(head) == ""
    assert what in seems(head)


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"runstrength.json": b"{}", "originals/1.fit": FIT}, "runstrength"),
        ({"activities.csv": STRAVA, "activities/1.fit": FIT}, "strava"),
        ({"export_1/profile.csv": b"a,b\n", "export_1/activities.csv": STRAVA}, "strava"),
        ({"DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json": GARMIN}, "garmin"),
        ({"DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0.zip": b""}, "garmin"),
        ({"apple_health_export/Export.xml": HEALTH}, "apple-health"),
        (
            {"Gesundheit/Exportieren.xml": HEALTH, "Gesundheit/export_cda.xml": b"<a/>"},
            "apple-health",
        ),
        ({"1.fit": FIT, "strong.csv": STRONG}, ""),
        ({"deep/er/runstrength.json": b"{}"}, ""),
    ],
)
def test_an_archive_is_known_by_its_files(files, kind):
    with archive_of(files) as archive:
        assert archive_kind(archive) == kind


def test_the_table_and_the_list_are_found_by_what_is_in_them():
    with archive_of({"a/x.csv": b"a,b\n", "a/y.csv": STRAVA, "a/z.xml": HEALTH}) as archive:
        assert strava_table(archive).name == "a/y.csv"
        assert apple_export(archive).name == "a/z.xml"


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({}, "holds no file"),
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}, "save it as CSV"),
        ({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "text document"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "save it as CSV"),
        ({"1.jpg": b"\xff\xd8\xff"}, "no workout"),
    ],
)
def test_of_an_archive_of_no_kind_it_says_what_it_seems_to_be(files, what):
    with archive_of(files) as archive:
        assert what in archive_seems(archive)


def archive_of(files: dict[str, bytes]) -> Archive:
    data = zip_of(files)
    return Archive(io.BytesIO(data), Budget(len(data)))
