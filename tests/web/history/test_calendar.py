"""The calendar: a month as a grid of weeks, whatever month it is and whenever weeks start."""

from datetime import date

import pytest

from runstrength.training.week import Weekday
from runstrength.web.history.calendar import Month
from tests.training.build import lift, lower, run
from tests.web.pages import Page, text
from tests.web.world import choose_settings, set_clock, store

MON, SAT, SUN = Weekday.MONDAY, Weekday.SATURDAY, Weekday.SUNDAY


@pytest.mark.parametrize(
    ("name", "starts_on", "empty_before", "weeks", "last"),
    [
        pytest.param("2024-02", MON, 3, 5, 29, id="a leap year"),
        pytest.param("2023-02", MON, 2, 5, 28, id="no leap year"),
        pytest.param("2100-02", MON, 0, 4, 28, id="a hundredth year, in four weeks"),
        pytest.param("2026-12", MON, 1, 5, 31, id="the last month of a year"),
        pytest.param("2027-01", MON, 4, 5, 31, id="the first month of a year"),
        pytest.param("2026-11", MON, 6, 6, 30, id="six weeks"),
        pytest.param("2026-11", SUN, 0, 5, 30, id="the same in weeks from Sunday"),
        pytest.param("2026-11", SAT, 1, 5, 30, id="the same in weeks from Saturday"),
    ],
)
def test_a_month_is_a_grid_of_whole_weeks(name, starts_on, empty_before, weeks, last):
    grid = Month.named(name).weeks(starts_on)
    days = [day for week in grid for day in week]
    assert len(grid) == weeks
    assert {len(week) for week in grid} == {7}
    assert days.index(date.fromisoformat(f"{name}-01")) == empty_before
    assert [day.day for day in days if day] == list(range(1, last + 1))
    assert Month.named(name).last.day == last
    assert {week[0].weekday() for week in grid[1:]} == {starts_on}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("2026-12", "2026-11", "2027-01"),
        ("2027-01", "2026-12", "2027-02"),
        ("2024-03", "2024-02", "2024-04"),
        ("1969-12", None, "1970-01"),
        ("2200-01", "2199-12", None),
    ],
)
def test_months_follow_each_other_as_far_as_a_log_reaches(name, before, after):
    month = Month.named(name)
    assert (month.before and month.before.name) == before
    assert (month.after and month.after.name) == after


def test_each_day_has_its_runs_and_lifts_in_words_and_as_marks(anna):
    store(
        anna,
        run("2024-02-29 07:00", type="easy"),
        lift("2024-02-29 18:00", lower()),
        run("2024-03-01 07:00"),
    )
    page = Page(anna.get("/history/calendar?month=2024-02"))
    assert {name: link for name, link in page.links.items() if link.startswith("#day")} == {
        "Thu 29 Feb: Easy run, Lift29": "#day-29"
    }
    (marks,) = page.all("span", "marks")
    assert [mark.get("class") for mark in marks] == ["run", "lift"]
    assert len(page.all("a", "workout")) == 2
    assert "day-29" in page.ids
    assert page.links["Thu 29 Feb"] == "/week/2024-W09"


def test_weekdays_stand_in_the_order_of_the_users_weeks(anna):
    choose_settings(anna, week_starts_on=SUN)
    page = Page(anna.get("/history/calendar?month=2026-11"))
    assert [e.get("title") for e in page.all("abbr")][:2] == ["Sunday", "Monday"]
    first = next(iter(page.one("table").iter("tbody")))[0]
    assert [text(cell) for cell in first] == ["1", "2", "3", "4", "5", "6", "7"]


def test_without_a_month_it_is_this_one_with_today_marked(anna, monkeypatch):
    set_clock(monkeypatch, "2026-11-23 12:00")
    page = Page(anna.get("/history/calendar"))
    assert text(page.one("h1")) == "November 2026"
    assert [text(e) for e in page.all("td", "today")] == ["23"]
    assert "This month" not in page.links
    assert "Nothing was logged in this month" in page.main

    other = Page(anna.get("/history/calendar?month=2026-10"))
    assert other.all("td", "today") == []
    assert other.links["This month"] == "/history/calendar"


def test_today_is_that_of_the_users_zone(anna, monkeypatch):
    set_clock(monkeypatch, "2026-11-30 23:30")  # In Berlin it is December.
    page = Page(anna.get("/history/calendar"))
    assert text(page.one("h1")) == "December 2026"
    assert [text(e) for e in page.all("td", "today")] == ["1"]


def test_a_plan_is_not_what_was_logged(anna):
    store(anna, run("2024-02-29 07:00", planned=True))
    assert "Nothing was logged" in Page(anna.get("/history/calendar?month=2024-02")).main


@pytest.mark.parametrize("name", ["", "2026", "2026-13", "2026-1", "0000-01", "1969-11", "x" * 99])
def test_what_is_no_month_is_refused(anna, name):
    assert anna.get(f"/history/calendar?month={name}").status_code == 422


def test_nobody_sees_the_months_of_someone_else(anna, ben):
    store(anna, run("2024-02-29 07:00"))
    page = Page(ben.get("/history/calendar?month=2024-02"))
    assert page.all("a", "workout") == []
    assert page.all("span", "marks") == []
