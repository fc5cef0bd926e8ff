"""Today, on a phone: what it should be, and the check-in in five taps."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.browser.person import ZONE, Person

ROWS = ("sleep", "energy", "soreness", "stress", "mood")
CUT_OFF = """() => [...document.querySelectorAll(".bar a")]
  .filter((link) => link.scrollWidth > link.clientWidth)
  .map((link) => link.textContent)"""


def test_today_on_a_low_readiness_morning(anna: Person):
    log_easy_run(anna, days_ago=2)
    anna.page.goto("/")
    expect(anna.page).to_have_url(re.compile("/today$"))
    expect(headline(anna)).to_have_text("A hard day is fine")
    care = anna.page.get_by_text("Pain, illness, dizziness or chest symptoms: stop and seek care.")
    expect(care).to_be_in_viewport()

    for row in ROWS:
        tap(anna, row, 2)
    expect(anna.page.locator("#check-in summary")).to_contain_text(
        "10 of 25; a hard day is flagged at 12 or less"
    )
    expect(headline(anna)).to_have_text("Easy run, then a short lift")
    tip = anna.page.locator(".suggestion blockquote")
    expect(tip).to_have_count(1)
    expect(tip.get_by_role("link")).to_have_attribute("href", re.compile("#adjust-intensity$"))
    expect(anna.page.locator(".reasons")).to_contain_text("a day that began at 10 of 25")
    expect(care).to_be_in_viewport()
    anna.page.reload()
    expect(anna.page.locator("#check-in summary")).to_contain_text("10 of 25")


def test_without_scripts_a_button_sends_the_taps(either: Person):
    either.page.goto("/today")
    for row in ROWS[:4]:
        tap(either, row, 4)
    if not either.has_scripts:
        tap(either, "mood", 4)
        either.page.get_by_role("button", name="Save check-in").click()
    else:
        tap(either, "mood", 4)
    expect(either.page.locator("#check-in summary")).to_contain_text("20 of 25")


def test_four_taps_wait_for_the_fifth_and_an_answer_can_be_changed_before_it(anna: Person):
    anna.page.goto("/today")
    for row in (*ROWS[:4], "sleep"):
        tap(anna, row, 1)
    tap(anna, "sleep", 5)
    anna.page.wait_for_timeout(300)
    expect(anna.page.locator("#check-in-title")).to_be_visible()
    tap(anna, "mood", 5)
    expect(anna.page.locator("#check-in summary")).to_contain_text("13 of 25")


def test_a_change_waits_for_its_button(anna: Person):
    anna.page.goto("/today")
    for row in ROWS:
        tap(anna, row, 4)
    anna.page.locator("#check-in summary").click()
    tap(anna, "mood", 1)
    anna.page.wait_for_timeout(300)
    expect(anna.page.locator("#check-in summary")).to_contain_text("20 of 25")
    anna.page.get_by_role("button", name="Save check-in").click()
    expect(anna.page.locator("#check-in summary")).to_contain_text("17 of 25")


def test_arrow_keys_choose_without_sending(anna: Person):
    anna.page.goto("/today")
    for row in ROWS:
        anna.page.locator(f"[name={row}][value='1']").focus()
        anna.page.keyboard.press("Space")
        anna.page.keyboard.press("ArrowRight")
    anna.page.wait_for_timeout(300)
    expect(anna.page.locator("#check-in-title")).to_be_visible()
    anna.page.keyboard.press("Enter")
    expect(anna.page.locator("#check-in summary")).to_contain_text("10 of 25")


def test_an_easy_run_of_today_offers_a_short_lift_after_it(anna: Person):
    log_easy_run(anna, days_ago=0)
    anna.page.goto("/today")
    expect(headline(anna)).to_have_text("Next: a short lift")
    anna.page.get_by_role("link", name="Add a short lift: one combined day").click()
    expect(anna.page).to_have_url(re.compile(r"/log/lift\?after="))


def test_the_suggestion_is_in_sight_before_the_check_in_is_done(anna: Person):
    log_easy_run(anna, days_ago=2)
    anna.page.goto("/today")
    top_of_bar = anna.page.locator(".bar").bounding_box()["y"]
    shown = headline(anna).bounding_box()
    assert shown["y"] + shown["height"] <= top_of_bar


def test_five_entries_of_the_bar_fit_a_narrow_phone(anna: Person):
    anna.page.set_viewport_size({"width": 320, "height": 844})
    anna.page.goto("/today")
    assert anna.page.locator(".bar a").count() == 5
    assert anna.page.evaluate(CUT_OFF) == []


def headline(person: Person) -> Locator:
    """The one line that says what today should be."""
    return person.page.locator("#suggestion-title")


def tap(person: Person, row: str, score: int) -> None:
    """Tap one of a row's five."""
    person.page.locator(f"label:has([name={row}][value='{score}'])").tap()


def log_easy_run(person: Person, days_ago: int) -> None:
    """Store an easy run that began with its day, through the API."""
    day: date = datetime.now(ZoneInfo(ZONE)).date() - timedelta(days=days_ago)
    document = {
        "kind": "run",
        "started_at": f"{day}T00:00:00+09:00",
        "time_zone": ZONE,
        "duration_s": 1800,
        "effort": 3,
        "run": {"type": "easy"},
    }
    here = re.match(r"https?://[^/]+", person.page.url)[0]
    answer = person.page.request.put(
        f"{here}/api/v1/workouts/{uuid4()}", data=document, headers={"Origin": here}
    )
    assert answer.status == 201, answer.text()
