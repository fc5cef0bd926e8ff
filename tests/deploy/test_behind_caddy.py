"""Behind the Caddy of deploy/server, run for real: what holds of the app holds of the site."""

import json
import re
import socket
import ssl
import subprocess
import time
from contextlib import suppress
from dataclasses import replace
from os import environ
from uuid import uuid4

import pytest

from runstrength.storage.sqlite import driver
from runstrength.web.bodies import WORKOUT
from runstrength.web.config import MEGABYTE, configuration
from runstrength.web.door import AROUND_FILES, READ_BYTES
from runstrength.web.security import HEADERS, POLICY_OF_FILES, TLS_ALONE
from scripts.find_caddy import find
from tests.deploy.conftest import CADDYFILE
from tests.deploy.fronts import HEADERS_WITHIN_S, HERE, NAME, ROOT, fronting
from tests.deploy.http2 import asks_well
from tests.web.api.build import run

SECRET = "A" * 64
OF_APP = "x-request-id"  # The app alone puts it on its answers.


def test_a_page_comes_with_all_headers_and_those_of_https(caddy):
    page = caddy.ask("GET", "/sign-in")

    assert page.status == 200
    assert {name: page[name.lower()] for name in HEADERS} == HEADERS
    assert page["permissions-policy"]
    assert page["cache-control"] == "private, no-store"
    assert page["strict-transport-security"] == TLS_ALONE
    assert len(page[OF_APP]) == 36
    names = [name.lower() for name, _ in page.headers]
    assert len(names) - names.count("set-cookie") == len(set(names) - {"set-cookie"})


@pytest.mark.parametrize("path", ["/nothing-here", "/week", "/static/none.css"])
def test_other_answers_come_with_them_too(caddy, path):
    answer = replace(caddy, cookies={}).ask("GET", path)

    assert answer.status in (302, 404)
    assert answer["content-security-policy"]
    assert answer["strict-transport-security"] == TLS_ALONE
    assert answer["x-content-type-options"] == "nosniff"


def test_what_the_app_compressed_is_compressed_and_nothing_twice(caddy):
    page = caddy.ask("GET", "/sign-in", Accept_Encoding="br, gzip")

    assert page["content-encoding"] == "br"
    assert caddy.ask("GET", "/sign-in", Accept_Encoding="identity")["content-encoding"] is None


def test_http_leads_to_https_and_asks_nothing_of_the_app(caddy):
    answer = caddy.ask_plainly("/week?day=1")

    assert (answer.status, answer["location"]) == (308, f"https://{NAME}/week?day=1")
    assert answer.cookies == []


def test_http_2_is_spoken(caddy):
    with caddy.connect("h2", "http/1.1") as connection:
        assert connection.selected_alpn_protocol() == "h2"
        assert asks_well(connection, f"{NAME}:{caddy.https}", "/healthz")


def test_it_can_be_asked_whether_it_is_alive(caddy):
    assert caddy.ask("GET", "/healthz").text == "ok\n"


@pytest.mark.parametrize("host", ["evil.example", f"evil.{NAME}", "127.0.0.1"])
def test_another_name_is_not_ours(caddy, host):
    answer = caddy.ask("GET", "/sign-in", Host=host)

    assert "Sign in" not in answer.text
    assert answer.cookies == []


def test_a_name_that_caddy_serves_and_the_app_does_not_know_is_refused(server, tmp_path):
    text = CADDYFILE.read_text().replace("{$SITE}", "{$SITE}, other.test")
    (tmp_path / "Caddyfile").write_text(text)
    with fronting(tmp_path, server.address, tmp_path / "Caddyfile") as both:
        assert both.ask("GET", "/healthz", Host="other.test").status == 200
        assert both.ask("GET", "/sign-in").status == 200
        assert both.ask("GET", "/sign-in", Host="other.test").status == 400


