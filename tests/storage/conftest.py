"""A database with one user in it, fresh for each test, and no web in front of it."""

from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from runstrength.storage import accounts
from runstrength.storage.database import db, init_database, migrate_database
from tests import databases

ROOT = Path(__file__).parents[2]


def make_app(path: Path) -> Flask:
    """An app that has the database of this path, and nothing else."""
    return app_at(databases.address(path))


def app_at(url: str) -> Flask:
    """An app that has the database of this address, and nothing else."""
    app = Flask("storage", root_path=str(ROOT))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    init_database(app)
    return app


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> tuple[Path, UUID]:
    """A migrated database, and the id of the user in it."""
    path = tmp_path_factory.mktemp("storage") / "migrated.sqlite3"
    app = make_app(path)
    migrate_database(app)
    with app.app_context():
        user_id = accounts.add_user("anna@example.com", "a hash", accounts.Settings())
        db.session.commit()
        db.engine.dispose()
    return path, user_id


@pytest.fixture(scope="session")
def standing():
    """The apps of this process by the address of their database, where it is used again."""
    apps: dict[str, Flask] = {}
    yield apps
    for app in apps.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(migrated, standing, tmp_path):
    """The app on a database of its own; a test enters its context where it needs one."""
    path = tmp_path / "own.sqlite3"
    databases.copy(migrated[0], path)
    app = standing.get(databases.address(path)) or make_app(path)
    if databases.ON_POSTGRESQL:
        standing[databases.address(path)] = app
    yield app
    with app.app_context():
        databases.leave(db.engine)
    databases.let_go(path)


@pytest.fixture
def context(app):
    """The app's context, for a test that needs only one."""
    with app.app_context():
        yield app


@pytest.fixture
def user(migrated) -> UUID:
    """The id of the user."""
    return migrated[1]
