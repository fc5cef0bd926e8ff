"""Sharing a workout: made on the phone, sent by nobody but the user."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.person import ZONE, Person, days_ago

SET = {"kind": "working", "reps": 5, "weight_kg": 80}
SQUATS = {"exercise": "squats", "sets": [SET] * 3}
# A phone's own sheet, which a test can't tap: what it is given is kept.
SHEET = """
window.given = [];
Object.defineProperty(navigator, "share", { value: async (what) => { given.push(what); } });
Object.defineProperty(navigator, "canShare", { value: ({ files }) => files.length > 0 });
"""


def test_the_text_and_the_picture_go_to_the_phones_own_sheet_and_nowhere_else(anna: Person):
    page = anna.page
    page.add_init_script(SHEET)
    open_lift(page)
    expect(page.locator("[data-sent]")).to_be_visible()
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.locator("[data-share] summary").click()
    page.get_by_role("button", name="Share picture").click()
    page.get_by_role("button", name="Share text").click()

    files = page.evaluate("given[0].files.map((f) => [f.name, f.type, f.size > 5000])")
    assert files == [[f"lift-{days_ago(1)}.png", "image/png", True]]
    assert "Squats: 3 × 5 × 80 kg" in page.evaluate("given[1].text")
    assert page.evaluate("given.length") == 2
    assert [one for one in sent if one[0] != "GET"] == []
    assert {url.rpartition("/")[2] for _, url in sent if "blob:" not in url} <= {"picture.js"}


def test_the_picture_can_be_saved_and_has_something_on_it(anna: Person):
    page = anna.page
    open_lift(page)
    page.locator("[data-share] summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save picture").click()
    assert download.value.suggested_filename == f"lift-{days_ago(1)}.png"
    saved = download.value.path().read_bytes()
    assert saved.startswith(b"\x89PNG")
    assert [int.from_bytes(saved[at : at + 4]) for at in (16, 20)] == [1080, 1350]
    colours = page.locator("[data-share] canvas").evaluate(
        "(canvas) => new Set(new Uint32Array(canvas.getContext('2d')"
        ".getImageData(0, 0, 1080, 1350).data.buffer)).size"
    )
    assert colours > 10


def test_where_nothing_can_be_shared_the_text_is_copied(anna: Person):
    page = anna.page
    page.context.grant_permissions(["clipboard-write"])
    open_lift(page)
    page.locator("[data-share] summary").click()
    page.get_by_role("button", name="Copy text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.locator("[data-share-text]").text_content()
    # A page of ours may not read what was copied; whoever pastes it may.
    page.goto("/log/run")
    page.locator("summary", has_text="notes").click()
    notes = page.locator("[name=notes]")
    notes.focus()
    page.keyboard.press("Control+v")
    assert notes.input_value().split() == copied.split()


def test_without_javascript_the_text_is_there_to_be_selected(anna: Person, phone):
    path = open_lift(anna.page)
    other = phone(java_script_enabled=False)
    other.add_cookies(anna.page.context.cookies())
    page = other.new_page()
    page.goto(path)
    page.locator("[data-share] summary").click()
    expect(page.locator("[data-share-text]")).to_contain_text("Squats: 3 × 5 × 80 kg")
    expect(page.locator("[data-share] button")).to_have_count(0)


def open_lift(page: Page) -> str:
    """Log a lift of yesterday and open it; gives its address."""
    lift, origin = str(uuid4()), page.evaluate("location.origin")
    document = {
        "kind": "lift",
        "started_at": f"{days_ago(1)}T18:00:00+09:00",
        "time_zone": ZONE,
        "duration_s": 3000,
        "effort": 8,
        "lift": {"exercises": [SQUATS]},
    }
    address = f"{origin}/api/v1/workouts/{lift}"
    answer = page.request.put(address, data=document, headers={"Origin": origin})
    assert answer.status == 201, answer.text()
    page.goto(f"/workouts/{lift}")
    return f"/workouts/{lift}"
