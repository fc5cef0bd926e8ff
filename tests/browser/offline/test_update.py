"""A new version of the app: offered once, taken by one press, and nothing that waits is lost."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.faults import servers

from .conftest import PATIENCE_S, OwnServer, Visitor

PARTS = ("app.py", "runstrength", "content", "templates", "static")
SEEN = "document.dispatchEvent(new Event('visibilitychange'))"
FILES = "caches.keys().then((names) => names.filter((name) => name.startsWith('files-')))"
# A queue as version 1 of the app keeps it, with one entry of each kind of form. Phones hold such
# queues for as long as they are not opened: every later version has to go on accepting this file.
QUEUED = json.loads((servers.ROOT / "tests/queued.json").read_text())
# Those that are about days ahead; once these are past, the server may refuse them, in words.
AHEAD = ("/plan/",)
STORE = """([owner, entries]) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("runstrength");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const writing = asked.result.transaction("outbox", "readwrite");
    for (const entry of entries) writing.objectStore("outbox").put({ ...entry, owner });
    writing.oncomplete = () => resolve(asked.result.close());
    writing.onabort = () => reject(writing.error);
  };
})"""
CHECKED_IN = "2026-11-23"
READ_AHEAD = """navigator.serviceWorker.ready.then(({ active }) => {
  const { user: owner } = document.documentElement.dataset;
  const wanted = { owner, version: "again", here: location.href, always: [], often: [] };
  active.postMessage({ warm: wanted });
})"""
COME_BACK = "dispatchEvent(new Event('online'))"
KEPT_UNDER = "JSON.parse(document.querySelector('[data-core]').textContent).version"
STYLED = "[...document.styleSheets].map(({ cssRules }) => cssRules.length > 0)"


@pytest.fixture
def renew(own_server: OwnServer, tmp_path: Path, monkeypatch) -> Callable[[], None]:
    """Put a newer version of the app in the place of the server's."""

    def renew() -> None:
        own_server.stop()
        newer = tmp_path / "newer"
        for part in PARTS:
            take = shutil.copytree if (servers.ROOT / part).is_dir() else shutil.copy
            newer.mkdir(exist_ok=True)
            take(servers.ROOT / part, newer / part)
        with (newer / "static/css/base.css").open("a") as styles:
            styles.write("@layer base { html { --newer: 1; } }\n")
        monkeypatch.setattr(servers, "ROOT", newer)
        own_server.start()

    return renew


def test_the_open_page_offers_a_new_version_and_takes_it_by_one_reload(
    kept_visitor: Visitor, own_server: OwnServer, renew: Callable[[], None]
):
    page = kept_visitor.page
    own_server.stop()
    kept_visitor.log_here("lift", "Waits")
    renew()
    refuse_writes(page)
    old = page.evaluate(FILES)
    loads = count_loads(page)
    for _ in range(3):
        page.evaluate(SEEN)
    expect(offer(page)).to_be_visible(timeout=PATIENCE_S * 1000)
    page.evaluate(SEEN)
    page.wait_for_timeout(1000)
    expect(offer(page)).to_have_count(1)
    assert (loads, own_server.saved()) == ([], [])

    with page.expect_event("load", timeout=PATIENCE_S * 1000):
        use_it(page).click()
    expect(kept_visitor.line).to_have_text("1 waiting")
    page.wait_for_timeout(1000)
    assert len(loads) == 1
    expect(offer(page)).to_have_count(0)
    (new,) = page.evaluate(FILES)
    assert [new] != old
    assert is_newer(page)

    page.unroute_all()
    page.evaluate(SEEN)
    expect(kept_visitor.line).to_have_text("All sent")
    assert [(each["notes"], each["sets"]) for each in own_server.saved()] == [("Waits", 3)]


def test_a_page_that_is_opened_after_the_update_offers_it(
    kept_visitor: Visitor, renew: Callable[[], None]
):
    renew()
    kept_visitor.open("/week")
    expect(offer(kept_visitor.page)).to_be_visible()


def test_an_old_version_that_reads_ahead_is_not_waited_for(
    kept_visitor: Visitor, own_server: OwnServer, renew: Callable[[], None]
):
    page = kept_visitor.page
    renew()
    page.evaluate(SEEN)
    expect(offer(page)).to_be_visible()
    with own_server.paused():
        page.evaluate(READ_AHEAD)
        page.wait_for_timeout(500)
        with page.expect_event("load", timeout=PATIENCE_S * 1000):
            use_it(page).click()
    expect(offer(page)).to_have_count(0)
    assert is_newer(page)


def test_what_is_not_asked_for_does_not_come(kept_visitor: Visitor, renew: Callable[[], None]):
    page = kept_visitor.page
    renew()
    loads = count_loads(page)
    page.evaluate(SEEN)
    expect(offer(page)).to_be_visible()
    page.wait_for_timeout(2000)
    assert loads == []
    for path in ("/week", "/today"):
        kept_visitor.open(path)
        expect(offer(page)).to_be_visible()
    assert len(loads) == 2
    assert len(page.evaluate(FILES)) == 2  # The old one is in use yet.


def test_the_offer_does_not_stand_while_something_is_typed(
    kept_visitor: Visitor, renew: Callable[[], None]
):
    page = kept_visitor.page
    kept_visitor.open("/log/run")
    renew()
    page.evaluate(SEEN)
    expect(offer(page)).to_be_visible()
    kept_visitor.fill(duration="45")
    expect(offer(page)).to_have_count(0)
    page.evaluate(SEEN)
    page.wait_for_timeout(500)
    expect(offer(page)).to_have_count(0)
    kept_visitor.save_and_land()
    expect(offer(page)).to_be_visible()


