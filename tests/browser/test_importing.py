"""Bringing a history in, by a thumb: looked at first, taken in, and taken out again."""

import re
from datetime import timedelta
from time import monotonic

from playwright.sync_api import Page, expect

from tests.browser.bringing import upload, wait_for_import
from tests.browser.person import Person
from tests.browser.places import open_kept
from tests.web.imports.files import MONDAY, gpx, strong

PATIENCE_S = 20
GYM = strong(("2025-06-17 18:00:00", "Zercher Thing"), ("2025-06-19 18:00:00", "Belt March"))


def test_a_history_is_looked_at_brought_in_and_taken_out_again(either: Person):
    page = either.page
    upload(page, GYM, "strong.csv")
    expect(page.locator("main")).to_contain_text("2 lifts, 17–19 June 2025")
    page.get_by_label("Zercher Thing").select_option("front-squats")
    page.get_by_label("Belt March").select_option("own:lower")
    page.get_by_role("button", name="Import 2 workouts").click()
    look_until_done(page)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    brought = page.url
    names = names_in_history(page)
    assert [name for name in ("Front squats", "Belt March") if name in names] == [
        "Front squats",
        "Belt March",
    ]

    page.goto(brought)
    page.get_by_text("Undo this import").click()
    page.get_by_role("button", name="Undo the whole import").click()
    look_until_done(page)
    expect(page.get_by_role("heading", name="Undone")).to_be_visible()
    assert "Front squats" not in names_in_history(page)


def test_a_file_chosen_without_a_network_waits_here_until_the_server_has_it(keeping: Person):
    page = keeping.page
    open_kept(page, "/waiting", "/imports")
    page.context.set_offline(True)
    page.get_by_label("Files").set_input_files(file("run.gpx", gpx()))
    page.get_by_role("button", name="Look into it").click()
    expect(page.locator("[data-refused]")).to_contain_text("kept on this phone")
    page.goto("/waiting")
    waiting = page.locator("[data-list=files] li")
    waiting.get_by_role("button", name="Look into it").click()
    expect(page.locator("[data-list=files] .fault")).to_contain_text("stays on this phone")
    expect(waiting).to_have_count(1)

    page.context.set_offline(False)
    waiting.get_by_role("button", name="Look into it").click()
    wait_for_import(page)
    expect(page.locator("main")).to_contain_text("1 run, 16 June 2025")
    page.goto("/waiting")
    expect(page.locator("[data-nothing]")).to_be_visible()
    expect(waiting).to_have_count(0)


def test_a_refused_file_says_why_and_another_goes_on_while_one_looks_elsewhere(anna: Person):
    page, days = anna.page, range(600)
    upload(page, b"hello", "a-letter.txt")
    expect(page.get_by_role("alert")).to_have_text(re.compile("it is a text, not a table", re.I))
    expect(page.locator("main")).to_contain_text("Your log is as it was.")
    page.get_by_role("link", name="Try another file").click()

    name = "strong-of-many-years.csv"
    lifts = [(f"{MONDAY - timedelta(days=n):%Y-%m-%d} 18:00:00", "Squat") for n in days]
    page.get_by_label("Files").set_input_files(file(name, strong(*lifts)))
    page.get_by_role("button", name="Look into it").click()
    expect(page.get_by_role("heading", name="Reading your file")).to_be_visible()
    page.goto("/today")
    come_back(page, name)
    page.get_by_role("button", name="Import 600 workouts").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.goto("/today")
    come_back(page, name)
    expect(page.locator(".lead")).to_have_text("600 workouts came in.")


def file(name: str, data: bytes) -> dict:
    """A file as a browser takes it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def look_until_done(page: Page) -> None:
    """Look again and again: sooner than a page without JavaScript does by itself."""
    end = monotonic() + PATIENCE_S
    while page.locator("[data-progress]").count():
        assert monotonic() < end
        page.wait_for_timeout(200)
        page.reload()


def come_back(page: Page, name: str) -> None:
    """Find an import again where they are listed, and wait until it is done."""
    page.goto("/imports")
    page.get_by_role("link", name=name).click()
    wait_for_import(page)


def names_in_history(page: Page) -> str:
    """What is written in the list of all workouts."""
    page.goto("/history")
    return page.locator("main").inner_text()
