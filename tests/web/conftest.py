"""An app with two people in it, fresh for each test."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from werkzeug.test import TestResponse

from runstrength.storage import accounts, tokens
from runstrength.storage.database import db, migrate_database
from runstrength.web import passwords
from runstrength.web.application import create_app
from tests import databases
from tests.web.standing import Standing

PASSWORD = "a long enough password"
# What a browser says of a form that this site's own page sends.
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Person:
    """Someone with an account: a signed-in browser, and an API token."""

    email: str
    client: FlaskClient
    token: str

    def get(self, path: str, **more) -> TestResponse:
        """Open a page in the browser."""
        return self.client.get(path, **more)

    def post(self, path: str, fields: dict | None = None, **more) -> TestResponse:
        """Send a form from one of the site's own pages."""
        return self.client.post(path, data=fields or {}, headers=OWN_PAGE, **more)

    def api(self, method: str, path: str, document=None, headers=None, data=None) -> TestResponse:
        """Ask the JSON API, by token and without the browser's cookies."""
        return self.client.application.test_client(use_cookies=False).open(
            f"/api/v1{path}",
            method=method,
            json=document,
            data=data,
            headers={"Authorization": f"Bearer {self.token}", **(headers or {})},
        )


@pytest.fixture(scope="session")
def stored_people(tmp_path_factory):
    """A migrated database with Anna and Ben in it, and their tokens; hashing takes its time.

    Gives its path, for `databases.copy`. A module whose tests all begin with more in it has one of
    its own: `stored_with`.
    """
    home = tmp_path_factory.mktemp("people")
    app = make_app(home)
    migrate_database(app)
    made = {}
    with app.app_context():
        for email in ("anna@example.com", "ben@example.com"):
            settings = accounts.Settings(time_zone="Europe/Berlin")
            user_id = accounts.add_user(email, passwords.hashed(PASSWORD), settings)
            kinds = (tokens.TokenKind.SESSION, tokens.TokenKind.API)
            made[email] = [tokens.issue(user_id, kind, "test") for kind in kinds]
        db.session.commit()
        db.engine.dispose()
    return home / "runstrength.sqlite3", made


@pytest.fixture(scope="session")
def standing(tmp_path_factory):
    """The apps that the tests of this process share."""
    shared = Standing(tmp_path_factory.mktemp("standing") / "home", make_app)
    yield shared
    shared.end()


@pytest.fixture
def app(stored_people, standing, tmp_path):
    """The app as if it were new, on a database of its own."""
    standing.at(tmp_path)
    path = standing.home / databases.FILE
    databases.copy(stored_people[0], path)
    uploads = stored_people[0].with_name("uploads")
    if uploads.is_dir():
        copytree(uploads, tmp_path / "uploads")
    app = standing.app()
    yield app
    with app.app_context():
        databases.leave(db.engine)
    databases.let_go(path)


def stored_with(stored_people, home: Path, fill: Callable[[Person, Person], None]):
    """`stored_people` once `fill` has given Anna and Ben what they have; `home` is its folder."""
    path, made = home / databases.FILE, stored_people[1]
    databases.copy(stored_people[0], path)
    app = make_app(home)
    fill(*(person(app, email, made) for email in made))
    with app.app_context():
        db.engine.dispose()
    return path, made


@contextmanager
def app_of_its_own(stored_people, home):
    """An app that shares nothing, on a copy of the people's database."""
    path = home / databases.FILE
    databases.copy(stored_people[0], path)
    app = make_app(home)
    yield app
    with app.app_context():
        db.engine.dispose()
    databases.let_go(path)


@pytest.fixture
def anna(app, stored_people) -> Person:
    """The one whose data it is."""
    return person(app, "anna@example.com", stored_people[1])


@pytest.fixture
def ben(app, stored_people) -> Person:
    """The other one."""
    return person(app, "ben@example.com", stored_people[1])


class CompiledTemplates(BytecodeCache):
    """Templates, compiled once for all the apps of a run: it is what tests would wait for."""

    def __init__(self):
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket):
        """Give a template's code where it is known."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket):
        """Keep a template's code."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


def make_app(home) -> Flask:
    """An app on the database in `home`."""
    return app_at(databases.address(home / "runstrength.sqlite3"), home)


def app_at(url: str, home) -> Flask:
    """An app on the database of this address, with its files in `home`."""
    app = create_app(
        TESTING=True,
        SECRET_KEY="for tests",
        SQLALCHEMY_DATABASE_URI=url,
        HOME=home,
        UPLOADS=home / "uploads",
        QUEUE_IMMEDIATE=True,  # What is asked for is done at once, in this very process.
    )
    app.jinja_env.bytecode_cache = COMPILED
    return app


def person(app: Flask, email: str, made: dict) -> Person:
    """Someone signed in."""
    session, api = made[email]
    client = app.test_client()
    client.set_cookie("runstrength", session)
    return Person(email, client, api)
