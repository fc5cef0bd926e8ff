"""What the app does, and may count on, in WebKit."""

import pytest
from selenium.webdriver.common.by import By

from tests.browser.person import ZONE, days_ago
from tests.webkit.conftest import HEIGHT, WIDTH
from tests.webkit.person import Person

RUN_DAY = days_ago(3)
OPENED = """
    const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open("trial", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
    });
"""
WRITTEN = f"""{OPENED}
    await new Promise((resolve, reject) => {{
        const writing = database.transaction("kept", "readwrite", {{durability: "strict"}});
        writing.objectStore("kept").put({{typed: given[1]}}, given[0]);
        writing.oncomplete = resolve;
        writing.onabort = () => reject(writing.error);
    }});
"""
READ = f"""{OPENED}
    return await new Promise((resolve, reject) => {{
        const reading = database.transaction("kept").objectStore("kept").get(given[0]);
        reading.onsuccess = () => resolve(reading.result?.typed ?? null);
        reading.onerror = () => reject(reading.error);
    }});
"""
# The worker of the app is a module: it imports others.
REGISTERED = """
    const {active} = await navigator.serviceWorker.ready;
    return active.scriptURL;
"""


@pytest.fixture
def anna(webkit, server: str) -> Person:
    """Someone who has just signed up."""
    return Person.signed_up(webkit, server)


@pytest.fixture(params=["127.0.0.1", "localhost"])
def stranger(request, webkit, server: str) -> Person:
    """Someone without an account on the first page, at either name of this computer."""
    person = Person(webkit, server.replace("127.0.0.1", request.param), "")
    person.open("/")
    return person


def test_a_run_is_logged_and_leads_to_its_week(anna: Person):
    anna.log_run(RUN_DAY, "07:00", 9, distance="6,5", duration="52:30")

    assert f"/week/{RUN_DAY:%G-W%V}" in anna.webkit.current_url
    week = anna.webkit.find_element(By.TAG_NAME, "main").text
    assert "6.5 km, 52 min 30 s, effort 9" in week


def test_the_window_is_a_phones(anna: Person):
    assert anna.ask("return [innerWidth, innerHeight]") == [WIDTH, HEIGHT]
    assert anna.ask("return Intl.DateTimeFormat().resolvedOptions().timeZone") == ZONE


def test_what_was_written_to_indexeddb_is_read_on_the_next_page(anna: Person):
    anna.ask(WRITTEN, "run", "45:30")
    anna.open("/guide")

    assert anna.ask(READ, "run") == "45:30"
    assert anna.ask(READ, "lift") is None


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_phone_knows_nothing_of_the_one_before(webkit, server: str, time: str):
    newcomer = Person(webkit, server, "")
    newcomer.open("/today")
    assert newcomer.webkit.current_url.startswith(f"{server}/sign-in")
    assert newcomer.ask(READ, "run") is None

    signed_up = Person.signed_up(webkit, server)
    signed_up.ask(WRITTEN, "run", "45:30")
    signed_up.open("/today")
    assert signed_up.webkit.current_url == f"{server}/today"


def test_a_module_may_be_a_service_worker_without_tls(stranger: Person):
    assert stranger.ask("return isSecureContext")
    assert stranger.ask("return 'serviceWorker' in navigator")
    assert stranger.ask(REGISTERED) == f"{stranger.server}/service-worker.js"


def test_what_offline_use_needs_is_there(anna: Person):
    needed = "BroadcastChannel caches.open navigator.locks.request navigator.storage.persist"
    missing = [n for n in needed.split() if anna.ask(f"return typeof {n}") != "function"]
    assert missing == []
