"""A run as TCX and GPX by the points of its recording, and the recording as it was."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest

from runstrength.exchange.found import Answers
from runstrength.exchange.recordings import gpx as gpx_reader
from runstrength.exchange.recordings import tcx as tcx_reader
from runstrength.storage import uploads
from runstrength.training.workouts import Run
from tests.exchange.fit_files import MORNING, file_id, fit_file, record, session
from tests.training import build
from tests.web.imports.bringing import bring, logged
from tests.web.imports.files import MONDAY, gpx, gzipped
from tests.web.pages import Page
from tests.web.rows import belonging_to, user_id
from tests.web.test_statements import MOST, statements
from tests.web.world import remove, store

HOUR = 3600
TREADMILL = fit_file(
    file_id(),
    *(record(MORNING + n, 3 * n, heart_rate=140) for n in range(0, 601, 10)),
    session(seconds=600, sub_sport=1, total_distance=180_000),
)


def two_sessions() -> bytes:
    """A FIT file with two runs, an hour apart, by their heart rates."""
    records = [
        record(start + n, 3 * n, heart_rate=bpm, position_lat=626_349_397 + n, position_long=10**8)
        for start, bpm, seconds in ((MORNING, 120, 600), (MORNING + HOUR, 160, 900))
        for n in range(0, seconds + 1, 10)
    ]
    return fit_file(
        file_id(), *records, session(seconds=600), session(start=MORNING + HOUR, seconds=900)
    )


def fetched(person, workout, kind: str) -> bytes:
    answer = person.get(f"/workouts/{workout.id}/download.{kind}", buffered=True)
    assert answer.status_code == 200
    assert f"run-{workout.local_date}.{kind}" in answer.headers["Content-Disposition"]
    return answer.data


def original(person, workout):
    return person.get(f"/workouts/{workout.id}/original", buffered=True)


def links(person, workout) -> set[str]:
    page = Page(person.get(f"/workouts/{workout.id}"))
    found = (link.get("href").rpartition("/")[2] for link in page.all("a", download=""))
    return {name.removeprefix("download.") for name in found}


def only(reader, data: bytes):
    (found,) = reader.read(BytesIO(data), Answers())
    return found


def pulses(reader, data: bytes) -> list[int | None]:
    return [point.hr_bpm for point in reader.points(BytesIO(data))]


@pytest.mark.parametrize(("kind", "reader"), [("gpx", gpx_reader), ("tcx", tcx_reader)])
def test_what_is_written_reads_as_the_run_that_was_brought(anna, kind, reader):
    bring(anna, gpx(hr=150, minutes=10))
    (run,) = logged(anna)
    found = only(reader, fetched(anna, run, kind))
    assert found.started_at == run.started_at == MONDAY
    assert found.elapsed_s == run.duration_s
    assert found.avg_hr_bpm == 150
    assert float(found.distance.m) == pytest.approx(float(run.distance.m), rel=0.01)
    assert len(list(reader.points(BytesIO(fetched(anna, run, kind))))) == 61


def test_the_page_offers_what_there_is(anna):
    bring(anna, gpx())
    (run,) = logged(anna)
    assert links(anna, run) == {"csv", "tcx", "gpx", "original"}
    store(anna, jog := build.run("Mon 07:00"), session := build.lift("Tue 18:00"))
    assert links(anna, jog) == {"csv", "tcx"}
    assert links(anna, session) == {"csv"}


def test_a_treadmill_has_no_gpx(anna):
    bring(anna, TREADMILL)
    (run,) = logged(anna)
    assert links(anna, run) == {"csv", "tcx", "original"}
    assert anna.get(f"/workouts/{run.id}/download.gpx").status_code == 404
    assert len(pulses(tcx_reader, fetched(anna, run, "tcx"))) == 61


def test_a_run_without_a_recording_is_a_tcx_with_its_figures(anna):
    store(anna, jog := build.run("Mon 07:00", minutes=50, distance="10 km", avg_hr_bpm=140))
    found = only(tcx_reader, fetched(anna, jog, "tcx"))
    assert (found.elapsed_s, found.avg_hr_bpm) == (jog.duration_s, 140)
    assert found.distance.m == 10_000
    assert anna.get(f"/workouts/{jog.id}/download.gpx").status_code == 404
    assert original(anna, jog).status_code == 404


def test_a_lift_is_neither(anna):
    store(anna, session := build.lift("Mon 18:00"))
    for kind in ("gpx", "tcx"):
        assert anna.get(f"/workouts/{session.id}/download.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["gpx", "tcx"])
def test_of_a_file_with_two_sessions_each_run_has_its_own(anna, kind):
    bring(anna, two_sessions())
    reader = {"gpx": gpx_reader, "tcx": tcx_reader}[kind]
    for run, bpm, seconds in zip(logged(anna), (120, 160), (600, 900), strict=True):
        data = fetched(anna, run, kind)
        assert set(pulses(reader, data)) <= {bpm, None}
        assert pulses(reader, data).count(bpm) == seconds // 10 + 1
        assert only(reader, data).elapsed_s == seconds


@pytest.mark.parametrize(
    ("data", "kind", "media_type"),
    [
        (gpx(), "gpx", "application/gpx+xml"),
        (TREADMILL, "fit", "application/vnd.ant.fit"),
        (gzipped(gpx()), "gpx", "application/gpx+xml"),
    ],
)
def test_the_original_is_the_file_as_it_was(anna, data, kind, media_type):
    bring(anna, data)
    (run,) = logged(anna)
    answer = original(anna, run)
    assert answer.data == (gpx() if kind == "gpx" else data)
    assert answer.mimetype == media_type
    told = answer.headers["Content-Disposition"]
    assert told == f"attachment; filename=run-{run.local_date}.{kind}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_a_page_at_heart_is_kept_from_being_shown(anna):
    odd = gpx().replace(b"<trk>", b"<metadata><desc>&lt;script&gt;</desc></metadata><trk>")
    bring(anna, odd)
    answer = original(anna, logged(anna)[0])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "html" not in answer.mimetype


def test_what_is_gone_from_the_disk_is_not_there_and_the_figures_are(app, anna):
    bring(anna, gpx())
    (run,) = logged(anna)
    with app.app_context():
        owner = user_id(app, anna.email)
        (digest,) = uploads.originals(owner)
        uploads.drop_original(owner, digest)
    assert original(anna, run).status_code == 404
    assert anna.get(f"/workouts/{run.id}/download.gpx").status_code == 404
    assert only(tcx_reader, fetched(anna, run, "tcx")).elapsed_s == run.duration_s


def test_a_damaged_original_is_no_error(app, anna):
    bring(anna, gpx())
    (run,) = logged(anna)
    folder = app.config["UPLOADS"] / str(user_id(app, anna.email)) / "originals"
    (path,) = folder.iterdir()
    path.write_bytes(b"no gzip at all")
    assert original(anna, run).status_code == 404
    assert only(tcx_reader, fetched(anna, run, "tcx")).elapsed_s == run.duration_s


def test_what_is_deleted_is_not_there(anna):
    bring(anna, gpx())
    (run,) = logged(anna)
    remove(anna, run.id)
    for name in ("download.gpx", "download.tcx", "original"):
        assert anna.get(f"/workouts/{run.id}/{name}").status_code == 404


@pytest.mark.parametrize("name", ["download.gpx", "download.tcx", "original"])
def test_a_download_takes_few_statements_and_is_its_owners_alone(anna, ben, name):
    bring(anna, gpx())
    (run,) = logged(anna)
    with statements() as sent:
        assert anna.get(f"/workouts/{run.id}/{name}", buffered=True).status_code == 200
    assert len(sent) <= MOST
    assert ben.get(f"/workouts/{run.id}/{name}").status_code == 404


def test_the_same_file_twice_is_one_run_with_one_original(app, anna):
    bring(anna, gpx())
    bring(anna, gpx(MONDAY + timedelta(seconds=5)))
    (run,) = logged(anna)
    assert isinstance(run, Run)
    assert original(anna, run).data == gpx()
    assert [
        UUID(str(row["workout_id"])) for row in belonging_to(app, anna.email)["recordings"]
    ] == [run.id]
