"""A server that is gone, hangs, or whose reply is lost: one reads, saves, and all arrives once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.cutting import Proxy

from .conftest import OwnServer, Visitor, own_phone, own_server_in, today

PAGES = ["/log", "/log/run", "/log/lift", "/today", "/week", "/plan", "/history", "/guide"]
HANGING_MS = 3_500
CONFIRMED_MS = 1_000
# The longest wait of the timer after a failure or two, and what sending takes.
BY_ITSELF_MS = 13_000
ONLINE_MS = 3_000
RUN = {"kind": "run", "notes": "a run", "duration_s": 3000, "sets": 0}
LIFT = {"kind": "lift", "notes": "a lift", "duration_s": 3000, "sets": 3}
# When the page was first painted, in milliseconds after one asked for it.
PAINTED = """() => new Promise((resolve) => {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) resolve(paint.startTime);
    else requestAnimationFrame(look);
  };
  look();
})"""
NOTE_CONFIRMED = """() => {
  const look = (event) => {
    if (!event.target.closest("button.main")) return;
    const watch = () => {
      if (!document.querySelector(".saved")) return;
      window.confirmedAfter ??= performance.now() - event.timeStamp;
    };
    new MutationObserver(watch).observe(document, { childList: true, subtree: true });
  };
  addEventListener("click", look, { capture: true });
}"""


@pytest.fixture(scope="module")
def left_alone(browser: Browser, tmp_path_factory) -> Iterator[Page]:
    """A phone that was at the app for one visit; since then the server is gone."""
    with (
        own_server_in(tmp_path_factory.mktemp("gone")) as server,
        own_phone(browser, server.address) as context,
    ):
        visitor = Visitor.signed_up(context)
        visitor.wait_until_kept()
        server.stop()
        yield visitor.page


@pytest.mark.parametrize("path", [*PAGES, "/waiting"])
def test_after_one_visit_a_page_opens_without_the_server(left_alone: Page, path: str):
    left_alone.goto(path)

    assert_kept_and_styled(left_alone)
    expect(left_alone.locator("[data-sent]")).to_have_text("All sent")


def test_after_one_visit_the_article_opens_without_the_server(left_alone: Page):
    left_alone.goto("/guide")
    left_alone.locator("main a[href^='/guide/']").first.click()
    left_alone.wait_for_url("**/guide/*")

    assert_kept_and_styled(left_alone)
    expect(left_alone.locator("#recovery")).to_be_attached()


def test_the_start_is_today_without_the_server(left_alone: Page):
    left_alone.goto("/today")
    title = left_alone.get_by_role("heading", level=1).inner_text()
    left_alone.goto("/")

    assert left_alone.get_by_role("heading", level=1).inner_text() == title
    assert_kept_and_styled(left_alone)


def test_a_page_that_was_never_seen_says_so_and_leads_to_logging(left_alone: Page):
    left_alone.goto("/trends")

    expect(left_alone).to_have_title("Not on this phone · RunStrength")
    expect(left_alone.get_by_role("heading", level=1)).to_be_visible()
    assert_styled(left_alone)
    for name in ("Log a lift", "Log a run"):
        left_alone.goto("/trends")
        left_alone.get_by_role("link", name=name).click()
        expect(left_alone.get_by_role("button", name="Save")).to_be_visible()


def test_a_page_shows_soon_while_the_server_hangs(kept_visitor: Visitor, own_server: OwnServer):
    with own_server.paused():
        kept_visitor.open("/week")
        expect(kept_visitor.page.get_by_role("heading", level=1)).to_be_visible()

        assert kept_visitor.page.evaluate(PAINTED) <= HANGING_MS


def test_what_is_saved_while_the_server_hangs_is_confirmed_at_once_and_sent_later(
    kept_visitor: Visitor, own_server: OwnServer
):
    tabs = {"run": kept_visitor, "lift": kept_visitor.with_another_tab()}
    for kind, tab in tabs.items():
        tab.open(f"/log/{kind}")
        tab.type(kind, f"a {kind}")
        tab.page.evaluate(NOTE_CONFIRMED)
    with own_server.paused():
        for tab in tabs.values():
            tab.save_here()

            assert tab.page.evaluate("confirmedAfter") <= CONFIRMED_MS
        expect(kept_visitor.line).to_have_text("2 waiting")

    expect(kept_visitor.line).to_have_text("All sent", timeout=BY_ITSELF_MS)
    assert own_server.saved() == [RUN, LIFT]


def test_what_is_saved_without_the_server_shows_everywhere_and_arrives_once_it_is_back(
    kept_visitor: Visitor, own_server: OwnServer
):
    kept_visitor.log_run(today(), "00:00", 6, duration="40")  # An empty week shows no days.
    kept_visitor.open("/week")
    own_server.stop()
    kept_visitor.log_here("run", "a run")
    kept_visitor.log_here("lift", "a lift")
    expect(kept_visitor.line).to_have_text("2 waiting")
    assert_listed(kept_visitor, "/waiting", "[data-list=entries] li")
    assert_listed(kept_visitor, "/week", "[aria-current=date] .done .waiting")
    assert_listed(kept_visitor, "/history", "[data-waiting] li")
    kept_visitor.page.reload()
    expect(kept_visitor.line).to_have_text("2 waiting")
    another = kept_visitor.with_another_tab()
    assert_listed(another, "/waiting", "[data-list=entries] li")

    own_server.start()  # Of which nobody tells the phone.
    expect(another.line).to_have_text("All sent", timeout=BY_ITSELF_MS)
    expect(kept_visitor.line).to_have_text("All sent")
    assert own_server.saved() == [{**RUN, "notes": "", "duration_s": 2400}, RUN, LIFT]


def test_what_waits_is_sent_as_soon_as_the_phone_is_online(
    kept_visitor: Visitor, own_server: OwnServer
):
    own_server.stop()
    kept_visitor.log_here("run", "a run")
    kept_visitor.log_here("lift", "a lift")
    for _ in range(4):  # In vain, so that the timer comes too late to be of help.
        kept_visitor.page.context.set_offline(True)
        kept_visitor.page.context.set_offline(False)
        kept_visitor.page.wait_for_timeout(200)
    expect(kept_visitor.line).to_have_text("2 waiting")

    kept_visitor.page.context.set_offline(True)
    own_server.start()
    kept_visitor.page.context.set_offline(False)
    expect(kept_visitor.line).to_have_text("All sent", timeout=ONLINE_MS)
    assert own_server.saved() == [RUN, LIFT]


def test_replies_that_are_lost_give_one_row_each(browser: Browser, own_server: OwnServer):
    with (
        Proxy(own_server.address) as proxy,
        own_phone(browser, proxy.address) as context,
    ):
        visitor = Visitor.signed_up(context)
        visitor.wait_until_kept()
        proxy.mode = "cut the reply"
        visitor.log_here("run", "a run")
        visitor.log_here("lift", "a lift")
        visitor.open("/waiting")
        expect(visitor.line).to_have_text("2 waiting")
        assert RUN in own_server.saved()

        proxy.mode = "pass"
        expect(visitor.line).to_have_text("All sent", timeout=BY_ITSELF_MS)
        assert own_server.saved() == [RUN, LIFT]


def assert_kept_and_styled(page: Page) -> None:
    """The page is one that the phone kept, and looks as ever."""
    expect(page.get_by_text("From this phone, as of")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_styled(page)


def assert_styled(page: Page) -> None:
    """The style sheet is there: the bar sticks to the lower edge."""
    bar = page.locator("nav.bar")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "sticky"


def assert_listed(visitor: Visitor, path: str, places: str) -> None:
    """A page shows the run and the lift that wait, in these places."""
    visitor.page.goto(path)
    shown = visitor.page.locator(places)
    expect(shown).to_have_count(2)
    expect(shown.nth(0)).to_contain_text("Run")
    expect(shown.nth(1)).to_contain_text("Lift")
