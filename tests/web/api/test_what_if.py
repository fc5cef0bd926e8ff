"""POST /what-if: what a workout would change; nothing is stored."""

from datetime import date, timedelta

import pytest
from flask import g
from sqlalchemy.exc import DBAPIError

from runstrength.storage.database import db
from runstrength.storage.tables import workouts
from tests.web.api.build import case, lift, new_id, rows, run, squats, store
from tests.web.rows import everything
from tests.web.test_statements import statements
from tests.web.world import choose_settings

HARD = run("Tue 07:00", effort=8)


def ask(person, document, status: int = 200) -> dict:
    answer = person.api("POST", "/what-if", document)
    assert answer.status_code == status, answer.text
    return answer.json


def rules(flags: list[dict]) -> list[str]:
    return [flag["rule"] for flag in flags]


def test_a_workout_is_told_what_it_would_add(anna):
    (monday,) = store(anna, run("Mon 07:00", effort=8))
    answer = ask(anna, HARD)
    (flag,) = answer["adds"]
    assert flag["rule"] == "back-to-back-hard"
    assert flag["headline"] == "Hard days back to back"
    assert flag["citations"][0]["label"] == "Recovery"
    assert monday in flag["workouts"]
    assert len(flag["workouts"]) == 2
    assert answer["settles"] == []


def test_a_workout_with_an_id_stands_in_the_place_of_what_is_stored(anna):
    _, tuesday = store(anna, run("Mon 07:00", effort=8), HARD)
    answer = ask(anna, {**HARD, "effort": 3, "id": tuesday})
    assert (rules(answer["adds"]), rules(answer["settles"])) == ([], ["back-to-back-hard"])
    # What is left out keeps its stored value.
    assert ask(anna, {"id": tuesday, "effort": 3}) == answer
    assert ask(anna, {"id": tuesday}) == {"adds": [], "settles": []}


def test_an_id_that_is_not_stored_is_that_of_a_new_workout(anna):
    store(anna, run("Mon 07:00", effort=8))
    wanted = new_id()
    (flag,) = ask(anna, {**HARD, "id": wanted})["adds"]
    assert wanted in flag["workouts"]


def test_a_deleted_workout_is_not_there(anna):
    store(anna, run("Mon 07:00", effort=8))
    (gone,) = store(anna, HARD)
    anna.api("DELETE", f"/workouts/{gone}")
    assert rules(ask(anna, {**HARD, "id": gone})["adds"]) == ["back-to-back-hard"]
    ask(anna, {"id": gone, "effort": 3}, 422)


def test_saving_does_what_was_said(anna):
    store(anna, run("Mon 07:00", effort=8), lift("Wed 18:00", squats(3), effort=8))
    before = flags(anna)
    said = ask(anna, HARD)
    store(anna, HARD)
    after = flags(anna)
    assert {key(f) for f in said["adds"]} == after - before
    assert {key(f) for f in said["settles"]} == before - after


def test_weeks_ahead_of_a_workout_that_is_logged_late_are_looked_at(anna):
    """A heavy week four weeks ago makes this week's load no jump any more."""
    for week in range(1, 4):
        day = date(2025, 6, 18) - timedelta(weeks=week)
        store(anna, run(f"{day} 07:00", minutes=30, effort=5))
    store(anna, run("Wed 07:00", minutes=60, effort=5))
    late = run("2025-06-05 18:00", minutes=60, effort=5)
    other = run("2025-06-12 18:00", minutes=60, effort=5)
    store(anna, other)
    answer = ask(anna, late)
    assert "load-jump" in rules(answer["settles"])


@pytest.mark.parametrize("day", ["2025-05-13", "2025-03-04", "2024-06-18"])
def test_a_move_of_months_settles_what_was_flagged_where_it_stood(anna, day):
    _, tuesday = store(anna, run("Mon 07:00", effort=8), HARD)
    answer = ask(anna, {**run(f"{day} 07:00", effort=8), "id": tuesday})
    assert rules(answer["settles"]) == ["back-to-back-hard"]


