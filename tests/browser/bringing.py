"""Bringing files in by a browser, and the pages that one sees on the way."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.web.imports.files import MONDAY, gpx, packed, strong

PATIENCE_MS = 20_000
ODD_NAMES = ("Zercher Thing", "Belt Squat March (a machine with a long name)", "Bench Press")
LONG_NAME = "activities-of-the-last-twelve-years-as-exported-by-another-app.csv"
DAYS = count(1)  # So that no file that is imported is here already.


def upload(page: Page, data: bytes, name: str = LONG_NAME) -> None:
    """Choose a file on the page for imports, and wait until it has been read."""
    page.goto("/imports")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Look into it").click()
    wait_for_import(page)


def wait_for_import(page: Page) -> None:
    """Wait until the worker has done what was asked for, and the page says so by itself."""
    page.wait_for_url("**/imports/*-*")
    expect(page.locator("[data-progress]")).to_have_count(0, timeout=PATIENCE_MS)


def preview_everything(page: Page) -> None:
    """An upload with all that a preview can show, unfolded."""
    page.goto("/imports")
    origin, day = page.evaluate("location.origin"), MONDAY + timedelta(days=30 * next(DAYS))
    began = {"started_at": day.isoformat(), "duration_s": 1800}
    document = {"kind": "run", **began, "run": {"type": "easy", "distance_m": 5400}}
    address = f"{origin}/api/v1/workouts/{uuid4()}"
    assert page.request.put(address, data=document, headers={"Origin": origin}).status == 201
    lifts = [(f"{day + timedelta(days=9):%Y-%m-%d} 18:00:00", name) for name in ODD_NAMES]
    csv = strong(*lifts)
    told = packed(
        fills__gpx=gpx(day, hr=150),
        doubtful__gpx=gpx(day + timedelta(minutes=2), minutes=55),
        new__gpx=gpx(day + timedelta(days=1)),
        bad__gpx=b"<gpx",
        a__csv=csv,
        b__csv=csv,
    )
    upload(page, told)
    for words in ("What the file does not say", "not known here", "Is this the same one?"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    for words in ("new", "with more to tell", "here already", "perhaps here", "not taken"):
        expect(page.locator(".counts").get_by_role("link", name=words).first).to_be_visible()
    unfold(page)


def bring_one(page: Page) -> None:
    """A run that is in the log, and a file that could not be read."""
    day = MONDAY - timedelta(days=next(DAYS))
    upload(page, packed(a__gpx=gpx(day), b__gpx=b"<gpx"))
    page.get_by_role("button", name="Import 1 workout").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=PATIENCE_MS)
    unfold(page)


def bring_a_letter(page: Page) -> None:
    """A file that holds no workout."""
    upload(page, b"hello", "a-letter.txt")
    expect(page.get_by_role("alert")).to_be_visible()


def open_list(page: Page) -> None:
    """The page to begin at, with something that was imported before."""
    page.goto("/imports")
    origin = page.evaluate("location.origin")
    file = {"name": LONG_NAME, "mimeType": "text/csv", "buffer": b"hello"}
    sent = page.request.post(
        f"{origin}/api/v1/imports", multipart={"file": file}, headers={"Origin": origin}
    )
    assert sent.status == 202
    page.reload()
    expect(page.get_by_role("link", name=LONG_NAME)).to_be_visible()
    unfold(page)


def open_rows(page: Page) -> None:
    """The workouts that an upload holds, one by one."""
    day = MONDAY - timedelta(days=next(DAYS))
    upload(page, packed(a__gpx=gpx(day), b__gpx=gpx(day - timedelta(days=400), name="Far")))
    page.get_by_role("link", name="new").click()
    expect(page.get_by_role("heading", name="New")).to_be_visible()


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
