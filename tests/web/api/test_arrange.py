"""Arranging a week and settling a flag: what the API would change, and that it stores nothing."""

import pytest

from tests.web.api.build import case, lift, new_id, run, squats, store
from tests.web.api.flagged import flag_id
from tests.web.rows import everything
from tests.web.world import set_clock

WEEK = "/weeks/2025-W25/arrange"
HARD = {"effort": 8, "planned": True}
SQUATS, INTERVALS = lift("Tue 18:00", squats(), **HARD), run("Wed 07:00", **HARD)
RULE, DATE = "legs-before-hard-run", "2025-06-18"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """It is Monday noon of 2025-W25."""
    return set_clock(monkeypatch, "2025-06-16 12:00")


def arranged(person, document: dict | None = None, status: int = 200) -> dict:
    answer = person.api("POST", WEEK, {} if document is None else document)
    assert answer.status_code == status, answer.text
    return answer.json


def settle(person, flag: str, day: str = DATE):
    return person.api("POST", "/settle", {"flag": flag, "date": day})


def moves(document: dict) -> dict[str, str]:
    return {move["workout"]: move["date"] for move in document["moves"]}


def test_a_colliding_plan_is_parted_with_one_move(anna):
    ids = store(anna, SQUATS, INTERVALS)
    found = arranged(anna)
    ((moved, day),) = moves(found).items()
    assert moved in ids
    assert "2025-06-16" <= day <= "2025-06-22"
    assert (found["before"]["warnings"], found["after"]["warnings"]) == (1, 0)
    assert (found["before"]["moves"], found["after"]["moves"]) == (0, 1)
    assert found["exact"] is True
    assert found["stuck"] == []


def test_the_moves_once_made_leave_what_was_said_to_remain(anna):
    store(anna, SQUATS, INTERVALS)
    found = arranged(anna)
    for workout_id, day in moves(found).items():
        stored = anna.api("GET", f"/workouts/{workout_id}").json
        start = f"{day}{stored['started_at'][10:]}"
        anna.api("PUT", f"/workouts/{workout_id}", {"started_at": start}, {"If-Match": '"1"'})
    again = arranged(anna)
    assert again["moves"] == []
    assert [f["rule"] for f in again["remaining"]] == [f["rule"] for f in found["remaining"]]


def test_what_is_pinned_stays_and_nothing_moves_to_a_busy_day(anna):
    legs, intervals = store(anna, SQUATS, INTERVALS)
    assert moves(arranged(anna, {"pinned": [legs]})).keys() == {intervals}
    assert moves(arranged(anna, {"pinned": [intervals]})).keys() == {legs}
    both = arranged(anna, {"pinned": [legs, intervals]})
    assert both["moves"] == []
    assert RULE in {flag["rule"] for flag in both["remaining"]}
    free = {"2025-06-17", "2025-06-18", "2025-06-21"}
    busy = [f"2025-06-{n}" for n in range(16, 23) if f"2025-06-{n}" not in free]
    assert set(moves(arranged(anna, {"busy": busy})).values()) <= free


def test_a_workout_that_cannot_leave_a_busy_day_is_named(anna):
    (legs,) = store(anna, SQUATS)
    week = [f"2025-06-{n}" for n in range(16, 23)]
    assert arranged(anna, {"busy": week})["stuck"] == [legs]


def test_what_was_done_and_another_users_plan_stay(anna, ben):
    store(anna, {**SQUATS, "planned": False, "started_at": "2025-06-15T18:00:00+02:00"})
    store(ben, SQUATS, INTERVALS)
    assert arranged(anna)["moves"] == []


def test_an_arrangement_and_a_settlement_store_nothing(app, anna):
    flag = flag_id(RULE, DATE, *store(anna, SQUATS, INTERVALS))
    before = everything(app)
    headers = {"Idempotency-Key": "a"}
    for _ in range(2):
        assert anna.api("POST", WEEK, {}, headers).json["moves"]
        assert anna.api("POST", "/settle", {"flag": flag, "date": DATE}, headers).json["changed"]
    assert everything(app) == before


