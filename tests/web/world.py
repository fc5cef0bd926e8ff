"""The world around a page: what is stored, and what the clock says."""

import json
from datetime import date, datetime
from io import BytesIO
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select

from runstrength.exchange.account.documents import document
from runstrength.storage import (
    accounts,
    import_parts,
    imports,
    origins,
    routines,
    shoes,
    tables,
    tokens,
    trash,
    uploads,
    workouts,
)
from runstrength.storage.database import db
from runstrength.storage.import_parts import State
from runstrength.storage.imports import Status
from runstrength.storage.recordings import track_text
from runstrength.training.exercises import Exercise
from runstrength.training.routines import Routine
from runstrength.training.shoes import Shoe
from runstrength.training.tracks import Track
from runstrength.training.workouts import Workout
from runstrength.web import clock

EVER = date(1900, 1, 1), date(2300, 1, 1)


def set_clock(monkeypatch: pytest.MonkeyPatch, when: str, zone: str = "UTC") -> datetime:
    """Stop the clock at `when`, such as "2024-11-20 12:00"."""
    moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def workouts_of(person) -> list[Workout]:
    """All that someone has stored, in the order of starts."""
    with person.client.application.app_context():
        return workouts.between(_id(person), *EVER)


def only_workout_of(person) -> Workout:
    """The one workout that someone has stored."""
    (found,) = workouts_of(person)
    return found


def stored(person, workout_id: UUID | str) -> Workout:
    """Someone's workout with this id, or its tombstone."""
    with person.client.application.app_context():
        return workouts.find(_id(person), UUID(str(workout_id)))


def store(person, *several: Workout) -> None:
    """Put workouts into someone's log, past every form."""
    with person.client.application.app_context():
        for workout in several:
            workouts.put(_id(person), None, workout, None)
        db.session.commit()


def keep_import(
    person, import_id: UUID, status: Status = Status.PREVIEW, *runs: Workout, name: str = "file"
) -> None:
    """Put an import into someone's account that holds these runs and asks for their zone."""
    rows = [
        {
            "label": name,
            "state": State.NEW,
            "kind": run.kind,
            "local_date": run.local_date,
            "document": json.dumps(document(run)),
            "workout_id": run.id,
            "source_id": str(run.id),
        }
        for run in runs
    ]
    with person.client.application.app_context():
        imports.add(_id(person), import_id, [name], {})
        import_parts.stage(_id(person), import_id, rows)
        imports.move_to(_id(person), import_id, status, questions=["time_zone"])
        db.session.commit()


def keep_recording(
    person,
    import_id: UUID,
    workout_id: UUID,
    track: Track | None = None,
    data: bytes | None = None,
) -> None:
    """Say that a stored workout came by an import, with a recording; `data` is its file."""
    of = {"workout_id": workout_id}
    recording = {"sha256": b"x" * 32, "name": "run.gpx", "track": track_text(track)}
    with person.client.application.app_context():
        if data is not None:
            recording["sha256"] = uploads.keep_original(_id(person), BytesIO(data))
        origin = {"source": "strava", "source_id": str(workout_id)}
        origins.note(_id(person), import_id, [of | origin])
        origins.note_recordings(_id(person), import_id, [of | recording])
        db.session.commit()


def keep_shoe(person, shoe: Shoe) -> Shoe:
    """Put a pair of shoes on someone's shelf, past every form."""
    with person.client.application.app_context():
        shoes.put(_id(person), shoe)
        db.session.commit()
    return shoe


def keep_exercises(person, *several: Exercise) -> None:
    """Give someone these exercises of their own, and no others, past every form."""
    with person.client.application.app_context():
        accounts.change_exercises(_id(person), {each.id: each for each in several})
        db.session.commit()


def keep_routine(person, routine: Routine) -> Routine:
    """Give someone a routine, past every form."""
    with person.client.application.app_context():
        routines.put(_id(person), None, routine, None)
        db.session.commit()
    return routine


def remove(person, workout_id: UUID) -> None:
    """Delete someone's workout, past every form."""
    with person.client.application.app_context():
        found = workouts.find(_id(person), workout_id)
        trash.remove(_id(person), found, None)
        db.session.commit()


def rows(app: Flask) -> dict[str, int]:
    """How many rows each table holds."""
    with app.app_context():
        count = select(func.count())
        return {
            table.name: db.session.execute(count.select_from(table)).scalar()
            for table in tables.db.metadata.sorted_tables
        }


def calendar_of(person) -> str:
    """The path of a new address of someone's calendar."""
    with person.client.application.app_context():
        token = tokens.issue(_id(person), tokens.TokenKind.CALENDAR, "test")
        db.session.commit()
    return f"/calendar/{token}.ics"


def choose_settings(person, **chosen) -> None:
    """Give someone these settings, and the defaults for the others."""
    with person.client.application.app_context():
        settings = accounts.Settings(**{"time_zone": "Europe/Berlin"} | chosen)
        accounts.change_settings(_id(person), settings)
        db.session.commit()


def _id(person) -> UUID:
    return accounts.password_of(person.email)[0]
