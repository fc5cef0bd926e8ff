"""What a script is told of a form that is refused: a problem, and the fields that it is about."""

import pytest

from tests.training.build import run
from tests.web.pages import Page
from tests.web.queued import JSON, location, problem, send_queued
from tests.web.rows import everything
from tests.web.test_outcomes import DONE, LIFT, RUN, SCORES, TODAY
from tests.web.world import rows, set_clock, store


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday noon."""
    return set_clock(monkeypatch, f"{TODAY} 12:00", "Europe/Berlin")


@pytest.mark.parametrize(
    ("path", "fields", "refused"),
    [
        ("/log/run", {**RUN, "duration": "long", "distance": "far"}, {"duration", "distance"}),
        ("/log/run", {**RUN, "date": "", "time": "25:00"}, {"date", "time"}),
        ("/log/run", {**RUN, "effort": "11"}, {"effort"}),
        ("/log/run", {**RUN, "time_zone": "Mars/Base"}, {"time_zone"}),
        ("/log/run", {**RUN, "date": "2030-01-01"}, {"date"}),
        (
            "/log/lift",
            {**LIFT, "exercises-0-sets-1-reps": "many", "exercises-0-sets-0-weight": "heavy"},
            {"exercises-0-sets-1-reps", "exercises-0-sets-0-weight"},
        ),
        ("/log/lift", {**LIFT, "exercises-0-exercise": ""}, {"exercises-0-exercise"}),
        ("/log/lift", {**LIFT, "exercises-0-sets-1-reps": "9999"}, {"exercises-0-sets-1-reps"}),
        (f"/workouts/{DONE.id}/edit", {**RUN, "avg_hr_bpm": "9"}, {"avg_hr_bpm"}),
        ("/log/lift", {**LIFT, "avg_hr_bpm": "9"}, {"avg_hr_bpm"}),
        ("/today/check-in", {"date": str(TODAY), **SCORES, "mood": "6"}, {"mood"}),
        ("/today/check-in", {"date": str(TODAY), "sleep": "3"}, {*SCORES} - {"sleep"}),
    ],
)
def test_what_is_wrong_with_a_form_is_told_by_the_names_of_its_fields(
    app, anna, path, fields, refused
):
    store(anna, DONE)
    before = everything(app)
    answer = problem(send_queued(anna, path, fields, "a key"), 422)
    page = Page(anna.post(path, fields))
    told = {error["field"]: error["message"] for error in answer["errors"]}
    of_all_rows = told.pop("exercises", None)  # That has no place of its own on the page.

    assert told.keys() == refused
    assert told == page.faults
    assert of_all_rows is None or of_all_rows in page.notices[0]
    assert all(set(error) == {"field", "message"} for error in answer["errors"])
    assert (page.status, answer["detail"]) == (422, "")
    assert refused <= {e.get("name") for tag in ("input", "select") for e in page.all(tag)}
    assert everything(app) == before


def test_what_is_wrong_with_no_field_is_told_in_words(anna):
    fields = {"date": "2024-11-19", **SCORES}
    answer = problem(send_queued(anna, "/today/check-in", fields), 422)

    assert answer["errors"] == []
    assert answer["detail"]
    assert answer["detail"] in Page(anna.post("/today/check-in", fields)).main


def test_an_id_that_is_none_is_told_of(anna, app):
    answer = problem(send_queued(anna, "/log/run", {**RUN, "id": "nonsense"}), 422)

    assert [error["field"] for error in answer["errors"]] == ["id"]
    assert rows(app)["workouts"] == 0


def test_a_key_that_stands_for_another_write_is_told_of(anna, app):
    location(send_queued(anna, "/log/run", RUN, "a key"))
    other = {**RUN, "id": "0b6f1e2c-7c1f-4a53-8f0e-00000000000a"}
    answer = problem(send_queued(anna, "/log/run", other, "a key"), 422)

    assert [error["field"] for error in answer["errors"]] == ["Idempotency-Key"]
    assert rows(app)["workouts"] == 1


def test_a_flag_that_is_set_aside_without_a_reason_names_it(anna, app):
    before = everything(app)
    path, fields = "/flags/0123456789abcdef0123/set-aside", {"date": "2024-11-14", "reason": " "}
    answer = problem(send_queued(anna, path, fields), 422)

    assert [error["field"] for error in answer["errors"]] == ["reason"]
    assert everything(app) == before


def test_other_refusals_are_problems_too(anna, app):
    stored = run("2024-11-16 07:00")
    before = everything(app)
    problem(send_queued(anna, f"/workouts/{stored.id}/delete", {"base_version": "1"}), 404)
    problem(send_queued(anna, f"/workouts/{stored.id}/effort", {"effort": "5"}), 404)
    problem(send_queued(anna, "/nowhere", RUN), 404)
    problem(send_queued(anna, "/today", RUN), 405)
    problem(send_queued(anna, "/plan/moves", {"move": "nonsense"}), 400)
    problem(send_queued(anna, "/log/run", {**RUN, "notes": "x" * 5_000_000}), 413)
    problem(send_queued(anna, "/log/run", RUN, **{"Sec-Fetch-Site": "cross-site"}), 403)
    problem(send_queued(anna, "/log/run", RUN, "k" * 129), 400)
    many = {f"exercises-{n}-exercise": "squats" for n in range(4001)}
    problem(send_queued(anna, "/log/lift", {**LIFT, **many}), 413)
    path = f"/api/v1/workouts/{stored.id}"
    problem(anna.client.put(path, data="{}", content_type="text/plain", headers=JSON), 415)

    assert everything(app) == before
