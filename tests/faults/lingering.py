"""Connections that hold on: they send a byte now and then, or take one."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from .servers import Server

TCP = Path("/proc/net/tcp")
EVERY_S = 1
# So little that the server's answer waits for it to be taken.
BUFFER_BYTES = 2048
HEAD = b"GET /guide HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n"
PAGE = b"GET /guide HTTP/1.1\r\nHost: x\r\n\r\n"


def send_heads_slowly(connection: socket.socket) -> None:
    """One more letter of a header that never ends."""
    connection.send(b"x")


def read_slowly(connection: socket.socket) -> None:
    """Take one letter of an answer."""
    connection.recv(1)


Habit = tuple[bytes, Callable[[socket.socket], None]]
SLOW_HEAD: Habit = (HEAD + b"X-Slow: ", send_heads_slowly)
SLOW_BODY: Habit = (FORM, send_heads_slowly)
SLOW_READER: Habit = (PAGE, read_slowly)


@contextmanager
def lingering(server: Server, habits: Sequence[Habit]) -> Iterator[list[socket.socket]]:
    """Hold a connection for each habit, and keep to it until the end."""
    parts, is_over = urlsplit(server.address), Event()
    with ExitStack() as stack:
        held = []
        for first, _ in habits:
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
            connection.connect((parts.hostname, parts.port))
            connection.setblocking(False)
            connection.send(first)
            held.append(connection)

        def go_on() -> None:
            while not is_over.wait(EVERY_S):
                for connection, (_, again) in zip(held, habits, strict=True):
                    with suppress(OSError):
                        again(connection)

        thread = Thread(target=go_on)
        thread.start()
        try:
            yield held
        finally:
            is_over.set()
            thread.join()


def unsent(server: Server) -> int:
    """How many of a server's connections have an answer that waits to be taken."""
    port = f":{urlsplit(server.address).port:04X}"
    rows = (line.split() for line in TCP.read_text().splitlines()[1:])
    return sum(row[1].endswith(port) and int(row[4].partition(":")[0], 16) > 0 for row in rows)
