"""Everything in one file: all of it, of nobody else, as it was; and the log may be long."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import insert

from runstrength.exchange.account.belongings import Dated, Deload, SetAside, Settings
from runstrength.exchange.account.own import originals, read
from runstrength.storage import accounts, exporting, uploads
from runstrength.storage.database import db
from runstrength.storage.tables import recordings
from runstrength.training.exercises import Exercise
from runstrength.training.plates import Gear
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise
from runstrength.training.shoes import Shoe
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.workouts import Region
from tests.training import build
from tests.web.imports.bringing import bring, logged
from tests.web.imports.files import MONDAY, gpx
from tests.web.rows import user_id
from tests.web.test_statements import log_years, statements
from tests.web.today.check_ins import check_in
from tests.web.world import (
    keep_exercises,
    keep_routine,
    keep_shoe,
    remove,
    set_clock,
    store,
    workouts_of,
)

SLED = Exercise("own-sled", "Sled push", Region.LOWER)
TRAINERS = Shoe(id=UUID(int=7), name="Trainers", before_m=312_000)
LEGS = Routine(str(UUID(int=8)), "Legs", (RoutineExercise("squats", Target(3, 5, 8)),))
RECORDING = b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT and the rest"


@pytest.fixture(autouse=True)
def clock(monkeypatch, app, tmp_path):
    """It is Friday noon; and files are kept apart."""
    app.config["UPLOADS"] = tmp_path / "uploads"
    return set_clock(monkeypatch, "2026-11-20 12:00")


def downloaded(person, path: str = "/export/runstrength.zip") -> BytesIO:
    answer = person.get(path, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.content_length == len(answer.data)
    return BytesIO(answer.data)


def keep_recording(app, person, workout_id: UUID, data: bytes) -> bytes:
    with app.app_context():
        owner = accounts.password_of(person.email)[0]
        sha256 = uploads.keep_original(owner, BytesIO(data))
        row = {"user_id": owner, "workout_id": workout_id, "sha256": sha256, "name": "x.fit"}
        db.session.execute(insert(recordings).values(**row))
        db.session.commit()
        return sha256


def test_all_of_it_comes_back(app, anna, ben):
    keep_shoe(anna, TRAINERS)
    keep_exercises(anna, SLED)
    keep_routine(anna, LEGS)
    check_in(anna, 1, 2, 3, 4, 5)
    anna.api("PUT", "/weeks/2026-W40", {"deload": True})
    tempo = build.run("Mon 07:00", distance="6.20 mi", effort=9, shoe_id=TRAINERS.id)
    store(anna, tempo, build.lift("Tue 18:00", build.lower(2), effort=9))
    store(anna, gone := build.run("Wed 07:00"))
    remove(anna, gone.id)
    flags = anna.api("GET", "/flags?from=2026-11-16&to=2026-11-20").json["items"]
    flag = next(each for each in flags if each["severity"] != "praise")
    meant = {"date": flag["date"], "reason": "a camp"}
    anna.api("PUT", f"/set-asides/{flag['id']}", meant)
    store(ben, build.run("Mon 08:00"))

    held = list(read(downloaded(anna)))
    of = {kind: [each for each in held if isinstance(each, kind)] for kind in map(type, held)}
    assert [w for w in held if hasattr(w, "local_date")] == workouts_of(anna)
    assert len(workouts_of(anna)) == 2
    assert of[Settings][0].time_zone == "Europe/Berlin"
    assert of[type(DEFAULTS)] == [DEFAULTS]
    assert (of[Exercise], of[Routine], of[Shoe]) == ([SLED], [LEGS], [TRAINERS])
    assert of[Dated][0].date == date(2026, 11, 20)
    assert of[Deload] == [Deload(date(2026, 10, 1))]
    asides = [SetAside(flag=flag["id"], date=date.fromisoformat(flag["date"]), reason="a camp")]
    assert of[SetAside] == asides
    assert Gear not in of


def test_the_recordings_that_were_kept_are_in_it_as_they_were(app, anna):
    store(anna, jog := build.run("Mon 07:00"), other := build.run("Tue 07:00"))
    keep_recording(app, anna, jog.id, RECORDING)
    keep_recording(app, anna, other.id, b"<?xml version='1.0'?><gpx></gpx>")
    file = downloaded(anna)
    names = originals(file)
    assert names == {jog.id: f"originals/{jog.id}.fit", other.id: f"originals/{other.id}.gpx"}
    assert ZipFile(file).read(names[jog.id]) == RECORDING


def test_the_recording_of_a_deleted_workout_stays_here(app, anna):
    store(anna, jog := build.run("Mon 07:00"))
    keep_recording(app, anna, jog.id, RECORDING)
    remove(anna, jog.id)
    assert originals(downloaded(anna)) == {}


def test_a_recording_that_is_gone_from_the_disk_takes_nothing_along(app, anna):
    store(anna, jog := build.run("Mon 07:00"))
    sha256 = keep_recording(app, anna, jog.id, RECORDING)
    with app.app_context():
        uploads.drop_original(user_id(app, anna.email), sha256)
    file = downloaded(anna)
    assert originals(file) == {}
    assert str(jog.id) in ZipFile(file).read("README.txt").decode()


def test_the_tables_have_names_where_the_log_has_ids(anna):
    keep_shoe(anna, TRAINERS)
    keep_exercises(anna, SLED)
    pushed = build.lift("Tue 18:00", build.exercise("own-sled", Region.LOWER, 1))
    store(anna, build.run("Mon 07:00", shoe_id=TRAINERS.id), pushed)
    with ZipFile(downloaded(anna)) as archive:
        assert ",Trainers," in archive.read("runs.csv").decode()
        assert ",Sled push,own-sled," in archive.read("lifts.csv").decode()


def test_the_api_gives_the_same(anna):
    store(anna, build.run("Mon 07:00"))
    with anna.api("GET", "/export") as by_token:
        held = list(read(BytesIO(by_token.data)))
    assert held == list(read(downloaded(anna)))
    assert "2026-11-20.zip" in by_token.headers["Content-Disposition"]


def test_a_long_log_is_read_in_batches(app, anna, monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 100)
    log_years(app, 2)
    with statements() as sent:
        file = downloaded(anna)
    assert sum(hasattr(each, "local_date") for each in read(file)) == 624
    # Of 624 workouts 7 batches with their exercises, of 728 check-ins 8, and what there is once.
    assert len(sent) <= 2 * 8 + 9 + 10
    assert all("LIMIT" in each for each in sent if "FROM workouts" in each and "IN (" not in each)


def test_the_page_says_what_there_is_and_offers_the_file(anna):
    assert "Download everything" in anna.get("/export").text
    store(anna, build.run("Mon 07:00"), build.lift("2024-03-05 07:00"))
    page = anna.get("/export").text
    for year in (2024, 2025, 2026):
        assert f"/years/{year}" in page
    assert "/years/2027" not in page


def test_an_original_that_is_damaged_is_named_and_the_rest_comes(app, anna):
    bring(anna, gpx(), gpx(MONDAY + timedelta(days=1)))
    (broken, _) = sorted(Path(app.config["UPLOADS"]).glob("*/originals/*.gz"))
    broken.write_bytes(broken.read_bytes()[:-20])
    with ZipFile(BytesIO(anna.get("/export/runstrength.zip", buffered=True).data)) as archive:
        originals = [name for name in archive.namelist() if name.startswith("originals/")]
        told = archive.read("README.txt").decode()
    runs = {str(run.id) for run in logged(anna)}
    lost = runs - {Path(name).stem for name in originals}
    assert len(originals) == len(lost) == 1
    assert lost.pop() in told
