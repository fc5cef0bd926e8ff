"""The copies of a database that tests get: each is as its source was, whatever others did to it."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, NullPool, create_engine, delete, insert, select

from runstrength.storage.account_tables import sign_in_failures, users
from runstrength.storage.database import now
from tests import databases

FAILURE = {"account": bytes(32), "address": "10.0.0.1"}


@contextmanager
def at(path: Path):
    """A connection to the database of a path, past the app; what is done stays."""
    with create_engine(url_of(path), poolclass=NullPool).begin() as connection:
        yield connection


def url_of(path: Path) -> str:
    """The address of the database of a path, with the driver that is here."""
    return databases.address(path).replace("postgresql:", "postgresql+psycopg:")


def change(connection: Connection) -> None:
    """Put a row into a table that had none, and take the one away from another."""
    connection.execute(insert(sign_in_failures).values(failed_at=now(), **FAILURE))
    connection.execute(delete(users))


def rows(path: Path) -> tuple[int, int]:
    """How many users and failures there are."""
    with at(path) as connection:
        return tuple(len(connection.execute(select(t)).all()) for t in (users, sign_in_failures))


@pytest.fixture
def copied(migrated, tmp_path):
    """Make copies of a database that has one user in it, by their names."""
    made = []

    def copy(name: str, source: Path = migrated[0]) -> Path:
        path = tmp_path / name
        databases.copy(source, path)
        made.append(path)
        return path

    yield copy
    for path in made:
        databases.let_go(path)


def test_a_copy_that_was_let_go_of_comes_back_as_its_source_is(copied):
    for name in ("first", "second", "third"):
        path = copied(name)
        assert rows(path) == (1, 0)
        with at(path) as connection:
            change(connection)
        assert rows(path) == (0, 1)
        databases.let_go(path)


def test_two_copies_that_are_in_use_know_nothing_of_each_other(copied):
    first, second = copied("first"), copied("second")
    with at(first) as connection:
        change(connection)

    assert rows(second) == (1, 0)


def test_a_copy_that_an_app_was_on_before_can_be_copied(copied):
    first = copied("first")
    engine = create_engine(url_of(first))
    with engine.connect():
        pass
    databases.leave(engine)
    databases.let_go(first)

    assert rows(copied("third", copied("second"))) == (1, 0)
    engine.dispose()


def test_a_copy_of_a_copy_is_as_that_one_was_then(copied):
    first = copied("first")
    with at(first) as connection:
        change(connection)
    for name in ("second", "third"):
        path = copied(name, first)
        assert rows(path) == (0, 1)
        with at(path) as connection:
            connection.execute(delete(sign_in_failures))
        databases.let_go(path)

    assert rows(first) == (0, 1)
    assert rows(copied("of the source itself")) == (1, 0)


def test_a_copy_that_somebody_still_writes_to_is_given_to_nobody_else(copied):
    path = copied("held")
    with at(path) as connection:
        change(connection)
        databases.let_go(path)
        assert rows(copied("next")) == (1, 0)
