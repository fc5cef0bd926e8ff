"""Two worlds that Ben can't tell apart: in one he is alone, in the other Anna is there as well.

She has a row beside every one of his, under the very same ids, and others around them; what stands
in hers is of another kind. Whatever Ben asks must be answered alike in both.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import unified_diff
from itertools import count
from pathlib import Path
from random import Random
from shutil import copytree
from uuid import UUID, uuid5

from flask import Flask
from sqlalchemy import Uuid, delete, insert, select, update

from runstrength.storage import accounts, uploads
from runstrength.storage.account_tables import users
from runstrength.storage.database import db, now
from runstrength.storage.tables import lift_exercises, lift_sets
from runstrength.training.exercises import Exercise
from runstrength.training.workouts import Region
from tests import databases
from tests.web.bound import only_bound
from tests.web.conftest import Person, make_app, person
from tests.web.rows import belonging_to, user_id
from tests.web.standing import Standing

ANNA, BEN = "anna@example.com", "ben@example.com"
NAMES = ("alone", "both")
CANARY = "canary: this is Anna's"
FILE = "runstrength.sqlite3"
# What is written in Anna's rows instead of what Ben's say.
WORDS = dict.fromkeys(("notes", "name", "label", "reason", "problem", "intervals"), CANARY)
NUMBERS = {"distance_value": "54.32", "weight_value": "54.32", "effort": 10, "avg_hr_bpm": 199}
NUMBERS |= dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), 1)
NUMBERS |= {"before_m": 54321, "elevation_gain_m": 5432, "moving_s": 54, "reps": 97, "rir": 0}
NUMBERS |= {"sign_count": 999, "last_step": 999, "public_key": b"Anna's", "sha256": b"y" * 32}
OTHER = {**WORDS, **NUMBERS, "write": "another write", "secret": "A" * 32, "form": "breaking-down"}
OTHER |= {"files": '["canary"]', "before": None, "track": None}
FLIPPED = {"is_treadmill", "is_retired", "is_confirmed"}
NEARBY = timedelta(weeks=1)
RECENT = timedelta(hours=1)
# As it is written, and as it stands in what is signed, before the signature.
INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?|\.[\w-]{6}\.[\w-]{27}|\d{8}T\d{6}(\.\d+)?Z"
)


@dataclass(frozen=True)
class World:
    """One of the two, and Ben in it."""

    app: Flask
    ben: Person
    ben_id: UUID  # The same in both.

    @property
    def anna_id(self) -> UUID:
        """Hers, where she is."""
        return user_id(self.app, ANNA)

    def of_ben(self) -> dict:
        """Every row of Ben's, but for the instants of this test."""
        rows = belonging_to(self.app, BEN)
        return {name: [_timeless(row) for row in several] for name, several in rows.items()}

    def of_anna(self) -> dict:
        """Every row of Anna's."""
        return belonging_to(self.app, ANNA)


@dataclass
class Twins:
    """The two worlds, as they were built, and copies of them to try things in."""

    source: Path
    people: dict
    place: Callable[[], Path]
    apps: dict[str, Standing]
    worlds: tuple[World, ...] = ()

    def fresh(self) -> tuple[World, ...]:
        """Both worlds as they were at first."""
        if not self.worlds:
            home = self.place()
            self.worlds = tuple(self._copy(home, name) for name in NAMES)
        return self.worlds

    def _copy(self, home: Path, name: str) -> World:
        place, standing = home / name, self.apps[name]
        place.mkdir(parents=True)
        standing.at(place)
        databases.copy(self.source / name / FILE, standing.home / FILE)
        if (self.source / name / "uploads").is_dir():
            copytree(self.source / name / "uploads", place / "uploads")
        app = standing.app()
        return World(app, person(app, BEN, self.people), user_id(app, BEN))

    def discard(self) -> None:
        """Take new copies the next time."""
        for world, name in zip(self.worlds, NAMES, strict=False):
            with world.app.app_context():
                databases.leave(db.engine)
            databases.let_go(self.apps[name].home / FILE)
        self.worlds = ()

    def alike(self, act: Callable[[World], list[str]]) -> None:
        """Do the same in both worlds: see that it comes to the same, and that Anna's stays.

        `act` gives text to compare.
        """
        alone, both = self.fresh()
        before, hers, seed = both.of_ben(), both.of_anna(), random.random()  # noqa: S311
        sessions = [_session(world) for world in self.worlds]
        try:
            told = [_done(act, world, seed, both.anna_id) for world in self.worlds]
            after = alone.of_ben()
            _assert_equal(*told)
            _assert_equal(_lines(after), _lines(both.of_ben()))
            _assert_equal(_lines(hers), _lines(both.of_anna()))
            assert CANARY not in "".join(told[1])
        except BaseException:
            self.discard()
            raise
        if after != before or [_session(world) for world in self.worlds] != sessions:
            self.discard()


def twins_of(stored: tuple, places, fill: Callable[[Person], None]) -> Iterator[Twins]:
    """Both worlds, for as long as a fixture needs them; `places` makes folders."""
    source, copies, numbers = places.mktemp("twins"), places.mktemp("copies"), count()
    build(stored, source, fill)
    links = places.mktemp("links")
    apps = {name: Standing(links / name, make_app) for name in NAMES}
    made = Twins(source, stored[1], lambda: copies / str(next(numbers)), apps)
    yield made
    made.discard()
    for standing in apps.values():
        standing.end()


