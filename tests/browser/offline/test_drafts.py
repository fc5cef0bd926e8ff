"""What is typed is kept from the first keystroke on, until it is saved or discarded by hand."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.test_everything_that_writes import (
    ID,
    YESTERDAY,
    Log,
    fill_run,
    lose_network,
    save_on_phone,
    send_all,
)
from tests.browser.person import ZONE, Person
from tests.browser.places import open_kept

TOMORROW = datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=1)
EDIT = f"/workouts/{ID}/edit"


@pytest.fixture
def log(anna: Person, server: str) -> Log:
    """What the server has of Anna: a run of 30 minutes."""
    log = Log(anna, server)
    log.run(YESTERDAY)
    return log


def open_form(page: Page, path: str) -> None:
    """Open a page, and wait until its scripts are at work."""
    page.goto(path)
    expect(page.locator("[data-sent]")).to_be_visible()


def see_back(person: Person, **fields: str) -> None:
    """What was typed is back, and the page says so."""
    expect(person.page.get_by_role("status").filter(has_text="is back")).to_be_visible()
    for name, text in fields.items():
        expect(person.field(name)).to_have_value(text)


def type_one(person: Person, path: str = "/log/run") -> None:
    """Type a single character."""
    open_form(person.page, path)
    person.field("duration").press_sequentially("4")


def test_a_single_character_survives_a_reload(anna: Person):
    type_one(anna)
    anna.page.reload()
    see_back(anna, duration="4")


def test_a_character_typed_before_the_scripts_are_there_survives_a_reload(anna: Person):
    page = anna.page
    page.goto("/log/run", wait_until="commit")
    anna.field("duration").press_sequentially("4")
    expect(page.locator("[data-sent]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.reload()
    see_back(anna, duration="4")


def test_a_draft_survives_the_end_of_its_tab(anna: Person):
    type_one(anna)
    context = anna.page.context
    anna.page.close()
    anna.page = context.new_page()
    open_form(anna.page, "/log/run")
    see_back(anna, duration="4")


def test_a_draft_survives_leaving_and_going_back(anna: Person):
    type_one(anna)
    open_form(anna.page, "/today")
    anna.page.go_back()
    expect(anna.field("duration")).to_have_value("4")
    anna.page.reload()
    see_back(anna, duration="4")


def test_a_draft_survives_without_a_network(anna: Person):
    open_kept(anna.page, "/log/run")
    lose_network(anna.page)
    type_one(anna)
    anna.page.reload()
    see_back(anna, duration="4")


def shape(page: Page) -> list[list]:
    """Every field of the form, as it is filled in, without its hidden ones."""
    return page.evaluate("""() =>
      [...new FormData(document.querySelector("form[data-workout]"))]
        .filter(([name]) => !["id", "base_version", "csrf_token"].includes(name))""")


LIFT = {
    "exercise": lambda p: p.field("exercises-0-exercise").select_option("squats"),
    "reps": lambda p: p.fill_set(0, 0, reps="5"),
    "warm-up": lambda p: p.field("exercises-0-sets-0-warm_up").check(),
    "weight": lambda p: p.fill_set(0, 0, weight="42,5"),
    "second set": lambda p: p.press("add-set:exercises-0"),
    "its reps": lambda p: p.fill_set(0, 1, reps="6", rir="2"),
    "second exercise": lambda p: p.add_exercise("planks"),
    "its time": lambda p: p.fill_set(1, 0, seconds="1:30"),
    "third set": lambda p: p.press("add-set:exercises-0"),
    "no third set": lambda p: p.press("remove-set:exercises-0"),
    "no warm-up": lambda p: p.field("exercises-0-sets-0-warm_up").uncheck(),
    "no first exercise": lambda p: p.press("remove-exercise:exercises-0"),
    "duration": lambda p: p.fill(duration="1h"),
    "effort": lambda p: p.choose_effort(7),
}


def test_a_lift_is_complete_after_a_reload_at_every_step(anna: Person):
    open_form(anna.page, "/log/lift")
    for step, take in LIFT.items():
        take(anna)
        before = shape(anna.page)
        anna.page.reload()
        expect(anna.page.get_by_role("status").filter(has_text="is back")).to_be_visible()
        assert shape(anna.page) == before, step


def test_the_draft_of_an_edit_comes_back_and_is_dropped_by_its_save(log: Log):
    page = log.person.page
    open_form(page, EDIT)
    log.person.fill(duration="33")
    page.reload()
    see_back(log.person, duration="33")
    log.person.save_and_land()
    open_form(page, EDIT)
    expect(log.person.field("duration")).to_have_value("33:00")
    expect(page.get_by_text("is back")).to_have_count(0)


@pytest.mark.parametrize("path", ["/today", "/log", "/waiting"])
def test_an_unfinished_one_is_offered_again(path: str, anna: Person):
    type_one(anna)
    open_form(anna.page, path)
    anna.page.locator("main").get_by_role("link", name="Continue it").click()
    see_back(anna, duration="4")


def test_a_form_that_opens_filled_in_stays_so_and_offers_the_draft(log: Log):
    page = log.person.page
    type_one(log.person)
    for path in (f"/log/run?like={ID}", f"/log/run?plan={TOMORROW}"):
        open_form(page, path)
        offer = page.get_by_role("status").filter(has_text="An unfinished one")
        expect(offer).to_be_visible()
        expect(log.person.field("duration")).not_to_have_value("4")
    offer.get_by_role("link", name="Continue it").click()
    see_back(log.person, duration="4")


def test_only_discarding_it_drops_a_draft(anna: Person):
    type_one(anna)
    for path in ("/today", "/log", "/log/lift", "/log/run"):
        open_form(anna.page, path)
    see_back(anna, duration="4")
    anna.page.get_by_role("button", name="Discard it").click()
    expect(anna.field("duration")).to_have_value("")
    open_form(anna.page, "/waiting")
    expect(anna.page.locator("[data-nothing]")).to_be_visible()


def test_a_saved_one_is_no_draft_any_more(anna: Person):
    open_form(anna.page, "/log/run")
    fill_run(anna)
    anna.save_and_land()
    open_form(anna.page, "/waiting")
    expect(anna.page.locator("[data-nothing]")).to_be_visible()
    open_form(anna.page, "/log/run")
    expect(anna.field("duration")).to_have_value("")


def test_one_saved_without_a_network_is_no_draft_any_more(log: Log):
    page = log.person.page
    open_kept(page, "/waiting", "/log/run")
    lose_network(page)
    fill_run(log.person)
    save_on_phone(page)
    page.goto("/waiting")
    expect(page.locator("[data-list=entries] li")).to_have_count(1)
    expect(page.locator("[data-list=drafts]")).to_be_hidden()
    page.goto("/log/run")
    expect(page.locator("[data-sent]")).to_be_visible()
    expect(log.person.field("duration")).to_have_value("")
    send_all(page)
    assert log.versions() == [1, 1]


def test_two_unfinished_ones_are_both_listed_and_both_continued(log: Log):
    page = log.person.page
    type_one(log.person)
    open_form(page, f"/log/run?like={ID}")
    log.person.fill(duration="55")
    open_form(page, "/waiting")
    expect(page.locator("[data-list=drafts] li")).to_have_count(2)
    for number, duration in ((1, "4"), (0, "55")):
        open_form(page, "/waiting")
        page.get_by_role("link", name="Continue it").nth(number).click()
        see_back(log.person, duration=duration)


def test_another_user_of_the_phone_sees_no_draft(anna: Person):
    type_one(anna)
    page = anna.page
    page.context.clear_cookies()
    page.goto("/sign-up")
    other = Person(page, f"other-{anna.email}", True)
    other.sign_up()
    for path in ("/today", "/log", "/waiting", "/log/run"):
        open_form(page, path)
        expect(page.get_by_text("Continue it")).to_have_count(0)
        expect(page.get_by_text(re.compile("is back|unfinished"))).to_have_count(0)
    expect(other.field("duration")).to_have_value("")
