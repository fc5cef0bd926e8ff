"""The pages for when there is no network, and those that a phone keeps from the first visit on."""

import io
import json

import pytest

from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import RUN
from tests.web.pages import Page, send
from tests.web.queued import OWNER
from tests.web.rows import everything, user_id

OFTEN = ("/today", "/log/run", "/log/lift", "/week", "/plan")
FOR_ANYONE = ("/exercises", "/guide", "/guide/running-and-weight-training")


def core(page: Page) -> dict:
    """What a page tells the phone to keep."""
    (script,) = (e for e in page.all("script") if "data-core" in e.attrib)
    return json.loads(script.text)


@pytest.mark.parametrize("path", ["/today", "/guide", "/waiting", "/settings", "/log/run"])
def test_the_pages_that_a_phone_keeps_are_there_for_who_is_signed_in_alone(app, anna, path):
    told = core(Page(anna.get(path)))
    assert set(OFTEN) <= set(told["often"])
    assert told["version"] == app.static_url_path.rpartition("/")[2]
    for kept in (*told["often"], *told["always"]):
        answer = anna.get(kept)
        assert (answer.status_code, answer.mimetype) == (200, "text/html"), kept
        expected = 200 if kept in FOR_ANYONE else 302
        assert app.test_client().get(kept).status_code == expected, kept


@pytest.mark.parametrize("path", ["/", "/guide", "/sign-in", "/offline"])
def test_who_is_not_signed_in_is_told_to_keep_nothing(app, path):
    assert not [
        e for e in Page(app.test_client().get(path)).all("script") if "data-core" in e.attrib
    ]


def test_the_page_for_want_of_another_is_the_same_for_everybody(app, anna, ben):
    send(anna, "/log/run", RUN)
    answers = [who.get("/offline") for who in (app.test_client(), anna, ben)]

    assert len({answer.data for answer in answers}) == 1
    for answer in answers:
        assert answer.status_code == 200
        assert OWNER not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert Page(answer).one("html").get("data-user") is None
        assert "data-core" not in answer.text


def test_it_takes_no_message_from_the_page_that_this_is_meant_for(anna):
    """The worker may fetch it between a write and the page that tells of it."""
    send(anna, "/log/run", RUN)
    told = [*Page(anna.get("/offline")).notices, *Page(shared(anna.client, OWN_PAGE)).notices]

    assert told == []
    assert [words[:6] for words in Page(anna.get("/more")).notices] == ["Saved:"]


def test_it_leads_to_logging(app):
    links = Page(app.test_client().get("/offline")).links

    assert links["Log a run"] == "/log/run"
    assert links["Log a lift"] == "/log/lift"
    assert links["Today"] == "/today"


def test_what_waits_is_asked_for_by_who_is_signed_in(app, anna):
    page = Page(anna.get("/waiting"))

    assert page.status == 200
    assert page.one("html").get("data-user") == str(user_id(app, anna.email))
    assert app.test_client().get("/waiting").location == "/sign-in?next=/waiting"
    assert "noscript" in anna.get("/waiting").text


def shared(client, headers: dict):
    """Share a file as a device does."""
    files = {"files": (io.BytesIO(b"<gpx/>"), "run.gpx")}
    data = {"title": "Morning run", **files}
    return client.post("/share", data=data, content_type="multipart/form-data", headers=headers)


@pytest.mark.parametrize("site", ["none", "same-origin"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_file_that_no_worker_took_is_said_to_be_lost_and_kept_by_nobody(
    app, anna, site, signed_in
):
    before = everything(app)
    client = anna.client if signed_in else app.test_client()
    answer = shared(client, {"Sec-Fetch-Site": site})

    assert answer.status_code == 503
    assert "did not arrive" in Page(answer).main
    assert OWNER not in answer.headers
    assert Page(answer).one("html").get("data-user") is None
    assert everything(app) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "None"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_file_from_another_site_is_refused(app, anna, headers):
    for client in (anna.client, app.test_client()):
        assert shared(client, headers).status_code == 403


def test_what_a_devices_menu_may_send_is_this_alone(app, anna):
    """`none` is what a browser says of what no page sent: an address typed, or a file shared."""
    opened = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "is_by_the_device", False)
    }
    assert opened == {"offline.share"}
    before = everything(app)
    for path in ("/log/run", "/sign-in", "/sign-out", "/share/more", "/nowhere"):
        answer = anna.client.post(path, data=RUN, headers={"Sec-Fetch-Site": "none"})
        assert answer.status_code == 403, path
    assert everything(app) == before


def test_the_manifest_names_the_address_to_share_with(app):
    target = app.test_client().get("/manifest.webmanifest").json["share_target"]

    assert (target["action"], target["method"]) == ("/share", "POST")
    assert shared(app.test_client(), OWN_PAGE).status_code == 503
