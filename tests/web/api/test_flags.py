"""GET /flags: the rules as the API tells them, with the guide's own words."""

from datetime import UTC, datetime

import pytest

from runstrength.web import clock
from tests.web.api.build import case, lift, rows, run, squats, store

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


def move(n: int, **limits) -> dict:
    """Move the n-th workout."""
    return {"action": "move", "workouts": [n], **limits}


def ease(n: int) -> dict:
    """Take the hardness out of the n-th workout."""
    return {"action": "ease", "workouts": [n], "effort_at_most": 6}


# Each rule: two workouts, and of the flag its severity, date, tips, gap and remedies. A remedy
# names its workouts by their place here. Berlin is two hours ahead of UTC in June.
RULES = [
    case(
        "back-to-back-hard",
        run("Mon 07:00", effort=8),
        run("Tue 07:00", effort=7),
        ("warning", "2025-06-17", ["recovery", "alternate-days"], 23 * 3600),
        [move(1, to_date="2025-06-18"), ease(1), move(0, to_date="2025-06-19"), ease(0)],
    ),
    case(
        "legs-before-hard-run",
        lift("Mon 18:00", squats(), minutes=60, effort=8),
        run("Tue 07:00", effort=8),
        ("warning", "2025-06-17", ["recovery"], 12 * 3600),
        [
            move(0, end_not_after="2025-06-16T05:00:00+00:00"),
            move(1, start_not_before="2025-06-17T17:00:00+00:00"),
            ease(1),
            ease(0),
        ],
    ),
    case(
        "legs-after-hard-run",
        run("Mon 07:00", effort=8),
        lift("Mon 11:00", squats(), effort=8),
        ("caution", "2025-06-16", ["combined-workouts"], 3 * 3600),
        [move(1, start_not_before="2025-06-16T12:00:00+00:00"), ease(1)],
    ),
    case(
        "combined-order",
        lift("Mon 07:00", rows(), effort=5),
        run("Mon 09:00", effort=4),
        ("info", "2025-06-16", ["combined-workouts"], 90 * 60),
        [
            move(0, end_not_after="2025-06-16T01:00:00+00:00"),
            {"action": "swap", "workouts": [0, 1]},
        ],
    ),
    case(
        "combined-not-easy",
        run("Mon 07:00", effort=6),
        lift("Mon 10:00", rows(), effort=5),
        ("caution", "2025-06-16", ["combined-workouts"], 2 * 3600),
        [move(1, start_not_before="2025-06-16T12:00:00+00:00")],
    ),
    case(
        "combined-not-short",
        run("Mon 07:00", effort=3),
        lift("Mon 10:00", rows(), minutes=61, effort=5),
        ("caution", "2025-06-16", ["combined-workouts"], 2 * 3600),
        [
            move(1, start_not_before="2025-06-16T12:00:00+00:00"),
            {
                "action": "shorten",
                "workouts": [1],
                "duration_s_at_most": 3600,
                "working_sets_at_most": 12,
            },
        ],
    ),
    case(
        "well-combined",
        run("Mon 07:00", effort=4),
        lift("Mon 08:00", rows(8), minutes=40, effort=6),
        ("praise", "2025-06-16", ["combined-workouts"], 0),
        [],
    ),
    case(
        "same-region-again",
        lift("Mon 18:00", rows(), minutes=60, effort=8),
        lift("Wed 06:00", rows(), effort=8),
        ("caution", "2025-06-18", ["alternate-days"], 35 * 3600),
        [move(1, start_not_before="2025-06-18T05:00:00+00:00"), ease(1), ease(0)],
    ),
]


@pytest.mark.parametrize(("first", "second", "expected", "remedies"), RULES)
def test_each_rule_is_told_in_full(app, anna, request, first, second, expected, remedies):
    ids = store(anna, first, second)
    rule = request.node.callspec.id
    (flag,) = (flag for flag in flags(anna) if flag["rule"] == rule)
    assert (flag["severity"], flag["date"], flag["tips"], flag["gap_s"]) == expected
    assert flag["workouts"] == ids
    assert flag["remedies"] == [
        {**remedy, "workouts": [ids[n] for n in remedy["workouts"]]} for remedy in remedies
    ]
    assert (flag["estimated"], flag["planned"], flag["set_aside"]) == (False, False, False)
    assert [citation["tip"] for citation in flag["citations"]] == flag["tips"]


@pytest.mark.parametrize(("first", "second", "expected", "remedies"), RULES)
def test_a_citation_is_the_guides_sentence_and_leads_to_it(
    app, anna, first, second, expected, remedies
):
    store(anna, first, second)
    article = app.extensions["guide"].cited
    for citation in (c for flag in flags(anna) for c in flag["citations"]):
        assert citation["text"] == article.passage(citation["tip"]).text
        page, _, target = citation["url"].partition("#")
        html = anna.get(page).text
        assert f'id="{target}"' in html
        assert citation["text"].split(",")[0].split("'")[0] in html


def test_the_table_holds_every_rule():
    from runstrength.training.rules import RULES as KNOWN

    assert {row.id for row in RULES} == {rule.id for rule in KNOWN}


def test_one_pair_can_be_flagged_by_several_rules_the_gravest_first(anna):
    store(anna, lift("Mon 18:00", squats(), effort=8), run("Tue 07:00", effort=8))
    assert rules(anna) == [("legs-before-hard-run", "warning"), ("back-to-back-hard", "caution")]


def test_nothing_that_collides_is_no_flag(anna):
    store(anna, run("Mon 07:00", effort=8), lift("Wed 18:00", squats(), effort=8))
    assert flags(anna) == []


def test_another_users_workouts_raise_no_flag_of_mine(anna, ben):
    store(anna, run("Mon 07:00", effort=8))
    store(ben, run("Tue 07:00", effort=8))
    assert flags(anna) == flags(ben) == []


def test_what_an_estimate_adds_is_marked_and_is_a_caution_at_most(anna):
    store(anna, run("Mon 07:00", effort=8), run("Tue 07:00", type="intervals"))
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
    first, _ = store(anna, run("Mon 07:00", effort=8), run("Tue 07:00", effort=8))
    (before,) = flags(anna)
    assert flags(anna) == [before]
    value = {"effort": 9, "notes": "windy"}[field]
    anna.api("PUT", f"/workouts/{first}", {field: value}, {"If-Match": '"1"'})
    (after,) = flags(anna)
    assert after == {**before, "id": after["id"]}
    assert after["id"] != before["id"]


def test_a_deletion_takes_its_flags_away(anna):
    first, _ = store(anna, run("Mon 07:00", effort=8), run("Tue 07:00", effort=8))
    anna.api("DELETE", f"/workouts/{first}")
    assert flags(anna) == []
