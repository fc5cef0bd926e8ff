"""The list of exercises: open to anyone, searched in one's own words, with one's own among them."""

import pytest

from tests.web.exercises.own import add
from tests.web.pages import Page, text


def listed(page: Page) -> list[str]:
    """The names on the page, in their order; what is hidden is not."""
    found = page.one("ul", **{"data-found": ""})
    hidden = page.one("div", **{"data-all": ""}) if "hidden" in found.attrib else found
    return [name_of(line) for line in hidden.iter("li")]


def name_of(line) -> str:
    link = line.find("a")
    return link.text


def test_a_stranger_sees_all_of_the_content_by_region(app):
    page = Page(app.test_client().get("/exercises"))

    assert page.status == 200
    assert [text(h) for h in page.all("h2")] == ["Lower body", "Core", "Upper body"]
    assert len(listed(page)) == len(app.extensions["exercises"])
    assert {"Squats", "Planks", "Rows"} < set(listed(page))
    assert "Add an exercise" not in page.links


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rdl", "Romanian deadlifts"),
        ("pullup", "Pull-Ups"),
        ("db bench", "Dumbbell presses"),
        ("SQUAT", "Squats"),
    ],
)
def test_the_words_that_people_use_find_it_first(app, typed, first):
    page = Page(app.test_client().get("/exercises", query_string={"q": typed}))

    assert listed(page)[0] == first
    assert page.fields("/exercises") == {"q": typed}
    assert text(page.one("p", role="status")).partition(" ")[0] == str(len(listed(page)))


def test_nothing_found_is_said_and_leads_back(anna):
    page = Page(anna.get("/exercises?q=no+such+thing"))

    assert listed(page) == []
    assert "Nothing is called that here." in page.main
    assert page.links["All exercises"] == "/exercises"


def test_one_s_own_stand_first_and_are_found(anna):
    add(anna, name="Zercher holds")
    page = Page(anna.get("/exercises"))

    assert text(page.all("h2")[0]) == "Your own"
    assert listed(page)[0] == "Zercher holds"
    assert listed(Page(anna.get("/exercises?q=zercher"))) == ["Zercher holds"]


def test_what_is_typed_is_never_markup(anna):
    page = anna.get("/exercises", query_string={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("path", ["/guide", "/more"])
def test_the_way_there(anna, path):
    assert "/exercises" in Page(anna.get(path)).links.values()
