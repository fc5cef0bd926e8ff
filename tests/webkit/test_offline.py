"""Reading without a network in WebKit, whose workers know no `sync`: an iPhone's lot."""

import shutil
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.file_detector import UselessFileDetector

from tests.faults import servers
from tests.webkit.person import Person
from tests.webkit.switch import Switch

SOON_MS = 2000
CONTROLLED = """
    const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20));
    return performance.now() - loadEventEnd;
"""
REGISTRATION = """
    const registration = await navigator.serviceWorker.ready;
    return [registration.scope, typeof registration.sync];
"""
# The driver hands out no console: what goes wrong is noted from right after the load, before the
# app attaches itself; a module that failed earlier fails again when it is imported.
NOTED = """
    const noted = (window.noted = []);
    const note = (event) => noted.push(String(event.reason ?? event.message ?? event.blockedURI));
    for (const name of ["error", "unhandledrejection"]) addEventListener(name, note, true);
    document.addEventListener("securitypolicyviolation", note);
    for (const name of ["error", "warn"]) console[name] = (...said) => noted.push(said.join(" "));
"""
WENT_WRONG = """
    const modules = [...document.querySelectorAll("script[src]")].map(({ src }) => src);
    if (document.documentElement.dataset.user) modules.push(modules.at(-1).replace("start", "app"));
    for (const module of modules) await import(module).catch(console.error);
    await new Promise((done) => setTimeout(done, 100));
    return window.noted;
"""
LOOKS = """
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ sheet }) => sheet);
    const isStyled = sheets.every((sheet) => sheet?.cssRules.length);
    const isDrawn = [...document.images].every(({ naturalWidth }) => naturalWidth);
    const bar = getComputedStyle(document.querySelector("nav.bar")).position;
    return [isStyled, isDrawn, bar];
"""
STYLED = [True, True, "sticky"]
LEFT = """
    const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
    const opening = indexedDB.open("runstrength");
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    const stores = ["outbox", "drafts", "shared"];
    const reading = database.transaction([...stores, "known"]);
    const got = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)));
    const counts = await Promise.all(stores.map((name) => got(reading.objectStore(name).count())));
    const known = await got(reading.objectStore("known").get("owner"));
    database.close();
    return [names, counts, known];
"""
STAYED = """
    window.isNew = true;
    await new Promise((done) => setTimeout(done, 1000));
    return window.isNew;
"""
KEPT_TEXT = """
    const { src } = document.querySelector("script[src$='/js/start.js']");
    const { filesOf } = await import(src.replace("start.js", "worker/shares.js"));
    const [{ blob }] = await filesOf(document.documentElement.dataset.user);
    return await blob.text();
"""
ARTICLE = "/guide/running-and-weight-training"
NEVER_SEEN = "/week/2020-W10"
TITLES = {
    "/today": "Today",
    "/week": "Week",
    "/log": "Log",
    "/log/run": "Log a run",
    "/log/lift": "Log a lift",
    "/plan": "Plan",
    "/guide": "Guide",
    ARTICLE: "Running and",
    "/history": "History",
    "/more": "More",
    "/waiting": "On this phone",
}


def test_the_worker_has_every_page_from_the_second_on(webkit, switch: Switch):
    bea = Person.signed_up(webkit, switch.address)
    bea.ask(REGISTRATION)
    bea.open("/week")

    assert bea.ask(CONTROLLED) < SOON_MS
    assert bea.ask(REGISTRATION) == [f"{switch.address}/", "undefined"]


def test_no_page_reports_an_error(bea: Person):
    for path in ["/", *TITLES, "/settings", "/trends", "/rules"]:
        bea.open(path)
        bea.webkit.execute_script(NOTED)
        assert bea.ask(WENT_WRONG) == [], path


def test_pages_are_there_without_a_server_and_say_since_when(bea: Person, switch: Switch):
    switch.off()

    for path, title in TITLES.items():
        bea.open(path)
        bea.wait_for_text("From this phone, as of")
        assert bea.webkit.title.startswith(title), path
        assert bea.ask(LOOKS) == STYLED, path


def test_a_page_never_seen_says_what_to_do_and_comes_with_the_server(bea: Person, switch: Switch):
    switch.off()
    bea.open(NEVER_SEEN)
    assert "This page is not on this phone yet" in bea.text
    assert bea.ask(LOOKS) == STYLED

    switch.on()
    bea.click("[data-again]")
    bea.wait_for("return document.title.startsWith('Week 2020-W10')", "week")


def test_a_new_version_waits_for_a_tap_and_comes_with_one_reload(
    newcomer: Person, switch: Switch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old = newcomer.ask("return document.querySelector('script[src*=start]').src")
    switch.off()
    monkeypatch.setattr(servers, "ROOT", _newer_version(tmp_path / "newer"))
    switch.on()

    newcomer.open("/more")
    newcomer.wait_for_text("A new version of RunStrength is ready.")
    newcomer.webkit.execute_script("window.isOld = true")
    newcomer.press("Use it now")
    newcomer.wait_for("return !window.isOld && document.readyState === 'complete'", "reload")
    assert newcomer.ask(STAYED)
    switch.off()

    newcomer.open("/today")
    newcomer.wait_for_text("From this phone, as of")
    assert newcomer.ask(LOOKS) == STYLED
    assert newcomer.ask("return document.querySelector('script[src*=start]').src") != old
    assert "A new version" not in newcomer.text


def test_who_signs_out_leaves_nothing_on_the_phone(newcomer: Person, switch: Switch):
    newcomer.fill_run()
    newcomer.open_ready("/more")
    newcomer.click("[data-sign-out] button")
    newcomer.wait_for_text("This phone holds 1 draft.")
    newcomer.press("Discard and sign out")
    newcomer.wait_for("return !document.documentElement.dataset.user", "sign-out")

    names, counts, known = newcomer.ask(LEFT)
    assert names in ([], ["pages-anyone"])
    assert counts == [0, 0, 0]
    assert known is None
    switch.off()
    newcomer.open("/today")
    assert "This page is not on this phone yet" in newcomer.text


def test_a_file_that_is_added_is_kept_and_listed(bea: Person, switch: Switch, tmp_path: Path):
    file = tmp_path / "evening run.gpx"
    file.write_text("<gpx/>")
    switch.off()
    bea.open_ready("/waiting")
    bea.webkit.file_detector = UselessFileDetector()  # The browser is here: nothing to upload.
    bea.webkit.find_element(By.CSS_SELECTOR, "[data-add]").send_keys(str(file))
    bea.wait_for_text("evening run.gpx")

    bea.open_ready("/waiting")
    bea.wait_for_text("6 bytes, kept at")
    assert bea.ask(KEPT_TEXT) == "<gpx/>"
    bea.press("Discard")
    bea.press("Discard for good?")
    bea.wait_for("return !document.querySelector('#files li')", "discarding")


def _newer_version(folder: Path) -> Path:
    """A copy of the app in which one file that phones keep is another."""
    left_out = shutil.ignore_patterns(".*", "instance", "tests", "docs", "node_modules")
    shutil.copytree(servers.ROOT, folder, ignore=left_out)
    with open(folder / "static/js/element.js", "a") as changed:
        changed.write("// Newer.\n")
    return folder
