"""Chromium would install the app, and its icons are those of their drawings."""

import pytest
from playwright.sync_api import Browser, Page

from scripts.draw_icons import FOLDER, drawn, pictures
from scripts.find_chromium import find
from tests.browser.conftest import ARGUMENTS, TIMEOUT_MS
from tests.browser.test_first_load import MOST_REQUESTS
from tests.web.png import read_png

# What a browser asks for once the page is there, to offer the app.
AFTERWARDS_MS = 1_000
# Another Chromium softens edges in its own way; this is the mean difference of a channel, of 255.
MOST_DIFFERENCE = 1
ICONS = [picture for picture in pictures() if picture.drawing != "splash"]


@pytest.fixture
def ordinary_page(browser: Browser, tmp_path):
    """A page of an ordinary window: a private one, as the other tests have, installs nothing."""
    path, _ = find()
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=path, args=ARGUMENTS
    )
    context.set_default_timeout(TIMEOUT_MS)
    yield context.pages[0]
    context.close()


@pytest.mark.parametrize("path", ["/", "/guide"])
def test_chromium_finds_nothing_that_stands_against_installing(
    ordinary_page: Page, server: str, path: str
):
    asked = ordinary_page.context.new_cdp_session(ordinary_page)
    ordinary_page.goto(f"{server}{path}", wait_until="networkidle")
    manifest = asked.send("Page.getAppManifest")

    assert manifest["url"] == f"{server}/manifest.webmanifest"
    assert manifest["errors"] == []
    assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert asked.send("Page.getAppId")["appId"] == f"{server}/"


def test_chromium_says_so_when_something_does(ordinary_page: Page, server: str):
    asked = ordinary_page.context.new_cdp_session(ordinary_page)
    ordinary_page.route("**/manifest.webmanifest", lambda route: route.fulfill(json={}))
    ordinary_page.goto(f"{server}/", wait_until="networkidle")

    errors = asked.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert errors != []


def test_the_first_page_takes_six_answers_with_the_manifest_and_its_icon(
    ordinary_page: Page, server: str
):
    network = ordinary_page.context.new_cdp_session(ordinary_page)
    network.send("Network.enable")
    answers: list[dict] = []
    network.on("Network.responseReceived", lambda got: answers.append(got["response"]))
    ordinary_page.goto(f"{server}/", wait_until="networkidle")
    ordinary_page.wait_for_timeout(AFTERWARDS_MS)

    sent = [answer["url"] for answer in answers if answer["encodedDataLength"]]
    assert f"{server}/manifest.webmanifest" in sent
    assert [url.rpartition("/")[2] for url in sent if url.endswith(".png")] == ["any-192.png"]
    assert len(sent) <= MOST_REQUESTS, sent


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.name)
def test_an_icon_is_that_of_its_drawing_and_drawn_alike_each_time(browser: Browser, icon):
    once = drawn(browser, icon)
    assert drawn(browser, icon) == once

    kept, now = read_png((FOLDER / icon.name).read_bytes()), read_png(once)
    both = zip(kept.pixels, now.pixels, strict=True)
    others = (
        (a, b) for one, other in both if one != other for a, b in zip(one, other, strict=True)
    )
    assert sum(abs(a - b) for a, b in others) / (4 * len(now.pixels)) <= MOST_DIFFERENCE
