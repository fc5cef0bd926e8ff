"""The list of signed-in devices: one's own, each with its end."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from runstrength.storage import tokens
from runstrength.web import clock
from runstrength.web.accounts.device_names import device_name
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, text
from tests.web.rows import belonging_to, everything
from tests.web.world import choose_settings

ANNA, BEN = "anna@example.com", "ben@example.com"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PIXEL = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) {APPLE}"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (PIXEL, "Chrome on Android"),
        (f"{PIXEL} EdgA/130.0.0.0", "Edge on Android"),
        (f"{PIXEL} SamsungBrowser/26.0", "Samsung Internet on Android"),
        (f"{IPHONE} Version/17.6 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"{IPHONE} Mobile/15E148", "Safari on iPhone"),
        (f"{IPHONE} CriOS/130.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        (f"{IPHONE} FxiOS/130.0 Mobile/15E148 Safari/605.1.15", "Firefox on iPhone"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130 Safari/537", "Chrome on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130 Safari/537", "Chrome on ChromeOS"),
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101", "Windows"),
        ("Firefox/140.0", "Firefox"),
        ("curl/8.5.0", "Unknown device"),
        ("a browser", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_has_a_name_in_plain_words(user_agent, name):
    assert device_name(user_agent) == name


def devices(person) -> list[str]:
    """The list, a line a device."""
    return [text(line) for line in lines(person)]


def lines(person):
    """The list's elements."""
    listed = Page(person.get("/account/devices")).one("ul", "held")
    return [child for child in listed if child.tag == "li"]


def end_of(person, name: str) -> tuple[str, dict]:
    """Where the form that ends a device goes to, and what it sends."""
    page = Page(person.get("/account/devices"))
    (line,) = [line for line in lines(person) if name in text(line)]
    action = line.find("form").get("action")
    return action, page.fields(action)


def other(app, agent: str = FIREFOX, email: str = ANNA):
    """Another browser that somebody is signed in with."""
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = agent
    assert sign_in(client, email).status_code == 302
    return client


def test_each_device_is_listed_with_its_days_and_this_one_is_marked(app, anna):
    other(app)
    here = clock.now().astimezone(ZoneInfo("Europe/Berlin"))
    today = f"{here.day} {here:%B %Y}"
    mine = [line for line in devices(anna) if "This device" in line]

    assert len(devices(anna)) == 2
    assert len(mine) == 1
    assert any("Firefox on Linux" in line and f"on {today}" in line for line in devices(anna))
    assert FIREFOX in {line.find("div").get("title") for line in lines(anna)}


def test_a_device_was_never_last_used_before_it_was_signed_in(app, anna, monkeypatch):
    """Days of use are those of UTC: where it is tomorrow already, the first is told as it is."""
    choose_settings(anna, time_zone="Pacific/Kiritimati")
    monkeypatch.setattr(tokens, "now", lambda: datetime(2026, 11, 18, 15, tzinfo=UTC))
    other(app)
    (line,) = [line for line in devices(anna) if "Firefox" in line]

    assert "Signed in on 19 November 2026Last used on 19 November 2026" in line


def test_a_device_that_is_signed_out_from_another_is_out(app, anna):
    client = other(app)
    assert client.get("/week").status_code == 200
    action, fields = end_of(anna, "Firefox")
    answer = anna.post(action, fields)

    assert answer.location == "/account/devices"
    assert Page(anna.get("/account/devices")).notices == ["That device is signed out."]
    assert client.get("/week").status_code == 302
    assert anna.get("/week").status_code == 200
    assert anna.post(action, fields).status_code == 404


def test_everywhere_else_is_everywhere_but_here(app, anna, ben):
    several = [other(app), other(app, PIXEL)]
    form = "/account/devices/sign-out-others"
    anna.post(form, Page(anna.get("/account/devices")).fields(form))

    assert [client.get("/week").status_code for client in several] == [302, 302]
    assert anna.get("/week").status_code == ben.get("/week").status_code == 200
    assert anna.api("GET", "/workouts").status_code == 200
    assert len(devices(anna)) == 1


def test_the_only_device_is_offered_no_everywhere_else(anna):
    page = Page(anna.get("/account/devices"))
    assert "everywhere else" not in page.main


def test_this_device_is_signed_out_as_by_its_own_button(app, anna):
    (row,) = [row for row in belonging_to(app, ANNA)["tokens"] if row["kind"] == "session"]
    fields = Page(anna.get("/account/devices")).fields()
    answer = anna.post(f"/account/devices/{row['hash'].hex()}/sign-out", fields)

    assert (answer.status_code, answer.location) == (302, "/")
    assert anna.client.get_cookie("runstrength") is None
    assert anna.get("/week").status_code == 302


def test_a_device_that_was_not_used_for_90_days_is_not_listed(app, anna, monkeypatch):
    other(app)
    then = clock.now() + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: then)
    assert len(devices(anna)) == 2  # It notes that this one is used.
    later = then + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert len(devices(anna)) == 1


def test_anothers_device_is_not_there(app, anna, ben):
    before = everything(app)
    token = {"csrf_token": Page(ben.get("/account/devices")).fields()["csrf_token"]}
    for row in belonging_to(app, ANNA)["tokens"]:
        answer = ben.post(f"/account/devices/{row['hash'].hex()}/sign-out", token)
        assert answer.status_code == 404
    assert everything(app) == before


def test_an_api_token_is_no_device(app, anna):
    token = {"csrf_token": Page(anna.get("/account/devices")).fields()["csrf_token"]}
    (row,) = [row for row in belonging_to(app, ANNA)["tokens"] if row["kind"] == "api"]

    assert anna.post(f"/account/devices/{row['hash'].hex()}/sign-out", token).status_code == 404
    assert anna.api("GET", "/workouts").status_code == 200
    assert row["hash"].hex() not in anna.get("/account/devices").text


@pytest.mark.parametrize("name", ["x", "0" * 63, "0" * 64, "é", "%20" * 64, "0" * 3000])
def test_what_names_no_device_is_not_there(anna, name):
    token = {"csrf_token": Page(anna.get("/account/devices")).fields()["csrf_token"]}
    assert anna.post(f"/account/devices/{name}/sign-out", token).status_code == 404


def test_without_the_forms_token_every_device_stays(app, anna):
    client = other(app)
    action, _ = end_of(anna, "Firefox")
    before = everything(app)
    for path in (action, "/account/devices/sign-out-others"):
        anna.post(path, {"csrf_token": "forged"})
        anna.client.post(path, headers=OWN_PAGE | {"Sec-Fetch-Site": "cross-site"})
    assert everything(app) == before
    assert client.get("/week").status_code == 200


def test_a_user_agent_is_never_read_as_html(app, anna):
    other(app, "<script>alert(1)</script> Firefox/1 \"'>")
    assert "<script>alert" not in anna.get("/account/devices").text
