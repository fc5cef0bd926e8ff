"""A passkey of a real browser: made, used to sign in, refused once it is deleted."""

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import PHONE, TIMEOUT_MS
from tests.browser.person import PASSWORD, Person

# A device that asks for a finger, and says at once that it was the right one.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEEP = "Use a passkey"
NO_OFFER = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"


@pytest.fixture
def context(browser: Browser, server: str):
    """A phone that knows the server as localhost: a bare number has no passkeys."""
    address = server.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, **PHONE)
    context.set_default_timeout(TIMEOUT_MS)
    yield context
    context.close()


@pytest.fixture
def cara(context) -> Person:
    """Someone who has just signed up, at localhost."""
    return Person.signed_up(context)


@pytest.fixture
def device(cara: Person) -> tuple[CDPSession, str]:
    """What Chromium asks for a finger, and its id there."""
    devtools = cara.page.context.new_cdp_session(cara.page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return devtools, made["authenticatorId"]


def credentials(device: tuple[CDPSession, str]) -> list[dict]:
    """The passkeys that the device has."""
    devtools, id_ = device
    return devtools.send("WebAuthn.getCredentials", {"authenticatorId": id_})["credentials"]


def set_verified(device: tuple[CDPSession, str], is_verified: bool) -> None:
    """Say whose finger it is from now on."""
    devtools, id_ = device
    asked = {"authenticatorId": id_, "isUserVerified": is_verified}
    devtools.send("WebAuthn.setUserVerified", asked)


def sign_in_by_button(page: Page, path: str = "/sign-in") -> None:
    """Press the button of a page that makes no offer: the device would answer that at once."""
    page.add_init_script(NO_OFFER)
    page.goto(path)
    page.get_by_role("button", name=KEEP).click()


def add_passkey(page: Page, name: str = "", password: str = PASSWORD) -> None:
    page.goto("/account/passkeys")
    page.get_by_label("Name").last.fill(name)
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Add a passkey").click()


def sign_out(page: Page) -> None:
    page.goto("/more")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def test_a_passkey_is_added_signs_in_and_once_deleted_does_not(cara: Person, device):
    page = cara.page
    add_passkey(page, "My phone")
    expect(page.get_by_text("Your passkey is added: My phone.")).to_be_visible()
    (made,) = credentials(device)
    assert made["isResidentCredential"]
    assert made["rpId"] == "localhost"

    sign_out(page)
    sign_in_by_button(page, "/sign-in?next=/history")
    expect(page).to_have_url("/history")
    page.goto("/account/passkeys")
    page.get_by_text("My phone").first.click()
    page.get_by_role("button", name="Delete My phone").click()
    expect(page.get_by_text("There are none yet.")).to_be_visible()

    sign_out(page)
    sign_in_by_button(page)
    expect(page.get_by_role("alert")).to_contain_text("does not open an account here")
    page.goto("/today")
    expect(page).to_have_url("/sign-in?next=/today")
    cara.sign_in()  # The password still does.
    page.wait_for_url("**/today")


def test_the_password_is_asked_for_first_and_a_wrong_one_is_said_beside_it(cara: Person, device):
    add_passkey(cara.page, password="not my password")
    expect(cara.page.locator("#password-fault")).to_have_text("That is not your password.")
    assert credentials(device) == []


def test_a_device_makes_one_passkey_for_an_account(cara: Person, device):
    add_passkey(cara.page, "One")
    expect(cara.page.get_by_text("Your passkey is added: One.")).to_be_visible()
    add_passkey(cara.page, "Two")
    expect(cara.page.get_by_role("alert")).to_contain_text("has a passkey for your account already")
    assert len(credentials(device)) == 1


def test_a_finger_that_is_not_the_holders_opens_nothing(cara: Person, device):
    add_passkey(cara.page, "One")
    expect(cara.page.get_by_text("Your passkey is added: One.")).to_be_visible()
    sign_out(cara.page)
    set_verified(device, False)
    sign_in_by_button(cara.page)
    expect(cara.page.get_by_role("alert")).to_contain_text("Nothing was chosen")
    set_verified(device, True)
    sign_in_by_button(cara.page)
    cara.page.wait_for_url("**/today")


def test_the_browser_offers_it_where_the_address_is_typed(cara: Person, device):
    add_passkey(cara.page, "One")
    expect(cara.page.get_by_text("Your passkey is added: One.")).to_be_visible()
    sign_out(cara.page)
    cara.page.goto("/sign-in?next=/log")
    expect(cara.page).to_have_url("/log")


def test_without_a_network_it_says_so(cara: Person, device):
    sign_out(cara.page)
    cara.page.goto("/sign-in")
    button = cara.page.get_by_role("button", name=KEEP)
    expect(button).to_be_visible()
    cara.page.context.set_offline(True)
    button.click()
    expect(cara.page.get_by_role("alert")).to_contain_text("The server does not answer")


def test_without_scripts_the_page_says_what_it_needs_and_sign_in_offers_none(
    browser: Browser, server: str
):
    address = server.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, **PHONE, java_script_enabled=False)
    person = Person.signed_up(context, has_scripts=False)
    person.page.goto("/account/passkeys")
    expect(person.page.get_by_text("It takes JavaScript")).to_be_visible()
    expect(person.page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    context.clear_cookies()
    person.page.goto("/sign-in")
    expect(person.page.get_by_role("button", name=KEEP)).to_be_hidden()
    context.close()


def test_a_passkeys_page_at_a_bare_number_offers_none(anna: Person):
    anna.page.goto("/account/passkeys")
    expect(anna.page.get_by_text("they need an https address")).to_be_visible()
    expect(anna.page.get_by_role("button", name="Add a passkey")).to_have_count(0)
