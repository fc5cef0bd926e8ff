"""What the server refuses stays on the phone, says why, and is settled by hand."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.offline.test_everything_that_writes import (
    ENTRIES,
    ID,
    YESTERDAY,
    Log,
    fill_run,
    lose_network,
    save_on_phone,
    see_saved,
)
from tests.browser.person import Person, answer_to
from tests.browser.places import open_kept

EDIT = f"/workouts/{ID}/edit"


@pytest.fixture
def log(anna: Person, server: str) -> Log:
    """What the server has of Anna: a run of 30 minutes."""
    log = Log(anna, server)
    log.run(YESTERDAY)
    return log


def change_elsewhere(log: Log, minutes: int = 40) -> None:
    """Change the run on another device."""
    log.put(f"workouts/{ID}", {"duration_s": minutes * 60}, **{"If-Match": '"1"'})


def delete_elsewhere(log: Log) -> None:
    """Delete the run on another device."""
    address = f"{log.server}/api/v1/workouts/{ID}"
    assert log.person.page.request.delete(address, headers={"Origin": log.server}).ok


def edit_here(log: Log, duration: str = "35") -> None:
    """Change the run on this phone, which has no network."""
    open_kept(log.person.page, "/waiting", EDIT)
    lose_network(log.person.page)
    log.person.fill(duration=duration)
    save_on_phone(log.person.page)


def come_back(page: Page) -> None:
    """The network is back; what waits is tried."""
    page.goto("/waiting")
    page.context.set_offline(False)
    expect(page.locator("[data-sent]")).to_have_text("1 needs you")


def only_entry(page: Page) -> Locator:
    """The one entry that waits."""
    found = page.locator("[data-list=entries] li")
    expect(found).to_have_count(1)
    return found


def minutes(log: Log) -> float | None:
    """How long the stored run is."""
    stored = log.get(f"workouts/{ID}")
    return stored["duration_s"] / 60 if stored else None


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_run_changed_on_two_devices_shows_both_and_stores_mine_where_i_say_so(log: Log):
    page = log.person.page
    edit_here(log)
    change_elsewhere(log)
    come_back(page)
    versions = only_entry(page).locator(".versions > div")
    expect(versions.nth(0)).to_contain_text("35")
    expect(versions.nth(1)).to_contain_text("40")
    assert minutes(log) == 40

    press(page, "Keep mine")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert minutes(log) == 35


def test_a_run_changed_on_two_devices_keeps_what_is_stored_where_i_say_so(log: Log):
    page = log.person.page
    edit_here(log)
    change_elsewhere(log)
    come_back(page)
    press(page, "Keep what is stored")
    expect(page.locator("[data-nothing]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert minutes(log) == 40


def test_mine_is_asked_about_again_where_it_changed_once_more(log: Log):
    page = log.person.page
    edit_here(log)
    change_elsewhere(log)
    come_back(page)
    log.put(f"workouts/{ID}", {"duration_s": 50 * 60}, **{"If-Match": '"2"'})
    press(page, "Keep mine")
    expect(only_entry(page).locator(".versions > div").nth(1)).to_contain_text("50")
    assert minutes(log) == 50
    press(page, "Keep mine")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert minutes(log) == 35


def test_a_run_deleted_elsewhere_is_not_brought_back_unasked(log: Log):
    page = log.person.page
    edit_here(log)
    delete_elsewhere(log)
    come_back(page)
    expect(only_entry(page)).to_contain_text("Deleted.")
    assert log.workouts() == []
    press(page, "Keep mine")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert minutes(log) == 35


def test_a_deletion_of_a_run_that_changed_elsewhere_deletes_nothing_unasked(log: Log):
    page = log.person.page
    open_kept(page, "/waiting", f"/workouts/{ID}")
    lose_network(page)
    press(page, "Delete")
    see_saved(page)
    change_elsewhere(log)
    come_back(page)
    expect(only_entry(page).locator(".versions")).to_contain_text("Delete it.")
    assert minutes(log) == 40
    press(page, "Keep mine")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert log.workouts() == []


def test_a_conflict_that_is_looked_at_is_replaced_by_one_save(log: Log):
    page = log.person.page
    edit_here(log)
    change_elsewhere(log)
    come_back(page)
    page.get_by_role("link", name="Look and fix").click()
    expect(page.get_by_role("alert")).to_contain_text("What is stored now differs")
    expect(log.person.field("duration")).to_have_value("35")
    log.person.fill(duration="36")
    log.person.save_and_land()
    assert minutes(log) == 36


@pytest.mark.parametrize(("field", "text"), [("distance", "0"), ("duration", "900h")])
def test_a_refused_run_says_why_beside_its_field_and_is_sent_once_it_is_put_right(
    field: str, text: str, anna: Person, server: str
):
    page, log = anna.page, Log(anna, server)
    open_kept(page, "/waiting", "/log/run")
    lose_network(page)
    fill_run(anna, **{field: text})
    save_on_phone(page)
    come_back(page)
    expect(only_entry(page).locator(".fault")).to_contain_text(f"{field}: ")

    page.get_by_role("link", name="Look and fix").click()
    expect(page.locator(f"#{field}-fault")).to_be_visible()
    expect(anna.field(field)).to_have_attribute("aria-invalid", "true")
    expect(anna.field(field)).to_have_value(text)
    anna.fill(distance="9", duration="45")
    anna.save_and_land()
    expect(page.locator("[data-sent]")).to_have_text("All sent")
    assert [w["duration_s"] for w in log.workouts()] == [2700]


def refuse_a_run(log: Log) -> Page:
    """A run of 0 km waits, refused."""
    page = log.person.page
    open_kept(page, "/waiting", "/log/run")
    lose_network(page)
    fill_run(log.person, distance="0")
    save_on_phone(page)
    come_back(page)
    return page


def test_what_is_typed_while_putting_right_survives_a_reload(log: Log):
    page = refuse_a_run(log)
    page.get_by_role("link", name="Look and fix").click()
    expect(log.person.field("distance")).to_have_value("0")
    log.person.fill(distance="9.5")
    page.reload()
    expect(log.person.field("distance")).to_have_value("9.5")


def test_discarding_asks_first(log: Log):
    page = refuse_a_run(log)
    press(page, "Discard")
    expect(only_entry(page)).to_be_visible()
    page.reload()
    expect(only_entry(page)).to_be_visible()
    press(page, "Discard")
    press(page, "Discard for good?")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert page.evaluate(ENTRIES) == []


def test_a_refused_entry_can_be_downloaded_with_its_fields_and_tried_again(log: Log):
    page = refuse_a_run(log)
    for name in ("Download", "Download all as a file"):
        with page.expect_download() as download:
            press(page, name)
        (entry,) = json.loads(download.value.path().read_text())
        assert entry["url"] == "/log/run"
        assert ["distance", "0"] in entry["fields"]
        assert ["duration", "45"] in entry["fields"]

    with answer_to(page, "/log/run") as answer:
        press(page, "Try again")
    assert answer.value.status == 422
    expect(only_entry(page)).to_contain_text("the server did not take it")


def test_a_stuck_entry_holds_later_ones_of_its_workout_and_no_others(log: Log):
    page = log.person.page
    open_kept(page, "/waiting", "/log/run", EDIT, f"/workouts/{ID}")
    lose_network(page)
    log.person.page.goto(EDIT)
    log.person.fill(distance="0")
    save_on_phone(page)
    page.goto(f"/workouts/{ID}")
    press(page, "Delete")
    see_saved(page)
    page.goto("/log/run")
    fill_run(log.person)
    save_on_phone(page)
    page.goto("/waiting")
    page.context.set_offline(False)
    expect(page.locator("[data-sent]")).to_have_text("1 needs you, 1 waiting")
    assert sorted(minutes["duration_s"] for minutes in log.workouts()) == [1800, 2700]

    first = page.locator("[data-list=entries] li").first
    first.get_by_role("button", name="Discard").click()
    first.get_by_role("button", name="Discard for good?").click()
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert [w["duration_s"] for w in log.workouts()] == [2700]


def test_online_a_refused_form_says_why_in_place_keeps_what_is_typed_and_is_saved_again(
    anna: Person, server: str
):
    page = anna.page
    page.goto("/log/run")
    expect(page.locator("[data-sent]")).to_be_visible()
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    fill_run(anna, duration="1:75")
    anna.save()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("link", name=re.compile("Duration"))).to_be_visible()
    expect(page.locator("#duration-fault")).to_be_visible()
    expect(anna.field("duration")).to_have_attribute("aria-describedby", "duration-fault")
    expect(anna.field("duration")).to_have_value("1:75")
    expect(anna.field("distance")).to_have_value("9")
    assert loads == []

    anna.fill(duration="45")
    anna.save_and_land()
    expect(page.locator("[data-sent]")).to_have_text("All sent")
    assert [w["duration_s"] for w in Log(anna, server).workouts()] == [2700]


def test_online_a_conflict_shows_what_is_stored_and_the_next_save_replaces_it(log: Log):
    page = log.person.page
    page.goto(EDIT)
    expect(page.locator("[data-sent]")).to_be_visible()
    log.person.fill(duration="35")
    change_elsewhere(log)
    log.person.save()
    expect(page.get_by_role("alert")).to_contain_text("40 min")
    assert minutes(log) == 40
    log.person.save_and_land()
    expect(page.locator("[data-sent]")).to_have_text("All sent")
    assert minutes(log) == 35


def test_the_other_phone_sees_what_was_kept(log: Log, phone):
    page = log.person.page
    other = Log(Person(phone().new_page(), log.person.email, True), log.server)
    other.person.page.context.add_cookies(page.context.cookies())
    edit_here(log)
    other.person.page.goto(EDIT)
    other.person.fill(duration="41")
    other.person.save_and_land()
    come_back(page)
    assert minutes(log) == 41
    press(page, "Keep mine")
    expect(page.locator("[data-nothing]")).to_be_visible()
    other.person.page.goto(f"/workouts/{ID}")
    expect(other.person.page.locator("main")).to_contain_text("35:00")


def test_what_was_held_follows_without_a_question_once_the_first_is_put_right(log: Log):
    page = log.person.page
    open_kept(page, "/waiting", EDIT, f"/workouts/{ID}")
    lose_network(page)
    page.goto(EDIT)
    log.person.fill(distance="0")
    save_on_phone(page)
    page.goto(f"/workouts/{ID}")
    press(page, "Delete")
    see_saved(page)
    page.goto("/waiting")
    page.context.set_offline(False)
    expect(page.locator("[data-sent]")).to_have_text("1 needs you, 1 waiting")
    page.get_by_role("link", name="Look and fix").click()
    expect(log.person.field("distance")).to_have_value("0")
    log.person.fill(distance="5")
    log.person.save()
    page.wait_for_url("**/week/*#flags")
    expect(page.locator("[data-sent]")).to_have_text("All sent")
    assert log.workouts() == []
