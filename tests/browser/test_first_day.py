"""From sign-up to the guide's passage, as someone does on the first day."""

import re

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.person import ZONE, Person, days_ago

LIFT_DAY, RUN_DAY = days_ago(4), days_ago(3)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of, breaches of the CSP included, and whom else it asks."""
    return []


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def newcomer(request, phone, server: str, complaints: list[str]) -> Person:
    """Someone who sees the first page, on a phone with JavaScript and on one without."""
    context = phone(java_script_enabled=request.param)
    context.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    context.on("weberror", lambda failed: complaints.append(str(failed.error)))
    context.on("request", lambda sent: is_from(server, sent) or complaints.append(sent.url))
    return Person.with_phone(context, request.param)


def test_a_hard_run_after_hard_leg_work_leads_to_the_guides_own_words(newcomer, complaints):
    page = newcomer.page
    sign_up(newcomer)
    sentence = read_the_guide(page)
    log_hard_squats(newcomer)
    log_hard_run(newcomer)

    on_recovery = page.locator("a[href$='#recovery']")
    card = page.locator("#flags li", has=on_recovery).first
    quotation = card.locator("blockquote", has=on_recovery)
    expect(page.locator("#flags")).to_be_in_viewport()
    expect(card).to_contain_text("12 h")
    quoted = quotation.locator("p").first.inner_text().strip("“”")
    assert quoted in sentence
    assert len(quoted) > 50

    quotation.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/guide/[^#]+#recovery$"))
    expect(page.locator("#recovery")).to_be_in_viewport(ratio=1)
    assert background(page, "#recovery") != background(page, "#adjust-intensity")
    assert complaints == []


def sign_up(newcomer: Person) -> None:
    """Sign up on the first page, which proposes zone and units, and arrive at an empty week."""
    page = newcomer.page
    page.goto("/")
    zone = ZONE if newcomer.has_scripts else "UTC"
    expect(newcomer.field("time_zone")).to_have_value(zone)
    expect(newcomer.field("distance_unit")).to_have_value("mi")
    expect(newcomer.field("weight_unit")).to_have_value("kg")
    newcomer.sign_up()
    expect(page.get_by_role("link", name="Log a run")).to_be_visible()


def read_the_guide(page: Page) -> str:
    """Go to the guide by the bar, and come back with what it says on recovery."""
    bar(page, "Guide").click()
    page.locator("main a[href^='/guide/']").first.click()
    expect(page.locator("#recovery")).to_be_visible()
    return page.locator("#recovery").inner_text()


def log_hard_squats(newcomer: Person) -> None:
    """Log three sets of squats, each a repetition of the one before, and a plank."""
    page = newcomer.page
    bar(page, "Log").click()
    page.locator("main").get_by_role("link", name="Lift").click()
    newcomer.field("exercises-0-exercise").select_option("squats")
    newcomer.fill_set(0, 0, reps="5", weight="82,5", rir="2")
    for number in (1, 2):
        newcomer.press("add-set:exercises-0")
        for cell, text in (("reps", "5"), ("weight", "82,5"), ("rir", "2")):
            repeated = newcomer.field(f"exercises-0-sets-{number}-{cell}")
            expect(repeated).to_have_value(re.compile(text.replace(",", "[.,]")))
    newcomer.add_exercise("planks")
    newcomer.fill_set(1, 0, seconds="60")
    newcomer.fill(duration="1h")
    newcomer.choose_effort(8)
    newcomer.start_at(LIFT_DAY, "18:00")
    newcomer.save_and_land()
    expect(page.locator("main")).to_contain_text("4 working sets")


def log_hard_run(newcomer: Person) -> None:
    """Log a hard run of the next morning."""
    page = newcomer.page
    bar(page, "Log").click()
    page.locator("main").get_by_role("link", name="Run").click()
    newcomer.fill(distance="6,5", duration="52:30")
    newcomer.field("type").select_option("intervals")
    newcomer.choose_effort(9)
    newcomer.start_at(RUN_DAY, "07:00")
    newcomer.save_and_land()
    expect(page.locator("main")).to_contain_text("6.5 mi")


def bar(page: Page, name: str) -> Locator:
    """A link of the bar at the bottom."""
    return page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True)


def background(page: Page, place: str) -> str:
    """The colour that a place stands on."""
    colour = "place => getComputedStyle(place).backgroundColor"
    return page.locator(place).evaluate(colour)


def is_from(server: str, request: Request) -> bool:
    """Whether a request stays on this site."""
    return request.url.startswith(f"{server}/")
