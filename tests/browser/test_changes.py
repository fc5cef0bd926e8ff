"""Edit keeps everything; delete can be taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person, days_ago


def test_an_edited_lift_keeps_its_sets_and_its_pounds(either: Person):
    page = either.page
    either.log_squats(days_ago(2), "18:00", effort=6, weight="100 lb")
    either.open_first_of_history()
    expect(page.locator("main table")).to_contain_text("45.4 kg")

    page.get_by_role("link", name="Edit").click()
    expect(either.field("exercises-0-exercise")).to_have_value("squats")
    cells = {"reps": "5", "weight": "100 lb", "seconds": "", "rir": "2"}
    for cell, text in cells.items():
        expect(either.field(f"exercises-0-sets-0-{cell}")).to_have_value(text)
    expect(either.field("duration")).to_have_value("1:00:00")
    expect(either.field("date")).to_have_value(days_ago(2).isoformat())
    expect(either.field("time")).to_have_value("18:00")
    expect(page.locator("[name=effort][value='6']")).to_be_checked()

    page.locator("main label", has_text="Shaky").click()
    either.save_and_land()
    either.open_first_of_history()
    expect(page.locator("main")).to_contain_text("shaky")
    page.get_by_role("link", name="Edit").click()
    expect(either.field("exercises-0-sets-0-weight")).to_have_value("100 lb")


def test_pounds_stay_as_typed_when_the_unit_changes(anna: Person):
    anna.page.goto("/settings")
    anna.field("weight_unit").select_option("lb")
    anna.page.get_by_role("button", name="Save settings").click()
    anna.log_squats(days_ago(2), "18:00", effort=6, weight="102.5")
    anna.open_first_of_history()
    expect(anna.page.locator("main table")).to_contain_text("102.5 lb")


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_deleted_workout_comes_back_by_undo(either: Person, kind: str):
    page = either.page
    if kind == "run":
        either.log_run(days_ago(3), "07:00", effort=5, distance="7.25")
        own = "7.25 mi"
    else:
        either.log_squats(days_ago(3), "18:00", effort=8, weight="77.5")
        own = "77.5 kg"
    either.open_first_of_history()
    address = page.url
    page.get_by_role("button", name="Delete").click()
    expect(page.locator("main a[href^='/workouts/']")).to_have_count(0)

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Brought back")
    expect(page.locator("main a[href^='/workouts/']")).to_have_count(1)
    page.goto(address)
    expect(page.locator("main")).to_contain_text(own)


def test_a_row_can_be_taken_away_again(either: Person):
    page = either.page
    page.goto("/log/lift")
    either.field("exercises-0-exercise").select_option("squats")
    either.add_exercise("push-ups")
    either.press("add-set:exercises-0")
    expect(page.locator("main [name$='-reps']")).to_have_count(3)
    either.press("remove-set:exercises-0")
    expect(page.locator("main [name$='-reps']")).to_have_count(2)
    either.press("remove-exercise:exercises-1")
    expect(page.locator("main [name$='-reps']")).to_have_count(1)
