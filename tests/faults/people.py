"""Someone with an account and a phone that sends: one write, or many at once."""

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

from sqlalchemy import Engine, Table, create_engine, select
from sqlalchemy.pool import NullPool

from runstrength.storage.account_tables import users

from .. import databases
from .servers import Server
from .writes import FORM, Write

PASSWORD = "a long enough password"
PATIENCE_S = 30


@dataclass(frozen=True)
class Answer:
    """What came back for a request."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def document(self) -> dict:
        """The JSON of the body."""
        return json.loads(self.body)

    @property
    def is_saved(self) -> bool:
        """Whether it says that the write is done: as a document, or by leading to a next page."""
        is_next_page = self.status == 302 and "/sign-in" not in self.headers["Location"]
        return self.status in (200, 201) or is_next_page


@dataclass(frozen=True)
class Person:
    """Someone who is signed in, and the folder where the servers keep their rows."""

    id: UUID
    cookie: str
    home: Path

    @classmethod
    def signed_up(cls, server: Server, home: Path) -> "Person":
        """Someone with a new account, whose clocks show UTC."""
        email = f"{uuid4()}@example.com"
        form = _exchange(_connection(server.address), Write("GET", "/sign-up"), "")
        cookie = _cookie(form, "session")
        fields = {
            "csrf_token": re.search(rb'name="csrf_token"[^>]* value="([^"]+)"', form.body)[1],
            "email": email,
            "password": PASSWORD,
            "time_zone": "UTC",
            "distance_unit": "km",
            "weight_unit": "kg",
        }
        sent = Write("POST", "/sign-up", urlencode(fields).encode(), FORM)
        answer = _exchange(_connection(server.address), sent, cookie)
        (row,) = _rows(home, users, users.c.email == email)
        return cls(row["id"], _cookie(answer, "runstrength"), home)

    def send(self, to: Server | str, write: Write, timeout_s: float = PATIENCE_S) -> Answer:
        """Send one write to a server or an address, and wait for the answer.

        Raises `OSError` or `HTTPException` where none comes.
        """
        address = to if isinstance(to, str) else to.address
        return _exchange(_connection(address, timeout_s), write, self.cookie)

    def send_at_once(self, servers: Sequence[Server], writes: Sequence[Write]) -> list[Answer]:
        """Send all writes in one moment, spread over the servers; the answers, in their order."""
        ready = Barrier(len(writes), timeout=PATIENCE_S)

        def send(place: int) -> Answer:
            connection = _connection(servers[place % len(servers)].address)
            try:
                connection.connect()
            finally:
                ready.wait()
            return _exchange(connection, writes[place], self.cookie)

        with ThreadPoolExecutor(len(writes)) as phones:
            return list(phones.map(send, range(len(writes))))

    def rows(self, table: Table) -> list[dict]:
        """What is stored of theirs in a table, read past the servers."""
        return _rows(self.home, table, table.c.user_id == self.id)


def signing_in(server: Server, email: str, password: str = PASSWORD) -> Answer:
    """Send the form of the sign-in page, on a device that is new."""
    form = _exchange(_connection(server.address), Write("GET", "/sign-in"), "")
    token = re.search(rb'name="csrf_token"[^>]* value="([^"]+)"', form.body)[1]
    fields = {"csrf_token": token, "email": email, "password": password}
    sent = Write("POST", "/sign-in", urlencode(fields).encode(), FORM, accepts="text/html")
    return _exchange(_connection(server.address), sent, _cookie(form, "session"))


def _connection(address: str, timeout_s: float = PATIENCE_S) -> HTTPConnection:
    return HTTPConnection(urlsplit(address).netloc, timeout=timeout_s)


def _exchange(connection: HTTPConnection, write: Write, cookie: str) -> Answer:
    headers = {"Sec-Fetch-Site": "same-origin", "Cookie": cookie, **write.headers}
    try:
        connection.request(write.method, write.path, write.body, headers)
        with connection.getresponse() as response:
            return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def _cookie(answer: Answer, name: str) -> str:
    for line in answer.headers.get_all("Set-Cookie"):
        if name in (found := SimpleCookie(line)):
            return f"{name}={found[name].value}"
    raise LookupError(name)


def _rows(home: Path, table: Table, condition) -> list[dict]:
    with _engine(databases.address(home / databases.FILE)).connect() as connection:
        return [dict(row) for row in connection.execute(select(table).where(condition)).mappings()]


@cache
def _engine(address: str) -> Engine:
    """What reads a database; it keeps no connection open."""
    return create_engine(address, poolclass=NullPool)
