"""A year on paper: its own workouts alone, added up by month."""

import pytest

from tests.training.build import lift, lower, run
from tests.web.pages import Page, text
from tests.web.world import choose_settings, set_clock, store


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Friday noon."""
    return set_clock(monkeypatch, "2026-11-20 12:00")


def months(page: Page) -> dict[str, list[str]]:
    """The cells of each month's row, and of the sum's."""
    found = {}
    for row in page.all("tr"):
        cells = [text(cell) for cell in row if cell.tag in ("th", "td")]
        if len(cells) == 7 and not cells[1].isalpha():
            found[cells[0]] = cells[1:]
    return found


def test_months_and_the_year_are_added_up(anna):
    store(
        anna,
        run("2026-01-01 00:30", zone="Asia/Tokyo", distance="10 km", minutes=60),
        run("2026-01-31 07:00", distance="5.5 km", minutes=30),
        run("2026-03-01 07:00", minutes=90),
        lift("2026-03-02 18:00", lower(4, weight="100 kg"), minutes=45),
        run("2026-12-01 07:00", distance="30 km", planned=True),
        run("2025-12-31 12:00", distance="50 km"),
    )
    page = Page(anna.get("/years/2026"))
    assert months(page) == {
        "Jan": ["2", "16", "1.5", "0", "0", "0.0"],
        "Mar": ["1", "0", "1.5", "1", "4", "0.8"],
        "All": ["3", "16", "3.0", "1", "4", "0.8"],
    }
    shown = dict(zip(map(text, page.all("dt")), map(text, page.all("dd")), strict=True))
    assert shown == {
        "Farthest run": "10 km, Thu 1 Jan",
        "Longest run": "1:30:00, Sun 1 Mar",
        "Most weight in a lift": "2000 kg, Mon 2 Mar",
    }
    lines = [text(line) for line in page.all("li") if line.get("class") in ("run", "lift")]
    assert len(lines) == 4
    assert lines[0] == "Thu 1 Run 10 km, 1:00:00"
    assert "50 km" not in page.main
    assert "30 km" not in page.main


def test_it_speaks_in_the_users_units(anna):
    choose_settings(anna, distance_unit="mi", weight_unit="lb")
    store(anna, run("2026-01-31 07:00", distance="10 mi"))
    assert months(Page(anna.get("/years/2026")))["Jan"][1] == "10"


def test_years_that_have_workouts_lead_to_each_other(anna):
    store(anna, run("2024-05-01 07:00"), run("2026-05-01 07:00"))
    page = anna.get("/years/2025").text
    assert "Nothing was logged in 2025." in page
    assert "/years/2024" in page
    assert "/years/2026" in page
    assert "/years/2023" not in anna.get("/years/2024").text
    assert "/years/2027" not in anna.get("/years/2026").text


@pytest.mark.parametrize("year", ["1969", "2200", "0", "99999", "x"])
def test_what_is_no_year_of_training_is_not_there(anna, year):
    assert anna.get(f"/years/{year}").status_code == 404
