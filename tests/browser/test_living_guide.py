"""The living guide on a phone: one's own lines beside the tips, and the guide's words as before."""

from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.person import ZONE, Person, days_ago
from tests.browser.test_every_page import HEIGHT, LEAST_TARGET, NARROW, PHONE_WIDTH, SMALL_TARGETS
from tests.browser.test_every_page import WIDER_THAN as WIDER

ARTICLE = "/guide/running-and-weight-training"
LINES = ".lately"
RUN = {"kind": "run", "effort": 9, "run": {"type": "other"}}
SET = {"kind": "working", "reps": 5, "weight_kg": 80}
SQUATS = {
    "kind": "lift",
    "effort": 8,
    "lift": {"exercises": [{"exercise": "squats", "sets": [SET]}]},
}


def test_a_tip_leads_to_the_week_that_ran_against_it(either: Person):
    page = either.page
    log(page, 9, RUN)
    log(page, 8, RUN)
    page.goto(ARTICLE)
    tip = page.locator("#alternate-days")
    expect(tip).to_contain_text("against this in the last four weeks")
    expect(tip.get_by_role("img")).to_have_count(1)
    tip.get_by_role("link").first.click()
    page.wait_for_url(f"**/week/{week(days_ago(8))}#flags")
    expect(page.locator("#flags")).to_contain_text("back to back")


def test_an_exercise_says_what_was_logged(either: Person):
    log(either.page, 3, SQUATS)
    either.page.goto(ARTICLE)
    expect(either.page.locator("#squats")).to_contain_text("best 5 × 80 kg")
    expect(either.page.locator("#rows")).to_contain_text("Not logged yet")


def test_a_citation_still_lands_on_its_highlighted_passage(anna: Person):
    page = anna.page
    page.goto(f"{ARTICLE}#alternate-days")
    tip = page.locator("#alternate-days")
    expect(tip).to_be_in_viewport()
    highlight = "getComputedStyle(document.documentElement).getPropertyValue('--highlight')"
    painted = tip.evaluate("e => getComputedStyle(e).backgroundColor")
    assert painted == page.evaluate(
        f"() => {{ document.body.style.color = {highlight};"
        " return getComputedStyle(document.body).color }"
    )


def test_signed_out_there_is_no_line(phone):
    page = phone().new_page()
    page.goto(ARTICLE)
    expect(page.locator("#recovery")).to_be_visible()
    expect(page.locator(LINES)).to_have_count(0)


@pytest.fixture
def full(anna: Person) -> Page:
    """The article of someone who has logged what runs against it, and what goes well."""
    log(anna.page, 9, SQUATS)
    log(anna.page, 8, RUN)
    log(anna.page, 7, RUN)
    log(anna.page, 4, {**RUN, "effort": 2})
    anna.page.goto(f"{ARTICLE}#recovery")
    expect(anna.page.locator(LINES)).to_have_count(15)
    return anna.page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lines_have_no_accessibility_violations(full: Page, scheme: str):
    full.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    results = Axe().run(full)
    assert results.violations_count == 0, results.generate_report()


def test_the_lines_fit_a_narrow_phone_and_large_text_and_leave_room_for_a_thumb(full: Page):
    assert full.evaluate(SMALL_TARGETS, LEAST_TARGET) == []
    full.set_viewport_size({"width": NARROW, "height": HEIGHT})
    assert full.evaluate(WIDER, NARROW) == []
    full.set_viewport_size({"width": PHONE_WIDTH, "height": HEIGHT})
    full.evaluate("document.documentElement.style.fontSize = '200%'")
    assert full.evaluate(WIDER, PHONE_WIDTH) == []


def log(page: Page, days: int, workout: dict) -> None:
    """Store a workout of the morning so many days ago, through the API."""
    start = {"started_at": f"{days_ago(days)}T07:00:00+09:00", "time_zone": ZONE}
    address = urlsplit(page.url)
    origin = f"{address.scheme}://{address.netloc}"
    answer = page.request.put(
        f"{origin}/api/v1/workouts/{uuid4()}",
        data={**start, "duration_s": 3000, **workout},
        headers={"Origin": origin},
    )
    assert answer.status == 201, answer.text()


def week(day: date) -> str:
    """The name of the week that holds a date."""
    return f"{day:%G-W%V}"
