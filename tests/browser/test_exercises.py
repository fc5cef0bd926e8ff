"""Exercises are found as one types, and a phone without scripts gets there, too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import Person


def shown(page: Page) -> list[str]:
    """The names that can be seen in the list."""
    links = page.locator(".exercises a:visible")
    return [text.splitlines()[0] for text in links.all_inner_texts()]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("rdl", "Romanian deadlifts"), ("pullup", "Pull-Ups"), ("db bench", "Dumbbell presses")],
)
def test_the_best_fit_stands_first_while_one_types(phone, typed, first):
    page = phone().new_page()
    page.goto("/exercises")
    every = len(shown(page))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("searchbox").press_sequentially(typed)

    assert shown(page)[0] == first
    assert 0 < len(shown(page)) < every
    expect(page.get_by_role("status")).to_contain_text("exercise")
    assert asked == []
    page.get_by_role("searchbox").fill("")
    assert len(shown(page)) == every


def test_a_search_of_the_server_is_left_by_typing_on(phone):
    page = phone().new_page()
    page.goto("/exercises?q=rdl")
    page.get_by_role("searchbox").fill("plank")
    assert shown(page)[0] == "Planks"
    page.get_by_role("searchbox").fill("")
    assert len(shown(page)) > 60


def test_without_scripts_one_finds_adds_and_changes(phone):
    person = Person.signed_up(phone(java_script_enabled=False), has_scripts=False)
    page = person.page
    page.goto("/exercises")
    page.get_by_role("searchbox").fill("sled push")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nothing is called that here.")).to_be_visible()
    page.get_by_role("link", name="All exercises").click()
    page.get_by_role("link", name="Add an exercise").click()
    page.get_by_label("Name").fill("Sled push")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Name").fill("Prowler push")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prowler push")
