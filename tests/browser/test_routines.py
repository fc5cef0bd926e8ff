"""Own routines: written and changed by rows, with JavaScript and without, offline too."""

from playwright.sync_api import Locator, expect

from tests.browser.person import Person, days_ago


def rows(person: Person) -> list[tuple[str, str]]:
    """The exercise and amount of each row, in their order."""
    numbers = range(person.page.locator("fieldset.exercise").count())
    return [
        tuple(
            person.field(f"exercises-{n}-{name}").input_value() for name in ("exercise", "amount")
        )
        for n in numbers
    ]


def press(person: Person, name: str) -> None:
    """Press a button of the form's rows."""
    person.page.get_by_role("button", name=name, exact=True).click()


def save(person: Person) -> Locator:
    """Save the form; the button that one sees."""
    person.page.locator("button.main").click()
    return person.page.locator("h1")


def write_row(person: Person, number: int, exercise: str, amount: str) -> None:
    """Fill in a row."""
    person.field(f"exercises-{number}-exercise").select_option(exercise)
    person.field(f"exercises-{number}-amount").fill(amount)


def test_a_routine_is_written_row_by_row_and_changed(either: Person):
    page = either.page
    page.goto("/routines/new")
    either.field("name").fill("Mine")
    write_row(either, 0, "squats", "6-8")
    press(either, "Add exercise")
    expect(either.field("exercises-1-sets")).to_have_value("3")
    write_row(either, 1, "planks", "45 s")
    press(either, "Add exercise")
    write_row(either, 2, "rows", "8-12")
    either.field("exercises-2-superset").check()
    press(either, "Move exercise 3 up")
    expect(either.field("exercises-1-exercise")).to_have_value("rows")
    expect(either.field("exercises-1-superset")).to_be_checked()
    press(either, "Remove exercise 1")
    expect(page.locator("fieldset.exercise")).to_have_count(2)
    assert rows(either) == [("rows", "8-12"), ("planks", "45 s")]
    expect(page.get_by_role("button", name="Move exercise 1 up")).to_have_count(0)
    expect(page.get_by_role("button", name="Move exercise 2 down")).to_have_count(0)
    expect(save(either)).to_have_text("Mine")
    assert page.locator(".asked").all_inner_texts() == ["3 × 8–12", "3 × 45 s"]

    page.get_by_role("link", name="Edit").click()
    press(either, "Move exercise 1 down")
    expect(either.field("exercises-0-exercise")).to_have_value("planks")
    either.field("exercises-0-amount").fill("many")
    save(either)
    expect(page.locator("#exercises-0-amount-fault")).to_be_visible()
    assert rows(either) == [("planks", "many"), ("rows", "8–12")]
    either.field("exercises-0-amount").fill("1:00")
    expect(save(either)).to_have_text("Mine")
    assert page.locator(".asked").all_inner_texts() == ["3 × 1 min", "3 × 8–12"]

    page.locator("main summary").click()
    page.get_by_role("button", name="Delete this routine").click()
    expect(page.get_by_role("status")).to_contain_text("Deleted: Mine.")
    expect(page.get_by_role("link", name="Start Mine")).to_have_count(0)


def test_a_routine_is_written_without_a_network_and_sent_once(anna: Person):
    page = anna.page
    page.goto("/routines/new?like=core")
    expect(page.locator("[data-sent]")).to_be_visible()
    page.context.set_offline(True)
    anna.field("name").fill("Written in a cellar")
    press(anna, "Add exercise")
    write_row(anna, 3, "squats", "5")
    press(anna, "Move exercise 4 up")
    assert [exercise for exercise, _ in rows(anna)][2:] == ["squats", "leg-raises"]
    page.locator("button.main").click()
    expect(page.locator("[data-entry]")).to_contain_text("New routine")
    page.context.set_offline(False)
    page.goto("/routines")
    expect(page.locator("[data-sent]")).to_have_text("All sent")
    page.reload()
    expect(page.get_by_role("link", name="Start Written in a cellar")).to_have_count(1)


def test_a_lift_becomes_a_routine_in_one_tap_and_starts_with_its_sets(either: Person):
    page = either.page
    either.log_squats(days_ago(2), "18:00", effort=6, weight="82.5")
    either.open_first_of_history()
    page.get_by_role("button", name="Save as routine").click()
    expect(page.locator("h1")).to_have_text("Squats")
    page.get_by_role("link", name="Start").click()
    expect(either.field("exercises-0-exercise")).to_have_value("squats")
    expect(either.field("exercises-0-sets-0-weight")).to_have_value("82.5")
