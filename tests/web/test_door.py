"""What the server answers before the app is asked: by the same rules, and no body too large."""

import socket
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from runstrength.web import door
from runstrength.web.security import HEADERS
from tests.test_start import serving

IMPORT_MB = 9
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module", params=["127.0.0.1", "localhost"])
def address(request, tmp_path_factory):
    """The real server, that takes imports of a few megabytes."""
    home = tmp_path_factory.mktemp("door") / "home"
    with serving(home, HOST=request.param, IMPORT_MB=str(IMPORT_MB)) as found:
        yield urlsplit(found)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nBad Header : x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\nHost: x\r\nLong: " + b"x" * 300_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"x" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413),
        (b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400),
    ],
)
def test_what_the_app_never_hears_of_is_refused_under_the_same_rules(address, asked, status):
    with sent(address, asked) as answer:
        body = answer.read().decode()

    assert answer.status == status
    assert_held(answer)
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "waitress" not in str(answer.headers).lower() + body.lower()


def test_what_the_app_hears_of_is_answered_once_and_in_its_own_words(address):
    length = 5 * MEGABYTE
    asked = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nContent-Length: %d\r\n\r\n"
    with sent(address, asked % length + b"x" * length) as answer:
        body = answer.read().decode()

    assert answer.status == 413
    assert "What you sent is too large" in body
    assert "</html>" in body
    assert_held(answer)


@pytest.mark.parametrize("path", ["/sign-in", "/log/run", "/api/v1/workouts/x", "/nowhere"])
def test_a_body_without_a_length_is_cut_off_where_it_gets_too_long(address, path):
    status, taken = pour(address, path, 40 * MEGABYTE)

    assert status in (413, None)  # None: it hung up on us.
    assert taken < door.READ_BYTES + 8 * MEGABYTE  # What lies in the buffers between us.


@pytest.mark.parametrize("path", ["/sign-in", "/today/check-in"])
def test_a_body_without_a_length_is_held_to_what_its_address_takes(address, path):
    assert pour(address, path, MEGABYTE, Origin=f"http://{address.netloc}") == (413, MEGABYTE)


def test_an_import_may_be_larger_than_that(address):
    status, taken = pour(address, "/imports", 9 * MEGABYTE)

    assert status in (403, 302)  # It was read, and refused for who sent it.
    assert taken == 9 * MEGABYTE
    status, taken = pour(address, "/api/v1/imports", 60 * MEGABYTE)
    assert status in (413, None)
    assert taken < 60 * MEGABYTE


def assert_held(answer: HTTPResponse) -> None:
    """See that an answer has every header, once."""
    for name in HEADERS:
        assert len(answer.headers.get_all(name)) == 1, name
    assert answer.headers["Cache-Control"] == "private, no-store"


@contextmanager
def sent(address, asked: bytes):
    """What is answered to some bytes."""
    with socket.create_connection((address.hostname, address.port), timeout=20) as line:
        line.sendall(asked)
        answer = HTTPResponse(line)
        answer.begin()
        yield answer


def pour(address, path: str, most: int, **headers: str) -> tuple[int | None, int]:
    """Send a body in pieces, without saying how long it is: the status, and how much was taken."""
    line = HTTPConnection(address.hostname, address.port, timeout=20)
    line.putrequest("POST", path)
    line.putheader("Transfer-Encoding", "chunked")
    for name, value in headers.items():
        line.putheader(name, value)
    line.endheaders()
    piece, taken = b"x" * 65536, 0
    try:
        while taken < most:
            line.send(b"%x\r\n%s\r\n" % (len(piece), piece))
            taken += len(piece)
        line.send(b"0\r\n\r\n")
        return line.getresponse().status, taken
    except OSError:
        return None, taken
    finally:
        line.close()
