"""One visit to a page on a slow phone, and what a thumb does there. Nothing is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.benchmarks.wire import Answers, Wire
from tests.browser.conftest import PHONE

VITALS = "(() => {\n" + Path(__file__).with_name("vitals.js").read_text() + "\n})();"
# Where a warm visit comes from: another page of the app.
ELSEWHERE = "/settings"
KEY_MS, PAUSE_MS, LAST_PAUSE_MS = 100, 400, 1500
# `ready` would wait for ever on a site without a worker.
AWAIT_WORKER = """async () => {
  if (!(await navigator.serviceWorker?.getRegistration())) return false;
  await navigator.serviceWorker.ready;
  return true;
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit showed; times in milliseconds, sizes in bytes."""

    to_load: Answers
    """Of page and worker until the page's load event; the others, until there was quiet."""
    page: Answers
    worker: Answers
    lcp: float
    cls: float
    """Of the load alone."""
    cls_used: float
    """Of the load and of all that was done then."""
    inp: float
    slowest: str
    """The slowest interaction, and how long it waited, worked, and took to be shown."""
    largest: str
    """What the LCP was the painting of."""
    is_controlled: bool


def cold(browser: Browser, server: str, session: list, path: str, use: Callable) -> Visit:
    """The first visit of a phone that has the session's cookie, and nothing else.

    Its context is new, so its HTTP cache is its own and empty; that, workers, their caches and
    other storage are cleared all the same. No page of the app was open in it before.
    """
    with _phone(browser, server, session) as context:
        wire = Wire(context.new_page())
        wire.forget(server)
        return _visit(wire, path, use)


def warm(browser: Browser, server: str, session: list, path: str, use: Callable) -> Visit:
    """A visit from another page of the app, by a phone that was here before.

    It came twice, with a fast network: the second time under the worker's control, if there is
    one, so that worker and browser could keep what they keep.
    """
    with _phone(browser, server, session) as context:
        wire = Wire(context.new_page())
        for place in (path, path, ELSEWHERE):
            wire.page.goto(place)
            wire.wait_until_quiet()
            wire.page.evaluate(AWAIT_WORKER)
        return _visit(wire, path, use)


def _phone(browser: Browser, server: str, session: list) -> BrowserContext:
    # The account's zone, so that forms have nothing to change.
    context = browser.new_context(base_url=server, **{**PHONE, "timezone_id": "UTC"})
    context.add_cookies(session)
    context.add_init_script(VITALS)
    return context


def _visit(wire: Wire, path: str, use: Callable[[Page], None]) -> Visit:
    page = wire.page
    wire.slow_down()
    answer = page.goto(path)
    if not answer.ok or not page.url.endswith(path):
        raise RuntimeError(f"{path} answered {answer.status} at {page.url}")
    to_load = wire.answered()
    wire.wait_until_quiet()
    answered, loaded = wire.answered(), page.evaluate("vitals")
    use(page)
    page.wait_for_timeout(LAST_PAUSE_MS)
    used = page.evaluate("({...vitals, count: performance.interactionCount})")
    if not used["count"]:
        raise RuntimeError(f"{path}: nothing was tapped or typed")
    slowest = max(used["interactions"].values(), key=lambda one: one["duration"], default=None)
    return Visit(
        to_load=to_load["page"] + to_load["worker"],
        page=answered["page"],
        worker=answered["worker"],
        lcp=loaded["lcp"],
        cls=loaded["cls"],
        cls_used=used["cls"],
        inp=slowest["duration"] if slowest else 0,
        slowest=_told(slowest),
        largest=loaded["lcpElement"],
        is_controlled=page.evaluate("Boolean(navigator.serviceWorker?.controller)"),
    )


def _told(slowest: dict | None) -> str:
    if slowest is None:
        return "none of 16 ms or more"
    return f"{slowest['name']} on {slowest['on']}, {' + '.join(map(str, slowest['parts']))}"


def log_run(page: Page) -> None:
    """Type a distance and a duration, tap an effort, open the notes and write one."""
    _type(page.locator("main [name=distance]"), "10.5")
    _finish_form(page)


def log_lift(page: Page) -> None:
    """Find an exercise, do its sets with a step more weight, and go on as with a run."""
    _tap(page.locator("[data-add-exercise]"))
    _type(page.get_by_role("searchbox", name="Exercise"), "squat")
    _tap(page.get_by_role("dialog").get_by_role("button").first)
    for tick in page.locator(".tick").all()[:3]:
        _tap(tick)
    _tap(page.locator("[data-add-set]").first)
    _tap(page.locator("main [name$='-weight']").last)
    _tap(page.get_by_role("button", name="More", exact=True))
    _tap(page.get_by_role("button", name="Undo", exact=True))
    _finish_form(page)


def _finish_form(page: Page) -> None:
    _type(page.locator("main [name=duration]"), "50")
    _tap(page.locator("main .effort label").filter(has=page.locator("[value='7']")))
    _tap(page.locator("main summary").filter(has_text="otes").last)
    _type(page.locator("main [name=notes]"), "windy")


def unfold(page: Page) -> None:
    """Open what is folded: three at most, among them a flag's if there is one."""
    for number in range(min(3, len(_folded(page)))):
        _tap(_folded(page)[number])


def read(page: Page) -> None:
    """Open the contents, go to a heading of them, and scroll on."""
    _tap(page.locator("main summary").first)
    _tap(page.locator("main .toc a").nth(3))
    page.mouse.wheel(0, 1500)


def check_in(page: Page) -> None:
    """Open what is folded, and answer four of the five questions: the fifth would save."""
    unfold(page)
    rows = page.locator("main .taps").filter(visible=True)
    for number in range(rows.count() - 1):
        _tap(rows.nth(number).locator("label").nth(3))


def _folded(page: Page) -> list[Locator]:
    return page.locator("main summary").filter(visible=True).all()


def _tap(place: Locator) -> None:
    place.tap()
    place.page.wait_for_timeout(PAUSE_MS)


def _type(field: Locator, text: str) -> None:
    _tap(field)
    field.press_sequentially(text, delay=KEY_MS)
    field.page.wait_for_timeout(PAUSE_MS)
