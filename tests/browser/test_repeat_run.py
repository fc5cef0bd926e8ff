"""Logging what one always runs: a few taps, and the third of distance, time and pace by itself."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import ZONE, days_ago

MOST_TAPS = 4
COUNT_TAPS = """addEventListener("click", ({ isTrusted }) => {
  if (isTrusted) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
}, true)"""
RUN = {"type": "easy", "distance_m": 8000, "elevation_gain_m": 60, "is_treadmill": False}


@pytest.fixture
def page(anna) -> Page:
    """Her phone, which counts what she taps; some days ago she ran."""
    document = {
        "kind": "run",
        "started_at": f"{days_ago(3)}T07:00:00+09:00",
        "time_zone": ZONE,
        "duration_s": 2700,
        "effort": 3,
        "run": RUN,
    }
    origin = anna.page.evaluate("location.origin")
    address = f"{origin}/api/v1/workouts/{uuid4()}"
    assert anna.page.request.put(address, data=document, headers={"Origin": origin}).ok
    anna.page.add_init_script(COUNT_TAPS)
    return anna.page


def taps(page: Page) -> int:
    """How often she has tapped."""
    return int(page.evaluate("sessionStorage.taps ?? 0"))


def logged(page: Page) -> list[dict]:
    """All that is stored."""
    origin = page.evaluate("location.origin")
    return page.request.get(f"{origin}/api/v1/workouts").json()["items"]


@pytest.mark.parametrize("start", ["/log", "/today"])
def test_the_last_run_is_logged_again_in_at_most_four_taps(page, start):
    page.goto(start)
    assert taps(page) == 0
    page.get_by_role("link", name="Repeat: Easy run").tap()
    page.get_by_role("button", name="Save run").tap()
    page.wait_for_url("**/week/*")
    assert 0 < taps(page) <= MOST_TAPS
    first, second = logged(page)
    for name in ("duration_s", "effort"):
        assert second[name] == first[name]
    assert second["run"] == first["run"]
    assert second["started_at"] > first["started_at"]


def test_of_distance_time_and_pace_two_are_typed(page):
    page.goto("/log/run")
    field = {name: page.locator(f"main [name={name}]") for name in ("distance", "duration", "pace")}
    field["distance"].fill("10 km")
    field["pace"].fill("5:00/km")
    expect(field["duration"]).to_have_value("50:00")
    field["distance"].fill("12 km")
    expect(field["duration"]).to_have_value("1:00:00")
    field["duration"].fill("55")
    expect(field["pace"]).not_to_have_value("5:00/km")
    expect(field["distance"]).to_have_value("12 km")
    field["pace"].fill("")
    field["duration"].fill("")
    field["pace"].fill("6:00/km")
    expect(field["duration"]).to_have_value("1:12:00")
    page.get_by_role("button", name="Save run").tap()
    page.wait_for_url("**/week/*")
    assert logged(page)[-1]["duration_s"] == 72 * 60


def test_intervals_are_understood_while_they_are_typed(page):
    page.goto("/log/run")
    page.get_by_text("Intervals, shoes").tap()
    page.get_by_label("Intervals").fill("6x800m @ 3:20 r 2:00")
    echo = page.locator("[data-intervals-echo]")
    expect(echo).to_contain_text("6 x 800 m @ 3:20 r 2:00")
    expect(page.get_by_label("Type")).to_have_value("intervals")
    page.get_by_role("button", name="Take").tap()
    expect(page.locator("main [name=distance]")).to_have_value("2.98")
    expect(page.locator("main [name=duration]")).to_have_value("30:00")
    expect(page.get_by_role("button", name="Take")).to_be_hidden()
    page.get_by_role("button", name="Save run").tap()
    page.wait_for_url("**/week/*")
    stored = logged(page)[-1]
    assert stored["run"]["intervals"] == "6 x 800 m @ 3:20 r 2:00"
    assert (stored["run"]["type"], stored["duration_s"]) == ("intervals", 1800)


@pytest.mark.parametrize("chosen", ["race", "other"])
def test_a_type_that_was_chosen_stays(page, chosen):
    page.goto("/log/run")
    for type_ in ("race", chosen):
        page.get_by_label("Type").select_option(type_)
    page.get_by_text("Intervals, shoes").tap()
    page.get_by_label("Intervals").fill("4x400")
    expect(page.locator("[data-intervals-echo]")).to_contain_text("4 x 400 m")
    expect(page.get_by_label("Type")).to_have_value(chosen)


def test_a_form_that_opens_filled_in_shows_its_pace_and_is_no_draft(page):
    page.goto("/log")
    page.get_by_role("link", name="Repeat: Easy run").tap()
    expect(page.locator("main [name=pace]")).to_have_value("9:03")
    page.goto("/waiting")
    expect(page.locator("[data-nothing]")).to_be_visible()
