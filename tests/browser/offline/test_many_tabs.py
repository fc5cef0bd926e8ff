"""Tabs and the worker send from one outbox, and one bad entry is in nobody's way."""

import random
from collections import Counter
from collections.abc import Callable
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.faults.cutting import Mode, Proxy

from .conftest import PATIENCE_S, OwnServer, Visitor, own_phone

ENTRIES = 3
CYCLES = 15
SEED = 20261123
FORM = "**/log/run"
RETRY_AFTER_S = 7
COME_BACK = "dispatchEvent(new Event('online'))"


@pytest.fixture
def tabs(kept_visitor: Visitor) -> list[Visitor]:
    """Two tabs of one person."""
    return two_tabs(kept_visitor)


def test_two_tabs_and_the_worker_at_once_send_each_entry_once(
    tabs: list[Visitor], own_server: OwnServer
):
    context = tabs[0].page.context
    sync = syncing(context, own_server.address)
    context.set_offline(True)
    notes = [f"{number} of tab {tab}" for number in range(ENTRIES) for tab in range(2)]
    for each in notes:
        tabs[int(each[-1])].log_here("run", each)
    posted = Posted(context)
    context.set_offline(False)
    for _ in range(5):
        sync()
        for tab in tabs:
            tab.page.evaluate(COME_BACK)
    for tab in tabs:
        expect(tab.line).to_have_text("All sent")
        tab.open("/waiting")
        expect(tab.page.get_by_text("Nothing waits on this phone.")).to_be_visible()

    assert [workout["notes"] for workout in own_server.saved()] == sorted(notes)
    assert len(posted.answered) == len(notes)
    assert set(posted.answered.values()) == {1}
    assert posted.asked == posted.answered


def test_however_the_network_comes_and_goes_each_entry_is_stored_once(
    browser: Browser, own_server: OwnServer
):
    chance = random.Random(SEED)  # noqa: S311
    with Proxy(own_server.address) as proxy, own_phone(browser, proxy.address) as context:
        visitor = Visitor.signed_up(context)
        visitor.wait_until_kept()
        tabs, notes = two_tabs(visitor), []
        for cycle in range(CYCLES):
            context.set_offline(True)
            proxy.mode = Mode.PASS
            for number, tab in enumerate(tabs):
                notes.append(f"{cycle:02} of tab {number}")
                tab.open("/log/run")
                tab.type("run", notes[-1])
                tab.save()
            for tab in tabs:
                tab.page.get_by_role("heading", name="Saved on this phone").wait_for()
            proxy.mode = chance.choice(list(Mode))
            context.set_offline(False)
            sleep(chance.random() / 2)
            proxy.mode = chance.choice([Mode.PASS, Mode.CUT])
            sleep(chance.random() / 4)
        proxy.mode = Mode.PASS
        for tab in tabs:
            tab.open("/waiting")
            tab.page.evaluate(COME_BACK)
            expect(tab.line).to_have_text("All sent", timeout=PATIENCE_S * 1000)
            expect(tab.page.get_by_text("Nothing waits on this phone.")).to_be_visible()

    assert [workout["notes"] for workout in own_server.saved()] == notes


def test_one_that_the_server_refuses_is_shown_and_the_others_go(
    kept_visitor: Visitor, own_server: OwnServer
):
    three_wait(kept_visitor, second="1:75")
    kept_visitor.page.context.set_offline(False)
    kept_visitor.open("/waiting")
    expect(kept_visitor.line).to_have_text("1 needs you")
    (item,) = kept_visitor.page.locator("[data-list=entries] li").all()
    expect(item.locator(".fault")).to_contain_text("duration: ")
    expect(item).to_contain_text("the server did not take it")
    assert notes_of(own_server) == ["First", "Third"]

    item.get_by_role("link", name="Look and fix").click()
    expect(kept_visitor.field("notes")).to_have_value("Second")
    kept_visitor.fill(duration="1:15")
    kept_visitor.save_and_land()
    assert notes_of(own_server) == ["First", "Second", "Third"]


def test_one_at_which_the_server_fails_waits_and_the_others_go(
    kept_visitor: Visitor, own_server: OwnServer
):
    three_wait(kept_visitor)
    context = kept_visitor.page.context
    context.route(FORM, for_second(lambda route: route.fulfill(status=500, body="<h1>Oh</h1>")))
    context.set_offline(False)
    until(lambda: notes_of(own_server) == ["First", "Third"], kept_visitor.page)
    expect(kept_visitor.line).to_have_text("1 waiting")
    assert_sent_after_all(kept_visitor, own_server)


@pytest.mark.parametrize("status", [502, 503, 504])
def test_nothing_is_lost_on_a_proxy_without_its_server(
    kept_visitor: Visitor, own_server: OwnServer, status: int
):
    three_wait(kept_visitor)
    context = kept_visitor.page.context
    posted = Posted(context)
    context.route(FORM, for_second(lambda route: route.fulfill(status=status, body="Away")))
    context.set_offline(False)
    until(lambda: len(posted.asked) == 2, kept_visitor.page)
    kept_visitor.page.wait_for_timeout(500)
    assert len(posted.asked) == 2  # The third would find the same.
    expect(kept_visitor.line).to_have_text("2 waiting")
    assert_sent_after_all(kept_visitor, own_server)


