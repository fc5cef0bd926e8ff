"""A workout belongs to the place and the day where it began."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.person import Person, days_ago


def test_a_phone_abroad_logs_in_the_zone_where_it_is(phone):
    at_home = Person.signed_up(phone())
    abroad = travelling(phone, at_home, "Pacific/Auckland")
    abroad.page.goto("/log/run")
    expect(abroad.field("time_zone")).to_have_value("Pacific/Auckland")
    now = "() => new Date().toLocaleDateString('sv-SE')"
    expect(abroad.field("date")).to_have_value(abroad.page.evaluate(now))

    abroad.fill(duration="30", distance="5")
    abroad.start_at(days_ago(3), "23:30")
    abroad.save_and_land()
    at_home.open_first_of_history()
    day = days_ago(3)
    expect(at_home.page.locator("main")).to_contain_text(f"{day:%A} {day.day} {day:%B}")
    expect(at_home.page.locator("main")).to_contain_text("23:30")
    expect(at_home.page.locator("main")).to_contain_text("Pacific/Auckland")


def test_an_edit_at_home_keeps_the_zone_of_the_run(phone):
    at_home = Person.signed_up(phone())
    abroad = travelling(phone, at_home, "America/New_York")
    abroad.log_run(days_ago(3), "23:30", effort=3)
    at_home.open_first_of_history()
    at_home.page.get_by_role("link", name="Edit").click()
    expect(at_home.field("time_zone")).to_have_value("America/New_York")
    expect(at_home.field("time")).to_have_value("23:30")
    at_home.save_and_land()
    at_home.open_first_of_history()
    expect(at_home.page.locator("main")).to_contain_text("23:30")
    expect(at_home.page.locator("main")).to_contain_text("America/New_York")


def travelling(phone, person: Person, zone: str) -> Person:
    """The same person, signed in on a phone in another zone."""
    context: BrowserContext = phone(timezone_id=zone)
    context.add_cookies(person.page.context.cookies())
    return Person(context.new_page(), person.email, person.has_scripts)
