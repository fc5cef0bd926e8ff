"""What was typed stays, and the field says what is wrong; the echo says what was understood."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.person import Person, days_ago


def test_a_refused_run_keeps_what_was_typed_and_marks_the_fields(either: Person):
    typed = {"distance": "−1", "duration": "1:75", "avg_hr_bpm": "fast", "notes": "Uphill <b> & on"}
    either.page.goto("/log/run")
    open_details(either)
    either.fill(**typed)
    either.field("type").select_option("hills")
    either.choose_effort(7)
    either.start_at(days_ago(2), "06:45")
    either.save()

    expect(either.page.get_by_role("alert")).to_be_visible()
    for name, text in typed.items():
        expect(either.field(name)).to_have_value(text)
    expect(either.field("type")).to_have_value("hills")
    expect(either.field("date")).to_have_value(days_ago(2).isoformat())
    expect(either.field("time")).to_have_value("06:45")
    expect(either.page.locator("[name=effort][value='7']")).to_be_checked()
    for name in ("distance", "duration", "avg_hr_bpm"):
        assert fault_of(either.field(name)), name
    expect(either.field("notes")).not_to_have_attribute("aria-invalid", "true")

    either.fill(distance="10", duration="1:15", avg_hr_bpm="150")
    either.save()
    either.page.wait_for_url("**/week/*#flags")


def test_a_refused_lift_keeps_its_rows_and_marks_the_cell(either: Person):
    either.page.goto("/log/lift")
    either.field("exercises-0-exercise").select_option("deadlifts")
    either.fill_set(0, 0, reps="5", weight="100", rir="3")
    either.press("add-set:exercises-0")
    either.fill_set(0, 1, reps="0", weight="heavy", rir="11")
    either.add_exercise("planks")
    either.field("exercises-1-exercise").select_option("")
    either.fill_set(1, 0, reps="8")
    either.fill(duration="40")
    either.start_at(days_ago(2), "18:00")
    either.save()

    expect(either.page.get_by_role("alert")).to_be_visible()
    for cell, text in {"reps": "0", "weight": "heavy", "rir": "11"}.items():
        expect(either.field(f"exercises-0-sets-1-{cell}")).to_have_value(text)
    expect(either.field("exercises-0-sets-0-weight")).to_have_value("100")
    expect(either.field("exercises-0-sets-0-reps")).not_to_have_attribute("aria-invalid", "true")
    assert fault_of(either.field("exercises-0-sets-1-weight"))
    assert fault_of(either.field("exercises-1-exercise"))

    either.fill_set(0, 1, weight="100")
    either.field("exercises-1-exercise").select_option("push-ups")
    either.save()
    assert fault_of(either.field("exercises-0-sets-1-reps"))
    assert fault_of(either.field("exercises-0-sets-1-rir"))


def test_a_place_that_there_is_not_is_refused_beside_its_field(either: Person):
    either.page.goto("/log/run")
    open_details(either)
    either.fill(duration="30", time_zone="Mars/Olympus_Mons")
    either.save()
    expect(either.field("time_zone")).to_have_value("Mars/Olympus_Mons")
    assert fault_of(either.field("time_zone"))


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("1:30", "1:30 = 1 min 30 s"),
        ("1:02:03", "1:02:03 = 1 h 2 min 3 s"),
        ("45,5", "45,5 = 45 min 30 s"),
        ("90s", "90s = 1 min 30 s"),
        ("-5", ""),
        ("1:75", ""),
    ],
)
def test_what_was_understood_is_echoed_while_one_types(anna: Person, typed, understood):
    anna.page.goto("/log/run")
    anna.field("duration").press_sequentially(typed)
    expect(anna.page.locator("[data-echo-line]")).to_have_text(understood)


def open_details(person: Person) -> None:
    """Open what is folded away in the run form."""
    for summary in person.page.locator("main details:not([open]) summary").element_handles():
        summary.click()


def fault_of(field: Locator) -> str:
    """The message that describes a marked field."""
    expect(field).to_have_attribute("aria-invalid", "true")
    ids = field.get_attribute("aria-describedby").split()
    page = field.page
    shown = [page.locator(f"[id='{id_}']") for id_ in ids if id_.endswith("-fault")]
    assert len(shown) == 1
    expect(shown[0]).to_be_visible()
    return shown[0].inner_text()
