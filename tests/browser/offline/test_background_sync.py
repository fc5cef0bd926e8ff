"""The page is closed before it could send: Chromium's background sync has the worker do it."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from .conftest import PATIENCE_S, OwnServer, Visitor

TAGS = "navigator.serviceWorker.ready.then(({ sync }) => sync.getTags())"


@pytest.fixture
def blank(kept_visitor: Visitor) -> Page:
    """A page of no site, so that the phone has one while ours is closed."""
    return kept_visitor.page.context.new_page()


@pytest.fixture
def sync(kept_visitor: Visitor, own_server: OwnServer, blank: Page) -> Callable[..., None]:
    """What Chromium does in its own time, which may be minutes: it tells the worker to send."""
    session = kept_visitor.page.context.new_cdp_session(blank)
    registrations = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until(lambda: registrations, blank)
    registration = registrations[-1]["registrationId"]

    def dispatch() -> None:
        told = {"origin": own_server.address, "registrationId": registration}
        told |= {"tag": "outbox", "lastChance": False}
        session.send("ServiceWorker.dispatchSyncEvent", told)

    return dispatch


def test_a_closed_page_leaves_its_entries_to_the_worker(
    kept_visitor: Visitor, own_server: OwnServer, blank: Page, sync: Callable[[], None]
):
    own_server.stop()
    for notes in ("First", "Second"):
        kept_visitor.log_here("run", notes)
    assert kept_visitor.page.evaluate(TAGS) == ["outbox"]
    kept_visitor.page.close()
    own_server.start()
    assert own_server.saved() == []

    sync()
    until(lambda: len(own_server.saved()) == 2, blank)
    sync()
    assert_all_sent(kept_visitor)
    assert [workout["notes"] for workout in own_server.saved()] == ["First", "Second"]


def test_a_sync_without_a_server_loses_nothing(
    kept_visitor: Visitor, own_server: OwnServer, blank: Page, sync: Callable[[], None]
):
    own_server.stop()
    kept_visitor.log_here("run", "First")
    kept_visitor.page.close()
    for _ in range(3):
        sync()
    blank.wait_for_timeout(1000)
    own_server.start()
    sync()
    until(lambda: len(own_server.saved()) == 1, blank)
    assert_all_sent(kept_visitor)


def test_chromium_itself_has_them_sent_when_the_network_is_back(
    kept_visitor: Visitor, own_server: OwnServer, blank: Page
):
    context = kept_visitor.page.context
    context.set_offline(True)
    kept_visitor.log_here("lift", "First")
    until(lambda: kept_visitor.page.evaluate(TAGS) == ["outbox"], blank)
    kept_visitor.page.close()
    blank.wait_for_timeout(1000)
    assert own_server.saved() == []

    context.set_offline(False)
    until(own_server.saved, blank)
    assert_all_sent(kept_visitor)
    assert [(each["notes"], each["sets"]) for each in own_server.saved()] == [("First", 3)]


def assert_all_sent(person: Visitor) -> None:
    """The outbox is empty, as a new page finds it."""
    person.page = person.page.context.new_page()
    person.page.route("**/log/*", lambda route: route.abort())  # It is not this page that sends.
    person.open("/waiting")
    expect(person.line).to_have_text("All sent")
    expect(person.page.get_by_text("Nothing waits on this phone.")).to_be_visible()


def until(holds: Callable[[], object], page: Page) -> None:
    """Wait until something holds."""
    end = monotonic() + PATIENCE_S
    while not holds():
        assert monotonic() < end, "it never came to that"
        page.wait_for_timeout(50)
