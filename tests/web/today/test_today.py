"""Today: one screen that says what it should be, with its reasons and the other ways."""

from dataclasses import replace

import pytest

from runstrength.storage.accounts import change_thresholds
from runstrength.storage.database import db
from runstrength.training.thresholds import Thresholds
from tests.training.build import lift, lower, run, upper
from tests.web.pages import Page, text
from tests.web.rows import user_id
from tests.web.test_statements import statements
from tests.web.today.check_ins import check_in
from tests.web.world import set_clock, store

BERLIN = "Europe/Berlin"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Wednesday morning, 20 November 2024, where Anna is."""
    set_clock(monkeypatch, "2024-11-20 07:00", BERLIN)


def here(when: str, **fields):
    """A run in Anna's own zone."""
    return run(f"2024-11-{when}", zone=BERLIN, **fields)


def opened(person) -> Page:
    return Page(person.get("/today"))


def suggested(person) -> str:
    """The headline of the suggestion."""
    return text(opened(person).one("h2", id="suggestion-title"))


def main_buttons(page: Page) -> list[str]:
    """What the suggestion's main button says, if it has one."""
    return [text(a) for a in section(page, "suggestion").iter("a") if "main" in a.get("class", "")]


def switch_off(person, rule: str) -> None:
    """Let someone do without a rule."""
    app = person.client.application
    owner = user_id(app, person.email)
    with app.app_context():
        change_thresholds(owner, Thresholds(off=frozenset({rule})))
        db.session.commit()


def section(page: Page, name: str):
    (found,) = (s for s in page.all("section") if s.get("aria-labelledby") == f"{name}-title")
    return found


def test_the_bar_leads_to_today_first(anna):
    page = opened(anna)
    links = page.one("nav", "bar").findall(".//a")

    assert [text(a) for a in links] == ["Today", "Week", "Log", "Guide", "More pages"]
    assert links[0].get("href") == "/today"
    assert links[0].get("aria-current") == "page"
    assert "Wednesday 20 November" in page.main


def test_a_new_user_is_told_where_to_start(anna):
    page = opened(anna)

    assert "Start with the last thing you did" in page.main
    assert page.links["Log a run"] == "/log/run"
    assert page.links["Log a lift"] == "/log/lift"
    assert not page.all("h2", id="suggestion-title")
    assert page.fields("/today/check-in") == {"date": "2024-11-20"}


def test_no_rule_stands_against_a_hard_day_after_days_that_were_not(anna):
    store(anna, here("18 07:00", effort=3))

    assert suggested(anna) == "No rule stands against a hard day"


def test_a_suggestion_gives_its_reasons_in_the_guides_own_words(anna, app):
    store(anna, here("19 07:00", effort=8))
    page = opened(anna)
    said = section(page, "suggestion")
    guide = app.extensions["guide"]

    assert text(said.find("h2")) == "Easy run, then a short lift"
    assert "Hard days back to back (warning)" in text(said)
    quoted = [text(q.find("p")) for q in said.iter("blockquote")]
    assert quoted == [f"“{guide.citation(t).text}”" for t in ("recovery", "alternate-days")]
    assert page.links["Log an easy run"] == "/log/run?type=easy"
    folded = page.one("details", "why")
    assert text(folded.find("summary")) == "Why: Recovery, Alternate Days"
    assert folded.get("open") is None


def test_the_other_ways_say_what_they_would_run_against(anna):
    store(anna, here("19 07:00", effort=8))
    others = text(opened(anna).one("details", "alternatives"))

    assert "A hard run would run against: Hard days back to back (warning)" in others
    assert "Hard upper-body or core work would run against: Hard days back to back (worth" in others
    assert "An easy run would run against nothing." in others
    assert "Rest would run against nothing." in others
    assert "An easy run with a short lift" not in others


def test_low_readiness_lowers_the_suggestion_and_says_how_it_was_judged(anna):
    store(anna, here("18 07:00", effort=3))
    before = suggested(anna)
    check_in(anna, 2, 2, 2, 3, 3)
    page = opened(anna)

    assert before == "No rule stands against a hard day"
    assert text(page.one("h2", id="suggestion-title")) == "An easy run, or rest"
    assert "12 of 25; a hard day is flagged at 12 or less · change" in page.main
    assert "A hard workout on a day that began at 12 of 25 (caution)" in page.main


def test_an_easy_run_is_offered_as_the_last_one_was_so_that_two_taps_log_it(anna):
    easy = here("17 07:00", effort=3, type="easy", distance="7.5 km", minutes=47)
    long = here("18 12:00", effort=4, type="long", distance="18 km", minutes=110)
    store(anna, easy, long, here("19 07:00", effort=8))
    offered = opened(anna).links["Log an easy run"]
    form = Page(anna.get(offered)).fields()

    assert offered == f"/log/run?like={easy.id}"
    assert (form["distance"], form["duration"], form["effort"]) == ("7.5", "47:00", "3")


def test_on_a_low_morning_an_easy_run_is_the_most_that_the_main_button_says(anna):
    store(anna, here("18 07:00", effort=3))
    check_in(anna, 2, 2, 2, 2, 2)
    page = opened(anna)

    assert main_buttons(page) == ["Log an easy run"]
    others = text(page.one("details", "alternatives"))
    assert "An easy run with a short lift would run against nothing." in others