def build(stored: tuple, home: Path, fill: Callable[[Person], None]) -> None:
    """Make both worlds in `home`: Ben with the log that `fill` gives him, and Anna's beside it."""
    database, people = stored
    first, both, alone = home / "first", home / "both", home / "alone"
    first.mkdir()
    databases.copy(database, first / FILE)
    app = make_app(first)
    fill(person(app, BEN, people))
    _let_go(app)
    for world in (both, alone):
        world.mkdir()
        databases.copy(first / FILE, world / FILE)
        if (first / "uploads").is_dir():
            copytree(first / "uploads", world / "uploads")
        app = make_app(world)
        with app.app_context():
            if world == both:
                _give_twins(accounts.password_of(BEN)[0], accounts.password_of(ANNA)[0])
            else:
                db.session.execute(delete(users).where(users.c.email == ANNA))
            db.session.commit()
        _let_go(app)


def _give_twins(ben: UUID, anna: UUID) -> None:
    """Give Anna a row beside each of Ben's, and one nearby."""
    own = {"own-canary": Exercise("own-canary", CANARY, Region.UPPER)}
    own["own-other"] = Exercise("own-other", CANARY, Region.UPPER)
    accounts.change_exercises(anna, own)
    accounts.change_names_elsewhere(anna, {"strong/Squat (Barbell)": "own-other"})
    chosen = {"distance_unit": "mi", "weight_unit": "lb", "gear": "{}", "is_administrator": True}
    db.session.execute(update(users).where(users.c.id == anna).values(**chosen))
    for table in db.metadata.sorted_tables:
        if "user_id" not in table.c:
            continue
        found = [dict(row) for row in _rows_of(table, ben)]
        there = {_key(table, row) for row in _rows_of(table, anna)}
        beside = [_changed(table, row) | {"user_id": anna} for row in found]
        wanted = beside + [_nearby(table, row) for row in beside]
        if table in (lift_exercises, lift_sets):
            place = "position" if table is lift_exercises else "exercise_position"
            wanted += [{**row, place: row[place] + 20} for row in beside]
        new = {_key(table, row): row for row in wanted if _key(table, row) not in there}
        if new:
            db.session.execute(insert(table), list(new.values()))
    folder = Path(uploads._folder(anna))
    if (theirs := Path(uploads._folder(ben))).is_dir():
        copytree(theirs, folder, dirs_exist_ok=True)


def _rows_of(table, owner: UUID):
    return db.session.execute(select(table).where(table.c.user_id == owner)).mappings().all()


def _key(table, row) -> tuple:
    return tuple(row[column.name] for column in table.primary_key)


def _changed(table, row: dict) -> dict:
    key = {column.name for column in table.primary_key}
    other = {
        name: OTHER[name]
        for name, value in row.items()
        if name in OTHER and name not in key and (value is not None or name == "effort")
    }
    flipped = {name: not row[name] for name in FLIPPED & row.keys()}
    return {**row, **other, **flipped}


def _nearby(table, row: dict) -> dict:
    """The same under other ids, dates and hashes; what belongs together stays together."""
    moved = {}
    for column in table.c:
        value = row[column.name]
        if column.name == "user_id" or value is None:
            continue
        if isinstance(column.type, Uuid):
            moved[column.name] = uuid5(value, "nearby")
        elif column.primary_key and isinstance(value, bytes):
            moved[column.name] = bytes([value[0] ^ 1]) + value[1:]
        elif column.primary_key and isinstance(value, date):
            moved[column.name] = value + NEARBY
        elif column.primary_key and column.name in ("source_id", "flag_id", "key"):
            moved[column.name] = value[::-1]
    return row | moved


def _done(act: Callable[[World], list[str]], world: World, seed: float, anna: UUID) -> list[str]:
    with _same_chance(seed), only_bound() as values:
        told = [INSTANT.sub("an instant", text) for text in act(world)]
    assert anna not in values, "a statement asked for what is Anna's"
    return told


def _session(world: World) -> object:
    cookie = world.ben.client.get_cookie("runstrength")
    return cookie and cookie.value


def _assert_equal(one: list[str], other: list[str]) -> None:
    lines = ["\n".join(several).splitlines() for several in (one, other)]
    assert one == other, "\n".join(unified_diff(*lines, "alone", "with Anna", n=0, lineterm=""))


def _lines(rows: dict) -> list[str]:
    return [f"{name}: {row}" for name, several in rows.items() for row in several]


def _timeless(row: dict) -> dict:
    return {name: _without_instant(value) for name, value in row.items()}


def _without_instant(value):
    is_now = isinstance(value, datetime) and abs(now() - value) < RECENT
    return "now" if is_now else value


@contextmanager
def _same_chance(seed: float) -> Iterator[None]:
    """The same random bytes to both worlds: else their tokens and new ids would tell them apart."""
    chance, kept = Random(seed), (os.urandom, random._urandom)  # noqa: S311
    os.urandom = random._urandom = chance.randbytes
    try:
        yield
    finally:
        os.urandom, random._urandom = kept


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
