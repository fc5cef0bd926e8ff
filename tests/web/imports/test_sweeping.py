"""What nobody comes back for goes: unconfirmed uploads, deleted recordings, deleted accounts."""

import logging
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from runstrength.exchange import reading
from runstrength.exchange.recordings import gpx as gpx_reader
from runstrength.jobs import bringing, sweeping
from runstrength.jobs.importing import go_on
from runstrength.jobs.sweeping import sweep
from runstrength.storage import (
    exporting,
    import_parts,
    imports,
    recordings,
    trash,
    uploads,
)
from runstrength.storage.database import db
from runstrength.storage.imports import Status
from runstrength.storage.recordings import digests
from runstrength.training.workouts import Workout
from tests.web.imports.bringing import bring, brought, logged, say, upload
from tests.web.imports.files import MONDAY, gpx, packed
from tests.web.pages import Page
from tests.web.rows import everything, user_id
from tests.web.world import remove

DAY = timedelta(days=1)
TWO = packed(a__gpx=gpx(), b__gpx=gpx(MONDAY + DAY))


def files_of(app, person) -> list[Path]:
    folder = app.config["UPLOADS"] / str(user_id(app, person.email))
    return [path for path in folder.rglob("*") if path.is_file()]


def later(monkeypatch, time: timedelta, *modules) -> None:
    """Move the clock of these modules on."""
    moment = sweeping.now() + time
    for module in modules:
        monkeypatch.setattr(module, "now", lambda: moment)


def swept(app) -> None:
    with app.app_context():
        sweep()


def test_an_upload_that_is_not_confirmed_for_thirty_days_is_dropped(app, anna, monkeypatch):
    address = upload(anna, TWO)
    later(monkeypatch, sweeping.WAITS_FOR - DAY, sweeping)
    swept(app)
    assert brought(anna, address).status is Status.PREVIEW
    assert len(files_of(app, anna)) == 1
    later(monkeypatch, 2 * DAY, sweeping)
    swept(app)
    assert brought(anna, address).status is Status.UNDONE
    assert files_of(app, anna) == []
    assert "Undone" in Page(anna.get(address)).main
    assert everything(app)["import_rows"] == []


@pytest.mark.parametrize("action", ["confirm", "undo"])
def test_what_was_confirmed_or_undone_is_left_alone(app, anna, monkeypatch, action):
    address = upload(anna, TWO)
    say(anna, address, action)
    before = everything(app)
    later(monkeypatch, 2 * sweeping.WAITS_FOR, sweeping)
    swept(app)
    assert everything(app) == before


def test_what_is_deleted_for_good_takes_its_recording_along(app, anna, monkeypatch):
    bring(anna, TWO)
    first, second = logged(anna)
    owner = user_id(app, anna.email)
    remove(anna, first.id)
    swept(app)
    assert len(files_of(app, anna)) == 2

    later(monkeypatch, trash.UNDO_FOR + DAY, trash, recordings)
    remove(anna, second.id)
    swept(app)
    with app.app_context():
        assert len(digests(owner)) == 1
    assert len(files_of(app, anna)) == 1
    assert {row["workout_id"] for row in everything(app)["recordings"]} == {second.id}
    assert anna.post(f"/workouts/{second.id}/restore").status_code == 302
    assert anna.get(f"/workouts/{second.id}/original", buffered=True).status_code == 200


def test_a_file_that_another_workout_names_stays(app, anna, monkeypatch):
    one, two = gpx(), gpx(MONDAY + 5 * DAY, minutes=10)
    both = one.replace(b"</gpx>", two[two.index(b"<trk>") :])
    bring(anna, both)
    first, second = logged(anna)
    remove(anna, first.id)
    later(monkeypatch, trash.UNDO_FOR + DAY, trash, recordings)
    with app.app_context():
        trash._empty_trash(user_id(app, anna.email))
        db.session.commit()
    swept(app)
    assert len(everything(app)["recordings"]) == len(files_of(app, anna)) == 1
    assert anna.get(f"/workouts/{second.id}/original", buffered=True).data == both


def test_what_an_import_is_just_writing_is_left_alone(app, anna):
    found = brought(anna, bring(anna, gpx()))
    owner = user_id(app, anna.email)
    with app.app_context():
        uploads.keep_original(owner, BytesIO(b"not named yet"))
        imports.move_to(owner, found.id, Status.IMPORTING)
        db.session.commit()
    swept(app)
    assert len(files_of(app, anna)) == 2
    with app.app_context():
        imports.move_to(owner, found.id, Status.DONE)
        db.session.commit()
    swept(app)
    assert len(files_of(app, anna)) == 1


def test_files_of_an_account_that_is_gone_go(app, anna, ben):
    bring(anna, gpx())
    bring(ben, gpx())
    bens = files_of(app, ben)
    annas, folder = files_of(app, anna), app.config["UPLOADS"]
    (folder / "none of ours").mkdir()
    with app.app_context():
        exporting.remove_user(user_id(app, anna.email))
        db.session.commit()
    swept(app)
    assert not any(path.exists() for path in annas)
    assert files_of(app, ben) == bens
    assert (folder / "none of ours").exists()


def delete_account(app, owner: UUID) -> None:
    """As the page does it, from another process than the worker's."""
    with app.app_context():
        exporting.remove_user(owner)
        db.session.commit()
        uploads.remove_all(owner)


@pytest.mark.parametrize(
    ("status", "module", "name"),
    [
        (Status.READING, reading, "read"),
        (Status.READING, gpx_reader, "read"),
        (Status.IMPORTING, uploads, "keep_original"),
        (Status.IMPORTING, bringing, "_workout"),
        (Status.UNDOING, import_parts, "next_done"),
    ],
)
def test_a_step_whose_account_is_deleted_meanwhile_ends_quietly(
    app, anna, monkeypatch, caplog, status, module, name
):
    address = upload(anna, TWO)
    if status is Status.UNDOING:
        say(anna, address, "confirm")
    owner, found = user_id(app, anna.email), brought(anna, address)
    with app.app_context():
        imports.move_to(owner, found.id, status)
        db.session.commit()
    do, seen = getattr(module, name), []

    def after_the_deletion(*args, **more):
        if not seen:
            seen.append(name)
            db.session.rollback()
            delete_account(app, owner)
        return do(*args, **more)

    monkeypatch.setattr(module, name, after_the_deletion)
    with app.app_context(), caplog.at_level(logging.WARNING):
        go_on(owner, found.id)
    assert seen == [name]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert not (app.config["UPLOADS"] / str(owner)).exists()
    assert not any(isinstance(row, Workout) for row in everything(app)["workouts"])
    assert everything(app)["workouts"] == everything(app)["imports"] == []
