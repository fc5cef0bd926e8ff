"""The real server and WebKitGTK, the nearest to an iPhone's browser; a new one for each test.

The driver's browser forgets all when it closes, and knows no airplane mode: whoever wants to be
offline ends the server. It lets a service worker register on 127.0.0.1 as on localhost.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from scripts.find_webkit import SCREEN, find
from tests.browser.person import ZONE
from tests.kits import mark_long
from tests.serving import serving
from tests.webkit.person import Person
from tests.webkit.switch import Switch

WIDTH, HEIGHT = 390, 844
ARGUMENTS = (
    "--automation",
    # A bar of addresses would not let the window be as narrow as a phone.
    "--full-screen",
    # iPhones have `navigator.storage`.
    "--features=StorageAPI,StorageAPIEstimate",
)
TIMEOUT_S = 20
START_TIMEOUT_S = 60


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
def _switch(tmp_path_factory):
    switch = Switch(tmp_path_factory.mktemp("switched"))
    with switch.proxy:
        yield switch
    switch.off()


@pytest.fixture
def switch(_switch: Switch) -> Switch:
    """A server, switched on, that tests may switch off and on."""
    _switch.on()
    return _switch


@pytest.fixture(scope="package")
def driver() -> str:
    """The path of WebKit's driver."""
    path, reason = find()
    if path is None:
        pytest.skip(reason)
    return path


@pytest.fixture(scope="package")
def screen(driver: str):
    """The name of a screen that nobody sees, in the size of a phone."""
    reading, writing = os.pipe()
    command = [SCREEN, "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    # It would start afresh when a browser closes, and let the next one wait for good.
    command += ["-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        with open(reading) as told:
            number = told.readline().strip()
        if not number:
            pytest.fail(f"{SCREEN} did not start: it ended with {process.wait()}.")
        yield f":{number}"
        process.terminate()


@pytest.fixture
def webkit(driver: str, screen: str, tmp_path: Path):
    """A phone-sized WebKit that has opened nothing yet."""
    with _started(driver, screen, tmp_path) as webkit:
        yield webkit


@contextmanager
def _started(driver: str, screen: str, home: Path) -> Iterator[Remote]:
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "HOME": str(home),
        "TZ": ZONE,
        "LC_ALL": "C.UTF-8",
        # Its sandbox wants rights that containers don't give; it sees our own pages alone.
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    options = Options()
    for argument in ARGUMENTS:
        options.add_argument(argument)
    service = Service(driver, env=environment)
    service.start()
    try:
        # `WebKitGTK` would do as much, in a way that Selenium itself warns of.
        config = ClientConfig(service.service_url, timeout=START_TIMEOUT_S)
        connection = RemoteConnection(client_config=config)
        with Remote(connection, options=options) as webkit:
            webkit.set_window_rect(0, 0, WIDTH, HEIGHT)
            webkit.set_page_load_timeout(TIMEOUT_S)
            webkit.set_script_timeout(TIMEOUT_S)
            yield webkit
    finally:
        service.stop()


HAS_WORKER = "return navigator.serviceWorker.controller !== null;"
IS_KEPT = """
    const { often, always } = JSON.parse(document.querySelector("[data-core]").textContent);
    const { user } = document.documentElement.dataset;
    const pages = await caches.open(`pages-${user}`);
    const found = await Promise.all([...often, ...always].map((page) => pages.match(page)));
    return found.every(Boolean);
"""


@pytest.fixture
def newcomer(webkit, switch: Switch) -> Person:
    """Someone at the server with a switch, on a phone of their own that keeps all it can."""
    return _with_all_kept(Person.signed_up(webkit, switch.address))


@pytest.fixture(scope="package")
def _bea(driver: str, screen: str, tmp_path_factory, _switch: Switch):
    _switch.on()
    with _started(driver, screen, tmp_path_factory.mktemp("phone")) as webkit:
        yield _with_all_kept(Person.signed_up(webkit, _switch.address))


@pytest.fixture
def bea(_bea: Person, switch: Switch) -> Person:
    """Someone whose phone keeps all it can; the same for all, who leave nothing waiting there."""
    _bea.open_ready("/today")
    _bea.wait_for_text("All sent")
    return _bea


def _with_all_kept(person: Person) -> Person:
    wait = WebDriverWait(person.webkit, TIMEOUT_S, 0.1)
    wait.until(lambda _: person.ask(IS_KEPT), "pages were not kept")
    # A page that loads while its worker starts may be left out by WebKit's `claim`.
    person.open("/today")
    wait.until(lambda _: person.ask(HAS_WORKER), "the worker did not take over")
    return person


# What `make test` runs of this kit; `make offline` runs it whole.
SHORT = (
    "without_a_server_and_say",
    "kept_and_shown_and_sent_once_in_order",
    "what_offline_use_needs",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is left to the long form."""
    mark_long(items, Path(__file__).parent, SHORT)
