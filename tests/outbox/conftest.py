"""Two phones and a server; each test gives them a user of its own."""

import pytest

from .phones import Phone
from .server import Server


@pytest.fixture(scope="session")
def phones():
    """The two phones, each for all lives."""
    made = {name: Phone(name) for name in "AB"}
    yield made
    for phone in made.values():
        phone.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The server, for all lives."""
    server = Server(tmp_path_factory.mktemp("outbox"))
    yield server
    server.stop()
