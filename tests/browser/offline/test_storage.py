"""A phone that keeps nothing says so, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import OwnServer, Visitor, own_phone

FULL, SHUT = "its storage is full", "it does not let this app store anything"
# As private modes and strict settings do, each in its way.
REFUSALS = {
    "throws": "indexedDB.open = () => { throw new DOMException('Denied', 'SecurityError'); };",
    "fails": """indexedDB.open = () => {
      const asked = new EventTarget();
      asked.error = new DOMException("Denied", "InvalidStateError");
      setTimeout(() => asked.onerror(new Event("error")));
      return asked;
    };""",
    "is not there": "Object.defineProperty(self, 'indexedDB', { value: undefined });",
}
# Of this phone, whoever uses it: how long one rests.
OF_THE_PHONE = {"rest_s"}
IN_STORAGE = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.fixture
def full(browser: Browser, own_server: OwnServer):
    """Someone whose phone has no room left, not even for the app itself."""
    with own_phone(browser, own_server.address) as context:
        page = context.new_page()
        allow(page, own_server, quotaSize=1)
        page.goto("/sign-up")
        visitor = Visitor(page, "anna@example.com", True)
        visitor.sign_up()
        yield visitor


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_full_phone_says_so_keeps_the_form_and_can_send_it_at_once(
    full: Visitor, own_server: OwnServer, kind: str
):
    open_form(full, f"/log/{kind}")
    full.type(kind, "Not kept")
    assert_refused_then_sent(full, own_server, kind, FULL)


def test_a_full_phone_without_a_network_keeps_what_is_typed_in_sight(
    full: Visitor, own_server: OwnServer
):
    open_form(full, "/log/run")
    full.page.context.set_offline(True)
    full.type("run", "Not kept")
    full.save()
    expect(full.page.get_by_role("alert")).to_contain_text(FULL)
    expect(full.field("notes")).to_have_value("Not kept")

    allow(full.page, own_server)
    full.save_here()
    full.page.context.set_offline(False)
    expect(full.line).to_have_text("All sent")
    assert [workout["notes"] for workout in own_server.saved()] == ["Not kept"]


@pytest.mark.parametrize("how", REFUSALS)
def test_a_phone_that_stores_nothing_says_so_keeps_the_form_and_can_send_it_at_once(
    browser: Browser, own_server: OwnServer, how: str
):
    with own_phone(browser, own_server.address) as context:
        context.add_init_script(REFUSALS[how])
        visitor = Visitor.signed_up(context)
        open_form(visitor, "/log/run")
        visitor.type("run", "Not kept")
        assert_refused_then_sent(visitor, own_server, "run", SHUT)


def test_a_small_form_says_so_too(full: Visitor):
    full.page.goto("/today")
    full.page.wait_for_load_state("networkidle")
    for name in ("sleep", "energy", "soreness", "stress", "mood"):
        full.page.locator(f"label:has([name={name}][value='4'])").click()
    alert = full.page.get_by_role("alert")
    expect(alert).to_contain_text(FULL)
    alert.get_by_role("button", name="Send it without keeping it").click()
    expect(full.page.get_by_text("Checked in:").first).to_be_visible()


def test_local_storage_holds_nothing_of_a_log(browser: Browser, own_server: OwnServer):
    with own_phone(browser, own_server.address) as context:
        visitor = Visitor.signed_up(context)
        visitor.wait_until_kept()
        for path in ("/log/run", "/log/lift", "/week", "/plan", "/waiting", "/more", "/rules"):
            visitor.open(path)
            assert set(visitor.page.evaluate(IN_STORAGE)) <= OF_THE_PHONE
        for kind in ("run", "lift"):
            visitor.open(f"/log/{kind}")
            visitor.type(kind, "Here")
            context.set_offline(True)
            visitor.save_here()
            assert set(visitor.page.evaluate(IN_STORAGE)) <= OF_THE_PHONE
            context.set_offline(False)


def assert_refused_then_sent(person: Visitor, server: OwnServer, kind: str, reason: str) -> None:
    """The save says why it was not kept; all stands as typed, and goes without being kept."""
    typed = fields_of(person)
    person.save()
    alert = person.page.get_by_role("alert")
    expect(alert).to_contain_text(f"This phone could not keep it, as {reason}. Nothing is lost")
    assert fields_of(person) == typed
    assert server.saved() == []

    alert.get_by_role("button", name="Send it without keeping it").click()
    person.page.wait_for_url("**/week/*")
    (stored,) = server.saved()
    assert (stored["kind"], stored["notes"], stored["duration_s"]) == (kind, "Not kept", 3000)
    assert stored["sets"] == (3 if kind == "lift" else 0)


def fields_of(person: Visitor) -> list:
    """What the form would send."""
    return person.page.locator("form[data-workout]").evaluate("form => [...new FormData(form)]")


def open_form(person: Visitor, path: str) -> None:
    """Open a form, and wait until its scripts are at work: there may be no line to wait for."""
    person.page.goto(path)
    person.page.locator("form[data-about]").wait_for()


def allow(page: Page, server: OwnServer, **quota: int) -> None:
    """Let the site store no more than `quotaSize` bytes; as much as ever without it."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": server.address, **quota})