def test_who_signs_in_gets_cookies_that_are_bound_to_https(anna):
    browser = replace(anna, cookies={})
    answer = browser.send("/sign-in", email="anna@example.com", password="a long enough password")

    assert (answer.status, answer["location"]) == (302, "/today")
    assert answer.cookies
    for cookie in answer.cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
        assert "Domain=" not in cookie
    assert browser.ask("GET", "/today").status == 200


def test_a_workout_is_put_and_read_again(anna):
    path = f"/api/v1/workouts/{uuid4()}"
    document = json.dumps(run("Mon 07:00", effort=3)).encode()

    assert anna.ask("PUT", path, document, Content_Type="application/json").status == 201
    assert json.loads(anna.ask("GET", path).body)["effort"] == 3
    other = anna.ask(
        "PUT", path, document, Content_Type="application/json", Sec_Fetch_Site="cross-site"
    )
    assert other.status == 403


@pytest.mark.parametrize(("scheme", "status"), [("http", 403), ("https", 201)])
def test_a_browser_that_says_no_more_proves_by_its_origin_that_it_came_by_https(
    anna, scheme, status
):
    document = json.dumps(run("Tue 07:00")).encode()
    told = {"Content_Type": "application/json", "Origin": anna.origin.replace("https", scheme)}
    answer = anna.ask("PUT", f"/api/v1/workouts/{uuid4()}", document, Sec_Fetch_Site=None, **told)

    assert answer.status == status


@pytest.mark.sqlite
def test_a_visitor_cannot_choose_the_address_that_is_counted(caddy, server):
    browser = replace(caddy, cookies={})
    token = browser.token_of("/sign-in")
    forged = {
        "X_Forwarded_For": "192.0.2.66",
        "X_Real_IP": "192.0.2.67",
        "Forwarded": "for=192.0.2.68;proto=http",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "evil.example",
    }
    body = f"csrf_token={token}&email=nobody@example.com&password=wrong-password".encode()
    kind = "application/x-www-form-urlencoded"
    answer = browser.ask("POST", "/sign-in", body, Content_Type=kind, **forged)

    assert answer.status == 422
    assert answer["strict-transport-security"] == TLS_ALONE
    assert _counted(server) == {HERE}
    assert _told(server, "sign-in-failed") == {HERE}


def test_a_visitor_cannot_choose_the_id_under_which_the_request_is_logged(caddy, server):
    answer = caddy.ask("GET", "/sign-in", X_Request_ID="chosen-by-a-visitor")

    assert answer[OF_APP] != "chosen-by-a-visitor"
    assert answer[OF_APP] in server.complaints


def test_a_file_of_20_mb_comes_in(anna):
    token = anna.token_of("/imports")
    rows = b"Date,Exercise Name,Set Order\n" * (20 * MEGABYTE // 29)
    answer = anna.ask(
        "POST",
        "/imports",
        _multipart({"csrf_token": token}, rows),
        Content_Type="multipart/form-data; boundary=edge",
    )

    assert answer.status in (302, 303)
    assert answer["location"].startswith("/imports/")


@pytest.mark.parametrize(
    ("size", "is_of_app"), [(65 * 1024, True), (WORKOUT + MEGABYTE, True), (5 * MEGABYTE, False)]
)
def test_a_form_that_is_too_large_is_refused_by_the_app_and_a_huge_one_by_caddy(
    caddy, size, is_of_app
):
    kind = "application/x-www-form-urlencoded"
    answer = caddy.ask("POST", "/sign-in", b"a" * size, Content_Type=kind)

    assert answer.status == 413
    assert "too large" in answer.text
    assert (OF_APP in {name.lower() for name, _ in answer.headers}) is is_of_app
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["strict-transport-security"] == TLS_ALONE


def test_where_the_app_is_down_it_says_so_in_plain_words_with_its_headers(tmp_path):
    with socket.socket() as nobody:
        nobody.bind((HERE, 0))
        with fronting(tmp_path, f"{HERE}:{nobody.getsockname()[1]}", CADDYFILE) as front:
            answer = front.ask("GET", f"/reset/{SECRET}?next=/{SECRET}", Referer=f"/{SECRET}")
        log = front.log.read_text()

    assert answer.status in (502, 503)
    assert answer.text.startswith("RunStrength does not answer just now.")
    assert answer["content-type"] == "text/plain; charset=utf-8"
    assert answer["content-security-policy"] == POLICY_OF_FILES
    assert {answer[name.lower()] for name in HEADERS} <= {*HEADERS.values(), POLICY_OF_FILES}
    assert answer["strict-transport-security"] == TLS_ALONE
    assert answer["cache-control"] == "private, no-store"
    assert answer["retry-after"] == "10"
    assert '"/reset/"' in log
    assert SECRET not in log


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/reset/{}", "/reset/"),
        ("/reset/{}?a=1", "/reset/"),
        ("/invitations/{}", "/invitations/"),
        ("/calendar/{}.ics", "/calendar/"),
        ("/week?day={}", "/week"),
        ("/%72eset/{}", "/%72eset/"),
        ("//reset/{}", "//reset/"),
    ],
)
def test_what_opens_without_signing_in_stands_in_no_log(caddy, server, path, written):
    was = len(caddy.log.read_text())
    caddy.ask("GET", path.format(SECRET), Referer=f"{caddy.origin}/reset/{SECRET}")

    assert caddy.has_logged(f'"uri":"{written}"', was)
    assert SECRET not in caddy.log.read_text()
    assert SECRET not in server.complaints


