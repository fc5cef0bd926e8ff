"""The browser dies without a word, around a tap on Save or amid typing, and is started again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copytree, rmtree
from signal import SIGKILL
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, expect

from scripts.find_chromium import find
from tests.browser.conftest import ARGUMENTS, PHONE, TIMEOUT_MS

from .conftest import PATIENCE_S, OwnServer, Visitor, own_server_in

SENT_MS = PATIENCE_S * 1000
NO_TIME_AT_ALL, A_WHILE = 0, 2_000
NOTHING, DRAFT = "[data-nothing]:visible", "[data-list=drafts] li:visible"
SETS = ["5", "82.5", "2", "6", "82.5", "2", "7", "82.5", "2"]


class OwnBrowser:
    """A browser whose profile outlives it."""

    def __init__(self, browser: Browser, profile: Path, address: str):
        self._type = browser.browser_type
        self._profile = profile
        self._address = address

    @contextmanager
    def started(self) -> Iterator[Visitor]:
        """Someone who uses it, until the end or until it is killed."""
        path, _ = find()
        context: BrowserContext = self._type.launch_persistent_context(
            self._profile, executable_path=path, args=ARGUMENTS, base_url=self._address, **PHONE
        )
        context.set_default_timeout(TIMEOUT_MS)
        try:
            yield Visitor(context.pages[0], "anna@example.com", True)
        finally:
            with suppress(Error):
                context.close()

    def kill(self) -> None:
        """End all its processes on the spot: they hear nothing of it."""
        lock = (self._profile / "SingletonLock").readlink()  # It reads NAME-OF-THE-HOST-PID.
        group = os.getpgid(int(str(lock).rpartition("-")[2]))
        assert group != os.getpgid(0), "it is of our own group"
        os.killpg(group, SIGKILL)


@pytest.fixture(scope="module")
def visited(browser: Browser, tmp_path_factory) -> Iterator[tuple[OwnServer, Path, Path]]:
    """A server and its home, and the profile of a browser that was there for one visit."""
    home = tmp_path_factory.mktemp("home")
    with own_server_in(home) as server:
        profile = tmp_path_factory.mktemp("profile")
        with OwnBrowser(browser, profile, server.address).started() as visitor:
            visitor.page.goto("/sign-up")
            visitor.sign_up()
            visitor.wait_until_kept()
        yield server, home, profile


@pytest.fixture
def server(visited: tuple[OwnServer, Path, Path], tmp_path: Path) -> Iterator[OwnServer]:
    """The server; it runs at first. What a test logs goes with it: a form would begin with that."""
    server, home, _ = visited
    server.stop()
    first = copytree(home, tmp_path / "first")
    server.start()
    yield server
    server.stop()
    rmtree(home)
    copytree(first, home)


@pytest.fixture
def own_browser(
    browser: Browser, visited: tuple[OwnServer, Path, Path], server: OwnServer, tmp_path: Path
) -> OwnBrowser:
    """A browser with a copy of that profile."""
    return OwnBrowser(browser, copytree(visited[2], tmp_path / "profile"), server.address)


@pytest.mark.parametrize("is_served", [True, False], ids=["server-runs", "server-stopped"])
@pytest.mark.parametrize(
    ("delay_ms", "kinds"),
    [
        (NO_TIME_AT_ALL, ["run", "lift"]),
        (NO_TIME_AT_ALL, ["lift", "run"]),
        (200, ["run", "lift"]),
        (A_WHILE, ["run", "lift"]),
    ],
)
def test_what_was_saved_before_a_kill_arrives_once(
    own_browser: OwnBrowser, server: OwnServer, delay_ms: int, kinds: list[str], is_served: bool
):
    notes = str(uuid4())
    with own_browser.started() as visitor:
        tabs = [visitor, visitor.with_another_tab()]
        for tab, kind in zip(tabs, kinds, strict=True):
            tab.open(f"/log/{kind}")
            tab.type(kind, notes)
        if not is_served:
            server.stop()
        for tab in tabs:
            tab.page.get_by_role("button", name="Save").tap(no_wait_after=True)
        visitor.page.wait_for_timeout(delay_ms)
        if delay_ms == A_WHILE:
            for tab in tabs:
                assert_confirmed(tab, is_served)
        own_browser.kill()

    server.start()
    with own_browser.started() as visitor:
        visitor.open("/waiting")
        expect(visitor.line).to_have_text("All sent", timeout=SENT_MS)
        expect(visitor.page.locator(f"{NOTHING}, {DRAFT}").first).to_be_visible()
        rows = [row for row in server.saved() if row["notes"] == notes]
        drafts = visitor.page.locator(DRAFT).all_inner_texts()
        for kind in kinds:
            assert_arrived_or_back(visitor, kind, notes, rows, drafts)
        assert delay_ms == NO_TIME_AT_ALL or len(rows) == len(kinds)


def test_a_lift_that_was_being_typed_before_a_kill_is_back(own_browser: OwnBrowser):
    with own_browser.started() as visitor:
        visitor.open("/log/lift")
        visitor.type_sets()
        visitor.field("duration").press_sequentially("1h0")
        own_browser.kill()

    with own_browser.started() as visitor:
        visitor.open("/log/lift")
        assert_back(visitor, "lift")
        assert "1h0".startswith(visitor.field("duration").input_value())


def test_a_session_without_the_server_and_a_kill_in_its_middle_is_sent_with_every_set_once(
    own_browser: OwnBrowser, server: OwnServer
):
    notes = str(uuid4())
    server.stop()
    with own_browser.started() as visitor:
        visitor.open("/log/lift")
        for words, sets in (("squat", 3), ("pullup", 2)):
            add_exercise(visitor, words, sets)
        for tick in visitor.page.locator(".tick").all()[:3]:
            tick.tap()
        visitor.page.wait_for_timeout(A_WHILE)
        own_browser.kill()

    with own_browser.started() as visitor:
        visitor.open("/log/lift")
        expect(visitor.page.locator(".tick :checked")).to_have_count(3)
        for tick in visitor.page.locator(".tick").all()[3:]:
            tick.tap()
        visitor.page.locator("summary", has_text="Notes").last.tap()
        visitor.field("notes").fill(notes)
        visitor.choose_effort(7)
        visitor.page.get_by_role("button", name="Save lift").tap()
        expect(visitor.page.get_by_role("alert")).to_contain_text("How long was it?")
        visitor.fill(duration="45")
        visitor.page.get_by_role("button", name="Save lift").tap()
        expect(visitor.page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
        server.start()
        visitor.open("/waiting")
        expect(visitor.line).to_have_text("All sent", timeout=SENT_MS)
    (row,) = [row for row in server.saved() if row["notes"] == notes]
    assert (row["kind"], row["sets"]) == ("lift", 5)


def add_exercise(visitor: Visitor, words: str, sets: int) -> None:
    """Add an exercise by what one calls it, and fill in its sets."""
    page = visitor.page
    page.get_by_role("button", name="Add exercise").tap()
    page.get_by_role("searchbox", name="Exercise").fill(words)
    page.keyboard.press("Enter")
    exercise = page.locator("[data-exercises] > [data-exercise]").last
    exercise.locator("[name$='-sets-0-reps']").fill("5")
    for _ in range(sets - 1):
        exercise.get_by_role("button", name="Add set").tap()


def assert_confirmed(visitor: Visitor, is_served: bool) -> None:
    """The save was confirmed where it stood, or led on to the week where the server answered."""
    here = visitor.page.get_by_role("heading", name="Saved on this phone").is_visible()
    assert here or (is_served and "/week/" in visitor.page.url)


def assert_arrived_or_back(
    visitor: Visitor, kind: str, notes: str, rows: list[dict], drafts: list[str]
) -> None:
    """A workout is one row and no draft, or no row and its draft is back as it was typed."""
    sets = 3 if kind == "lift" else 0
    has_draft = any(draft.lower().startswith(kind) for draft in drafts)
    if not has_draft:
        once = {"kind": kind, "notes": notes, "duration_s": 3000, "sets": sets}
        assert [row for row in rows if row["kind"] == kind] == [once]
    else:
        assert [row for row in rows if row["kind"] == kind] == []
        visitor.open(f"/log/{kind}")
        assert_back(visitor, kind)
        expect(visitor.field("duration")).to_have_value("50")
        expect(visitor.field("notes")).to_have_value(notes)


def assert_back(visitor: Visitor, kind: str) -> None:
    """What was typed stands in the form again, and the form says so."""
    expect(visitor.page.get_by_text("is back. It is not saved yet.")).to_be_visible()
    if kind == "run":
        expect(visitor.field("distance")).to_have_value("10.5")
        return
    expect(visitor.field("exercises-0-exercise")).to_have_value("squats")
    cells = visitor.page.locator("main [data-set] .cell input")
    typed = [cell.input_value() for cell in cells.all()]
    assert [text for text in typed if text] == SETS
