"""Text stays text: sixty payloads in every field and file name, and not one of them runs.

The policy of our pages would stop most of them where a page let them in, and so hide that: here
they are read by a browser that is told to overlook it, and by one that minds it.
"""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import bringing
from tests.browser.conftest import PHONE, TIMEOUT_MS
from tests.browser.hostile import Log
from tests.browser.payloads import ALL, NAMES, NUL, PAYLOADS
from tests.browser.person import Person, answer_to
from tests.browser.scripts_watch import Watch
from tests.kits import long

# Where a crawl begins; it follows links on from there, so that a new page comes in by itself.
BEGIN = ("/today", "/week", "/plan", "/log", "/guide", "/more", "/history", "/exercises", "/export")
WITH_FORMS = ("/settings", "/shoes", "/exercises/new", "/routines/new", "/log/run", "/log/lift")
WITH_FORMS += ("/today", "/plan", "/rules", "/imports", "/account", "/account/password")
WITH_FORMS += ("/account/tokens", "/account/passkeys", "/account/people")
LEADING = [name for name in NAMES if re.search(r"script:|^[/\\]|data:", name)]
FEW_PAGES, MOST_PAGES = 24, 250
ENDS = re.compile(
    r"/(sign-out|account/delete|static/.*|calendar/.*)|.*\.(zip|csv|gpx|tcx|ics|json)"
)
KIND = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d[\w-]*|own-[\w-]+|(?<=\?).*")
LINKS = "() => [...document.querySelectorAll('a[href]')].map(({ href }) => href.split('#')[0])"
FORMS = """() => [...document.forms]
  .map((form, n) => [n, form.getAttribute("action") ?? ""])
  .filter(([, to]) => !/sign-out|account.delete|revoke|undo|delete/.test(to))"""
# Put into every field of a form what its checks would not let one type, and send it as it is.
SEND = """([n, texts]) => {
  const form = document.forms[n];
  const isTyped = ({ name, type }) => name && !/csrf|^do$/.test(name) && type !== "file";
  [...form.elements].filter(isTyped).forEach((field, m) => {
    const copy = document.createElement("textarea");
    [copy.name, copy.value] = [field.name, texts[m % texts.length]];
    field.replaceWith(copy);
  });
  HTMLFormElement.prototype.submit.call(form);
}"""


def _first_every_day(several) -> list:
    first, *others = several
    return [first, *map(long, others)]


@pytest.fixture(scope="module", params=[False, long(True)], ids=["overlooked", "minded"])
def visited(request, browser: Browser, server: str):
    """A phone whose owner's log is full of payloads, and what watches over it."""
    context = browser.new_context(base_url=server, bypass_csp=not request.param, **PHONE)
    context.set_default_timeout(TIMEOUT_MS)
    watch = Watch(context)
    person = Person.signed_up(context)
    log = Log(context.request, server)
    log.fill()
    yield person.page, watch, log
    context.close()


@pytest.mark.parametrize("most", [FEW_PAGES, long(MOST_PAGES)])
def test_what_is_stored_is_shown_as_text(visited, most):
    page, watch, log = visited
    begin = [*BEGIN, f"/workouts/{log.run}", f"/workouts/{log.lift}", f"/workouts/{log.lift}/edit"]
    begin += [f"/log/lift?like={log.lift}", "/shoes", "/routines"]
    seen = crawl(page, watch, begin, most=most)

    assert len(seen) > min(most // 2, 40)
    page.goto(f"/workouts/{log.run}")
    shown = page.locator("main").inner_text()
    for payload in ("<img src=x onerror=canary(5)>", "</script><script>canary(37)</script>"):
        assert payload in shown


@pytest.mark.long
def test_what_an_import_holds_is_shown_as_text(visited):
    page, watch, log = visited
    address = log.upload()
    page.goto(address)
    bringing.wait_for_import(page)
    watch.look(page)
    assert "onerror=canary(5)>" in page.locator("main").text_content()
    crawl(page, watch, [address], f"{address}/")
    page.goto(address)
    page.locator("main button", has_text=re.compile(r"^\s*Import \d")).click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=20_000)
    watch.look(page)
    crawl(page, watch, [address, "/history", "/exercises", "/imports"], f"{address}/")


def test_names_of_files_are_shown_as_text(visited):
    page, watch, _ = visited
    page.goto("/imports")
    files = [{"name": n, "mimeType": "text/csv", "buffer": b"x"} for n in NAMES if "/" not in n]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Look into it").click()
    bringing.wait_for_import(page)
    watch.look(page)
    crawl(page, watch, ["/imports"], page.evaluate("location.pathname"))


