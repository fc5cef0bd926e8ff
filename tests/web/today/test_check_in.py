"""The check-in: five taps, for the day that the page was opened for."""

from datetime import date

import pytest

from runstrength.storage import marks
from runstrength.training.check_ins import CheckIn
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.rows import user_id
from tests.web.today.check_ins import ADDRESS, NAMES, check_in, tapped
from tests.web.world import set_clock

WEDNESDAY = date(2024, 11, 20)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Wednesday evening where Anna is."""
    set_clock(monkeypatch, "2024-11-20 23:50", "Europe/Berlin")


def kept(person, day: date = WEDNESDAY) -> CheckIn | None:
    """What is stored for a date."""
    app = person.client.application
    with app.app_context():
        return marks.check_in_on(user_id(app, person.email), day)


def test_five_taps_are_stored_for_today_and_folded_to_a_line(anna):
    response = check_in(anna, 4, 3, 5, 2, 4)
    page = Page(anna.get(response.location))

    assert (response.status_code, response.location) == (302, "/today")
    assert kept(anna) == CheckIn(sleep=4, energy=3, soreness=5, stress=2, mood=4)
    assert page.notices == ["Checked in: 18 of 25."]
    assert "Checked in: 18 of 25 · change" in page.main
    assert page.one("details", "checked").get("open") is None


def test_the_line_says_what_its_figure_is_after_a_reload_as_well(anna):
    check_in(anna, 4, 3, 5, 2, 3)
    anna.get("/today")
    page = Page(anna.get("/today"))

    assert page.notices == []
    assert "Checked in: 17 of 25 · change" in page.main


def test_a_change_starts_from_what_is_stored_and_takes_its_place(anna):
    check_in(anna, 4, 3, 5, 2, 4)
    fields = Page(anna.get("/today")).fields(ADDRESS)
    assert fields == {"date": "2024-11-20", **tapped(4, 3, 5, 2, 4)}

    anna.post(ADDRESS, fields | {"sleep": "1"})
    assert kept(anna).readiness == 15


def test_each_row_says_what_its_ends_mean_and_five_is_the_better_one(anna):
    page = Page(anna.get("/today"))
    labels = [e.get("aria-label") for e in page.all("input", type="radio")]

    assert len(labels) == 25
    assert labels[10::4][:2] == ["1, a lot", "5, none"]
    assert labels[15::4][:2] == ["1, a lot", "5, none"]
    assert "1 to 5, always 5 the better end" in page.main


def test_the_line_on_pain_stands_before_and_after(anna):
    line = "Pain, illness, dizziness or chest symptoms: stop and seek care."

    assert line in Page(anna.get("/today")).main
    check_in(anna, 1, 1, 1, 1, 1)
    assert line in Page(anna.get("/today")).main


def test_a_missing_row_is_named_and_the_taps_are_kept(anna):
    answer = Page(check_in(anna, 4, 3, 5, 2, 4, mood=""))
    fields = {"date": "2024-11-20", **tapped(4, 3, 5, 2, 4)}
    del fields["mood"]

    assert answer.status == 422
    assert answer.faults == {"mood": "Tap one of the five."}
    assert answer.fields(ADDRESS) == fields
    assert kept(anna) is None


@pytest.mark.parametrize("score", ["0", "6", "-1", "many", "3.5", "٣", "9" * 50])
def test_what_is_no_score_is_refused_beside_its_row(anna, score):
    answer = Page(check_in(anna, 4, 3, 5, 2, 4, stress=score))

    assert answer.status == 422
    assert list(answer.faults) == ["stress"]
    assert kept(anna) is None


def test_a_page_opened_before_midnight_and_sent_after_is_for_the_day_it_showed(anna, monkeypatch):
    form = Page(anna.get("/today")).fields(ADDRESS)
    set_clock(monkeypatch, "2024-11-21 00:05", "Europe/Berlin")
    anna.post(ADDRESS, form | tapped(3, 3, 3, 3, 3))

    assert kept(anna).readiness == 15
    assert kept(anna, date(2024, 11, 21)) is None


def test_a_check_in_that_was_on_its_way_for_days_is_kept_for_its_own_day(anna):
    check_in(anna, 3, 3, 3, 3, 3, date="2024-11-15")

    assert kept(anna, date(2024, 11, 15)).readiness == 15
    assert kept(anna) is None


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2024-11-21", "a day that has come"),
        ("9999-12-31", "does not know its day"),
        ("0001-01-01", "does not know its day"),
        ("2024-W47-3", "does not know its day"),
        ("", "does not know its day"),
        ("yesterday", "does not know its day"),
    ],
)
def test_a_date_ahead_or_none_is_refused_plainly(anna, day, why):
    answer = Page(check_in(anna, 3, 3, 3, 3, 3, date=day))

    assert answer.status == 422
    assert why in answer.main
    assert {name: answer.fields(ADDRESS)[name] for name in NAMES} == tapped(3, 3, 3, 3, 3)
    assert kept(anna) is None


def test_a_refused_date_can_be_sent_again_for_today(anna):
    refused = Page(check_in(anna, 3, 3, 3, 3, 3, date="2024-11-22"))
    answer = anna.post(ADDRESS, refused.fields(ADDRESS))

    assert answer.status_code == 302
    assert kept(anna).readiness == 15


def test_a_check_in_that_is_sent_twice_under_a_key_is_stored_once(anna):
    headers = {**OWN_PAGE, "Idempotency-Key": "a"}
    fields = {"date": "2024-11-20", **tapped(3, 3, 3, 3, 3)}
    first = anna.client.post(ADDRESS, data=fields, headers=headers)
    check_in(anna, 5, 5, 5, 5, 5)
    again = anna.client.post(ADDRESS, data=fields, headers=headers)

    assert first.status_code == again.status_code == 302
    assert kept(anna).readiness == 25


def test_a_key_of_another_day_is_no_replay(anna):
    headers = {**OWN_PAGE, "Idempotency-Key": "a"}
    for day, status in (("2024-11-19", 302), ("2024-11-20", 422)):
        fields = {"date": day, **tapped(3, 3, 3, 3, 3)}
        answer = anna.client.post(ADDRESS, data=fields, headers=headers)
        assert answer.status_code == status
    assert kept(anna) is None


def test_a_check_in_is_ones_own(anna, ben):
    check_in(anna, 1, 1, 1, 1, 1)

    assert kept(ben) is None
    assert "of 25" not in Page(ben.get("/today")).main


def test_another_site_can_not_check_in(anna):
    fields = {"date": "2024-11-20", **tapped(1, 1, 1, 1, 1)}
    answer = anna.client.post(ADDRESS, data=fields, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert kept(anna) is None
