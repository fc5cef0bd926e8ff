"""What every page owes its reader: sight, room for a thumb, and no sideways scrolling."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.places import (
    EVERY_PLACE,
    FOR_ADMINISTRATORS,
    FOR_ANYONE,
    FOR_MEMBERS,
    log_example_days,
)
from tests.browser.scripts_watch import Watch
from tests.serving import run_command

NARROW, PHONE_WIDTH, HEIGHT = 320, 390, 844
# A radio or checkbox is as large as the label around it. Links in running text are as high as its
# lines; a paragraph that is nothing but a link is no such text.
SMALL_TARGETS = """(least) => {
  const text = (node) => node.textContent.replace(/\\s+/g, "");
  const isInText = (element) => {
    const around = element.closest("p, li, dd, td, h1, h2, h3");
    if (!around || getComputedStyle(element).display !== "inline") return false;
    return text(around).length > [...around.querySelectorAll("a")].map(text).join("").length;
  };
  const target = (element) => element.closest("label") ?? element;
  const isSeen = (box) => box.width > 1 && box.height > 1 && box.right > 0;
  return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((element) => !isInText(element))
    .map((element) => [element.outerHTML.slice(0, 120), target(element).getBoundingClientRect()])
    .filter(([, box]) => isSeen(box) && box.height < least)
    .map(([html, box]) => `${html}: ${box.width} x ${box.height}`);
}"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LEAST_TARGET = 44 - 0.5  # Half a pixel for rounding.
# Wider than the page, and what sticks out of it.
WIDER_THAN = """(width) => {
  const root = document.documentElement;
  if (root.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5)
    .map((element) => element.outerHTML.slice(0, 120));
}"""

CUT_OFF = """() => [...document.querySelectorAll("[data-set] input")]
  .filter((input) => input.scrollWidth > input.clientWidth)
  .map((input) => `${input.name}: ${input.value}`)"""


STRANGER, MEMBER, ADMINISTRATOR = range(3)
WHOSE = dict.fromkeys(FOR_ANYONE, STRANGER) | dict.fromkeys(FOR_MEMBERS, MEMBER)
WHOSE |= dict.fromkeys(FOR_ADMINISTRATORS, ADMINISTRATOR)


@pytest.fixture(scope="module")
def contexts(browser: Browser, server: str, home: Path) -> dict[int, BrowserContext]:
    """Three phones: a stranger's, a member's who has logged days that collide, and who invites."""
    people = (STRANGER, MEMBER, ADMINISTRATOR)
    made = {key: browser.new_context(base_url=server, **PHONE) for key in people}
    for context in made.values():
        context.watch = Watch(context)
    Person.signed_up(made[MEMBER])
    log_example_days(made[MEMBER].request, server)
    inviting = Person.signed_up(made[ADMINISTRATOR])
    run_command(home, "user", "administrator", inviting.email)
    yield made
    for context in made.values():
        context.close()


@pytest.mark.parametrize("name", EVERY_PLACE)
def test_a_page_can_be_seen_touched_and_read_by_anyone(contexts, name: str):
    # Of one opening, as that takes longer than all that is asked.
    context = contexts[WHOSE[name]]
    place = context.new_page()
    EVERY_PLACE[name](place)
    found = {
        "forbidden by the page's own policy": list(context.watch.told),
        "accessibility violations": violations(place),
        "too small for a thumb": place.evaluate(SMALL_TARGETS, LEAST_TARGET),
        "wider than a page": wider(place),
    }
    place.close()
    assert not any(found.values()), found


def violations(place: Page) -> list[str]:
    """What axe finds; of all its rules those of colours alone depend on the scheme."""
    reports = []
    for scheme, rules in (("light", None), ("dark", COLOURS)):
        place.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = Axe().run(place, options=rules)
        if results.violations_count:
            reports.append(f"{scheme}: {results.generate_report()}")
    return reports


def wider(place: Page) -> list[str]:
    """What sticks out of a narrow phone, and of a phone with large text."""
    place.set_viewport_size({"width": NARROW, "height": HEIGHT})
    narrow = place.evaluate(WIDER_THAN, NARROW)
    place.set_viewport_size({"width": PHONE_WIDTH, "height": HEIGHT})
    place.evaluate("document.documentElement.style.fontSize = '200%'")
    return [*narrow, *place.evaluate(WIDER_THAN, PHONE_WIDTH)]


def test_what_is_typed_in_a_set_can_be_read_on_a_narrow_phone_and_with_large_text(contexts):
    page = contexts[MEMBER].new_page()
    FOR_MEMBERS["lift-edit"](page)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    narrow = page.evaluate(CUT_OFF)
    page.set_viewport_size({"width": PHONE_WIDTH, "height": HEIGHT})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert (narrow, page.evaluate(CUT_OFF)) == ([], [])
    page.close()
