"""Two server processes on one SQLite file, once for all these tests; a new person for each."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from .people import Person
from .servers import Server, serving


@pytest.fixture(scope="package")
def home(tmp_path_factory) -> Path:
    """The folder where both servers keep their data."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="package")
def both(home: Path):
    """Two running servers."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving(home)) for _ in range(2)]


@pytest.fixture
def servers(both: list[Server]):
    """The two; they may complain of nothing while a test runs."""
    before = [len(server.complaints) for server in both]
    yield both
    assert [server.complaints[known:] for server, known in zip(both, before, strict=True)] == [
        "",
        "",
    ]


@pytest.fixture
def anna(servers: list[Server], home: Path) -> Person:
    """Someone who has just signed up."""
    return Person.signed_up(servers[0], home)
