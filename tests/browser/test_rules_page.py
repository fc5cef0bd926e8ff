"""The rules are read, switched and moved on a phone: by touch, by keyboard, without scripts."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.person import Person, days_ago
from tests.browser.test_keyboard import FOCUSED

RULE = "#rule-legs-before-hard-run"
FLAG = "Hard leg work ended"
WEEK = f"/week/{days_ago(3):%G-W%V}"
MOST_STOPS = 250
# Links are left out: the middle of one that is broken over two lines may lie beside it.
MAIN_STOP = "() => document.activeElement.matches('main :is(input, button, summary)')"


def test_a_rule_is_opened_moved_and_switched_off_and_the_week_follows(either: Person):
    page = either.page
    log_a_collision(either)
    page.goto("/rules")
    rule = page.locator(RULE)
    expect(rule).to_contain_text("Fired once in the last 90 days")
    expect(either.field("legs_before_run")).to_be_hidden()
    rule.locator("summary").click()
    expect(rule).to_contain_text("less than 24 h before a hard run starts")
    either.fill(legs_before_run="12")
    save(page)
    expect(rule).to_contain_text("number moved")
    expect(flag_of(page)).to_have_count(0)

    page.goto("/rules")
    page.get_by_role("button", name="Back to the defaults").click()
    expect(page.get_by_role("status")).to_contain_text("back at their defaults")
    expect(flag_of(page)).not_to_have_count(0)

    page.goto("/rules")
    switch = page.get_by_role("checkbox", name="Legs before a hard run: On")
    switch.uncheck()
    save(page)
    expect(switch).not_to_be_checked()
    expect(page.locator("main")).to_contain_text("1 rule is off.")
    expect(flag_of(page)).to_have_count(0)


def test_a_refused_number_stays_and_its_field_is_in_sight(either: Person):
    page = either.page
    page.goto("/rules")
    page.locator(f"{RULE} summary").click()
    either.fill(legs_before_run="5")
    page.get_by_role("button", name="Save rules").click()
    page.get_by_role("alert").get_by_role("link", name="Before a hard run").click()
    field = either.field("legs_before_run")
    expect(field).to_be_in_viewport()
    expect(field).to_have_value("5")
    expect(field).to_have_accessible_description(
        "6 to 48 h, default 24 Must be between 6 and 48 hours, not 5."
    )


def test_a_rule_is_moved_and_switched_off_with_the_keyboard_alone(anna: Person):
    page = anna.page
    page.goto("/rules")
    rule = page.locator(RULE)
    tab_to(page, rule.get_by_role("checkbox"))
    page.keyboard.press("Space")
    tab_to(page, rule.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, anna.field("legs_before_run"))
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your rules are saved.")
    expect(rule.get_by_role("checkbox")).not_to_be_checked()
    expect(anna.field("legs_before_run")).to_have_value("30")


def test_every_stop_of_the_unfolded_page_can_be_seen(anna: Person):
    page = anna.page
    page.goto("/rules")
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
    seen, covered = 0, []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if page.evaluate(MAIN_STOP):
            stop = page.evaluate(FOCUSED)
            seen += stop["is_seen"]
            covered += [] if stop["is_seen"] else [stop["name"]]
    assert covered == []
    assert seen == 26 + 26 + 20 + 2  # Words and rules, numbers, switches, and the two buttons.


def log_a_collision(person: Person) -> None:
    """Log hard legs, and a hard run 12 h later."""
    person.log_squats(days_ago(4), "18:00", effort=8, weight="80")
    person.log_run(days_ago(3), "07:00", effort=8)


def flag_of(page: Page) -> Locator:
    """The flag of the rule, on the week's page."""
    page.goto(WEEK)
    return page.locator("main .card", has_text=FLAG)


def save(page: Page) -> None:
    """Store the rules and see that they are."""
    page.get_by_role("button", name="Save rules").click()
    expect(page.get_by_role("status")).to_contain_text("Your rules are saved.")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}.")
