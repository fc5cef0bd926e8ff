"""Flags set aside with a reason, and deload weeks: what they silence, and nothing else."""

import pytest

from tests.web.api.build import WEEKDAYS, case, lift, new_id, rows, run, squats, store
from tests.web.api.flagged import FLAGGED, weeks_before
from tests.web.rows import belonging_to, everything

KEY = {"Idempotency-Key": "a"}
LEGS, HARD = lift("Mon 18:00", squats(), effort=8), run("Tue 07:00", effort=8)
REASON = {"date": "2025-06-17", "reason": "a training camp"}


def flags(person, query: str = "from=2025-06-17&to=2025-06-17") -> dict[str, dict]:
    """The flags of some dates, by their rules."""
    items = person.api("GET", f"/flags?{query}").json["items"]
    return {flag["rule"]: flag for flag in items}


@pytest.fixture
def path(anna) -> str:
    """The address of one of two flags about the same two workouts."""
    store(anna, LEGS, HARD)
    return f"/set-asides/{flags(anna)['legs-before-hard-run']['id']}"


def test_a_flag_set_aside_says_so_with_its_reason_wherever_it_is_told(anna, path):
    answer = anna.api("PUT", path, {**REASON, "reason": "  a training camp \n"})
    assert answer.status_code == 200
    assert (answer.json["set_aside"], answer.json["set_aside_reason"]) == (True, "a training camp")
    assert flags(anna)["legs-before-hard-run"] == answer.json
    of_tuesday = anna.api("GET", "/weeks/2025-W25").json["days"][1]["flags"]
    assert answer.json in of_tuesday


def test_another_flag_about_the_same_workouts_is_untouched(anna, path):
    before = flags(anna)["back-to-back-hard"]
    anna.api("PUT", path, REASON)
    assert flags(anna)["back-to-back-hard"] == before
    assert before["set_aside"] is False
    assert before["set_aside_reason"] is None


def test_the_last_reason_is_the_one_that_stays(anna, path):
    anna.api("PUT", path, REASON)
    anna.api("PUT", path, {**REASON, "reason": "rain"})
    assert flags(anna)["legs-before-hard-run"]["set_aside_reason"] == "rain"


def test_it_is_taken_back_and_that_again_is_fine(anna, path):
    before = flags(anna)
    anna.api("PUT", path, REASON)
    assert [anna.api("DELETE", path).status_code for _ in range(2)] == [204, 204]
    assert flags(anna) == before


@pytest.mark.parametrize("place", [0, 1])
def test_it_comes_back_when_one_of_its_workouts_is_edited(anna, place):
    workout_id = store(anna, LEGS, HARD)[place]
    flag_id = flags(anna)["legs-before-hard-run"]["id"]
    anna.api("PUT", f"/set-asides/{flag_id}", REASON)
    anna.api("PUT", f"/workouts/{workout_id}", {"notes": "windy"}, {"If-Match": '"1"'})
    assert flags(anna)["legs-before-hard-run"]["set_aside"] is False


def test_it_stays_aside_when_another_workout_is_edited(anna, path):
    (other,) = store(anna, run("Thu 07:00", effort=3))
    anna.api("PUT", path, REASON)
    anna.api("PUT", f"/workouts/{other}", {"notes": "windy"}, {"If-Match": '"1"'})
    assert flags(anna)["legs-before-hard-run"]["set_aside"] is True


def test_a_known_key_changes_nothing(anna, path):
    anna.api("PUT", path, REASON, KEY)
    anna.api("PUT", path, {**REASON, "reason": "rain"})
    again = anna.api("PUT", path, REASON, KEY)
    assert (again.status_code, again.json["set_aside_reason"]) == (200, "rain")
    anna.api("DELETE", path, None, {"Idempotency-Key": "b"})
    assert anna.api("PUT", path, REASON, KEY).json["set_aside"] is False
    anna.api("PUT", path, REASON)
    assert anna.api("DELETE", path, None, {"Idempotency-Key": "b"}).status_code == 204
    assert flags(anna)["legs-before-hard-run"]["set_aside"] is True


@pytest.mark.parametrize(
    ("document", "field"),
    [
        case("no reason", {"date": "2025-06-17"}, "reason"),
        case("an empty reason", {**REASON, "reason": ""}, "reason"),
        case("a blank reason", {**REASON, "reason": " \n "}, "reason"),
        case("a long reason", {**REASON, "reason": "x" * 501}, "reason"),
        case("null", {**REASON, "reason": None}, "reason"),
        case("no date", {"reason": "rain"}, "date"),
        case("no date at all", {**REASON, "date": "today"}, "date"),
        case("an unknown field", {**REASON, "until": "2025-06-18"}, "until"),
    ],
)
def test_what_is_false_is_refused_by_the_name_of_its_field(app, anna, path, document, field):
    before = everything(app)
    answer = anna.api("PUT", path, document)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert everything(app) == before


def test_a_flag_that_is_not_there_on_that_date_is_not_found(app, anna, path):
    before = everything(app)
    assert anna.api("PUT", "/set-asides/" + "0" * 20, REASON).status_code == 404
    assert anna.api("PUT", path, {**REASON, "date": "2025-06-18"}).status_code == 404
    assert everything(app) == before


