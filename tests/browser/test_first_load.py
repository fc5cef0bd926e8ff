"""The first page is light."""

from playwright.sync_api import expect

from tests.browser.person import ZONE

MOST_REQUESTS = 6
MOST_BYTES = 40_000


def test_the_first_page_loads_in_six_requests_and_40_kb(phone):
    page = phone().new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    asked: list[str] = []
    received: list[int] = []
    network.on("Network.requestWillBeSent", lambda sent: asked.append(sent["request"]["url"]))
    network.on("Network.loadingFinished", lambda got: received.append(got["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    expect(page.locator("[name=time_zone]")).to_have_value(ZONE)
    assert len(asked) <= MOST_REQUESTS, asked
    assert len(received) == len(asked)
    assert sum(received) <= MOST_BYTES