def test_on_a_low_morning_a_lift_after_the_run_is_offered_and_not_pushed(anna):
    store(anna, here("20 06:00", effort=3, minutes=40))
    before = opened(anna)
    check_in(anna, 2, 2, 2, 2, 2)
    page = opened(anna)

    assert main_buttons(before) == ["Add a short lift: one combined day"]
    assert text(page.one("h2", id="suggestion-title")) == "An easy day is done"
    assert "A short lift would still be in order." in page.main
    assert main_buttons(page) == []
    assert "Add a short lift: one combined day" in page.links


def test_the_suggestion_stands_before_the_check_in_and_that_before_the_plan(anna):
    store(anna, here("19 07:00", effort=3), replace(here("20 18:00", effort=8), planned=True))
    titles = [h.get("id") for h in opened(anna).all("h2")]

    assert titles == ["suggestion-title", "check-in-title", "plan-title", "last-title"]


def test_a_rule_that_is_switched_off_does_not_count(anna):
    store(anna, here("18 07:00", effort=3))
    check_in(anna, 1, 1, 1, 1, 1)
    switch_off(anna, "hard-on-low-readiness")

    assert suggested(anna) == "No rule stands against a hard day"
    assert "Checked in: 5 of 25 · change" in opened(anna).main


def test_todays_plan_is_logged_in_two_taps_and_shows_its_forecast(anna):
    planned = replace(here("20 18:00", effort=8), planned=True)
    store(anna, here("19 07:00", effort=8), planned)
    plan = section(opened(anna), "plan")
    (log_it,) = (a for a in plan.iter("a") if a.get("class") == "button")
    (forecast,) = (a for a in plan.iter("a") if "#flag-" in a.get("href"))

    assert log_it.get("href") == f"/workouts/{planned.id}/edit?done=1"
    assert "Warning, as planned: Hard days back to back" in text(plan)
    address, _, anchor = forecast.get("href").partition("#")
    assert address == "/week/2024-W47"
    assert anchor in Page(anna.get(address)).ids


def test_praise_is_no_forecast(anna):
    short = lift("2024-11-20 08:00", upper(2), zone=BERLIN, effort=5)
    store(anna, here("20 06:00", effort=3), replace(short, planned=True))

    assert "as planned" not in text(section(opened(anna), "plan"))


def test_after_an_easy_run_a_short_lift_is_offered_as_one_combined_day(anna):
    easy = here("20 06:00", effort=3, minutes=40)
    store(anna, easy)
    page = opened(anna)

    assert suggested(anna) == "Next: a short lift"
    offer = page.links["Add a short lift: one combined day"]
    assert offer == f"/log/lift?after={easy.id}"
    assert "Combined Workouts, in the guide" in page.links


@pytest.mark.parametrize(
    "done",
    [
        [here("20 05:00", effort=8)],
        [here("20 05:00")],
        [here("20 05:00", effort=3), lift("2024-11-20 06:00", upper(2), zone=BERLIN, effort=5)],
        [here("20 04:00", effort=8, type="intervals"), here("20 06:30", effort=3, minutes=20)],
    ],
    ids=["hard", "unknown", "lifted since", "hard, then easy"],
)
def test_no_lift_is_offered_after_anything_else(anna, done):
    store(anna, *done)
    page = opened(anna)

    assert suggested(anna) == "Today’s training is done"
    assert not [name for name in page.links if "short lift" in name]
    assert ("How hard was it?" in page.main) is (done[0].effort is None)


def test_the_last_two_days_show_what_was_done_how_hard_and_what_collided(anna):
    legs = lift("2024-11-18 18:00", lower(3), zone=BERLIN, effort=8)
    hard = here("19 07:00", effort=9)
    store(anna, legs, hard, here("17 07:00", effort=3))
    page = opened(anna)
    days = page.one("ol", "last-days").findall("li")
    links = [a.get("href") for a in days[0].iter("a")]

    assert [text(d.find("h3")) for d in days] == ["Yesterday", "Monday"]
    assert [("Hard" in text(d)) for d in days] == [True, True]
    assert f"/workouts/{hard.id}" in links
    (marked,) = (link for link in links if "#flag-" in link)
    address, _, anchor = marked.partition("#")
    assert anchor in Page(anna.get(address)).ids


def test_a_mark_of_a_sunday_leads_to_its_own_week(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 07:00", BERLIN)
    store(anna, here("16 07:00", effort=8), here("17 07:00", effort=8))
    marks = {a.get("href").partition("#")[0] for a in opened(anna).all("a", "mark")}

    assert marks == {"/week/2024-W46"}


def test_plans_that_were_missed_are_counted_for_a_week(anna):
    plans = [replace(here(f"{day} 07:00", effort=3), planned=True) for day in (12, 13, 19, 20, 21)]
    store(anna, *plans, here("18 07:00", effort=3))
    page = opened(anna)

    assert page.links["2 planned workouts went by"] == "/plan"


def test_with_nothing_logged_for_a_week_the_rules_have_little_to_go_by(anna):
    store(anna, here("01 07:00", effort=3), replace(here("19 07:00", effort=3), planned=True))
    assert "little to go by" in opened(anna).main
    store(anna, here("18 07:00", effort=3))
    assert "little to go by" not in opened(anna).main


def test_today_is_where_the_user_is(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-20 23:30", "UTC")

    assert "Thursday 21 November" in opened(anna).main


def test_the_page_takes_at_most_six_statements(anna):
    store(anna, here("19 07:00", effort=8), lift("2024-11-18 18:00", lower(3), effort=8))
    check_in(anna, 2, 2, 2, 2, 2)
    with statements() as sent:
        anna.get("/today")
    assert len(sent) <= 6


def test_what_another_logged_does_not_show(anna, ben):
    store(anna, here("19 07:00", effort=8))

    assert "Start with the last thing you did" in opened(ben).main
