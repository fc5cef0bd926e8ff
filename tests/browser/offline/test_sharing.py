"""A file that is shared with the app stays on the phone, byte for byte, network or not."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.offline.test_everything_that_writes import lose_network
from tests.browser.person import Person
from tests.browser.places import open_kept

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
FILES = {
    "morning.gpx": (HEAD + '<gpx version="1.1"><trk><name>Früh</name></trk></gpx>\n').encode(),
    "garmin.tcx": (HEAD + "<TrainingCenterDatabase/>\r\n").encode("utf-16"),
    "6782987395.fit": bytes([14, 16, 217, 7, 0, 0, 0, 0]) + b".FIT" + bytes(range(256)) * 300,
    "activities (1).csv": "Datum;Distanz\r\n2026-11-16;10,5\r\n".encode("latin-1"),
}
# What a device's menu for sharing does: it posts the form that the manifest names.
SHARE = """([target, files]) => {
  const form = document.createElement("form");
  Object.assign(form, { action: target.action, method: target.method, enctype: target.enctype });
  const input = document.createElement("input");
  Object.assign(input, { type: "file", name: target.params.files[0].name, multiple: true });
  const carried = new DataTransfer();
  for (const [name, bytes] of Object.entries(files)) {
    carried.items.add(new File([Uint8Array.from(bytes)], name));
  }
  input.files = carried.files;
  form.append(input);
  document.body.append(form);
  form.submit();
}"""


def submit(page: Page, files: dict[str, bytes]) -> None:
    """Send files to where the manifest says that they go."""
    target = page.request.get("/manifest.webmanifest").json()["share_target"]
    page.evaluate(SHARE, [target, {name: list(content) for name, content in files.items()}])


def share(page: Page, files: dict[str, bytes]) -> None:
    """Share files with the app."""
    submit(page, files)
    page.wait_for_url("**/waiting#files")


def items(page: Page) -> Locator:
    """The files that the page lists."""
    return page.locator("[data-list=files] li")


def content_of(page: Page, name: str) -> bytes:
    """What is downloaded as the file of this name."""
    with page.expect_download() as download:
        items(page).filter(has_text=name).get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == name
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("is_online", [True, False], ids=["online", "offline"])
def test_shared_files_are_kept_byte_for_byte(is_online: bool, anna: Person):
    page = anna.page
    open_kept(page, "/waiting", "/today")
    if not is_online:
        lose_network(page)
    share(page, FILES)
    expect(page.get_by_role("heading", name="Files to import")).to_be_visible()
    expect(items(page)).to_have_count(len(FILES))
    page.reload()
    expect(items(page)).to_have_count(len(FILES))
    for name, content in FILES.items():
        assert content_of(page, name) == content


def test_a_second_share_adds_to_the_first(anna: Person):
    page = anna.page
    open_kept(page, "/waiting", "/today")
    for name in list(FILES)[:2]:
        share(page, {name: FILES[name]})
        page.goto("/today")
    page.goto("/waiting")
    expect(items(page)).to_have_count(2)


def test_a_file_is_discarded_by_two_taps(anna: Person):
    page = anna.page
    open_kept(page, "/waiting")
    share(page, FILES)
    first = items(page).filter(has_text="garmin.tcx")
    first.get_by_role("button", name="Discard").click()
    expect(items(page)).to_have_count(4)
    first.get_by_role("button", name="Discard for good?").click()
    expect(items(page)).to_have_count(3)
    page.reload()
    expect(items(page)).to_have_count(3)
    expect(page.get_by_text("garmin.tcx")).to_have_count(0)


def test_files_are_added_by_hand_whatever_their_kind(anna: Person):
    page = anna.page
    open_kept(page, "/waiting")
    field = page.get_by_label("Add a file")
    assert field.get_attribute("accept") is None
    field.set_input_files(
        [{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in FILES.items()]
    )
    expect(items(page)).to_have_count(len(FILES))
    page.reload()
    for name, content in FILES.items():
        assert content_of(page, name) == content


def test_another_user_of_the_phone_sees_no_file(anna: Person):
    page = anna.page
    open_kept(page, "/waiting")
    share(page, FILES)
    expect(items(page)).to_have_count(len(FILES))
    page.context.clear_cookies()
    page.goto("/sign-up")
    Person(page, f"other-{anna.email}", True).sign_up()
    page.goto("/waiting")
    expect(page.locator("[data-nothing]")).to_be_visible()
    expect(items(page)).to_have_count(0)


def test_without_a_worker_the_server_says_what_to_do_and_keeps_nothing(phone, home: Path):
    anna = Person.signed_up(phone(service_workers="block"))
    page = anna.page
    page.goto("/today")
    before = sorted(path for path in home.rglob("*") if path.is_file())
    with page.expect_response("**/share") as answer:
        submit(page, {"garmin.tcx": b"123"})
    assert answer.value.status == 503
    expect(page.get_by_role("heading", name="The file did not arrive")).to_be_visible()
    expect(page.locator("main")).to_contain_text("share the file again")
    assert sorted(path for path in home.rglob("*") if path.is_file()) == before
    page.get_by_role("link", name="Open RunStrength").click()
    page.wait_for_url("**/today")
    page.goto("/waiting")
    expect(items(page)).to_have_count(0)


def test_another_site_can_share_nothing(anna: Person, server: str):
    multipart = {"files": {"name": "a.gpx", "mimeType": "application/gpx+xml", "buffer": b"<gpx/>"}}
    for headers in (
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"},
        {"Origin": "https://elsewhere.example"},
    ):
        answer = anna.page.request.post(f"{server}/share", multipart=multipart, headers=headers)
        assert answer.status == 403, headers
    own = {"Sec-Fetch-Site": "none"}
    assert anna.page.request.post(f"{server}/share", multipart=multipart, headers=own).status == 503
