"""A server of the test's own, that it may stop, start and pause, and someone with a phone on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator

from tests.browser.conftest import PHONE, TIMEOUT_MS
from tests.browser.person import ZONE, Person
from tests.faults.servers import Server, serving
from tests.kits import mark_long

PATIENCE_S = 20
# Whether every page that this one names is kept; it is so once the app has had a quiet moment.
ARE_PAGES_KEPT = """async () => {
  const { user } = document.documentElement.dataset;
  const core = JSON.parse(document.querySelector("[data-core]").textContent);
  const kept = await (await caches.open(`pages-${user}`)).keys();
  const paths = new Set(kept.map(({ url }) => new URL(url).pathname));
  await navigator.serviceWorker.ready;
  return [...core.often, ...core.always].every((path) => paths.has(path));
}"""
SAVED = """select kind, notes, duration_s, (select count(*) from lift_sets as sets
  where sets.workout_id = workouts.id and sets.user_id = workouts.user_id) as sets
  from workouts where deleted_at is null order by kind desc, notes"""


def today() -> date:
    """The date on the phone."""
    return datetime.now(ZoneInfo(ZONE)).date()


class OwnServer:
    """A server process that comes and goes, always on the same port and the same data."""

    def __init__(self, home: Path):
        self._home = home
        self._process = ExitStack()
        self._running: Server | None = None
        self.address = ""
        """Where it is, or was while it ran."""

    def start(self) -> None:
        """Start it, unless it runs; on the same port as ever."""
        if self._running:
            return
        port = int(self.address.rpartition(":")[2] or 0)
        self._running = self._process.enter_context(serving(self._home, port))
        self.address = self._running.address

    def stop(self) -> None:
        """End the process: connections are refused from now on."""
        self._process.close()
        self._running = None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While it is: connections are accepted, and nothing is ever answered."""
        with self._running.paused():
            yield

    def saved(self) -> list[dict]:
        """All workouts that it stored, runs first, read past the process."""
        with closing(sqlite3.connect(self._home / "runstrength.sqlite3")) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(SAVED)]


class Visitor(Person):
    """Someone whose server is not always there."""

    @property
    def line(self) -> Locator:
        """The line at the top that says whether anything waits."""
        return self.page.locator("[data-sent]")

    def with_another_tab(self) -> "Visitor":
        """The same person, in another tab of the same phone."""
        return Visitor(self.page.context.new_page(), self.email, self.has_scripts)

    def open(self, path: str) -> None:
        """Open a page, and wait until its scripts are at work."""
        self.page.goto(path)
        self.line.wait_for()

    def wait_until_kept(self) -> None:
        """Wait until the pages that are wanted without a network are on the phone."""
        end = monotonic() + PATIENCE_S
        while not self.page.evaluate(ARE_PAGES_KEPT):
            assert monotonic() < end, "the pages were not kept"
            sleep(0.1)

    def type(self, kind: str, notes: str, duration: str = "50") -> None:
        """Fill in the form for a run of 10.5, or for a lift of three sets; both began at midnight.

        `notes` tell the workout from others.
        """
        if kind == "run":
            self.fill(distance="10.5")
        else:
            self.type_sets()
        self.fill(duration=duration)
        self.choose_effort(6)
        self.start_at(today(), "00:00")
        self.page.locator("summary", has_text="otes").last.click()
        self.fill(notes=notes)

    def type_sets(self) -> None:
        """Fill in three sets of squats, of five, six and seven."""
        self.field("exercises-0-exercise").select_option("squats")
        for number in range(3):
            if number:
                self.press("add-set:exercises-0")
            self.fill_set(0, number, reps=str(5 + number), weight="82.5", rir="2")

    def save_here(self) -> None:
        """Save, and see it confirmed where it stands, as nobody answers."""
        self.save()
        self.page.get_by_role("heading", name="Saved on this phone").wait_for()

    def log_here(self, kind: str, notes: str) -> None:
        """Log a workout while the server is away."""
        self.open(f"/log/{kind}")
        self.type(kind, notes)
        self.save_here()


@contextmanager
def own_phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone for the server, or a proxy, at an address."""
    context = browser.new_context(base_url=address, **PHONE)
    context.set_default_timeout(TIMEOUT_MS)
    yield context
    context.close()


@contextmanager
def own_server_in(home: Path) -> Iterator[OwnServer]:
    """A server on the data in a folder; it runs at first."""
    server = OwnServer(home)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def anna(phone) -> Person:
    """Someone who has just signed up, whose phone keeps pages for later."""
    return Person.signed_up(phone())


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[OwnServer]:
    """A server of this test's own; it runs at first."""
    with own_server_in(tmp_path / "home") as server:
        yield server


@pytest.fixture
def visitor(browser: Browser, own_server: OwnServer) -> Iterator[Visitor]:
    """Someone who has just signed up at the test's own server, and looks at today."""
    with own_phone(browser, own_server.address) as context:
        yield Visitor.signed_up(context)


@pytest.fixture
def kept_visitor(visitor: Visitor) -> Visitor:
    """The same person, whose phone has kept the pages that it keeps after one visit."""
    visitor.wait_until_kept()
    return visitor


# What `make test` runs of the longer kits; `make offline` runs them whole.
SHORT = (
    "with_every_set_once",
    "last_lift_opens_once_more",
    "edit_of_an_edit",
    "sent_again_bring_nothing_back",
    "in_every_list_and_arrives_once[run",
    "shows_both_and_stores_mine",
    "once_it_is_put_right[distance",
    "byte_for_byte[offline]",
    "the_next_person_neither",
    "after_the_session_ended",
    "can_send_it_at_once[lift]",
    "takes_it_by_one_reload",
    "without_the_server[/log/lift]",
    "without_the_server[/today]",
    "while_the_server_hangs_is_confirmed",
    "controls_the_first_page_after_sign_up",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is left to the long form."""
    mark_long(items, Path(__file__).parent, SHORT)
