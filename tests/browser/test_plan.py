"""Plan a week that collides, and let it be arranged; set a flag aside, and bring it back."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.person import Person, days_ago

TODAY = days_ago(0)
NEXT_MONDAY = TODAY + timedelta(days=8 - TODAY.weekday()) - timedelta(days=1)
PLAN = f"/plan/{NEXT_MONDAY:%G-W%V}"


def unfold(person: Person, day: date) -> None:
    """Open what edits a day; an empty day offers it right away."""
    for summary in person.page.locator(f"#day-{day} .edit summary").all():
        summary.click()


def plan_run(person: Person, day: date, time: str, effort: int) -> None:
    """Plan a run through its form, from the plan page."""
    person.page.goto(PLAN)
    unfold(person, day)
    person.page.locator(f"a[href='/log/run?plan={day}']").click()
    person.fill(duration="45", time=time)
    person.choose_effort(effort)
    person.page.get_by_role("button", name="Save").click()
    person.page.wait_for_url("**/plan/**")


def plan_hard_squats(person: Person, day: date, time: str) -> None:
    """Plan hard squats."""
    person.page.goto(PLAN)
    unfold(person, day)
    person.page.locator(f"a[href='/log/lift?plan={day}']").click()
    person.field("exercises-0-exercise").select_option("squats")
    person.fill_set(0, 0, reps="5", weight="80", rir="1")
    person.fill(duration="1h", time=time)
    person.choose_effort(8)
    person.page.get_by_role("button", name="Save").click()
    person.page.wait_for_url("**/plan/**")


def test_a_colliding_week_is_arranged_until_its_flags_are_gone(either: Person):
    page = either.page
    tuesday = NEXT_MONDAY + timedelta(days=1)
    plan_hard_squats(either, tuesday, "18:00")
    plan_run(either, tuesday + timedelta(days=1), "07:00", effort=8)
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card")).to_contain_text("as planned")

    page.get_by_role("button", name="Arrange").click()
    expect(page.locator("main")).to_contain_text("to no flag")
    page.get_by_role("button", name="Move it").click()
    page.wait_for_url(f"**{PLAN}#day-*")
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("#forecast")).to_contain_text("No rule would be triggered by this plan.")

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card")).to_have_count(1)


def test_one_tap_settles_a_forecast(either: Person):
    page = either.page
    tuesday = NEXT_MONDAY + timedelta(days=1)
    plan_hard_squats(either, tuesday, "18:00")
    plan_run(either, tuesday + timedelta(days=1), "07:00", effort=8)

    page.get_by_role("button", name="Settle “Hard leg work").click()
    expect(page.get_by_role("status")).to_contain_text("Settled: the")
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)
    expect(page.locator("#forecast")).not_to_contain_text("Hard leg work")

    undo_in_sight(either)
    expect(page.get_by_role("status")).to_have_text("Moved back.")
    expect(page.locator("#forecast")).to_contain_text("Hard leg work")


def undo_in_sight(person: Person) -> None:
    """See Undo without scrolling, and tap it; what it says is in sight again."""
    undo = person.page.get_by_role("button", name="Undo")
    expect(undo).to_be_in_viewport(ratio=1)
    undo.click()
    expect(undo).to_have_count(0)
    expect(person.page.get_by_role("status")).to_be_in_viewport(ratio=1)


def test_undo_is_in_sight_after_a_drop_and_stays_on_the_plan(either: Person):
    page = either.page
    page.goto(PLAN)
    page.get_by_role("button", name="3 lifts, 3 runs").click()
    expect(page.get_by_role("status")).to_be_visible()
    sunday = NEXT_MONDAY + timedelta(days=6)
    unfold(either, sunday)
    page.locator(f"#day-{sunday}").get_by_role("button", name="Drop").click()
    page.wait_for_url(f"**{PLAN}#day-{sunday}")
    expect(page.locator(f"#day-{sunday}")).to_be_in_viewport()
    expect(page.locator(f"#day-{sunday} .workout")).to_have_count(0)

    undo_in_sight(either)
    page.wait_for_url(f"**{PLAN}")
    expect(page.locator(f"#day-{sunday} .workout")).to_have_count(1)


def test_a_planned_workout_is_moved_with_two_taps(either: Person):
    page = either.page
    tuesday = NEXT_MONDAY + timedelta(days=1)
    friday = NEXT_MONDAY + timedelta(days=4)
    plan_run(either, tuesday, "07:00", effort=3)

    unfold(either, tuesday)
    page.locator(f"button[name=move][value*=':{friday}:']").click()
    page.wait_for_url(f"**{PLAN}#day-{friday}")
    expect(page.locator(f"#day-{friday}")).to_be_in_viewport(ratio=1)
    expect(page.locator(f"li[data-day='{friday}']")).to_contain_text("Run")
    expect(page.locator(f"li[data-day='{tuesday}'] .workout")).to_have_count(0)

    undo_in_sight(either)
    expect(page.locator(f"li[data-day='{tuesday}'] .workout")).to_have_count(1)


def test_the_title_leads_to_the_forecast_and_to_arranging(either: Person):
    page = either.page
    tuesday = NEXT_MONDAY + timedelta(days=1)
    plan_hard_squats(either, tuesday, "18:00")
    plan_run(either, tuesday + timedelta(days=1), "07:00", effort=8)
    page.goto(PLAN)

    page.get_by_role("link", name="1 warning").click()
    expect(page.get_by_role("heading", name="Forecast")).to_be_in_viewport()
    page.goto(PLAN)
    page.get_by_role("link", name="Arrange", exact=True).click()
    expect(page.get_by_role("button", name="Arrange my week")).to_be_in_viewport(ratio=1)


def test_a_planned_workout_is_dragged_to_another_day(phone):
    anna = Person.signed_up(phone(viewport={"width": 1280, "height": 900}, has_touch=False))
    page = anna.page
    tuesday = NEXT_MONDAY + timedelta(days=1)
    friday = NEXT_MONDAY + timedelta(days=4)
    plan_run(anna, tuesday, "07:00", effort=3)

    page.locator("[data-workout]").drag_to(page.locator(f"li[data-day='{friday}']"))
    expect(page.locator(f"li[data-day='{friday}'] .workout")).to_have_count(1)


def test_a_flag_set_aside_stays_in_sight_and_comes_back_when_a_workout_changes(either: Person):
    page = either.page
    either.log_run(days_ago(4), "07:00", effort=8)
    either.log_run(days_ago(3), "07:00", effort=8)
    week = f"/week/{days_ago(3):%G-W%V}"
    page.goto(week)
    card = page.locator(".card", has_text="Hard days back to back")
    expect(card).to_have_count(1)

    card.locator("summary", has_text="Set aside").click()
    card.locator("[name=reason]").fill("A relay with friends")
    card.get_by_role("button", name="Set aside").click()
    page.locator("#flags summary", has_text="1 set aside").click()
    expect(page.locator("#flags details", has_text="A relay with friends")).to_be_visible()
    expect(page.locator("#flags > .cards .card", has_text="Hard days back to back")).to_have_count(
        0
    )

    either.open_first_of_history()
    page.get_by_role("link", name="Edit").click()
    either.fill(duration="51")
    either.save_and_land()
    page.goto(week)
    expect(page.locator("#flags > .cards .card", has_text="Hard days back to back")).to_have_count(
        1
    )


def test_a_flag_set_aside_can_be_let_count_again(either: Person):
    page = either.page
    either.log_run(days_ago(4), "07:00", effort=8)
    either.log_run(days_ago(3), "07:00", effort=8)
    page.goto(f"/week/{days_ago(3):%G-W%V}")
    card = page.locator(".card", has_text="Hard days back to back")
    card.locator("summary", has_text="Set aside").click()
    card.locator("[name=reason]").fill("On purpose")
    card.get_by_role("button", name="Set aside").click()

    page.locator("#flags summary", has_text="1 set aside").click()
    page.get_by_role("button", name="Let it count again").click()
    expect(page.locator("#flags > .cards .card", has_text="Hard days back to back")).to_have_count(
        1
    )
    expect(page.locator("#flags")).not_to_contain_text("1 set aside")
