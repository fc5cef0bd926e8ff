"""How much may be sent, by where it goes: refused in plain words, and before it is taken apart."""

from io import BytesIO
from uuid import uuid4

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from runstrength.training.workouts import (
    EXERCISE_NOTES_CHARACTERS,
    MOST_EXERCISES,
    MOST_SETS,
    NOTES_CHARACTERS,
)
from runstrength.web import bodies
from runstrength.web.bodies import FILES, USUAL, WORKOUT, WORKOUTS
from runstrength.web.rows import MOST_FIELDS
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.world import rows

LIFT = {"date": "2024-11-18", "time": "07:00", "duration": "50", "time_zone": "Europe/Berlin"}
WIDE = "\N{FLEXED BICEPS}"  # Twelve bytes in a form, and in JSON.
FORM = "application/x-www-form-urlencoded"


def test_every_address_that_takes_more_is_one_of_ours(app):
    assert set(app.view_functions) >= WORKOUTS | FILES


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/today/check-in", "/share", "/nowhere"])
def test_a_small_form_takes_little(anna, path):
    answer = anna.client.post(path, data=b"x" * (USUAL + 1), headers=OWN_PAGE, content_type=FORM)

    assert answer.status_code == 413
    assert "What you sent is too large" in Page(answer).main


@pytest.mark.parametrize(
    ("path", "most"), [("/sign-in", USUAL), ("/settings", USUAL), ("/log/run", WORKOUT)]
)
def test_a_form_that_does_not_say_how_long_it_is_is_counted_as_it_is_read(app, path, most):
    sent = EnvironBuilder(path, method="POST", headers={**OWN_PAGE, "Content-Type": FORM})
    environ = sent.get_environ() | {"wsgi.input": BytesIO(b"x" * (most + 1))}
    environ |= {"wsgi.input_terminated": True}
    environ.pop("CONTENT_LENGTH", None)

    _, status, _ = run_wsgi_app(app, environ)  # A client would say how long it is.
    assert status.startswith("413 ")


@pytest.mark.parametrize("method_path", ["PUT /check-ins/2025-06-16", "POST /settle"])
def test_a_small_document_takes_little(anna, method_path):
    method, path = method_path.split()
    answer = anna.api(method, path, {"sleep": "x" * USUAL})

    assert answer.status_code == 413
    assert answer.json["detail"] == bodies.TOO_LARGE


def test_the_longest_lift_that_a_form_takes_fits(app, anna):
    """All notes full of what is widest, and as many fields as are read."""
    fields = LIFT | {"id": str(uuid4()), "notes": WIDE * NOTES_CHARACTERS}
    for n in range(MOST_EXERCISES):
        fields[f"exercises-{n}-exercise"] = "squats"
        fields[f"exercises-{n}-notes"] = WIDE * EXERCISE_NOTES_CHARACTERS
        for m in range(10):
            cells = {"reps": "1000", "weight": "999.125 kg", "seconds": "", "rir": "10", "side": ""}
            fields |= {f"exercises-{n}-sets-{m}-{cell}": typed for cell, typed in cells.items()}
    answer = anna.post("/log/lift", fields)

    assert len(fields) <= MOST_FIELDS
    assert answer.status_code == 302
    assert rows(app)["workouts"] == 1


def test_the_longest_lift_that_the_api_takes_fits(app, anna):
    done = {"kind": "working", "reps": 1000, "weight_kg": 999.875, "rir": 10, "duration_s": 14400}
    one = {"exercise": "squats", "form": "breaking-down", "sets": [done] * MOST_SETS}
    one["notes"] = WIDE * EXERCISE_NOTES_CHARACTERS
    document = {"kind": "lift", "started_at": "2024-11-18T07:00:00Z", "time_zone": "UTC"}
    document |= {"duration_s": 3600, "notes": WIDE * NOTES_CHARACTERS}
    document["lift"] = {"exercises": [one] * MOST_EXERCISES}
    answer = anna.api("PUT", f"/workouts/{uuid4()}", document)

    assert answer.status_code == 201


@pytest.mark.parametrize("path", ["/log/run", "/log/lift", "/log/run/what-if"])
def test_what_is_far_longer_than_any_workout_is_refused(app, anna, path):
    answer = anna.post(path, LIFT | {"id": str(uuid4()), "notes": "x" * WORKOUT})

    assert answer.status_code == 413
    assert rows(app)["workouts"] == 0


@pytest.mark.parametrize("path", ["/log/lift", "/sign-in", "/settings"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data"])
def test_a_form_of_endless_fields_is_not_taken_apart(anna, path, kind):
    body = b"&".join([b"a=1"] * (MOST_FIELDS + 1))
    if kind != FORM:
        part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
        body, kind = part * (MOST_FIELDS + 1) + b"--x--\r\n", f"{kind}; boundary=x"
    answer = anna.client.post(path, data=body, content_type=kind, headers=OWN_PAGE)

    assert answer.status_code == 413


def test_the_outbox_is_told_why_and_keeps_what_was_typed(anna):
    headers = {**OWN_PAGE, "Accept": "application/json", "Idempotency-Key": str(uuid4())}
    fields = LIFT | {"id": str(uuid4()), "notes": "x" * WORKOUT}
    answer = anna.client.post("/log/run", data=fields, headers=headers)

    # By `outcomeOf` in static/js/outbox/flush.js that is a refusal, which stays, and is shown.
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title"]
    assert answer.json["detail"] == bodies.TOO_LARGE


@pytest.mark.parametrize("path", ["/imports", "/api/v1/imports"])
def test_a_large_form_of_fields_alone_is_not_read_for_a_stranger(app, path):
    body = b"a=" + b"x" * (3 * 1024 * 1024)
    headers = {"Authorization": "Bearer x"} if path.startswith("/api") else OWN_PAGE
    kind = "application/x-www-form-urlencoded"
    answer = app.test_client().post(path, data=body, content_type=kind, headers=headers)
    assert answer.status_code == 413
