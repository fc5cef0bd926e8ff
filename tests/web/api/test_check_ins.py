"""Check-ins: five scores a date, kept, replaced, listed and forgotten."""

import pytest

from runstrength.web import clock
from tests.web.api.build import case, pages
from tests.web.rows import everything
from tests.web.world import set_clock

NAMES = ("sleep", "energy", "soreness", "stress", "mood")
WELL = dict.fromkeys(NAMES, 4)
DAY = "/check-ins/2025-06-16"
KEY = {"Idempotency-Key": "a"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """It is noon in Berlin on 18 June 2025."""
    return set_clock(monkeypatch, "2025-06-18 12:00", "Europe/Berlin")


def listed(person, query: str = "") -> list[str]:
    """The dates of a list that fits a page."""
    answer = person.api("GET", f"/check-ins{query}").json
    assert answer["next"] is None
    return [item["date"] for item in answer["items"]]


def test_a_check_in_is_stored_and_read_back(anna):
    scores = dict(zip(NAMES, (1, 2, 3, 4, 5), strict=True))
    answer = anna.api("PUT", DAY, scores)
    assert answer.status_code == 201
    assert answer.json == {"date": "2025-06-16", **scores, "readiness": 15}
    assert anna.api("GET", DAY).json == answer.json
    assert anna.api("GET", "/check-ins").json == {"items": [answer.json], "next": None}


def test_another_takes_its_place(anna):
    anna.api("PUT", DAY, WELL)
    answer = anna.api("PUT", DAY, {**WELL, "mood": 1})
    assert answer.status_code == 200
    assert (answer.json["mood"], answer.json["readiness"]) == (1, 17)
    assert anna.api("GET", DAY).json == answer.json


def test_the_same_again_changes_nothing(app, anna):
    first = anna.api("PUT", DAY, WELL).json
    before = everything(app)
    again = anna.api("PUT", DAY, WELL)
    assert (again.status_code, again.json) == (200, first)
    assert everything(app) == before


def test_a_known_key_changes_nothing_and_answers_with_what_is_stored(anna):
    assert anna.api("PUT", DAY, WELL, KEY).status_code == 201
    newer = anna.api("PUT", DAY, {**WELL, "mood": 1}).json
    again = anna.api("PUT", DAY, WELL, KEY)
    assert (again.status_code, again.json) == (200, newer)
    assert anna.api("GET", DAY).json == newer


def test_a_replay_after_it_was_forgotten_does_not_bring_it_back(anna):
    anna.api("PUT", DAY, WELL, KEY)
    anna.api("DELETE", DAY)
    assert anna.api("PUT", DAY, WELL, KEY).status_code == 404
    assert anna.api("GET", DAY).status_code == 404


def test_a_key_stands_for_one_write_alone(anna):
    anna.api("PUT", DAY, WELL, KEY)
    answer = anna.api("PUT", "/check-ins/2025-06-17", WELL, KEY)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["Idempotency-Key"]
    assert listed(anna) == ["2025-06-16"]


def test_it_is_forgotten_and_that_again_is_fine(anna):
    anna.api("PUT", DAY, WELL)
    assert [anna.api("DELETE", DAY).status_code for _ in range(2)] == [204, 204]
    assert anna.api("GET", DAY).status_code == 404
    assert listed(anna) == []


def test_a_replayed_deletion_leaves_what_was_stored_since(anna):
    anna.api("PUT", DAY, WELL)
    anna.api("DELETE", DAY, None, KEY)
    anna.api("PUT", DAY, WELL)
    assert anna.api("DELETE", DAY, None, KEY).status_code == 204
    assert anna.api("GET", DAY).status_code == 200


@pytest.mark.parametrize(
    ("document", "field"),
    [
        *(case(f"no {name}", {n: 3 for n in NAMES if n != name}, name) for name in NAMES),
        *(case(f"{name} of 6", {**WELL, name: 6}, name) for name in NAMES),
        case("0", {**WELL, "mood": 0}, "mood"),
        case("a half", {**WELL, "mood": 2.5}, "mood"),
        case("text", {**WELL, "mood": "4"}, "mood"),
        case("true", {**WELL, "mood": True}, "mood"),
        case("null", {**WELL, "mood": None}, "mood"),
        case("the sum", {**WELL, "readiness": 20}, "readiness"),
        case("another date", {**WELL, "date": "2025-06-17"}, "date"),
        case("a list", [4, 4, 4, 4, 4], "body"),
    ],
)
def test_a_false_check_in_is_refused_by_the_name_of_its_field(app, anna, document, field):
    before = everything(app)
    answer = anna.api("PUT", DAY, document)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert everything(app) == before


@pytest.mark.parametrize("day", ["today", "2025-02-30", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_date_that_is_none_is_refused(anna, method, day):
    answer = anna.api(method, f"/check-ins/{day}", WELL if method == "PUT" else None)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["date"]


@pytest.mark.parametrize(("day", "status"), [("18", 201), ("19", 201), ("20", 422)])
def test_a_date_ahead_is_refused_but_for_a_day_that_a_zone_may_make(anna, day, status):
    assert anna.api("PUT", f"/check-ins/2025-06-{day}", WELL).status_code == status


def test_the_list_holds_the_dates_from_and_to_both_included(anna):
    days = [f"2025-06-{n}" for n in (10, 11, 12, 13)]
    for day in reversed(days):
        anna.api("PUT", f"/check-ins/{day}", WELL)
    assert listed(anna, "?from=2025-06-11&to=2025-06-12") == days[1:3]


def test_without_dates_the_list_is_of_the_last_four_weeks(anna):
    for day in ("2025-05-21", "2025-05-22", "2025-06-18"):
        anna.api("PUT", f"/check-ins/{day}", WELL)
    assert listed(anna) == ["2025-05-22", "2025-06-18"]
    assert listed(anna, "?to=2025-06-17") == ["2025-05-21", "2025-05-22"]


def test_a_long_list_is_paged_without_losing_or_repeating_one(anna):
    days = ["2024-07-01", "2024-10-01", "2024-10-02", "2025-01-02", "2025-01-03", "2025-06-18"]
    for day in days:
        anna.api("PUT", f"/check-ins/{day}", WELL)
    found = list(pages(anna, "/check-ins?from=2024-07-01&to=2025-06-18"))
    assert len(found) == 4
    assert [item["date"] for page in found for item in page] == days


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=x", "from"),
        ("to=2025-13-01", "to"),
        ("from=2025-06-02&to=2025-06-01", "to"),
        ("cursor=x", "cursor"),
    ],
)
def test_false_dates_of_a_list_are_refused_by_name(anna, query, field):
    answer = anna.api("GET", f"/check-ins?{query}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_another_users_check_in_is_not_there_and_stays_as_it_is(anna, ben):
    mine = anna.api("PUT", DAY, WELL, KEY).json
    assert ben.api("GET", DAY).status_code == 404
    assert listed(ben) == []
    assert ben.api("PUT", DAY, {**WELL, "mood": 1}, KEY).status_code == 201
    assert ben.api("DELETE", DAY).status_code == 204
    assert anna.api("GET", DAY).json == mine


def test_a_check_in_shows_at_once_in_the_flags(anna):
    assert clock.now().day == 18
    document = {
        "kind": "run",
        "started_at": "2025-06-16T07:00:00+02:00",
        "duration_s": 3000,
        "effort": 8,
        "run": {},
    }
    anna.api("PUT", "/workouts/0b6f1e2c-7c1f-4a53-8f0e-00000000000a", document)
    flags = "/flags?from=2025-06-16&to=2025-06-16"
    said = []
    for method, scores in (("PUT", WELL), ("PUT", dict.fromkeys(NAMES, 2)), ("DELETE", None)):
        anna.api(method, DAY, scores)
        said.append([flag["rule"] for flag in anna.api("GET", flags).json["items"]])
    assert said == [[], ["hard-on-low-readiness"], []]
