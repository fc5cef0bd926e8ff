"""What is taken along is a file on the phone, however long the server takes to make it."""

import time
from zipfile import ZipFile

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.places import open_kept

LONGER_THAN_A_PAGE_S = 4  # A page that takes so long comes from what was kept.


def test_everything_is_downloaded_though_it_takes_longer_than_a_page_may(keeping: Person, tmp_path):
    page = keeping.page
    open_kept(page, "/export")

    def slowly(route) -> None:
        time.sleep(LONGER_THAN_A_PAGE_S)
        route.continue_()

    page.context.route("**/export/runstrength.zip", slowly)
    # As a link from elsewhere would: not by the page's own download.
    page.evaluate("document.querySelector('[download]').removeAttribute('download')")
    with page.expect_download(timeout=20_000) as downloading:
        page.get_by_role("link", name="Download everything").click()
    path = tmp_path / "export.zip"
    downloading.value.save_as(path)
    with ZipFile(path) as archive:
        assert "runstrength.json" in archive.namelist()
    expect(page).to_have_url("/export")