@pytest.mark.long
def test_what_waits_on_the_phone_is_shown_as_text(visited, server):
    """Both versions of a conflict, a draft and a file: scripts write them."""
    page, watch, log = visited
    page.goto(f"/workouts/{log.run}/edit")
    expect(page.locator("[data-sent]")).to_be_attached()
    log.change_run(f"Changed elsewhere\n{ALL}"[:10_000])
    page.locator("main [name='duration']").fill("35")
    with answer_to(page, f"/workouts/{log.run}/edit") as answer:
        page.get_by_role("button", name="Save").press("Enter")
    assert answer.value.status == 409
    page.goto("/log/lift")
    expect(page.locator("[data-sent]")).to_be_attached()
    page.locator("main [name='notes']").evaluate("(field, text) => (field.value = text)", ALL)
    page.locator("main [name='duration']").fill("1h")
    page.goto("/waiting")
    file = {"name": NAMES[24], "mimeType": "text/csv", "buffer": b"x"}
    page.locator("[data-add]").set_input_files(file)
    for kind in ("entries", "drafts", "files"):
        expect(page.locator(f"[data-list={kind}] li").first).to_be_visible()
    assert "canary(5)" in page.locator(".versions").first.text_content()
    watch.look(page)


@pytest.mark.parametrize(
    "payload", [NAMES[24], *(long(name) for name in NAMES if name != NAMES[24])]
)
def test_what_is_searched_for_is_shown_as_text(visited, payload):
    page, watch, _ = visited
    for path in ("/history", "/exercises"):
        page.goto(f"{path}?{urlencode({'q': payload})}")
        watch.look(page)
        assert page.locator("main [name=q]").count() == 1


@pytest.mark.parametrize("turn", [0, *(long(n) for n in range(1, len(PAYLOADS)))])
def test_what_a_form_refuses_is_shown_as_text(visited, turn):
    page, watch, _ = visited
    texts = [*PAYLOADS[turn:], NUL, *PAYLOADS[:turn]]
    for path in WITH_FORMS:
        send_every_form(page, watch, path, texts)


@pytest.mark.parametrize("turn", [0, *(long(n) for n in range(1, len(PAYLOADS)))])
@pytest.mark.parametrize("path", ["/sign-in", long("/sign-up")])
def test_what_a_stranger_types_is_shown_as_text(browser, server, path, turn):
    context = browser.new_context(base_url=server, bypass_csp=True, **PHONE)
    watch, page = Watch(context), context.new_page()
    send_every_form(page, watch, path, [*PAYLOADS[turn:], *PAYLOADS[:turn]])
    context.close()


@pytest.mark.parametrize(
    "then", [LEADING[3], *(long(name) for name in LEADING if name != LEADING[3])]
)
def test_a_sign_in_leads_on_to_no_payload(browser, server, then):
    context = browser.new_context(base_url=server, bypass_csp=True, **PHONE)
    watch = Watch(context)
    person = Person.signed_up(context)
    context.clear_cookies()
    person.page.goto(f"/sign-in?{urlencode({'next': then})}")
    watch.look(person.page)
    person.sign_in()
    person.page.wait_for_url("**/today")
    watch.look(person.page)
    context.close()


def crawl(
    page: Page, watch: Watch, begin: list[str], within: str = "/", most: int = MOST_PAGES
) -> set[str]:
    """Open pages and what they lead to under `within`, and look at each; the kinds of pages."""
    page.goto("/guide")
    site = page.evaluate("location.origin")
    ahead, known, kinds = [site + path for path in begin], set(), set()
    while ahead and len(known) < most:
        address = ahead.pop(0)
        path = address.removeprefix(site)
        kind = KIND.sub("*", path)
        chosen = path in begin or kind not in kinds
        is_ours = path in begin or (path.startswith(within) and not ENDS.fullmatch(path))
        if address in known or not chosen or not is_ours:
            continue
        known.add(address)
        kinds.add(kind)
        page.goto(address)
        page.locator("main details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        watch.look(page)
        ahead += page.evaluate(LINKS)
    return kinds


def send_every_form(page: Page, watch: Watch, path: str, texts: list[str]) -> None:
    """Send each form of a page with a payload in each of its fields, and look at what comes."""
    page.goto(path)
    kinds = set()
    for n, action in page.evaluate(FORMS):
        kind = KIND.sub("*", action)
        if kind in kinds:
            continue
        kinds.add(kind)
        page.goto(path)
        with page.expect_navigation():
            page.evaluate(SEND, [n, texts])
        watch.look(page)
