"""For which site passkeys are made: one that the server names, never one that a request did."""

import pytest

from runstrength.web.accounts.relying_party import RelyingParty, relying_party
from tests.web.accounts.authenticator import Authenticator
from tests.web.accounts.ceremonies import SCRIPT, add, ask_to_sign_in, send_answer, sign_in
from tests.web.pages import Page

HOME = "https://log.example.com"
HOME_SITE = RelyingParty("log.example.com", HOME)


def site(app, base_url: str) -> RelyingParty | None:
    """The site of a request that comes by this address."""
    with app.test_request_context("/sign-in", base_url=base_url):
        return relying_party()


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("http://localhost", RelyingParty("localhost", "http://localhost")),
        ("http://localhost:5000", RelyingParty("localhost", "http://localhost:5000")),
        ("https://localhost:5000", RelyingParty("localhost", "https://localhost:5000")),
        ("https://log.example.com", None),
        ("http://log.example.com", None),
        ("http://localhost.evil.example", None),
        ("http://evil.localhost", None),
        ("http://127.0.0.1:5000", None),
        ("http://[::1]:5000", None),
    ],
)
def test_without_a_setting_it_is_localhost_alone(app, base_url, expected):
    assert site(app, base_url) == expected


@pytest.mark.parametrize("base_url", ["http://localhost", "https://evil.example", HOME])
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (HOME, HOME_SITE),
        ("https://LOG.Example.com", HOME_SITE),
        ("https://log.example.com:443", HOME_SITE),
        ("https://log.example.com:8443", RelyingParty("log.example.com", f"{HOME}:8443")),
        ("https://log.example.com/below", HOME_SITE),
        ("http://localhost:5000", RelyingParty("localhost", "http://localhost:5000")),
        ("http://log.example.com", None),
        ("https://192.168.1.5", None),
        ("https://[2001:db8::1]", None),
    ],
)
def test_a_public_address_counts_whatever_a_request_says(app, base_url, told, expected):
    app.config["PUBLIC_URL"] = told
    assert site(app, base_url) == expected


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        (HOME, HOME_SITE),
        ("https://log.example.com:8443", RelyingParty("log.example.com", f"{HOME}:8443")),
        ("http://log.example.com", None),
        ("https://192.168.1.5", None),
    ],
)
def test_a_trusted_host_is_one_where_it_has_https(app, base_url, expected):
    app.config["TRUSTED_HOSTS"] = ["log.example.com", "192.168.1.5"]
    assert site(app, base_url) == expected


def test_a_host_that_is_not_trusted_gets_no_challenge(app):
    app.config["TRUSTED_HOSTS"] = ["log.example.com"]
    answer = app.test_client().post(
        "/sign-in/passkey/options", headers=SCRIPT, base_url="https://evil.example"
    )
    assert answer.status_code in (400, 421)


def test_an_answer_that_a_false_host_asked_for_signs_in_nowhere(app, anna, stranger):
    """A copy of the page at another name: the browser says whose it is, and that is signed."""
    app.config["PUBLIC_URL"] = "http://localhost"
    device = add(anna)
    options = ask_to_sign_in(stranger)
    device.origin = "http://evil.example"

    assert options["rpId"] == "localhost"
    assert send_answer(stranger, device.get(options)).status_code == 422
    device.origin = "http://localhost"
    assert sign_in(stranger, device).status_code == 200


def test_where_there_can_be_none_none_is_offered_or_taken(app):
    client = app.test_client()
    page = client.get("/sign-in", base_url="http://log.example.com")
    assert "data-passkey" not in page.text
    assert "data-passkey" in client.get("/sign-in").text
    for path in ("/sign-in/passkey/options", "/sign-in/passkey"):
        answer = client.post(path, headers=SCRIPT, base_url="http://log.example.com")
        assert answer.status_code == 409
        assert "https address" in answer.json["detail"]


def test_at_another_address_than_its_own_none_is_offered(app):
    app.config["PUBLIC_URL"] = HOME
    client = app.test_client()

    assert "data-passkey" not in client.get("/sign-in").text
    assert "data-passkey" in client.get("/sign-in", base_url=HOME).text


def test_a_passkey_of_one_address_is_none_at_another(app, anna, stranger):
    device = add(anna, Authenticator())
    app.config["PUBLIC_URL"] = "https://log.example.com"
    answer = sign_in(stranger, device)

    assert answer.status_code == 422
    assert Page(stranger.get("/sign-in")).status == 200
