"""The real server and a real browser, once for all these tests; a phone of its own for each."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from scripts.find_chromium import find
from tests.browser.left_out import is_left_out
from tests.browser.person import ZONE, Person
from tests.serving import serving

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "en-GB",
    "timezone_id": ZONE,
}
# A worker reads ahead, as long as a test itself takes; what it is for is tried in `offline`.
WITHOUT_WORKER = {"service_workers": "block"}
TIMEOUT_MS = 15_000  # A test that fails waits for it; a busy machine may need it.


@pytest.fixture(scope="package")
def home(tmp_path_factory) -> Path:
    """The folder where the server keeps its data."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="package")
def server(home: Path):
    """The address of `python app.py`, on data of its own."""
    with serving(home) as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    """Chromium, without a window."""
    path, reason = find()
    if path is None:
        pytest.skip(reason)
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, server: str):
    """Make phones: browser contexts, with the options of Playwright's `new_context`."""
    made = []

    def make(**options) -> BrowserContext:
        context = browser.new_context(base_url=server, **{**PHONE, **options})
        context.set_default_timeout(TIMEOUT_MS)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def anna(phone) -> Person:
    """Someone who has just signed up, with miles, kilograms and the time of Tokyo."""
    return Person.signed_up(phone(**WITHOUT_WORKER))


@pytest.fixture
def keeping(phone) -> Person:
    """Someone who has just signed up, whose phone keeps pages for later."""
    return Person.signed_up(phone())


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def either(request, phone) -> Person:
    """Someone who has just signed up, on a phone with JavaScript and on one without."""
    options = {"java_script_enabled": request.param, **WITHOUT_WORKER}
    return Person.signed_up(phone(**options), request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is left to the long form."""
    for item in items:
        if item.path.parent == Path(__file__).parent and is_left_out(item.path.stem, item.name):
            item.add_marker(pytest.mark.long)
