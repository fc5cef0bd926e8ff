"""The lift form as a logger: taps, rest, undo, and what is kept of them."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.person import ZONE, Person

EXERCISES = ("squats", "romanian-deadlifts", "bench-presses", "pull-ups", "planks")
MOST_TAPS = 25
WATCH_SHIFTS = """() => {
  window.shifts = [];
  const note = (list) => window.shifts.push(...list.getEntries().map(({ value }) => value));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: false });
}"""


def usual_set(exercise: str) -> dict:
    """A working set as it was done last time."""
    if exercise == "planks":
        return {"duration_s": 60}
    weight = None if exercise == "pull-ups" else 60
    return {"reps": 8, "weight_kg": weight, "rir": 2}


def log_last_time(person: Person, exercises=EXERCISES) -> None:
    """Store a lift of three days ago: three sets of each exercise."""
    origin = person.page.evaluate("location.origin")
    start = datetime.now(UTC) - timedelta(days=3)
    done = [{"exercise": each, "sets": [usual_set(each)] * 3} for each in exercises]
    document = {
        "kind": "lift",
        "started_at": start.isoformat(timespec="seconds"),
        "time_zone": ZONE,
        "duration_s": 3600,
        "effort": 7,
        "lift": {"exercises": done},
    }
    answer = person.page.request.put(
        f"{origin}/api/v1/workouts/{uuid4()}", data=document, headers={"Origin": origin}
    )
    assert answer.status == 201, answer.text()


def stored_lifts(person: Person) -> list[dict]:
    """The lifts in the log, oldest first."""
    day = datetime.now(UTC)
    span = f"from={(day - timedelta(days=9)).date()}&to={(day + timedelta(days=2)).date()}"
    origin = person.page.evaluate("location.origin")
    items = person.page.request.get(f"{origin}/api/v1/workouts?{span}").json()["items"]
    return [each for each in items if each["kind"] == "lift"]


def ticks(page: Page) -> Locator:
    return page.locator(".tick")


def cell(page: Page, name: str) -> Locator:
    return page.locator(f"[name='exercises-0-sets-{name}']")


@pytest.fixture
def lifter(anna: Person) -> Person:
    """Someone who has lifted three days ago, in kilograms."""
    anna.page.goto("/settings")
    anna.page.locator("[name=weight_unit]").select_option("kg")
    anna.page.get_by_role("button", name="Save").first.click()
    expect(anna.page.get_by_role("status")).to_be_visible()
    log_last_time(anna)
    return anna


def pick(page: Page, words: str) -> None:
    """Add an exercise by what one calls it."""
    page.get_by_role("button", name="Add exercise").click()
    page.get_by_role("searchbox", name="Exercise").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("[data-exercises] select[name$='-exercise']").last).to_be_focused()


def test_a_usual_session_takes_few_taps_and_moves_nothing(lifter: Person):
    page, taps = lifter.page, 0

    def tap(place: Locator) -> None:
        nonlocal taps
        place.tap()
        taps += 1

    tap(page.get_by_role("navigation", name="Main").get_by_role("link", name="Log"))
    tap(page.get_by_role("link", name="Repeat: Lift"))
    expect(ticks(page)).to_have_count(len(EXERCISES) * 3)
    page.evaluate(WATCH_SHIFTS)
    for tick in ticks(page).all():
        tap(tick)
    tap(page.locator("main label:has([name=effort][value='7'])"))
    moved = page.evaluate("window.shifts.reduce((sum, each) => sum + each, 0)")
    tap(page.get_by_role("button", name="Save lift"))
    page.wait_for_url("**/week/*#flags")
    first, second = (each["lift"]["exercises"] for each in stored_lifts(lifter))
    assert [(e["exercise"], len(e["sets"])) for e in second] == [(e, 3) for e in EXERCISES]
    assert [e["sets"] for e in second] == [e["sets"] for e in first]
    assert taps <= MOST_TAPS
    assert moved < 0.01


def test_an_exercise_comes_with_its_sets_of_last_time(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "rdl")
    expect(cell(page, "2-weight")).to_have_value("60")
    expect(cell(page, "2-reps")).to_have_value("8")
    expect(cell(page, "2-rir")).to_have_value("2")
    expect(page.locator(".before").first).to_contain_text("8 × 60, RIR 2")


def test_a_tick_starts_the_rest_which_a_reload_takes_nothing_of(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    expect(page.get_by_role("timer")).to_have_text("Rest 1:30")
    page.clock.install()
    ticks(page).first.tap()
    page.clock.run_for(20_000)
    expect(page.get_by_role("timer")).to_have_text("Rest 1:10")
    page.reload()
    expect(page.get_by_role("timer")).to_have_text("Rest 1:10")
    expect(page.locator("[name='exercises-0-sets-0-done']")).to_be_checked()
    page.clock.run_for(71_000)
    expect(page.get_by_role("timer")).to_have_text("Rest is over")


def test_every_tap_can_be_taken_back(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    expect(page.locator("form[data-draft]")).to_be_attached()  # It has its own id from here on.
    undo = page.get_by_role("button", name="Undo", exact=True)
    steps = (
        lambda: pick(page, "squat"),
        lambda: ticks(page).first.tap(),
        lambda: page.get_by_role("button", name="Put warm-up sets before the others").tap(),
        lambda: page.get_by_role("button", name="Add set").tap(),
        lambda: page.locator("main label:has-text('Solid')").tap(),
        lambda: pick(page, "plank"),
        lambda: tap_more(page, "Move this exercise up"),
        lambda: tap_more(page, "In turn with the one above"),
        lambda: tap_more(page, "Skip this exercise"),
        lambda: (
            cell(page, "0-seconds").tap()
            or page.get_by_role("button", name="More", exact=True).tap()
        ),
        lambda: page.locator("main label:has([name=effort][value='7'])").tap(),
    )
    seen = [fields(page)]
    for step in steps:
        step()
        seen.append(fields(page))
    assert len({str(each) for each in seen}) == len(seen)
    for before in reversed(seen[:-1]):
        undo.tap()
        assert fields(page) == before
    expect(undo).to_have_attribute("aria-disabled", "true")


def tap_more(page: Page, name: str) -> None:
    """Tap what is under the second exercise's fold."""
    fold = page.locator("#exercises-1 .more")
    if fold.get_attribute("open") is None:
        fold.locator("summary").tap()
    fold.get_by_role("button", name=name).tap()