def test_the_sign_in_page_of_a_cafe_acknowledges_nothing(
    kept_visitor: Visitor, own_server: OwnServer
):
    three_wait(kept_visitor)
    context = kept_visitor.page.context
    portal = "<h1>Welcome to the café</h1>"
    posted = Posted(context)
    context.route(
        FORM,
        lambda route: (
            route.fulfill(status=200, content_type="text/html", body=portal)
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    context.set_offline(False)
    until(lambda: posted.answered, kept_visitor.page)
    kept_visitor.open("/today")
    expect(kept_visitor.line).to_have_text("3 waiting")
    assert notes_of(own_server) == []
    assert_sent_after_all(kept_visitor, own_server)


def test_a_busy_server_is_given_the_time_that_it_asks_for(
    kept_visitor: Visitor, own_server: OwnServer
):
    page, busy = kept_visitor.page, Busy(kept_visitor.page.context)
    busy.is_away = True
    three_wait(kept_visitor, is_offline=False)
    busy.is_away = False
    kept_visitor.open("/waiting")  # A new page: the waits of one that tried in vain are longer.
    until(lambda: len(notes_of(own_server)) == ENTRIES, page)
    assert busy.asked_at[1] - busy.asked_at[0] >= RETRY_AFTER_S
    expect(kept_visitor.line).to_have_text("All sent")


def test_neither_the_worker_nor_another_tab_asks_a_busy_server_meanwhile(
    tabs: list[Visitor], own_server: OwnServer
):
    three_wait(tabs[0])
    page, busy = tabs[0].page, Busy(tabs[0].page.context)
    page.context.set_offline(False)  # Which wakes all three.
    until(lambda: len(notes_of(own_server)) == ENTRIES, page)
    assert busy.asked_at[1] - busy.asked_at[0] >= RETRY_AFTER_S


class Busy:
    """A server that answers the first write by asking for time; it may be away before."""

    def __init__(self, context: BrowserContext):
        self.is_away = False
        self.asked_at: list[float] = []
        context.route(FORM, self._answer)

    def _answer(self, route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        if self.is_away:
            return route.abort()
        self.asked_at.append(monotonic())
        if len(self.asked_at) > 1:
            return route.continue_()
        return route.fulfill(status=429, headers={"Retry-After": f"{RETRY_AFTER_S}"}, body="")


class Posted:
    """How often each entry was asked to be stored, by its key, and how often that succeeded."""

    def __init__(self, context: BrowserContext):
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        context.on("request", lambda request: self._note(request, self.asked))
        context.on(
            "response",
            lambda answer: answer.ok and self._note(answer.request, self.answered),
        )

    def _note(self, request: Request, counter: Counter[str]) -> None:
        key = request.headers.get("idempotency-key")
        if key:
            counter[key] += 1


def two_tabs(person: Visitor) -> list[Visitor]:
    """Their tab, and another."""
    other = Visitor(person.page.context.new_page(), person.email, True)
    other.open("/today")
    return [person, other]


def three_wait(person: Visitor, second: str = "50", is_offline: bool = True) -> None:
    """Three runs wait on the phone, the second as long as that."""
    person.page.context.set_offline(is_offline)
    for notes, duration in (("First", "50"), ("Second", second), ("Third", "50")):
        person.open("/log/run")
        person.type("run", notes, duration)
        person.save_here()


def for_second(answer: Callable[[Route], None]) -> Callable[[Route], None]:
    """What answers the second of the three; the others pass."""

    def answered(route: Route) -> None:
        if "Second" in (route.request.post_data or ""):
            return answer(route)
        return route.continue_()

    return answered


def assert_sent_after_all(person: Visitor, server: OwnServer) -> None:
    """Once answers are the server's own, all is sent."""
    person.page.context.unroute_all()
    person.page.evaluate(COME_BACK)
    expect(person.line).to_have_text("All sent")
    assert notes_of(server) == ["First", "Second", "Third"]


def notes_of(server: OwnServer) -> list[str]:
    """Of all that is stored."""
    return [workout["notes"] for workout in server.saved()]


def syncing(context: BrowserContext, address: str) -> Callable[[], object]:
    """Tells the worker to send, as the browser does in its own time."""
    blank = context.new_page()
    session = context.new_cdp_session(blank)
    found: list[dict] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until(lambda: found, blank)
    told = {"origin": address, "registrationId": found[-1]["registrationId"]}
    told |= {"tag": "outbox", "lastChance": False}
    return lambda: session.send("ServiceWorker.dispatchSyncEvent", told)


def until(holds: Callable[[], object], page: Page) -> None:
    """Wait until something holds, while what the phone asks is heard of."""
    end = monotonic() + PATIENCE_S
    while not holds():
        assert monotonic() < end, "it never came to that"
        page.wait_for_timeout(50)
