"""The keyboard alone is enough, and one always sees where one is."""

from playwright.sync_api import Page, expect

from tests.browser.person import Person

MOST_STOPS = 60
# The place that has the focus: a radio or checkbox stands for its label.
FOCUSED = """() => {
  const element = document.activeElement;
  const place = element.closest("label") ?? element;
  const box = place.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: element.name || element.textContent.trim(),
    is_seen: place.contains(top),
  };
}"""


def test_the_first_stop_skips_to_the_content(anna: Person):
    anna.page.goto("/week")
    anna.page.keyboard.press("Tab")
    skip = anna.page.locator("a[href='#main']")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    anna.page.keyboard.press("Enter")
    anna.page.keyboard.press("Tab")
    assert anna.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_run_is_logged_with_the_keyboard_alone(anna: Person):
    page = anna.page
    page.goto("/log/run")
    tab_to(page, "distance")
    page.keyboard.type("5")
    tab_to(page, "duration")
    page.keyboard.type("25:30")
    tab_to(page, "effort")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator("[name=effort][value='3']")).to_be_checked()
    tab_to(page, "Save run")
    page.keyboard.press("Enter")
    page.wait_for_url("**/week/*#flags")
    expect(page.locator("main")).to_contain_text("25:30")


def test_every_stop_of_the_forms_can_be_seen(anna: Person):
    covered = {}
    for path in ("/log/run", "/log/lift", "/settings"):
        anna.page.goto(path)
        covered[path] = {stop["name"] for stop in stops(anna.page) if not stop["is_seen"]}
    assert covered == {"/log/run": set(), "/log/lift": set(), "/settings": set()}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field or button of this name has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["name"] == name:
            return
    raise AssertionError(f"Tab does not reach {name}.")


def stops(page: Page) -> list[dict]:
    """Every place that Tab stops at, in its order, until it leaves the page."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        found.append(page.evaluate(FOCUSED))
    return found
