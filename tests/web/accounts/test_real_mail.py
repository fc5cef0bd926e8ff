"""Mail by real servers: one that serves pages, the worker beside it, and one that takes mail."""

import re
import shutil
import ssl
import subprocess
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from runstrength.jobs import mail
from tests.faults.servers import serving
from tests.web.accounts.post_office import post_office

MAIL = {"MAIL_FROM": "log@log.example", "PUBLIC_URL": "https://log.example"}
ANNA, PASSWORD = "anna@example.com", "a long enough password"
PATIENCE_S = 60
BODY = "Hello. Grüße, 🏃"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of this machine's own, for 127.0.0.1, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    paths = folder / "cert.pem", folder / "key.pem"
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"),
        *("-addext", "subjectAltName=IP:127.0.0.1", "-out", paths[0], "-keyout", paths[1]),
    ]
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here")
    subprocess.run(command, check=True, capture_output=True)
    return paths


@pytest.fixture
def tls(certificate) -> ssl.SSLContext:
    """What a mail server needs to speak TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trusted(certificate, monkeypatch):
    """The machine's own certificate is one that it believes."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


@pytest.fixture
def far(monkeypatch):
    """The mail server is no more on this machine."""
    monkeypatch.setattr(mail, "THIS_MACHINE", ())


def test_who_forgot_the_password_gets_a_mail_by_the_worker_and_comes_in_by_it(tmp_path):
    with post_office() as office:
        settings = {**MAIL, "SMTP_URL": f"smtp://127.0.0.1:{office.port}"}
        with serving(tmp_path / "home", **settings) as server:
            person = Browser(server.address)
            person.send("/sign-up", email=ANNA, password=PASSWORD, time_zone="UTC")
            for _ in range(2):  # The second finds a worker that is there.
                Browser(server.address).send("/reset", email=ANNA)
                assert office.came.acquire(timeout=PATIENCE_S), server.complaints
            link = re.search(r"https://log.example(\S+)", office.mails[-1].get_content())[1]
            assert person.open("/today").url.endswith("/today")
            Browser(server.address).send(link, password="another long password")
            assert office.came.acquire(timeout=PATIENCE_S), server.complaints
            assert "/sign-in" in person.open("/today").url
            again = Browser(server.address).send(
                "/sign-in", email=ANNA, password="another long password"
            )
            assert again.url.endswith("/today")
            token = link.rpartition("/")[2]
            assert token not in server.complaints

    assert office.recipients == [[ANNA]] * 3
    assert "was changed" in office.mails[2]["Subject"]


@pytest.mark.usefixtures("far", "trusted")
def test_mail_is_encrypted_by_starttls_and_signed_in_for(tls):
    with post_office(tls, asks=True) as office:
        send(f"smtp://us%40er:p%2Fss@127.0.0.1:{office.port}")

    assert office.encrypted == [True]
    assert office.signed_in == [(b"us@er", b"p/ss")]
    assert office.mails[0].get_content().strip() == BODY


@pytest.mark.usefixtures("trusted")
def test_mail_is_encrypted_from_the_start_by_smtps(tls):
    with post_office(tls, from_the_start=True) as office:
        send(f"smtps://127.0.0.1:{office.port}")

    assert len(office.mails) == 1


@pytest.mark.usefixtures("far")
def test_what_leaves_the_machine_goes_to_no_server_whose_name_is_not_proven(tls):
    with post_office(tls) as office, pytest.raises(mail.Unsent):
        send(f"smtp://user:password@127.0.0.1:{office.port}")

    assert office.mails == office.signed_in == []


def test_by_smtps_too_a_name_has_to_be_proven(tls):
    with post_office(tls, from_the_start=True) as office, pytest.raises(mail.Unsent):
        send(f"smtps://user:password@127.0.0.1:{office.port}")

    assert office.mails == office.signed_in == []


@pytest.mark.usefixtures("far")
def test_nothing_leaves_the_machine_in_the_clear():
    with post_office(asks=True) as office, pytest.raises(mail.Unsent):
        send(f"smtp://user:password@127.0.0.1:{office.port}")

    assert office.mails == office.signed_in == []


def test_no_mail_server_at_all_is_no_more_than_a_line_without_the_address(caplog):
    with post_office() as office:
        port = office.port
    with pytest.raises(mail.Unsent):
        send(f"smtp://127.0.0.1:{port}")

    assert "could not be sent" in caplog.text
    assert ANNA not in caplog.text


def send(url: str) -> None:
    """Send a mail by this server."""
    mail.send({**MAIL, "SMTP_URL": url}, ANNA, "A subject", BODY)


class Browser:
    """A browser that asks a real server."""

    def __init__(self, address: str):
        self._address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str, data: bytes | None = None):
        """Open a page, and read it."""
        headers = {"Sec-Fetch-Site": "same-origin"}
        with self._opener.open(Request(self._address + path, data, headers)) as answer:
            answer.text = answer.read().decode()
            return answer

    def send(self, path: str, **typed: str):
        """Open a page, and send its form."""
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.open(path).text)[1]
        fields = {"csrf_token": token, "distance_unit": "km", "weight_unit": "kg", **typed}
        return self.open(path, urlencode(fields).encode())
