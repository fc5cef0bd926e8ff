"""GET /flags: the rules as the API tells them, with the guide's own words."""

from datetime import UTC, datetime

import pytest

from runstrength.training.rules import RULES
from runstrength.web import clock
from tests.web.api.build import exercise, lift, run, squats, store
from tests.web.api.flagged import FLAGGED, TWO_LIFTS

WEEK = "/flags?from=2025-06-16&to=2025-06-22"


def flags(person, path: str = WEEK) -> list[dict]:
    """The flags of a stretch that fits a page."""
    answer = person.api("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.json["next"] is None
    return answer.json["items"]


def rules(person, path: str = WEEK) -> list[tuple[str, str]]:
    """Their rules and severities, in the list's order."""
    return [(flag["rule"], flag["severity"]) for flag in flags(person, path)]


@pytest.mark.parametrize("flagged", FLAGGED)
def test_each_rule_is_told_in_full(anna, flagged):
    ids = flagged.log(anna)
    (flag,) = (flag for flag in flags(anna) if flag["rule"] == flagged.flag["rule"])
    assert {name: flag[name] for name in flagged.flag} == flagged.expected(ids)
    assert (flag["estimated"], flag["planned"]) == (False, False)
    assert (flag["set_aside"], flag["set_aside_reason"]) == (False, None)
    assert [citation["tip"] for citation in flag["citations"]] == flag["tips"]


@pytest.mark.parametrize("flagged", FLAGGED)
def test_a_citation_is_the_guides_sentence_and_leads_to_it(app, anna, flagged):
    flagged.log(anna)
    article = app.extensions["guide"].cited
    citations = [c for flag in flags(anna) for c in flag["citations"]]
    assert set(flagged.flag["tips"]) <= {citation["tip"] for citation in citations}
    for citation in citations:
        assert citation["text"] == article.passage(citation["tip"]).text
        page, _, target = citation["url"].partition("#")
        html = anna.get(page).text
        assert f'id="{target}"' in html
        assert citation["text"].split(",")[0].split("'")[0] in html


def test_the_table_holds_every_rule():
    assert [row.id for row in FLAGGED] == [rule.id for rule in RULES]


def test_one_pair_can_be_flagged_by_several_rules_the_gravest_first(anna):
    store(anna, lift("Mon 18:00", squats(), effort=8), run("Tue 07:00", effort=8), *TWO_LIFTS)
    assert rules(anna) == [("legs-before-hard-run", "warning"), ("back-to-back-hard", "caution")]


def test_nothing_that_collides_is_no_flag(anna):
    store(anna, run("Mon 07:00", effort=8), lift("Thu 18:00", squats(), effort=8), *TWO_LIFTS)
    assert flags(anna) == []


def test_another_users_workouts_raise_no_flag_of_mine(anna, ben):
    store(anna, run("Mon 07:00", effort=8), *TWO_LIFTS)
    store(ben, run("Tue 07:00", effort=8), *TWO_LIFTS)
    assert flags(anna) == flags(ben) == []


def test_what_an_estimate_adds_is_marked_and_is_a_caution_at_most(anna):
    store(anna, run("Mon 07:00", effort=8), run("Tue 07:00", type="intervals"), *TWO_LIFTS)
    (flag,) = flags(anna)
    assert (flag["rule"], flag["severity"]) == ("back-to-back-hard", "caution")
    assert flag["estimated"] is True


def test_a_flag_with_a_plan_in_it_is_a_forecast(anna, monkeypatch):
    at(monkeypatch, "2025-06-17")
    store(anna, run("Mon 07:00", effort=8), run("Tue 19:00", effort=8, planned=True))
    (flag,) = flags(anna)
    assert (flag["severity"], flag["planned"], flag["date"]) == ("warning", True, "2025-06-17")


def test_a_plan_of_the_past_counts_no_more(anna, monkeypatch):
    at(monkeypatch, "2025-06-17")
    store(anna, run("Mon 07:00", effort=8), run("Tue 19:00", effort=8, planned=True))
    at(monkeypatch, "2025-06-18")
    assert flags(anna) == []


def at(monkeypatch, day: str) -> None:
    """Let it be noon of `day`."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.mark.parametrize("field", ["effort", "notes"])
def test_an_edit_changes_the_flags_id(anna, field):
    hard = run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)
    first, *_ = store(anna, *hard, *TWO_LIFTS)
    (before,) = flags(anna)
    assert flags(anna) == [before]
    value = {"effort": 9, "notes": "windy"}[field]
    anna.api("PUT", f"/workouts/{first}", {field: value}, {"If-Match": '"1"'})
    (after,) = flags(anna)
    assert after == {**before, "id": after["id"]}
    assert after["id"] != before["id"]


def test_a_deletion_takes_its_flags_away(anna):
    hard = run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)
    first, *_ = store(anna, *hard, *TWO_LIFTS)
    assert len(flags(anna)) == 1
    anna.api("DELETE", f"/workouts/{first}")
    assert flags(anna) == []


def test_a_remedy_of_no_weight_at_all_is_a_number(anna):
    then = exercise("squats", {"reps": 5, "weight_kg": 0}, form="breaking-down")
    store(anna, lift("Mon 07:00", then), lift("Thu 07:00", squats(1, weight_kg=20)))
    items = anna.api("GET", "/flags?from=2025-06-16&to=2025-06-22").json["items"]
    (flag,) = (flag for flag in items if flag["rule"] == "heavier-on-poor-form")

    assert [remedy["weight_kg_at_most"] for remedy in flag["remedies"]] == [0]