def test_who_never_ends_the_headers_is_cut_off(caddy):
    began = time.monotonic()
    with caddy.connect() as connection:
        connection.settimeout(HEADERS_WITHIN_S + 5)
        connection.sendall(f"GET /sign-in HTTP/1.1\r\nHost: {NAME}".encode())
        with suppress(ConnectionResetError, ssl.SSLError):
            while connection.recv(1024):
                pass

    assert HEADERS_WITHIN_S - 1 < time.monotonic() - began < HEADERS_WITHIN_S + 4


def test_a_file_may_be_as_large_as_the_app_takes_it(caddy):
    """The upload itself would take too long here; what Caddy made of its file is asked."""
    command = [find()[0], "adapt", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    settings = dict(environ) | {"SITE": NAME}
    told = subprocess.run(command, env=settings, capture_output=True, text=True, check=True).stdout
    of_files, of_others = (int(size) for size in re.findall(r'"max_size":([0-9]+)', told))
    usual = configuration({"RUNSTRENGTH_HOME": str(caddy.log.parent)}, ROOT)

    assert of_files >= usual["IMPORT_BYTES"] + AROUND_FILES
    assert WORKOUT < of_others < READ_BYTES


def test_the_caddyfile_for_home_keeps_its_word(server, tmp_path):
    plain = (ROOT / "deploy" / "Caddyfile").read_text()
    (tmp_path / "Caddyfile").write_text("{\n{$OPTIONS}\n}\n" + plain)
    with fronting(tmp_path, server.address, tmp_path / "Caddyfile") as front:
        page = front.ask("GET", "/sign-in", X_Forwarded_For="192.0.2.66")

    assert page.status == 200
    assert page.cookies
    assert all(cookie.startswith("__Host-") for cookie in page.cookies)
    assert page["strict-transport-security"] == TLS_ALONE


def _multipart(fields: dict[str, str], file: bytes) -> bytes:
    """A form with a file, as a browser sends it."""
    head = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    of_file = 'Content-Disposition: form-data; name="file"; filename="strong.csv"'
    return f"{head}--edge\r\n{of_file}\r\n\r\n".encode() + file + b"\r\n--edge--\r\n"


def _counted(server) -> set[str]:
    """The addresses under which failures are counted."""
    database = server.errors.parent / "runstrength.sqlite3"
    with driver.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return {
            address for (address,) in connection.execute("SELECT address FROM sign_in_failures")
        }


def _told(server, event: str) -> set[str]:
    """The addresses that its log names with an event."""
    lines = map(json.loads, server.complaints.splitlines())
    return {line["address"] for line in lines if line.get("event") == event}