def test_nothing_is_stored_or_changed(app, anna):
    (tuesday,) = store(anna, HARD)
    before = everything(app)
    ask(anna, {**HARD, "effort": 3, "id": tuesday})
    ask(anna, {**HARD, "effort": 3, "id": new_id()})
    assert everything(app) == before


def test_somebody_elses_workout_is_not_looked_at(anna, ben):
    monday, tuesday = store(anna, run("Mon 07:00", effort=8), HARD)
    assert ask(ben, {**HARD, "id": tuesday}) == {"adds": [], "settles": []}
    ask(ben, {"id": monday, "effort": 3}, 422)


@pytest.mark.parametrize(
    ("document", "field"),
    [
        case("an effort of 11", {**HARD, "effort": 11}, "effort"),
        case("no kind", {"started_at": "2025-06-17T07:00:00Z", "duration_s": 60}, "kind"),
        case("a false id", {**HARD, "id": "x"}, "id"),
        case("an id that is a number", {**HARD, "id": 7}, "id"),
        case("an id in braces", {**HARD, "id": f"{{{new_id()}}}"}, "id"),
        case("a list", [], "body"),
        case("a far day", {**HARD, "started_at": "2190-01-01T07:00:00Z"}, "started_at"),
    ],
)
def test_what_could_not_be_stored_is_refused(anna, document, field):
    errors = ask(anna, document, 422)["errors"]
    assert [error["field"] for error in errors] == [field]


def test_a_flag_says_what_was_measured_in_the_users_units(anna):
    choose_settings(anna, distance_unit="mi")
    for week in range(1, 5):
        day = date(2025, 6, 17) - timedelta(weeks=week)
        store(anna, run(f"{day} 07:00", effort=3, distance_m=10_000))
    (flag,) = (
        f
        for f in ask(anna, {**HARD, "run": {"distance_m": 16_000}})["adds"]
        if f["rule"] == "long-run-spike"
    )
    assert (flag["measured"], flag["compared_with"], flag["about"]) == (16_000, 10_000, None)
    assert "9.94 mi" in flag["headline"]
    assert flag["remedies"][0]["distance_m_at_most"] == 11_000


def test_a_weight_that_is_too_much_is_said_with_its_exercise(anna):
    store(anna, lift("2025-06-10 18:00", rows(3, weight_kg=40)))
    found = ask(anna, lift("Tue 18:00", rows(3, weight_kg=52.5)))["adds"]
    (flag,) = (f for f in found if f["rule"] == "weight-jump")
    assert (flag["about"], flag["measured"], flag["compared_with"]) == ("rows", 52.5, 40)
    assert flag["remedies"][0]["exercise"] == "rows"
    assert flag["remedies"][0]["weight_kg_at_most"] == 44


def test_a_question_takes_at_most_six_statements_and_two_less_once_more(app, anna):
    store(anna, run("Mon 07:00", effort=8), lift("Wed 18:00", squats(3), effort=8))
    app.extensions["workouts_read"].clear()
    taken = []
    for _ in range(2):
        with statements() as sent:
            ask(anna, {**HARD, "id": "0b6f1e2c-7c1f-4a53-8f0e-0000000000aa"})
        taken.append(len(sent))
        assert not any(statement.startswith(("INSERT", "UPDATE", "DELETE")) for statement in sent)
    assert taken[0] <= 6
    assert taken[1] <= 4


def test_the_question_runs_where_nothing_can_be_written(anna, monkeypatch):
    seen = []

    def note(*_, **__):
        with pytest.raises(DBAPIError, match=r"read-?only"):
            db.session.execute(workouts.delete())
        seen.append(g.read_only)
        return []

    monkeypatch.setattr("runstrength.training.what_if.flags_for", note)
    ask(anna, HARD)
    assert seen == [True]


def key(flag: dict) -> tuple:
    return flag["rule"], flag["date"], flag["severity"]


def flags(person) -> set[tuple]:
    path = "/flags?from=2025-05-01&to=2025-07-31"
    return {key(flag) for flag in person.api("GET", path).json["items"]}
