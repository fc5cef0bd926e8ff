"""The document that the page makes of a form is the workout that the server makes of it.

tests/js/document.test.mjs holds the page to the same documents.
"""

import json
from pathlib import Path

import pytest

from tests.web.api.build import new_id
from tests.web.world import choose_settings, workouts_of

CASES = json.loads((Path(__file__).parents[2] / "documents.json").read_text("utf-8"))
OWN = ("id", "version", "source")


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_a_form_and_its_document_are_the_same_workout(anna, case):
    units = {f"{name}_unit": unit for name, unit in case["units"].items()}
    choose_settings(anna, **units)
    typed = dict(map(tuple, case["fields"]))
    response = anna.post(f"/log/{case['kind']}", typed)
    if case["document"] is None:
        assert response.status_code == 422
        assert workouts_of(anna) == []
        return
    assert response.status_code == 302
    other = new_id()
    sent = {name: value for name, value in case["document"].items() if name != "id"}
    assert anna.api("PUT", f"/workouts/{other}", sent).status_code == 201
    assert _content(anna, other) == _content(anna, typed["id"])


def _content(person, workout_id: str) -> dict:
    document = person.api("GET", f"/workouts/{workout_id}").json
    return {name: value for name, value in document.items() if name not in OWN}
