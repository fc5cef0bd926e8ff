"""Accounts made up by Hypothesis as a database takes them, and all that a person has."""

import json
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from hypothesis import strategies as st
from sqlalchemy import insert

from runstrength.exchange.account.belongings import NameElsewhere
from runstrength.exchange.writing.own import Account
from runstrength.storage import accounts, restoring, shoes, tokens, uploads, workouts
from runstrength.storage.database import db
from runstrength.storage.tables import recordings
from runstrength.training.workouts import Run
from tests.exchange.accounts import ACCOUNTS
from tests.web.conftest import Person
from tests.web.imports.files import gpx

KEYS = {
    "exercises": lambda each: each.id,
    "names_elsewhere": lambda each: (each.app, each.name),
    "routines": lambda each: each.id,
    "shoes": lambda each: each.id,
    "check_ins": lambda each: each.date,
    "deload_weeks": lambda each: each.thursday,
    "set_asides": lambda each: each.flag,
    "workouts": lambda each: each.id,
}


def _storable(account: Account) -> Account:
    """The same with each id once, and with runs in shoes of its own."""
    lists = {name: _once(each, KEYS[name]) for name, each in account.lists.items()}
    pairs = [shoe.id for shoe in lists["shoes"]]
    lists["workouts"] = [
        replace(each, shoe_id=pairs[n % len(pairs)] if pairs else None)
        if isinstance(each, Run)
        else each
        for n, each in enumerate(lists["workouts"])
    ]
    return replace(account, lists=lists)


def _once(several: Iterable, key) -> list:
    return list({key(each): each for each in several}.values())


MADE = st.builds(_storable, ACCOUNTS)


def newcomer(app, email: str) -> Person:
    """Someone who has just signed up, and has nothing."""
    with app.app_context():
        user = accounts.add_user(email, "no password", accounts.Settings())
        kinds = (tokens.TokenKind.SESSION, tokens.TokenKind.API)
        session, api = (tokens.issue(user, kind, "test") for kind in kinds)
        db.session.commit()
    client = app.test_client()
    client.set_cookie("runstrength", session)
    return Person(email, client, api)


def give(person: Person, account: Account) -> None:
    """Put all of a made account into someone's, past every form; every other run is recorded."""
    with person.client.application.app_context():
        user_id = accounts.password_of(person.email)[0]
        _give_single(user_id, account)
        for each in account.lists["names_elsewhere"]:
            _give_name(user_id, each)
        for each in account.lists["routines"]:
            restoring.add_routine(user_id, each)
        for each in account.lists["shoes"]:
            shoes.put(user_id, each)
        for each in account.lists["check_ins"]:
            restoring.add_check_in(user_id, each.date, each.check_in)
        for each in account.lists["deload_weeks"]:
            restoring.add_deload(user_id, each.thursday)
        for each in account.lists["set_asides"]:
            restoring.add_set_aside(user_id, each.flag, each.date, each.reason)
        workouts.add_all(user_id, account.lists["workouts"])
        recorded = [each for each in account.lists["workouts"] if isinstance(each, Run)][::2]
        for n, each in enumerate(recorded):
            _give_recording(user_id, each.id, gpx(each.started_at, minutes=1 + n))
        db.session.commit()


def _give_single(user_id: UUID, account: Account) -> None:
    told = account.single["settings"]
    chosen = {name: getattr(told, name) for name in told.__slots__}
    accounts.change_settings(user_id, accounts.Settings(**chosen))
    accounts.change_thresholds(user_id, account.single["rules"])
    accounts.change_gear(user_id, account.single["gear"])
    accounts.change_exercises(user_id, {each.id: each for each in account.lists["exercises"]})


def _give_name(user_id: UUID, each: NameElsewhere) -> None:
    known = accounts.user_with(user_id).names_elsewhere
    key = f"{each.app}/{each.name}"
    accounts.change_names_elsewhere(user_id, {**known, key: each.exercise})


def _give_recording(user_id: UUID, workout_id: UUID, data: bytes) -> None:
    sha256 = uploads.keep_original(user_id, BytesIO(data))
    row = {"user_id": user_id, "workout_id": workout_id, "sha256": sha256, "name": "x.gpx"}
    db.session.execute(insert(recordings).values(**row))


def exported(person: Person) -> bytes:
    """Someone's export."""
    return person.get("/export/runstrength.zip", buffered=True).data


def all_of(export: bytes) -> dict[str, object]:
    """What an export holds by its files' names, but for when it was made."""
    with ZipFile(BytesIO(export)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["runstrength.json"] = told = json.loads(held["runstrength.json"])
    del told["made_at"]
    return held