@pytest.mark.parametrize(
    ("document", "field"),
    [
        case("no date", {"busy": ["Tuesday"]}, "busy.0"),
        case("the second", {"busy": ["2025-06-17", "2025-06-31"]}, "busy.1"),
        case("too many days", {"busy": ["2025-06-17"] * 8}, "busy"),
        case("a number", {"busy": [17]}, "busy.0"),
        case("no UUID", {"pinned": ["squats"]}, "pinned"),
        case("not a list", {"pinned": "squats"}, "pinned"),
        case("an unknown field", {"week": "2025-W25"}, "week"),
        case("a list", [], "body"),
    ],
)
def test_what_is_false_is_refused_by_the_name_of_its_field(anna, document, field):
    errors = arranged(anna, document, 422)["errors"]
    assert [error["field"] for error in errors] == [field]


@pytest.mark.parametrize(
    ("document", "field"),
    [
        case("no flag", {"date": DATE}, "flag"),
        case("no date", {"flag": "x"}, "date"),
        case("no date at all", {"flag": "x", "date": "Tuesday"}, "date"),
        case("a number", {"flag": 7, "date": DATE}, "flag"),
        case("an unknown field", {"flag": "x", "date": DATE, "week": "2025-W25"}, "week"),
    ],
)
def test_a_false_question_for_what_settles_is_refused_by_name(anna, document, field):
    answer = anna.api("POST", "/settle", document)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize("name", ["2025-W53", "2025-25", "now"])
def test_a_week_that_there_is_not_is_not_found(anna, name):
    assert anna.api("POST", f"/weeks/{name}/arrange", {}).status_code == 404


def test_an_empty_week_needs_no_move(anna):
    none = {"warnings": 0, "cautions": 0, "infos": 0, "moves": 0}
    assert arranged(anna) == {
        "moves": [],
        "before": none,
        "after": none,
        "remaining": [],
        "stuck": [],
        "exact": True,
    }


def test_a_flag_is_settled_by_one_change_that_holds_when_it_is_made(anna):
    ids = store(anna, SQUATS, INTERVALS)
    found = settle(anna, flag_id(RULE, DATE, *ids)).json
    (changed,) = found["changed"]
    assert changed["id"] in ids
    assert found["remedy"]["workouts"] == [changed["id"]]
    read_only = ("id", "version", "date", "source")
    document = {name: value for name, value in changed.items() if name not in read_only}
    anna.api("PUT", f"/workouts/{changed['id']}", document, {"If-Match": '"1"'})
    flags = anna.api("GET", "/flags?from=2025-06-09&to=2025-06-29").json["items"]
    assert RULE not in {flag["rule"] for flag in flags}


def test_what_was_done_has_no_change_that_settles_it(anna):
    ids = store(
        anna,
        {**SQUATS, "planned": False, "started_at": "2025-06-15T18:00:00+02:00"},
        {**INTERVALS, "planned": False, "started_at": "2025-06-16T07:00:00+02:00"},
    )
    answer = settle(anna, flag_id(RULE, "2025-06-16", *ids), "2025-06-16")
    assert answer.json == {"remedy": None, "changed": [], "adds": []}


def test_a_flag_that_is_not_there_is_not_found(anna):
    flag = flag_id(RULE, DATE, *store(anna, SQUATS, INTERVALS))
    assert settle(anna, flag).status_code == 200
    assert settle(anna, flag, "2025-06-17").status_code == 404
    assert settle(anna, "0" * 20).status_code == 404


def test_another_users_flag_is_not_found_and_a_pin_of_theirs_is_passed_over(anna, ben):
    ids = store(anna, SQUATS, INTERVALS)
    assert settle(ben, flag_id(RULE, DATE, *ids)).status_code == 404
    empty = arranged(ben)
    assert arranged(ben, {"pinned": [*ids, new_id()]}) == empty
