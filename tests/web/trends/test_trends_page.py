"""Trends: weeks on end as pictures, each with its table, and what they leave out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from runstrength.training.quantities import Distance, Weight
from runstrength.training.week import Weekday
from tests.training.build import lift, lower, run
from tests.web.pages import Page, text
from tests.web.trends.weeks import caps, picture, table, trends
from tests.web.world import choose_settings, set_clock, store


def test_the_newest_twelve_weeks_are_shown_unless_others_are_chosen(anna):
    store(anna, run("2024-11-18 07:00", effort=5))
    page = Page(anna.get("/trends"))

    assert len(table(page, "Load by week")) == 12
    assert "2 September 2024 to 24 November 2024" in page.main
    assert text(page.one("a", **{"aria-current": "page", "class": "button"})) == "12 weeks"
    assert page.links["4 weeks"] == "/trends?weeks=4"
    assert [len(table(trends(anna, n), "Load by week")) for n in (4, 52)] == [4, 52]


@pytest.mark.parametrize(
    "typed", ["0", "5", "53", "5200", "-4", "4.0", "", "abc", "%EF%BC%94", "4 ", "1e1"]
)
def test_any_other_number_of_weeks_is_refused_and_says_which_there_are(anna, typed):
    page = Page(anna.get(f"/trends?weeks={typed}"))

    assert page.status == 422
    assert "must be 4, 12 or 52" in page.main


def test_load_is_told_by_week_and_kind_and_the_unfinished_week_is_so_far(anna):
    store(
        anna,
        run("2024-11-11 07:00", minutes=50, effort=4),
        lift("2024-11-12 18:00", minutes=60, effort=7),
        run("2024-11-18 07:00", minutes=30, effort=3),
    )
    page = trends(anna)

    assert table(page, "Load by week") == {
        "18–24 Nov, so far": ["90", "0", "90", ""],
        "11–17 Nov": ["200", "420", "620", ""],
        "4–10 Nov": ["0", "0", "0", ""],
        "28 Oct – 3 Nov": ["0", "0", "0", ""],
    }
    assert "so far" in text(picture(page, "Load of 4 weeks"))


def test_a_week_of_620_is_drawn_as_high_as_the_picture_lifts_on_top(anna):
    store(
        anna,
        run("2024-11-11 07:00", minutes=50, effort=4),
        lift("2024-11-12 18:00", minutes=60, effort=7),
    )
    runs, lifts = picture(trends(anna), "Load of 4 weeks").findall("path")

    # 102 of 112 units are for bars: 200/620 and 420/620 of them.
    assert (runs.get("class"), lifts.get("class")) == ("run", "lift")
    assert runs.get("d") == "M199.4 112v-32.9h49.7v32.9z"
    assert lifts.get("d") == "M199.4 79.1v-69.1h49.7v69.1z"


def test_a_week_with_a_workout_of_unknown_load_says_so_everywhere(anna):
    store(
        anna,
        run("2024-11-11 07:00", minutes=50, effort=4),
        run("2024-11-12 07:00"),
        lift("2024-11-13 07:00"),
    )
    page = trends(anna)

    assert table(page, "Load by week")["11–17 Nov"] == ["200", "0", "200", "2 workouts"]
    assert table(page, "Fitness")["11–17 Nov"][-1] == "2 workouts"
    assert table(page, "Hard days")["11–17 Nov"] == ["0", "", "2 days"]
    assert table(page, "Monotony")["11–17 Nov"] == ["200", "None: 2 workouts not counted"]
    assert "2 workouts in 1 week are not counted, as no effort was logged." in page.main
    assert "the curves run lower than you trained" in page.main
    for label in ("Load of", "Fitness", "Hard days"):
        assert caps(page, label) == 1


def test_where_everything_is_counted_nothing_is_hatched(anna):
    store(anna, run("2024-11-11 07:00", effort=4, distance=Distance(Decimal(8000))))
    page = trends(anna)

    assert [caps(page, label) for label in ("Load of", "Fitness", "Hard days", "Distance")] == [
        0
    ] * 4
    assert "Not counted" not in [text(span) for span in page.all("span")]
    assert "not counted" not in page.main.replace("Sets not counted", "")


def test_weeks_run_as_the_user_has_them(anna):
    choose_settings(anna, week_starts_on=Weekday.SUNDAY)
    store(anna, run("2024-11-17 07:00", minutes=10, effort=1))

    assert table(trends(anna), "Load by week")["17–23 Nov, so far"][2] == "10"


def test_today_is_where_the_user_is(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-17 23:30")
    store(anna, run("2024-11-18 00:10", zone="Europe/Berlin", effort=1))

    assert "18–24 Nov, so far" in table(trends(anna), "Load by week")


def test_plans_and_what_lies_before_the_weeks_count_nothing(anna):
    store(
        anna,
        replace(run("2024-11-21 07:00", effort=9), planned=True),
        replace(run("2024-11-19 07:00", effort=9), planned=True),
        run("2024-10-27 23:00", effort=9),
    )

    assert "Nothing logged in these 4 weeks" in trends(anna).main
    assert table(trends(anna, 12), "Load by week")["21–27 Oct"] == ["450", "0", "450", ""]


def test_every_picture_has_a_name_and_a_table_behind_it(anna):
    store(anna, run("2024-11-11 07:00", effort=4), lift("2024-11-12 18:00", lower(weight=_kg())))
    page = trends(anna)

    for section in page.all("section", "trend"):
        assert section.find("details//caption").text
        assert section.find("details//thead") is not None
    drawn = [svg for svg in page.all("svg") if svg.get("aria-hidden") != "true"]
    assert len(drawn) == 5
    assert all(svg.get("role") == "img" and svg.get("aria-label") for svg in drawn)
    assert len(page.ids) == len(set(page.ids))


def test_each_figure_names_its_source_and_what_it_does_not_say(anna):
    store(anna, run("2024-11-11 07:00", effort=4))
    words = trends(anna).main

    for name in ("Foster and others, 2001", "Foster, 1998", "Banister and others, 1975", "1/τ"):
        assert name in words
    for limit in (
        "no measure of good or of harm",
        "form is not readiness",
        "Neither has a limit at which something happens",
        "no figure here says whether one will be hurt",
    ):
        assert limit in words


def test_someone_who_has_logged_nothing_is_shown_where_to_begin(anna):
    page = trends(anna)

    assert "Nothing logged in these 4 weeks" in page.main
    assert page.links["Log a run"] == "/log/run"
    assert page.links["Log a lift"] == "/log/lift"
    assert page.all("table") == []


def test_what_anna_logged_is_not_in_bens_weeks(anna, ben):
    store(anna, run("2024-11-11 07:00", effort=4))

    assert "Nothing logged in these 4 weeks" in trends(ben).main


def test_more_leads_to_trends(anna):
    assert "/trends" in Page(anna.get("/more")).links.values()


def _kg() -> Weight:
    return Weight(Decimal(50))