def test_a_version_that_is_found_while_something_is_typed_is_offered_later(
    kept_visitor: Visitor, renew: Callable[[], None]
):
    page = kept_visitor.page
    kept_visitor.open("/log/run")
    kept_visitor.fill(duration="45")
    renew()
    page.evaluate(SEEN)
    page.wait_for_timeout(3000)
    assert len(page.evaluate(FILES)) == 2
    expect(offer(page)).to_have_count(0)
    kept_visitor.save_and_land()
    expect(offer(page)).to_be_visible()


def test_pages_that_were_kept_under_the_old_version_keep_their_looks(
    kept_visitor: Visitor, own_server: OwnServer, renew: Callable[[], None]
):
    page = kept_visitor.page
    for path in ("/rules", "/week/2020-W10"):
        kept_visitor.open(path)
    kept_visitor.open("/today")  # The open page is kept anew.
    (old,) = page.evaluate(FILES)
    renew()
    page.evaluate(SEEN)
    with page.expect_event("load", timeout=PATIENCE_S * 1000):
        use_it(page).click()
    kept_visitor.line.wait_for()
    assert page.evaluate(FILES) != [old]

    own_server.stop()
    for path in ("/rules", "/week/2020-W10"):
        kept_visitor.open(path)
        assert page.evaluate(KEPT_UNDER) == old.removeprefix("files-")
        assert set(page.evaluate(STYLED)) == {True}
        assert is_newer(page)
        expect(page.get_by_text("From this phone, as of")).to_be_visible()


def test_another_tab_stays_as_it_is_until_it_is_asked(
    kept_visitor: Visitor, renew: Callable[[], None]
):
    page, other = kept_visitor.page, kept_visitor.page.context.new_page()
    other.goto("/week")
    renew()
    for each in (page, other):
        each.evaluate(SEEN)
        expect(offer(each)).to_be_visible()
    loads = count_loads(other)
    with page.expect_event("load", timeout=PATIENCE_S * 1000):
        use_it(page).click()
    other.wait_for_timeout(1000)
    assert loads == []
    with other.expect_event("load", timeout=PATIENCE_S * 1000):
        use_it(other).click()
    expect(offer(other)).to_have_count(0)
    assert is_newer(other)


def test_a_queue_of_version_1_is_accepted(kept_visitor: Visitor, own_server: OwnServer):
    for path, document in QUEUED["before"]:
        answer = kept_visitor.page.request.put(
            f"/api/v1/{path}", data=document, headers={"Origin": own_server.address}
        )
        assert answer.ok, answer.text()
    answers = send_queue(kept_visitor)
    for entry, answer in answers:
        if entry["url"].startswith(AHEAD) and not answer.ok:
            assert_says_why(answer)
        else:
            assert answer.status == 200, (entry["label"], answer.text())
            assert set(answer.json()) == {"location"}
    stored = {workout["notes"]: workout for workout in own_server.saved()}
    assert {"A run", "A lift"} <= stored.keys()
    assert stored["A lift"]["sets"] == 3
    assert kept_visitor.page.request.get(f"/api/v1/check-ins/{CHECKED_IN}").ok


def test_a_queue_of_version_1_whose_subjects_are_gone_is_refused_in_words(kept_visitor: Visitor):
    answers = send_queue(kept_visitor)
    refused = [(entry, answer) for entry, answer in answers if not answer.ok]
    assert {entry["url"] for entry, _ in refused} >= {
        entry["url"] for entry, _ in answers if entry["url"].startswith("/workouts/")
    }
    for _, answer in refused:
        assert_says_why(answer)
    kept_visitor.open("/waiting")
    expect(kept_visitor.page.locator("[data-list=entries] .fault").first).to_be_visible()
    expect(kept_visitor.line).to_contain_text("need you")


def send_queue(person: Visitor) -> list[tuple[dict, Response]]:
    """Put the recorded queue on the phone and have it sent; each entry with its answer.

    Those that stand behind a refused one of the same subject are not sent.
    """
    page, answers = person.page, {}
    page.on("response", lambda answer: note(answer, answers))
    owner = page.evaluate("document.documentElement.dataset.user")
    page.evaluate(STORE, [owner, QUEUED["outbox"]])
    page.evaluate(COME_BACK)
    entries = {entry["id"]: entry for entry in QUEUED["outbox"]}
    end = monotonic() + PATIENCE_S
    while not answers.keys() >= {key for key, entry in entries.items() if not entry["base_key"]}:
        assert monotonic() < end, answers
        page.wait_for_timeout(50)
    return [(entries[key], answer) for key, answer in answers.items()]


def note(answer: Response, answers: dict[str, Response]) -> None:
    """Keep the answer to an entry, under its key."""
    key = answer.request.headers.get("idempotency-key")
    if key:
        answers[key] = answer


def assert_says_why(answer: Response) -> None:
    """It is a refusal that the phone can show."""
    assert 400 <= answer.status < 500
    assert answer.status not in (401, 408, 425, 429)
    assert answer.json()["title"]


def offer(page: Page) -> Locator:
    """The notice that a new version is ready."""
    return page.get_by_text("A new version of RunStrength is ready.")


def use_it(page: Page) -> Locator:
    """The button that takes it."""
    return page.get_by_role("button", name="Use it now")


def is_newer(page: Page) -> bool:
    """Whether the page has the newer version's styles."""
    style = "getComputedStyle(document.documentElement).getPropertyValue('--newer').trim()"
    return page.evaluate(style) == "1"


def count_loads(page: Page) -> list[str]:
    """Where the page has been loaded from now on."""
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    return loads


def refuse_writes(page: Page) -> None:
    """The server is there, but takes nothing. The worker's own requests are let through: a new
    worker has to wait for an old one of whose requests one is held."""
    page.route(
        "**/log/*",
        lambda route: (
            route.fulfill(status=503, body="Not now")
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
