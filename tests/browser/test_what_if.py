"""While a workout is typed, the page says what it would change; offline, what it likely would."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.person import ZONE, Person, days_ago

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def bea(phone) -> Person:
    """Someone whose phone runs no worker: a worker's requests can't be cut off here."""
    return Person.signed_up(phone(service_workers="block"))


def panel(page: Page) -> Locator:
    """What the page says of the workout in its form."""
    return page.locator(".what-if [role=status]")


def today() -> str:
    """The date where the phone is."""
    return (datetime.now(UTC) + timedelta(hours=9)).date().isoformat()  # As in ZONE.


@pytest.fixture
def after_a_hard_day(anna: Person) -> Person:
    """Someone who ran hard on two days with one between them."""
    assert ZONE == "Asia/Tokyo"
    anna.log_run(days_ago(5), "07:00", effort=8)
    anna.log_run(days_ago(3), "07:00", effort=8)
    return anna


def test_what_would_be_flagged_shows_while_one_types(after_a_hard_day: Person):
    page = after_a_hard_day.page
    page.goto("/log/run")
    after_a_hard_day.fill(duration="45:00")
    expect(panel(page)).to_have_text("No rule would be triggered by this. Its effort is left open.")
    after_a_hard_day.start_at(days_ago(4), "08:00")
    after_a_hard_day.choose_effort(8)
    expect(panel(page)).to_contain_text("Warning: Hard days back to back")
    expect(panel(page).get_by_role("link", name="Recovery")).to_have_attribute("target", "_blank")
    after_a_hard_day.choose_effort(3)
    expect(panel(page)).not_to_contain_text("Hard days back to back")


def test_what_can_not_be_read_is_not_asked_about(anna: Person):
    page, asked = anna.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/log/run")
    anna.fill(duration="1:75")
    page.wait_for_timeout(700)
    assert not any(url.endswith("/api/v1/what-if") for url in asked)
    expect(panel(page)).to_be_empty()
    expect(page.get_by_role("button", name="What would the guide say?")).to_be_visible()


def test_nothing_is_stored_by_asking(anna: Person):
    anna.page.goto("/log/run")
    anna.fill(duration="45")
    expect(panel(anna.page)).not_to_be_empty()
    anna.page.goto("/history")
    expect(anna.page.locator("main a[href^='/workouts/']")).to_have_count(0)


def test_the_button_stays_where_the_thumb_is(after_a_hard_day: Person):
    page = after_a_hard_day.page
    page.add_init_script(WATCH)
    page.goto("/log/run")
    save = page.get_by_role("button", name="Save run")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    before = save.bounding_box()["y"]
    after_a_hard_day.fill(duration="45")
    after_a_hard_day.start_at(days_ago(4), "08:00")
    after_a_hard_day.choose_effort(8)
    expect(panel(page)).to_contain_text("Hard days back to back")
    assert save.bounding_box()["y"] == pytest.approx(before, abs=0.5)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert save.bounding_box()["y"] == pytest.approx(before, abs=0.5)
    assert sum(page.evaluate("window.shifts")) <= 0.01


def test_what_is_typed_into_stays_in_sight(after_a_hard_day: Person):
    page = after_a_hard_day.page
    page.goto("/log/run")
    after_a_hard_day.fill(duration="45")
    after_a_hard_day.choose_effort(8)
    after_a_hard_day.start_at(days_ago(4), "08:00")
    expect(panel(page)).to_contain_text("Hard days back to back")
    field, edge = (
        e.bounding_box() for e in (after_a_hard_day.field("time"), page.locator(".says"))
    )
    assert field["y"] + field["height"] <= edge["y"]


def test_what_is_said_comes_and_goes_without_moving_anything(after_a_hard_day: Person):
    page = after_a_hard_day.page
    page.add_init_script(WATCH)
    page.goto("/log/run")
    after_a_hard_day.fill(duration="45")
    after_a_hard_day.start_at(days_ago(4), "08:00")
    for _ in range(3):
        after_a_hard_day.choose_effort(8)
        expect(panel(page)).to_contain_text("Hard days back to back")
        after_a_hard_day.choose_effort(3)
        expect(panel(page)).not_to_contain_text("Hard days back to back")
    assert sum(page.evaluate("window.shifts")) <= 0.01


def test_the_block_of_the_button_is_as_low_as_the_button(either: Person):
    page = either.page
    page.goto("/log/run")
    save = page.get_by_role("button", name="Save run")
    ask = page.get_by_role("button", name="What would the guide say?")
    block = page.locator(".save")

    def heights() -> list[float]:
        return [part.bounding_box()["height"] for part in (block, save)]

    assert heights()[0] <= heights()[1] + 20
    assert ask.bounding_box()["height"] >= 44
    assert heights()[1] >= 44
    if either.has_scripts:
        either.fill(duration="45")
        expect(panel(page)).to_contain_text("Its effort is left open.")
        expect(ask).to_be_hidden()
        assert heights()[0] <= heights()[1] + 20


def test_the_enter_key_saves(either: Person):
    page = either.page
    page.goto("/log/run")
    either.fill(duration="45")
    either.field("duration").press("Enter")
    page.wait_for_url("**/week/*#flags")


def test_offline_an_edit_of_today_says_what_is_likely(bea: Person):
    page = bea.page
    for time in ("00:01", "00:31"):
        page.goto("/log/run")
        bea.fill(duration="20", date=today(), time=time)
        bea.choose_effort(3)
        bea.save_and_land()
    bea.open_first_of_history()
    page.get_by_role("link", name="Edit").click()
    page.route("**/api/v1/what-if", lambda route: route.abort())
    bea.choose_effort(4)
    expect(panel(page)).to_contain_text("Likely")
    expect(panel(page)).to_contain_text("No rule would be triggered by this.")


def test_offline_the_page_says_what_is_likely(bea: Person):
    page = bea.page
    page.goto("/log/run")
    bea.fill(duration="50", date=today(), time="12:00")
    bea.choose_effort(3)
    bea.save_and_land()
    page.goto("/log/lift")
    page.route("**/api/v1/what-if", lambda route: route.abort())
    bea.fill(duration="30", date=today(), time="18:00")
    bea.choose_effort(8)
    expect(panel(page)).to_contain_text("Likely")
    expect(panel(page)).to_contain_text("looks at the days around only")
    expect(panel(page)).to_contain_text("Caution: Long or hard lift after an easy run")
    page.unroute("**/api/v1/what-if")
    bea.choose_effort(9)
    expect(panel(page)).not_to_contain_text("Likely")
    expect(panel(page)).to_contain_text("after an easy run")


def test_an_edit_says_what_it_would_settle(after_a_hard_day: Person):
    page = after_a_hard_day.page
    after_a_hard_day.log_run(days_ago(4), "07:00", effort=8)
    page.goto("/history")
    page.locator("main a[href^='/workouts/']").nth(1).click()
    page.get_by_role("link", name="Edit").click()
    expect(panel(page)).to_be_empty()
    after_a_hard_day.choose_effort(3)
    expect(panel(page)).to_contain_text("Would settle: Hard days back to back.")


def test_without_scripts_a_button_says_it_and_with_them_too(either: Person):
    page = either.page
    either.log_run(days_ago(5), "07:00", effort=8)
    page.goto("/log/run")
    either.fill(duration="45")
    either.choose_effort(8)
    either.start_at(days_ago(4), "08:00")
    button = page.get_by_role("button", name="What would the guide say?")
    if not either.has_scripts:
        button.click()
    expect(panel(page)).to_contain_text("Warning: Hard days back to back")
    either.save_and_land()
    expect(page.locator("main")).to_contain_text("Hard days back to back")


def test_a_short_lift_after_todays_easy_run_is_two_taps_away(either: Person):
    page = either.page
    page.goto("/log/run")
    either.fill(duration="30", date=today(), time="00:01")
    either.choose_effort(3)
    either.save_and_land()
    page.get_by_role("link", name="Add a short lift after it").click()
    expect(page.locator("main")).to_contain_text("One combined day with your easy run.")
    expect(either.field("time")).to_have_value("00:36")
    either.save_and_land()
    expect(page.locator("main")).to_contain_text("Short lift 5 min after an easy run")


def test_the_rows_of_a_lift_are_asked_about_as_they_come_and_go(anna: Person):
    page = anna.page
    anna.log_run(days_ago(3), "07:00", effort=8)
    page.goto("/log/lift")
    anna.fill(duration="30")
    anna.choose_effort(5)
    anna.start_at(days_ago(4), "20:00")
    anna.field("exercises-0-exercise").select_option("squats")
    anna.fill_set(0, 0, reps="5", rir="0")
    expect(panel(page)).to_contain_text("Hard leg work ended 10 h 30 min before a hard run")
    anna.press("remove-exercise:exercises-0")
    expect(panel(page)).not_to_contain_text("Hard leg work")


def test_the_gravest_is_said_first(anna: Person):
    page = anna.page
    anna.log_squats(days_ago(4), "18:00", effort=8, weight="80")
    anna.log_run(days_ago(3), "18:00", effort=4)
    page.goto("/log/run")
    anna.fill(duration="45:00")
    anna.start_at(days_ago(3), "07:00")
    anna.choose_effort(8)
    expect(panel(page).locator("li").first).to_contain_text("Warning: Hard leg work")
    said = panel(page).locator("li b").all_inner_texts()
    order = ["Warning:", "Caution:", "Worth knowing:", "Well done:"]
    assert said == sorted(said, key=order.index)
    assert len(said) > 1
