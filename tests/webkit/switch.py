"""A server that can be switched off and on, which is what a phone notices of a basement."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from tests.faults.cutting import Mode, Proxy
from tests.faults.servers import Server, serving


class Switch:
    """Servers one after the other: each at the same address and on the same data in `home`.

    They stand behind a `proxy`, whose mode spoils or refuses connections without a new start.
    """

    def __init__(self, home: Path):
        self._home = home
        self._running = ExitStack()
        self.server: Server | None = None
        self._start(port=0)
        self._port = int(self.server.address.rpartition(":")[2])
        self.proxy = Proxy(self.server.address)

    @property
    def address(self) -> str:
        """Where it is, whether it answers or not."""
        return self.proxy.address

    def on(self) -> None:
        """Let it answer: start the server, unless it runs."""
        self.proxy.mode = Mode.PASS
        if self.server is None:
            self._start(self._port)

    def off(self) -> None:
        """End the server, if it runs: from now on nothing is answered."""
        self._running.close()
        self.server = None

    def stored(self, email: str) -> list[str]:
        """The kinds of someone's workouts, in the order in which they were stored."""
        with closing(sqlite3.connect(self._home / "runstrength.sqlite3")) as database:
            rows = database.execute(
                "select kind from workouts where deleted_at is null"
                " and user_id = (select id from users where email = ?) order by rowid",
                [email],
            )
            return [kind for (kind,) in rows]

    def _start(self, port: int) -> None:
        self.server = self._running.enter_context(serving(self._home, port))
