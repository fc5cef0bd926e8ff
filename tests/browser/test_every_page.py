"""What every page owes its reader: sight, room for a thumb, and no sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.places import EVERY_PLACE, FOR_MEMBERS, log_example_days

NARROW, PHONE_WIDTH, HEIGHT = 320, 390, 844
# Links in running text are as high as its lines; a paragraph that is but a link is no such text.
SMALL_TARGETS = """() => {
  const LEAST = 44 - 0.5;
  const text = (node) => node.textContent.replace(/\\s+/g, "");
  const isInText = (element) => {
    if (element.tagName !== "A") return false;
    const around = element.closest("p, li, dd, td, blockquote p");
    const links = around ? [...around.querySelectorAll("a")].map(text).join("") : "";
    return around !== null && text(around).length > links.length;
  };
  const target = (element) => element.labels?.[0]?.contains(element) ? element.labels[0] : element;
  const isHidden = (element) => !element.checkVisibility({visibilityProperty: true}) ||
    ["hidden", "skip"].some((name) => element.closest(`.${name}`)) ||
    element.getBoundingClientRect().width <= 1;
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((element) => !isHidden(target(element)) && element.type !== "hidden")
    .filter((element) => !isInText(element))
    .map((element) => [element, target(element).getBoundingClientRect()])
    .filter(([, box]) => box.height < LEAST)
    .map(([element, box]) => `${element.outerHTML.slice(0, 120)}: ${box.width} x ${box.height}`);
}"""
# Wider than the page, and what sticks out of it.
WIDER_THAN = """(width) => {
  const root = document.documentElement;
  if (root.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5)
    .map((element) => element.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="package")
def member(browser: Browser, server: str) -> dict:
    """The cookies of someone who has logged days that collide."""
    context = browser.new_context(base_url=server, **PHONE)
    person = Person.signed_up(context)
    log_example_days(context.request, server)
    state = context.storage_state()
    person.page.close()
    context.close()
    return state


@pytest.fixture(params=EVERY_PLACE)
def place(request, phone, member: dict) -> Page:
    """A page, opened on a phone."""
    state = member if request.param in FOR_MEMBERS else None
    page = phone(storage_state=state).new_page()
    EVERY_PLACE[request.param](page)
    return page


def test_a_page_has_no_accessibility_violations_in_light_and_dark(place: Page):
    for scheme in ("light", "dark"):
        place.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = Axe().run(place)
        assert results.violations_count == 0, f"{scheme}: {results.generate_report()}"


def test_a_page_leaves_room_for_a_thumb_and_scrolls_down_alone(place: Page):
    small = place.evaluate(SMALL_TARGETS)
    place.set_viewport_size({"width": NARROW, "height": HEIGHT})
    narrow = place.evaluate(WIDER_THAN, NARROW)
    place.set_viewport_size({"width": PHONE_WIDTH, "height": HEIGHT})
    place.evaluate("document.documentElement.style.fontSize = '200%'")
    large_text = place.evaluate(WIDER_THAN, PHONE_WIDTH)
    assert {"small": small, "320 px": narrow, "200 % text": large_text} == {
        "small": [],
        "320 px": [],
        "200 % text": [],
    }
