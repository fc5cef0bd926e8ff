"""A network that fails at the worst moment: it stands before a server and spoils what passes."""

import socket
import socketserver
from contextlib import suppress
from enum import Enum
from threading import Condition, Thread
from urllib.parse import urlsplit

CHUNK = 65_536
PATIENCE_S = 10


class Mode(Enum):
    """What becomes of requests and replies."""

    PASS = "pass"
    # The server hears the request and answers; the connection ends before the client hears that.
    CUT = "cut the reply"
    # The same, but the reply waits for the next mode, which decides on it.
    HOLD = "hold"
    # The connection ends before the server hears of a request; replies to earlier ones pass.
    REFUSE = "refuse"


class Proxy:
    """Carries connections to the server `behind`; `mode` may change at any time.

    It serves while it is entered: `with Proxy(server.address) as proxy:`.
    """

    def __init__(self, behind: str):
        parts = urlsplit(behind)
        self._behind = (parts.hostname, parts.port)
        self._mode = Mode.PASS
        self._withheld = 0
        self._changed = Condition()
        self._open: set[socket.socket] = set()
        self._listener = _Listener(("127.0.0.1", 0), lambda client, *_: self._carry(client))
        self._thread = Thread(target=self._listener.serve_forever, args=(0.02,))

    def __enter__(self) -> "Proxy":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.mode = Mode.REFUSE  # Which lets go of what is held.
        self._listener.shutdown()
        with self._changed:
            _end(*self._open)
        self._listener.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self._listener.server_address[1]}"

    @property
    def mode(self) -> Mode:
        """What it does; a name such as "cut the reply" sets it, too."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode | str) -> None:
        with self._changed:
            self._mode = Mode(mode)
            self._changed.notify_all()

    def wait_until_withheld(self, count: int = 1) -> None:
        """Wait until the server gave `count` replies, in all, that were cut or held."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._withheld >= count, PATIENCE_S):
                raise TimeoutError(f"{self._withheld} replies were withheld, not {count}")

    def _carry(self, client: socket.socket) -> None:
        """Carry one connection, in the thread that the listener made for it."""
        if self.mode is Mode.REFUSE:
            return
        with suppress(OSError), socket.create_connection(self._behind) as server:
            pair = {client, server}
            with self._changed:
                self._open |= pair
            back = Thread(target=self._carry_replies, args=(server, client))
            back.start()
            self._carry_requests(client, server)
            _end(*pair)
            back.join()
            with self._changed:
                self._open -= pair

    def _carry_requests(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while (sent := client.recv(CHUNK)) and self.mode is not Mode.REFUSE:
                server.sendall(sent)

    def _carry_replies(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while (reply := server.recv(CHUNK)) and self._lets_pass():
                client.sendall(reply)
        _end(client, server)

    def _lets_pass(self) -> bool:
        """Whether a part of a reply goes on to the client, once it is no longer held."""
        with self._changed:
            if self._mode in (Mode.CUT, Mode.HOLD):
                self._withheld += 1
                self._changed.notify_all()
            self._changed.wait_for(lambda: self._mode is not Mode.HOLD)
            return self._mode is not Mode.CUT


class _Listener(socketserver.ThreadingTCPServer):
    request_queue_size = 128


def _end(*sockets: socket.socket) -> None:
    """End connections, and with them any wait of another thread for their next part."""
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