def fields(page: Page) -> list:
    """What the form would send, but for its clocks."""
    found = page.evaluate("[...new FormData(document.querySelector('[data-workout]'))]")
    return [each for each in found if each[0] not in ("rest_until", "began", "ticked_at", "typed")]


def test_the_end_of_the_form_can_be_reached_while_a_set_is_typed(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    pick(page, "plank")
    cell(page, "2-weight").tap()
    expect(page.get_by_role("button", name="More", exact=True)).to_be_visible()
    fold = page.locator("summary", has_text="Heart rate, notes")
    fold.evaluate("fold => scrollTo(0, document.documentElement.scrollHeight)")
    fold.tap()
    expect(lifter.field("notes").last).to_be_visible()


def test_what_is_not_ticked_is_asked_about(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    ticks(page).first.tap()
    lifter.fill(duration="20")
    page.locator("main label:has([name=effort][value='7'])").tap()
    page.get_by_role("button", name="Save lift").tap()
    expect(page.get_by_role("alert")).to_contain_text("2 sets are not ticked.")
    page.get_by_role("button", name="Leave out").tap()
    page.wait_for_url("**/week/*#flags")
    (exercise,) = stored_lifts(lifter)[-1]["lift"]["exercises"]
    assert len(exercise["sets"]) == 1


def test_the_duration_is_measured_from_the_first_tick(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "pullup")
    page.clock.install()
    ticks(page).first.tap()
    page.clock.run_for(25 * 60 * 1000)
    for tick in ticks(page).all()[1:]:
        tick.tap()
    page.clock.resume()
    page.get_by_role("button", name="Save lift").tap()
    page.wait_for_url("**/week/*#flags")
    assert stored_lifts(lifter)[-1]["duration_s"] == 25 * 60


def test_a_held_set_is_timed_by_a_clock(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "plank")
    page.clock.install()
    page.get_by_role("button", name="Start clock").tap()
    page.clock.run_for(42_000)
    page.get_by_role("button", name=re.compile("Stop 0:4[2-5]")).tap()
    expect(cell(page, "0-seconds")).to_have_value(re.compile("^4[2-5]$"))
    expect(page.locator("[name='exercises-0-sets-0-done']")).to_be_checked()


def test_a_stepper_goes_by_plates_and_says_which(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    cell(page, "1-weight").tap()
    page.get_by_role("button", name="More", exact=True).tap()
    expect(cell(page, "1-weight")).to_have_value("62.5")
    expect(cell(page, "1-weight")).to_be_focused()
    expect(page.locator(".stepper")).to_contain_text("Each side 20 + 1.25")
    cell(page, "1-reps").tap()
    page.get_by_role("button", name="Less", exact=True).tap()
    expect(cell(page, "1-reps")).to_have_value("7")


def test_with_the_keyboard_alone_a_set_is_done(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    page.get_by_role("button", name="Add exercise").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("squat")
    page.keyboard.press("Enter")
    done = page.get_by_role("checkbox", name="Set 1 done")
    for _ in range(20):
        page.keyboard.press("Tab")
        if done.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(done).to_be_checked()
    expect(page.get_by_role("timer")).to_have_text("Rest 1:30")


def test_a_lift_is_logged_without_scripts_with_all_that_it_can_hold(either: Person):
    page = either.page
    page.goto("/log/lift")
    either.fill(duration="45")
    page.locator("main [name='exercises-0-exercise']").select_option("lunges")
    for name, text in (("reps", "8"), ("weight", "20 kg"), ("rir", "2")):
        cell(page, f"0-{name}").fill(text)
    cell(page, "0-side").select_option("left")
    page.locator("main label:has-text('Shaky')").click()
    page.locator("summary:has-text('Notes and more')").click()
    page.locator("[name='exercises-0-notes']").fill("Left knee wobbles.")
    page.locator("[name='exercises-0-superset']").fill("1")
    page.get_by_role("button", name="Save lift").click()
    page.wait_for_url("**/week/*#flags")
    (exercise,) = stored_lifts(either)[-1]["lift"]["exercises"]
    assert exercise["notes"] == "Left knee wobbles."
    assert (exercise["superset"], exercise["form"]) == (1, "shaky")
    assert [each["side"] for each in exercise["sets"]] == ["left"]


def test_undo_leaves_the_workouts_id_alone(lifter: Person):
    page = lifter.page
    page.goto("/log")
    page.get_by_role("link", name="Repeat: Lift").tap()
    expect(ticks(page).first).to_be_visible()
    expect(page.locator("[data-sent]")).to_be_visible()
    before = page.locator("form [name=id]").first.input_value()
    ticks(page).first.tap()
    page.get_by_role("button", name="Undo", exact=True).tap()
    assert page.locator("form [name=id]").first.input_value() == before
    assert page.locator("[data-workout]").get_attribute("data-draft") == before


def test_undo_takes_back_what_was_typed_before_the_tap_before_it(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    ticks(page).first.tap()
    cell(page, "1-reps").fill("10")
    page.locator("main label:has-text('Solid')").tap()
    undo = page.get_by_role("button", name="Undo", exact=True)
    undo.tap()
    expect(cell(page, "1-reps")).to_have_value("10")
    undo.tap()
    expect(cell(page, "1-reps")).to_have_value("8")
    expect(page.locator("[name='exercises-0-sets-0-done']")).to_be_checked()


def test_a_date_that_was_typed_outlives_a_reload_and_the_ticks(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    lifter.fill(date=yesterday, duration="50")
    page.reload()
    expect(page.get_by_text("is back. It is not saved yet.")).to_be_visible()
    page.clock.install()
    ticks(page).first.tap()
    page.clock.run_for(20 * 60 * 1000)
    ticks(page).nth(1).tap()
    expect(lifter.field("date")).to_have_value(yesterday)
    expect(lifter.field("duration")).to_have_value("50")


def test_ticks_at_home_measure_nothing(lifter: Person):
    page = lifter.page
    page.goto("/log")
    page.get_by_role("link", name="Repeat: Lift").tap()
    for tick in ticks(page).all():
        tick.tap()
    expect(lifter.field("duration")).to_have_value("1:00:00")


def test_sets_that_are_left_out_stay_in_a_form_that_is_refused(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    ticks(page).first.tap()
    cell(page, "0-weight").fill("heavy")
    lifter.fill(duration="30")
    page.get_by_role("button", name="Save lift").tap()
    page.get_by_role("button", name="Leave out").tap()
    expect(page.locator(".faults")).to_be_visible()
    expect(cell(page, "2-reps")).to_have_value("8")
    cell(page, "0-weight").fill("60")
    page.get_by_role("button", name="Save lift").tap()
    page.get_by_role("button", name="Leave out").tap()
    page.wait_for_url("**/week/*#flags")
    (exercise,) = stored_lifts(lifter)[-1]["lift"]["exercises"]
    assert len(exercise["sets"]) == 1


def test_nothing_is_ticked_that_says_nothing(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "front squat")
    ticks(page).first.tap()
    expect(page.locator("[name='exercises-0-sets-0-done']")).not_to_be_checked()
    expect(cell(page, "0-reps")).to_be_focused()


def test_the_clock_goes_with_its_exercise(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    pick(page, "plank")
    page.clock.install()
    page.get_by_role("button", name="Start clock").tap()
    tap_more(page, "Move this exercise up")
    page.clock.run_for(30_000)
    page.get_by_role("button", name=re.compile("Stop 0:3[0-3]")).tap()
    expect(cell(page, "0-seconds")).to_have_value(re.compile("^3[0-3]$"))
    expect(page.locator("[name='exercises-1-sets-0-done']")).not_to_be_checked()


def test_the_rest_waits_for_the_last_of_what_is_done_in_turn(lifter: Person):
    page = lifter.page
    page.goto("/log/lift")
    pick(page, "squat")
    pick(page, "pullup")
    tap_more(page, "In turn with the one above")
    expect(page.get_by_text("In turn with Squats")).to_be_visible()
    page.clock.install()
    page.locator("#exercises-0 .tick").first.tap()
    page.clock.run_for(5_000)
    expect(page.get_by_role("timer")).to_have_text("Rest 1:30")
    page.locator("#exercises-1 .tick").first.tap()
    page.clock.run_for(5_000)
    expect(page.get_by_role("timer")).to_have_text("Rest 1:25")
