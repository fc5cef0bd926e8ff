"""Flags as cards: what collided, how far apart, the guide's own sentence, and what would help."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.training.build import core, lift, lower, run, upper
from tests.web.log.entries import landed, log_run
from tests.web.pages import Page, text
from tests.web.world import remove, set_clock, store


@pytest.fixture
def guide(app):
    return app.extensions["guide"]


def test_a_card_says_what_collided_when_and_how_far_apart(anna):
    legs, hard = store_legs_before_a_hard_run(anna)
    (card,) = cards(anna, "2024-W47")
    links = [a.get("href") for a in card.iter("a") if "workout" in a.get("class", "")]

    assert "warning" in card.get("class")
    assert text(card.find(".//h3")) == "Hard leg work ended 12 h 30 min before a hard run"
    assert "Monday 18 November" in text(card)
    assert "Tuesday 19 November" in text(card)
    assert links == [f"/workouts/{legs.id}", f"/workouts/{hard.id}"]


def test_flags_about_the_same_workouts_are_one_card_headed_by_the_gravest(anna):
    store_legs_before_a_hard_run(anna)
    (card,) = cards(anna, "2024-W47")

    assert "Hard days back to back" in text(card)
    assert len(card.findall(".//h3")) == 1
    assert text(card).startswith("Warning")


def test_a_card_quotes_the_guide_and_links_to_the_place(anna, guide):
    store_legs_before_a_hard_run(anna)
    (card,) = cards(anna, "2024-W47")
    (quotation,) = card.iter("blockquote")
    passage = guide.citation("recovery")
    address = f"/guide/{guide.cited.slug}#recovery"

    assert text(quotation.find("p")) == f"“{passage.text}”"
    assert quotation.get("cite") == address
    assert [a.get("href") for a in quotation.iter("a")] == [address]
    assert passage.label in text(quotation)
    assert "recovery" in Page(anna.get(address)).ids


def test_a_card_says_what_would_have_settled_it(anna):
    store_legs_before_a_hard_run(anna)
    (card,) = cards(anna, "2024-W47")
    _, _, remedies = text(card).partition("What would have settled")

    assert "the lift of Mon 18 Nov" in remedies
    assert "the run of Tue 19 Nov at effort 6 or less" in remedies
    assert "None" not in remedies


def test_cards_come_by_date_the_gravest_first_and_praise_last(anna):
    store(
        anna,
        run("2024-11-18 07:00", effort=3),
        lift("2024-11-18 12:00", core(1), upper(2), effort=3),
        run("2024-11-20 07:00", effort=8),
        lift("2024-11-20 09:00", lower(3), effort=8),
        lift("2024-11-22 07:00", core(1), upper(2), effort=3),
        run("2024-11-22 09:00", effort=5),
    )
    found = cards(anna, "2024-W47")

    assert [c.get("class").split()[1] for c in found] == ["warning", "caution", "praise"]
    assert [text(c.find(".//h3")) for c in found] == [
        "Hard leg work 1 h 10 min after a hard run",
        "Lift 1 h 30 min before a run of the same day",
        "Short lift 4 h 10 min after an easy run",
    ]


def test_a_flag_across_two_weeks_shows_on_both(anna):
    hard = run("2024-11-17 07:00", effort=8), run("2024-11-18 07:00", effort=8)
    store(anna, *hard, *two_lifts("2024-11-20"))

    for week in ("2024-W46", "2024-W47"):
        assert [text(c.find(".//h3")) for c in cards(anna, week)] == ["Hard days back to back"]
    assert cards(anna, "2024-W45") == cards(anna, "2024-W48") == []


def test_a_workout_logged_late_lands_where_its_flags_show(anna):
    store(anna, run("2024-11-18 07:00", effort=8))
    response = log_run(anna, date="2024-11-17", effort="8")
    page = landed(anna, response)

    assert response.location == "/week/2024-W46#flags"
    assert len(page.all("li", "card")) == 1
    assert page.notices[0].startswith("Saved")


def test_looking_back_reaches_beyond_the_week(anna):
    store(
        anna,
        run("2024-11-16 07:00", effort=8),
        run("2024-11-17 07:00", effort=8),
        run("2024-11-18 07:00", effort=8),
        *two_lifts("2024-11-20"),
    )
    shown = cards(anna, "2024-W47")

    assert [c.get("class").split()[1] for c in shown] == ["warning"]


def test_a_deleted_workout_takes_its_flags_along(anna):
    _, hard = store_legs_before_a_hard_run(anna)
    remove(anna, hard.id)

    assert cards(anna, "2024-W47") == []


def test_a_flag_with_a_plan_in_it_is_a_forecast(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 20:00")
    store(
        anna,
        run("2024-11-18 07:00", effort=8),
        replace(run("2024-11-19 07:00", effort=8), planned=True),
    )
    (card,) = cards(anna, "2024-W47")

    assert "as planned" in text(card)
    assert "What would settle it" in text(card)
    set_clock(monkeypatch, "2024-11-20 20:00")
    assert cards(anna, "2024-W47") == []


def test_a_flag_by_estimate_says_so(anna):
    store(anna, run("2024-11-18 07:00", type="race"), run("2024-11-19 07:00", type="intervals"))
    (card,) = cards(anna, "2024-W47")

    assert "by estimate" in text(card)
    assert "caution" in card.get("class")


def test_no_flag_reads_as_no_rule_with_what_was_not_logged(anna):
    # The week in which a log begins is no week without lifts.
    store(anna, run("2024-11-19 07:00", type="easy"), run("2024-11-20 07:00", effort=3))
    said = flags_section(anna)

    assert "No rule was triggered by what you logged." in said
    assert "1 workout has no effort" in said
    assert "No lift is in this week." in said


def test_no_flag_in_a_week_of_lifts_says_that_no_run_is_in_it(anna):
    store(anna, lift("2024-11-18 07:00", upper(1), effort=3))
    said = flags_section(anna)

    assert "No rule was triggered by what you logged." in said
    assert "No run is in this week." in said
    assert "no effort" not in said


def test_the_flags_are_one_persons_own(anna, ben):
    store_legs_before_a_hard_run(anna)
    store(ben, run("2024-11-19 07:00", effort=3))

    assert cards(ben, "2024-W47") == []


def store_legs_before_a_hard_run(person) -> tuple:
    """Monday evening's hard leg lift, and Tuesday morning's hard run: two flags about the two."""
    legs = lift("2024-11-18 18:00", lower(3), effort=8)
    hard = run("2024-11-19 07:00", effort=8)
    store(person, legs, hard, *two_lifts("2024-11-21"))
    return legs, hard


def two_lifts(day: str) -> tuple:
    """Slight lifts of all regions, on `day` and two days on: a week of running should have two."""
    days = (date.fromisoformat(day) + timedelta(days=n) for n in (0, 2))
    parts = (lower(1), core(1), upper(1))
    return tuple(lift(f"{day} 19:00", *parts, minutes=15, effort=2) for day in days)


def cards(person, week: str) -> list:
    """The cards of a week's page."""
    return Page(person.get(f"/week/{week}")).all("li", "card")


def flags_section(person) -> str:
    """What the page of 2024-W47 says of flags."""
    return text(Page(person.get("/week/2024-W47")).one("section", id="flags"))
