"""Today, on a phone: what it should be, and the check-in in five taps."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
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
    expect(headline(anna)).to_have_text("No rule stands against a hard day")
    care = anna.page.get_by_text("Pain, illness, dizziness or chest symptoms: stop and seek care.")
    expect(care).to_be_in_viewport()

    for row in ROWS:
        tap(anna, row, 2)
    expect(anna.page.locator("#check-in summary")).to_contain_text(
        "10 of 25; a hard day is flagged at 12 or less"
    )
    expect(headline(anna)).to_have_text("An easy run, or rest")
    expect(anna.page.locator(".suggestion .main")).to_have_text(["Log an easy run"])
    anna.page.get_by_text("Why: Adjust Intensity").click()
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
    expect(anna.page.get_by_role("button", name="Save check-in")).to_be_visible()
    anna.page.keyboard.press("Enter")
    expect(anna.page.locator("#check-in summary")).to_contain_text("10 of 25")


def test_an_easy_run_of_today_offers_a_short_lift_after_it(anna: Person):
    log_easy_run(anna, days_ago=0)
    anna.page.goto("/today")
    expect(headline(anna)).to_have_text("Next: a short lift")
    anna.page.get_by_role("link", name="Add a short lift: one combined day").click()
    expect(anna.page).to_have_url(re.compile(r"/log/lift\?after="))


def test_the_answer_and_its_button_stand_above_the_bar_before_the_check_in_is_done(anna: Person):
    log_run(anna, days_ago=1, effort=9)
    anna.page.goto("/today")
    expect(headline(anna)).to_have_text("Easy run, then a short lift")
    top_of_bar = anna.page.locator(".bar").bounding_box()["y"]
    for part in ("#suggestion-title", ".reasons li", ".suggestion .main", "#check-in .taps"):
        assert bottom(anna.page.locator(part).first) <= top_of_bar
    assert bottom(headline(anna)) < bottom(anna.page.locator(".suggestion .main"))


def test_the_five_rows_stand_above_the_bar_on_a_day_that_nothing_speaks_against(anna: Person):
    log_easy_run(anna, days_ago=2)
    anna.page.goto("/today")
    last = anna.page.locator("#mood .taps")
    assert bottom(last) <= anna.page.locator(".bar").bounding_box()["y"]


@pytest.mark.parametrize("width", [320, 360, 390])
def test_what_a_thumb_has_to_hit_is_large_enough(anna: Person, width: int):
    anna.page.set_viewport_size({"width": width, "height": 844})
    anna.page.goto("/today")
    sizes = [label.bounding_box() for label in anna.page.locator(".taps label").all()]
    assert len(sizes) == 25
    assert min(min(size["width"], size["height"]) for size in sizes) >= 44


def test_the_button_is_there_where_taps_do_not_save(either: Person):
    either.page.goto("/today")
    button = either.page.get_by_role("button", name="Save check-in")
    expect(button).to_be_visible(visible=not either.has_scripts)
    expect(either.page.get_by_text("the fifth tap saves")).to_be_visible(visible=either.has_scripts)


def test_today_is_there_after_at_most_six_requests(anna: Person, phone):
    anna.page.goto("/settings")
    fresh = phone(storage_state=anna.page.context.storage_state()).new_page()
    network = fresh.context.new_cdp_session(fresh)
    network.send("Network.enable")
    asked: list[str] = []
    network.on("Network.requestWillBeSent", lambda sent: asked.append(sent["request"]["url"]))
    fresh.add_init_script("addEventListener('load', () => console.log('loaded'))")
    before_load: list[str] = []
    fresh.on("console", lambda said: said.text == "loaded" and before_load.extend(asked))
    fresh.goto("/today", wait_until="networkidle")
    expect(fresh.locator("#check-in-title")).to_be_visible()
    assert 3 <= len(before_load) <= 6, before_load  # What the outbox needs comes behind.


def test_five_entries_of_the_bar_fit_a_narrow_phone(anna: Person):
    anna.page.set_viewport_size({"width": 320, "height": 844})
    anna.page.goto("/today")
    assert anna.page.locator(".bar a").count() == 5
    assert anna.page.evaluate(CUT_OFF) == []


def headline(person: Person) -> Locator:
    """The one line that says what today should be."""
    return person.page.locator("#suggestion-title")


def bottom(part: Locator) -> float:
    """Where a part of the page ends, in pixels from the top of the screen."""
    box = part.bounding_box()
    return box["y"] + box["height"]


def tap(person: Person, row: str, score: int) -> None:
    """Tap one of a row's five."""
    person.page.locator(f"label:has([name={row}][value='{score}'])").tap()


def log_easy_run(person: Person, days_ago: int) -> None:
    """Store an easy run that began with its day."""
    log_run(person, days_ago, effort=3)


def log_run(person: Person, days_ago: int, effort: int) -> None:
    """Store a run that began with its day, through the API."""
    day: date = datetime.now(ZoneInfo(ZONE)).date() - timedelta(days=days_ago)
    document = {
        "kind": "run",
        "started_at": f"{day}T00:00:00+09:00",
        "time_zone": ZONE,
        "duration_s": 1800,
        "effort": effort,
        "run": {"type": "easy"},
    }
    here = re.match(r"https?://[^/]+", person.page.url)[0]
    answer = person.page.request.put(
        f"{here}/api/v1/workouts/{uuid4()}", data=document, headers={"Origin": here}
    )
    assert answer.status == 201, answer.text()
