"""People who write without a pause, each one write after the other, and know what was promised."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Event, Thread
from urllib.parse import urlsplit

from .acts import Act, Subject, next_act
from .people import PATIENCE_S, Person
from .servers import Server
from .stored import BrokenPromise, Log

LOST = (OSError, HTTPException)
AGAIN = 0.08  # So often, an older write is sent once more: its phone never heard the answer.


@dataclass(frozen=True)
class Told:
    """Where an answer was heard: which one, on the connection from which port."""

    port: int
    nth: int


@dataclass
class Writer:
    """Someone who writes; the first `acknowledged` of their acts were answered as done.

    There is at most one more, of which they don't know.
    """

    person: Person
    chance: Random
    acts: list[Act] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    retried: int = 0
    refused: list[str] = field(default_factory=list)
    _states: dict[Subject, tuple] = field(default_factory=dict)
    _line: HTTPConnection | None = None
    _port: int = 0
    _answers: int = 0  # On this line.

    @property
    def acknowledged(self) -> int:
        """How many writes were answered as done."""
        return len(self.told)

    def log(self, count: int) -> Log:
        """What the first `count` acts make."""
        log = Log()
        for act in self.acts[:count]:
            log.states[act.subject] = act.after
            log.keys.append(act.write.key)
        return log

    def write_until(self, server: Server, enough: Event) -> None:
        """Write until it is enough, the server is gone, or it says no."""
        self._hang_up()
        try:
            while not (enough.is_set() or self.refused):
                self._write_once(server)
        except LOST:
            return
        finally:
            self._hang_up()

    def settle(self, server: Server, stored: Log) -> None:
        """Compare with what is stored after a break; then send again what had no answer.

        Raises `BrokenPromise`.
        """
        was_done = self.assert_kept(stored, self.acknowledged)
        if len(self.acts) == self.acknowledged:
            return
        status = self._send(server, self.acts[-1])
        self._hang_up()
        self.retried += 1
        if self.refused or (was_done and status == 201):
            raise BrokenPromise(f"sent again, {self.acts[-1]} is answered with {status}")

    def repeat(self, server: Server, count: int) -> None:
        """Send some of those again that were answered as done.

        Raises `BrokenPromise` where one is refused.
        """
        done = self.acts[: self.acknowledged]
        for act in self.chance.sample(done, min(count, len(done))):
            self._exchange(server, act)
            self.retried += 1
        self._hang_up()
        if self.refused:
            raise BrokenPromise(f"refused when it was sent again: {self.refused}")

    def assert_kept(self, stored: Log, acknowledged: int) -> bool:
        """Whether one act more than the first `acknowledged` is stored.

        Raises `BrokenPromise` where what is stored is neither the one nor the other.
        """
        sure, perhaps = self.log(acknowledged), self.log(acknowledged + 1)
        for possible in (perhaps, sure):
            if stored.states == possible.states and sorted(stored.keys) == sorted(possible.keys):
                return possible is perhaps and acknowledged < len(self.acts)
        raise BrokenPromise(_difference(sure, perhaps, stored))

    def _write_once(self, server: Server) -> None:
        if self.acts and self.chance.random() < AGAIN:
            self._exchange(server, self.chance.choice(self.acts[: self.acknowledged]))
            self.retried += 1
        self.acts.append(next_act(self._states, len(self.acts), self.chance))
        self._send(server, self.acts[-1])

    def _send(self, server: Server, act: Act) -> int:
        status = self._exchange(server, act)
        if not self.refused:
            self.told.append(Told(self._port, self._answers))
            self._states[act.subject] = act.after
        return status

    def _exchange(self, server: Server, act: Act) -> int:
        """Send an act's write on a connection that stays open; the answer's status."""
        if self._line is None or self._line.sock is None:  # After some answers, the server ends it.
            netloc = urlsplit(server.address).netloc
            self._line, self._answers = HTTPConnection(netloc, timeout=PATIENCE_S), 0
            self._line.connect()
            self._port = self._line.sock.getsockname()[1]
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": self.person.cookie}
        write = act.write
        self._line.request(write.method, write.path, write.body, headers | write.headers)
        answer = self._line.getresponse()
        body = answer.read()
        self._answers += 1
        is_done = answer.status in (200, 201, 204) or (
            answer.status == 302 and "/sign-in" not in answer.headers["Location"]
        )
        if not is_done:
            self.refused.append(f"{write.method} {write.path}: {answer.status} {body[:300]!r}")
        return answer.status

    def _hang_up(self) -> None:
        if self._line:
            self._line.close()
        self._line = None


@contextmanager
def writing(writers: Sequence[Writer], server: Server) -> Iterator[None]:
    """All of them write at once; at the end they stop, if the server did not stop them before.

    Raises `BrokenPromise` where it refused anything.
    """
    enough = Event()
    threads = [Thread(target=each.write_until, args=(server, enough)) for each in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join(PATIENCE_S)
    if refused := [each.refused for each in writers if each.refused]:
        raise BrokenPromise(f"a write is refused that should be taken: {refused}")


def settle_all(writers: Sequence[Writer], server: Server, stored: dict[str, Log]) -> None:
    """Let everyone compare and send again. Raises `BrokenPromise`."""
    for writer in writers:
        writer.settle(server, stored.get(writer.person.id.hex, Log()))


def _difference(sure: Log, perhaps: Log, stored: Log) -> str:
    """What is stored otherwise than it may be, in lines."""

    def told(subject: Subject) -> str:
        states = (log.states.get(subject) for log in (sure, perhaps, stored))
        return "{}: promised {}, perhaps {}, found {}".format(subject, *states)

    wrong = [
        told(subject)
        for subject in {*perhaps.states, *stored.states}
        if stored.states.get(subject) not in (sure.states.get(subject), perhaps.states.get(subject))
    ]
    keys = sorted(set(perhaps.keys) ^ set(stored.keys))
    doubled = sorted({key for key in stored.keys if stored.keys.count(key) > 1})
    return "\n".join([*wrong, f"keys that differ: {keys}, doubled: {doubled}"])
