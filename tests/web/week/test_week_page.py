"""The week page: seven days at a glance, and how they balance."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from runstrength.training.quantities import Distance, DistanceUnit
from runstrength.training.week import Weekday
from tests.training.build import core, lift, lower, run, upper
from tests.web.pages import Page, text
from tests.web.world import choose_settings, set_clock, store

KM, MI = DistanceUnit.KM, DistanceUnit.MI


def test_each_day_shows_what_was_done_how_hard_it_was_and_rest(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-20 20:00")
    planned = replace(run("2024-11-22 07:00", type="long"), planned=True)
    store(
        anna,
        run("2024-11-18 07:00", effort=8, type="tempo", distance=Distance(Decimal(10), KM)),
        lift("2024-11-18 18:00", upper(3), effort=3),
        run("2024-11-20 07:00", type="intervals"),
        planned,
    )
    mon, tue, wed, thu, fri, sat, _ = days(anna, "2024-W47")

    assert mon.startswith("Mon 18 Tempo run 10 km 07:00 · 50:00 · 5:00 /km · effort 8 Lift Rows")
    assert mon.endswith("3 sets · effort 3 Hard")
    assert tue == "Tue 19 Rest"
    assert wed.startswith("Wed 20 Intervals 07:00 · 50:00 · effort not logged How hard was it?")
    assert wed.endswith("Hard, by estimate")
    assert "Rest" not in thu + fri + sat
    assert "(planned)" in fri


def test_a_run_of_no_known_effort_is_not_called_easy(anna):
    store(anna, run("2024-11-18 07:00", type="easy"))

    assert days(anna, "2024-W47")[0].endswith("Effort not logged")


def test_today_is_marked_where_the_user_is(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-17 23:30")
    store(anna, run("2024-11-18 00:10", zone="Europe/Berlin"))
    page = Page(anna.get("/week"))

    assert "2024-W47" in page.main
    assert "This week" in page.main
    (today,) = [e for e in page.all("li") if e.get("aria-current") == "date"]
    assert text(today).startswith("Mon 18")


def test_a_day_that_is_not_over_is_no_rest_yet(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-20 20:00")
    store(anna, run("2024-11-18 07:00"))

    assert ["Rest" in day for day in days(anna, "2024-W47")] == [False, True] + [False] * 5


def test_the_week_before_and_the_week_after_are_one_tap_away(anna):
    page = Page(anna.get("/week/2024-W52"))
    assert page.links["Week before"] == "/week/2024-W51"
    assert page.links["Week after"] == "/week/2025-W01"
    page = Page(anna.get("/week/2026-W53"))

    assert page.links["Week after"] == "/week/2027-W01"
    assert "28 Dec" in page.main
    assert "3 Jan" in page.main


def test_a_workout_is_one_tap_away(anna):
    made = run("2024-11-18 07:00")
    store(anna, made)

    assert f"/workouts/{made.id}" in Page(anna.get("/week/2024-W47")).links.values()


@pytest.mark.parametrize(
    "name", ["2024-W54", "2025-W53", "2024-W00", "2024-47", "2024-w47", "1900-W01", "9999-W52", "x"]
)
def test_a_week_that_there_is_not_is_not_found(anna, name):
    assert anna.get(f"/week/{name}").status_code == 404


def test_an_empty_week_tells_a_new_user_what_to_do_first(anna):
    page = Page(anna.get("/week"))

    assert "Start with the last thing you did" in page.main
    assert page.links["Log a run"] == "/log/run"
    assert page.links["Log a lift"] == "/log/lift"
    assert "/guide" in page.links.values()
    assert page.all("svg", role="img") == []


def test_an_empty_week_of_someone_who_logs_says_that_it_is_empty(anna, ben):
    store(anna, run("2024-11-18 07:00"))

    assert "Nothing logged in this week" in Page(anna.get("/week/2024-W40")).main
    assert "Start with" in Page(ben.get("/week/2024-W40")).main


def test_a_week_holds_the_dates_from_the_users_own_first_day(anna):
    choose_settings(anna, week_starts_on=Weekday.SUNDAY)
    store(anna, run("2024-11-17 07:00"), run("2024-11-23 07:00"), run("2024-11-24 07:00"))
    shown = days(anna, "2024-W47")

    assert shown[0].startswith("Sun 17 Run")
    assert shown[-1].startswith("Sat 23 Run")
    assert "in 2 runs" in figures(anna, "2024-W47")["Running"]


def test_the_figures_are_the_sums_of_what_was_logged(anna):
    store_week(anna)

    assert figures(anna, "2024-W47") == {
        "Running": "90 min 18.05 km in 2 runs",
        "Lifting": "75 min 7 sets in 2 lifts",
        "Days": "1 hard 2 easy, 1 not rated, 3 of rest",
        "Sets by region": "7 lower 3, core 2, upper 2",
    }


def test_the_figures_are_in_the_users_units(anna):
    store_week(anna)
    choose_settings(anna, distance_unit=MI)

    assert figures(anna, "2024-W47")["Running"] == "90 min 11.21 mi in 2 runs"


def test_moving_time_counts_where_it_is_known(anna):
    store(anna, run("2024-11-18 07:00", minutes=60, moving=45, effort=2))

    assert figures(anna, "2024-W47")["Running"].startswith("45 min")
    assert load_table(anna, "2024-W47")[0] == ["90", "0", ""]


def test_a_plan_counts_for_no_figure(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 20:00")
    store_week(anna)
    before = figures(anna, "2024-W47"), load_table(anna, "2024-W47")
    store(anna, replace(run("2024-11-23 07:00", effort=8), planned=True))

    assert (figures(anna, "2024-W47"), load_table(anna, "2024-W47")) == before


def test_the_load_is_one_picture_and_the_same_as_a_table(anna):
    store_week(anna)
    page = Page(anna.get("/week/2024-W47"))
    picture = page.one("svg", role="img")
    rows = load_table(anna, "2024-W47")

    assert rows[:4] == [["400", "0", ""], ["0", "135", ""], ["0", "0", ""], ["0", "0", "1"]]
    assert rows[4:] == [["80", "0", ""]] + [["0", "0", ""]] * 2
    assert "Runs 480 Lifts 135" in text(page.one("figcaption"))
    assert "1 not counted, as its effort was not logged" in text(page.one("figcaption"))
    assert bars(picture, "run") == [(10, 96, 96), (202, 96, 19.2)]
    assert bars(picture, "lift") == [(58, 96, 32.4)]


def test_a_day_of_both_is_one_stacked_bar(anna):
    store(
        anna,
        run("2024-11-18 07:00", minutes=60, effort=3),
        lift("2024-11-18 12:00", upper(1), minutes=20, effort=3),
    )
    picture = Page(anna.get("/week/2024-W47")).one("svg", role="img")

    assert bars(picture, "run") == [(10, 96, 72)]
    assert bars(picture, "lift") == [(10, 24, 24)]


def bars(picture, kind: str) -> list[tuple[float, ...]]:
    """The bars of one kind: where each stands, from the left and from the top, and its height."""
    (path,) = (e for e in picture.iter("path") if e.get("class") == f"bar-{kind}")
    found = re.findall(r"M([\d.]+) ([\d.]+)v-([\d.]+)h28v\3z", path.get("d"))
    return [tuple(map(float, bar)) for bar in found]


def test_a_week_of_unknown_loads_alone_has_an_empty_picture(anna):
    store(anna, run("2024-11-18 07:00"))
    page = Page(anna.get("/week/2024-W47"))

    assert list(page.one("svg", role="img").iter("rect")) == []
    assert load_table(anna, "2024-W47")[0] == ["0", "0", "1"]


def store_week(person) -> None:
    """Two runs and two lifts of 2024-W47; the second lift's effort is not known."""
    store(
        person,
        run("2024-11-18 07:00", effort=8, distance=Distance(Decimal(10), KM)),
        lift("2024-11-19 18:00", lower(3, rir=5), core(2), upper(1), minutes=45, effort=3),
        lift("2024-11-21 18:00", upper(1), lower(4, kind="warm-up"), minutes=30),
        run("2024-11-22 07:00", minutes=40, effort=2, distance=Distance(Decimal(5), MI)),
    )


def days(person, week: str) -> list[str]:
    """What each day of the week says."""
    found = [text(e) for e in Page(person.get(f"/week/{week}")).one("ol", "days")]
    assert len(found) == 7
    return found


def figures(person, week: str) -> dict[str, str]:
    """The figures of the balance, by their names."""
    terms = Page(person.get(f"/week/{week}")).one("dl", "figures")
    return {text(part[0]): " ".join(text(e) for e in part[1:]) for part in terms}


def load_table(person, week: str) -> list[list[str]]:
    """The table of the daily loads: runs, lifts, not counted."""
    body = next(Page(person.get(f"/week/{week}")).one("table").iter("tbody"))
    return [[text(cell) for cell in row][1:] for row in body]