def test_a_flag_that_an_edit_did_away_with_is_not_found(anna):
    legs, _ = store(anna, LEGS, HARD)
    flag_id = flags(anna)["legs-before-hard-run"]["id"]
    anna.api("DELETE", f"/workouts/{legs}")
    assert anna.api("PUT", f"/set-asides/{flag_id}", REASON).status_code == 404


def test_another_users_flag_is_not_there_and_stays_as_it_is(app, anna, ben, path):
    anna.api("PUT", path, REASON)
    before = belonging_to(app, "anna@example.com")
    assert ben.api("PUT", path, REASON).status_code == 404
    assert ben.api("DELETE", path).status_code == 204
    assert belonging_to(app, "anna@example.com") == before


DELOAD, USUAL = {"deload": True}, {"deload": False}
WEEK = "from=2025-06-16&to=2025-06-22"


def test_a_week_is_marked_as_deload_and_no_longer(anna):
    assert anna.api("GET", "/weeks/2025-W25").json["deload"] is False
    for document in (DELOAD, DELOAD, USUAL, USUAL):
        answer = anna.api("PUT", "/weeks/2025-W25", document)
        assert (answer.status_code, answer.json["deload"]) == (200, document["deload"])
        assert anna.api("GET", "/weeks/2025-W25").json == answer.json
        assert anna.api("GET", "/weeks/2025-W24").json["deload"] is False


def test_a_known_key_marks_no_week_again(anna):
    anna.api("PUT", "/weeks/2025-W25", DELOAD, KEY)
    anna.api("PUT", "/weeks/2025-W25", USUAL)
    assert anna.api("PUT", "/weeks/2025-W25", DELOAD, KEY).json["deload"] is False
    assert anna.api("PUT", "/weeks/2025-W24", DELOAD, KEY).status_code == 422


@pytest.mark.parametrize(
    ("document", "field"),
    [({}, "deload"), ({"deload": "yes"}, "deload"), ({"deload": 1}, "deload"),
     ({"deload": None}, "deload"), ({**DELOAD, "load": 3}, "load")],
)  # fmt: skip
def test_a_false_mark_is_refused_by_the_name_of_its_field(anna, document, field):
    answer = anna.api("PUT", "/weeks/2025-W25", document)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize("name", ["2025-W53", "2025-25", "now"])
def test_a_week_that_there_is_not_is_not_found(anna, name):
    assert anna.api("PUT", f"/weeks/{name}", DELOAD).status_code == 404


def test_another_users_week_stays_as_it_is(anna, ben):
    anna.api("PUT", "/weeks/2025-W25", DELOAD)
    assert ben.api("GET", "/weeks/2025-W25").json["deload"] is False
    ben.api("PUT", "/weeks/2025-W25", USUAL)
    assert anna.api("GET", "/weeks/2025-W25").json["deload"] is True


SILENT_WITHIN = {"few-lifts", "region-missed"}
SILENT_AFTER = {"load-jump", "lift-volume-jump"}


@pytest.mark.parametrize("flagged", FLAGGED)
def test_a_deload_week_silences_few_lifts_and_missed_regions_in_it_and_nothing_else(anna, flagged):
    flagged.log(anna)
    before = flags(anna, WEEK)
    anna.api("PUT", "/weeks/2025-W25", DELOAD)
    assert flags(anna, WEEK) == {r: f for r, f in before.items() if r not in SILENT_WITHIN}


@pytest.mark.parametrize("name", ["2025-W24", "2025-W23", "2025-W22"])
@pytest.mark.parametrize("flagged", FLAGGED)
def test_after_a_deload_week_only_jumps_are_silent_for_three_weeks(anna, flagged, name):
    flagged.log(anna)
    before = flags(anna, WEEK)
    anna.api("PUT", f"/weeks/{name}", DELOAD)
    assert flags(anna, WEEK) == {r: f for r, f in before.items() if r not in SILENT_AFTER}


def test_four_weeks_after_a_deload_week_and_before_one_jumps_are_told_again(anna):
    store(
        anna,
        *weeks_before(4, run("Mon 07:00", effort=5), lift("Mon 18:00", squats(6), effort=1)),
        run("Mon 07:00", minutes=120, effort=5),
        lift("Mon 18:00", squats(12), effort=1),
    )
    jumps = flags(anna, WEEK).keys() & SILENT_AFTER
    assert jumps == SILENT_AFTER
    for name in ("2025-W21", "2025-W26", "2025-W25"):
        anna.api("PUT", f"/weeks/{name}", DELOAD)
        assert flags(anna, WEEK).keys() >= jumps


def test_nothing_silences_back_to_back_hard(anna):
    for n, day in enumerate(WEEKDAYS):
        anna.api("PUT", f"/workouts/{new_id()}", run(f"{day} 07:00", effort=8))
        anna.api("PUT", f"/weeks/2025-W{22 + n % 5}", DELOAD)
    store(anna, lift("Mon 18:00", rows(), effort=3))
    assert "back-to-back-hard" in flags(anna, WEEK)
