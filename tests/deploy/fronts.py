"""A real Caddy in front of a real server, and a visitor who trusts it."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from os import environ
from pathlib import Path
from urllib.parse import urlencode

import pytest

from scripts.find_caddy import find

ROOT = Path(__file__).parents[2]
NAME = "runs.test"
HERE = "127.0.0.1"
PATIENCE_S = 20
HEADERS_WITHIN_S = 2
# What stands in for a certificate from the internet, and keeps this Caddy to itself.
OPTIONS = """admin off
    http_port {http}
    https_port {https}
    default_bind 127.0.0.1
    local_certs
    skip_install_trust"""


@dataclass(frozen=True)
class Answer:
    """What came back, read to its end."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """A header by its name in lower case; None where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def cookies(self) -> list[str]:
        """Each cookie that is set, as it was written."""
        return [value for key, value in self.headers if key.lower() == "set-cookie"]


@dataclass
class Front:
    """A running Caddy."""

    http: int
    https: int
    root: Path
    log: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Where its pages are."""
        return f"https://{NAME}:{self.https}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str | None
    ) -> Answer:
        """Ask by https with the cookies so far, as a page of its own would; None is not sent."""
        usual = {"Host": f"{NAME}:{self.https}", "Sec_Fetch_Site": "same-origin"}
        told = (usual | headers).items()
        sent = {name.replace("_", "-"): value for name, value in told if value is not None}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection(HERE, self.https, timeout=PATIENCE_S)
        connection.sock = self.connect()
        answer = _answer(connection, method, path, body, sent)
        for line in answer.cookies:
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(line).items()}
        return answer

    def ask_plainly(self, path: str) -> Answer:
        """Ask by http."""
        connection = HTTPConnection(HERE, self.http, timeout=PATIENCE_S)
        return _answer(connection, "GET", path, None, {"Host": NAME})

    def token_of(self, path: str) -> str:
        """The token of the form on a page."""
        return re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.ask("GET", path).text)[1]

    def send(self, path: str, **fields: str) -> Answer:
        """Fill in the form of a page, and send it."""
        body = urlencode({"csrf_token": self.token_of(path)} | fields).encode()
        return self.ask("POST", path, body, Content_Type="application/x-www-form-urlencoded")

    def has_logged(self, words: str, since: int) -> bool:
        """Whether words come to stand in its log behind so many characters: a line follows late."""
        for _ in range(PATIENCE_S * 20):
            if words in self.log.read_text()[since:]:
                return True
            time.sleep(0.05)
        return False

    def connect(self, *protocols: str) -> ssl.SSLSocket:
        """A connection by TLS whose certificate is that of the name, and good."""
        context = ssl.create_default_context(cafile=str(self.root))
        context.set_alpn_protocols(list(protocols) or ["http/1.1"])
        plain = socket.create_connection((HERE, self.https), PATIENCE_S)
        return context.wrap_socket(plain, server_hostname=NAME)


@contextmanager
def fronting(folder: Path, app: str, caddyfile: Path) -> Iterator[Front]:
    """A Caddy by a Caddyfile in front of the app at an address, all of its own in a folder."""
    path, reason = find()
    if path is None:
        pytest.skip(reason)
    http, https = _free_ports()
    data = folder / "data"
    root = data / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    front = Front(http, https, root, folder / "caddy.log")
    settings = {
        "SITE": NAME,
        "APP": app.removeprefix("http://"),
        "OPTIONS": OPTIONS.format(http=http, https=https),
        "RESTART_WITHIN": "1s",
        "HEADERS_WITHIN": f"{HEADERS_WITHIN_S}s",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(data),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    command = [path, "run", "--config", str(caddyfile), "--adapter", "caddyfile"]
    with (
        open(front.log, "w") as log,
        subprocess.Popen(
            command, cwd=folder, env=dict(environ) | settings, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait_for(front, process)
            yield front
        finally:
            process.kill()


def _answer(
    connection: HTTPConnection, method: str, path: str, body: bytes | None, headers: dict
) -> Answer:
    """What is answered, be it before all was sent."""
    try:
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
            connection.request(method, path, body, headers)
        response = HTTPResponse(connection.sock, method=method)
        response.begin()
        return Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


def _wait_for(front: Front, process: subprocess.Popen) -> None:
    for _ in range(PATIENCE_S * 20):
        assert process.poll() is None, front.log.read_text()
        with suppress(OSError):
            front.connect().close()
            return
        time.sleep(0.05)
    raise TimeoutError(front.log.read_text())


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((HERE, 0))
        other.bind((HERE, 0))
        return one.getsockname()[1], other.getsockname()[1]
