"""Bodies, types, ids and headers that make no sense: each is refused, and nothing is stored."""

import json

import pytest

from tests.web.api.build import case, lift, new_id, run, send, squats
from tests.web.rows import everything

RUN = run("Mon 07:00", effort=5)
LIFT = lift("Mon 07:00", squats(1, weight_kg=80, weight_lb=None))
SET = "lift.exercises.0.sets.0"
# A value of each of JSON's types, and beside each field those that it may have.
VALUES = {"null": None, "true": True, "number": 1.5, "text": "x", "list": [], "object": {}}
FIELDS = [
    ("kind", ""),
    ("started_at", ""),
    ("time_zone", ""),
    ("duration_s", ""),
    ("effort", "null"),
    ("notes", "null text"),
    ("planned", "null true"),
    ("run", "object"),
    ("run.type", ""),
    ("run.distance_m", "null number"),
    ("run.moving_s", "null"),
    ("run.avg_hr_bpm", "null"),
    ("lift", "object"),
    ("lift.avg_hr_bpm", "null"),
    ("lift.exercises", "list"),
    ("lift.exercises.0", ""),
    ("lift.exercises.0.exercise", ""),
    ("lift.exercises.0.form", "null"),
    ("lift.exercises.0.sets", "list"),
    (f"{SET}", ""),
    (f"{SET}.kind", ""),
    (f"{SET}.weight_kg", "null number"),
    (f"{SET}.weight_lb", "null number"),
    (f"{SET}.rir", "null"),
    (f"{SET}.duration_s", "null"),
]


def put(field: str, value) -> dict:
    """A workout in which the dotted field has this value."""
    document = json.loads(json.dumps(LIFT if field.startswith("lift") else RUN))
    *path, last = [int(name) if name.isdigit() else name for name in field.split(".")]
    place = document
    for name in path:
        place = place[name]
    place[last] = value
    return document


@pytest.mark.parametrize(("field", "allowed"), FIELDS)
def test_a_value_of_a_wrong_type_is_refused_by_name(app, anna, field, allowed):
    before = everything(app)
    for name, value in VALUES.items():
        if name in allowed.split():
            continue
        answer = anna.api("PUT", f"/workouts/{new_id()}", put(field, value))
        assert answer.status_code == 422, (field, value)
        faults = [error["field"] for error in answer.json["errors"]]
        # An object without what it needs is refused by the name of that.
        assert any(fault == field or fault.startswith(f"{field}.") for fault in faults), faults
    assert everything(app) == before


def deep(field: str, depth: int) -> bytes:
    """A run with lists in lists in one field."""
    lists = "[" * depth + "]" * depth
    text = json.dumps({**RUN, field: "HERE"})
    return text.replace('"HERE"', lists).encode()


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        case("nothing", b"", {400}),
        case("half an object", b'{"kind": "run"', {400}),
        case("two objects", b"{}{}", {400}),
        case("words", b"kind=run", {400}),
        case("not UTF-8", b'{"notes": "\xff"}', {400}),
        case("a surrogate in UTF-8", b'{"notes": "\xed\xa0\x80"}', {400, 422}),
        case("a bare NUL", b'{"notes": "\0"}', {400}),
        case("a whole number of 5,000 digits", b'{"effort": 1' + b"0" * 5000 + b"}", {400, 422}),
        case("null", b"null", {422}),
        case("a list", b"[]", {422}),
        case("text", b'"run"', {422}),
        case("a number", b"1e999999", {422}),
        case("NaN", b"NaN", {400, 422}),
        case("100,000 deep", deep("notes", 100_000), {400}),
        case("100,000 objects deep", b'{"run":' * 100_000 + b"1" + b"}" * 100_000, {400}),
    ],
)
def test_a_body_that_is_no_object_is_refused(app, anna, body, statuses):
    before = everything(app)
    answer = send(anna, "PUT", f"/workouts/{new_id()}", body)
    assert answer.status_code in statuses
    assert answer.mimetype == "application/problem+json"
    assert answer.json["errors"]
    assert everything(app) == before


@pytest.mark.parametrize("field", ["run", "notes", "kind", "pace"])
def test_no_depth_of_nesting_breaks_it(anna, field):
    # Near the parser's own limit, what was read must still be refused without being walked.
    for depth in [*range(1, 1000, 7), *range(900, 1000)]:
        answer = send(anna, "PUT", f"/workouts/{new_id()}", deep(field, depth))
        assert answer.status_code in (400, 422), depth


def test_a_body_of_more_than_4_mib_is_too_large(app, anna):
    before = everything(app)
    body = json.dumps({**RUN, "notes": "x" * (4 * 1024 * 1024)}).encode()
    answer = send(anna, "PUT", f"/workouts/{new_id()}", body)
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"
    assert everything(app) == before


@pytest.mark.parametrize(
    "content_type",
    [
        *("", "text/plain", "text/json", "application/jsonp", "text/plain; application/json"),
        *("application/x-www-form-urlencoded", "multipart/form-data"),
    ],
)
def test_what_does_not_call_itself_json_is_not_read(app, anna, content_type):
    before = everything(app)
    body = json.dumps(RUN).encode()
    answer = send(anna, "PUT", f"/workouts/{new_id()}", body, content_type)
    assert answer.status_code == 415
    assert answer.mimetype == "application/problem+json"
    assert everything(app) == before


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json;"]
)
def test_json_may_name_its_charset(anna, content_type):
    body = json.dumps({**RUN, "notes": "ä"}, ensure_ascii=False).encode()
    answer = send(anna, "PUT", f"/workouts/{new_id()}", body, content_type)
    assert (answer.status_code, answer.json["notes"]) == (201, "ä")


NO_IDS = [
    *("1", "x", "0" * 32, "{0b6f1e2c-7c1f-4a53-8f0e-1d2c3b4a5f60}", "null", "%00"),
    *("0b6f1e2c7c1f4a538f0e1d2c3b4a5f60", "0b6f1e2c-7c1f-4a53-8f0e-1d2c3b4a5f6", "%ED%A0%80"),
    *("urn:uuid:0b6f1e2c-7c1f-4a53-8f0e-1d2c3b4a5f60", "0b6f1e2c-7c1f-4a53-8f0e-1d2c3b4a5f6g"),
]


@pytest.mark.parametrize("name", NO_IDS)
def test_an_id_that_is_no_uuid_is_refused_by_name(app, anna, name):
    before = everything(app)
    for method, document in (("GET", None), ("PUT", RUN), ("DELETE", None)):
        answer = anna.api(method, f"/workouts/{name}", document)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json["errors"]] == ["id"]
    assert everything(app) == before


def test_an_id_is_the_same_in_capitals(anna):
    workout_id = "0b6f1e2c-7c1f-4a53-8f0e-1d2c3b4a5f60"
    stored = anna.api("PUT", f"/workouts/{workout_id.upper()}", RUN)
    assert (stored.status_code, stored.json["id"]) == (201, workout_id)
    assert anna.api("GET", f"/workouts/{workout_id}").json == stored.json
    again = {**RUN, "id": workout_id.upper()}
    assert anna.api("PUT", f"/workouts/{workout_id.upper()}", again).status_code == 200


@pytest.mark.parametrize("key", ["", "x" * 129, "é", "a\tb"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_false_idempotency_key_is_refused_by_name(app, anna, method, key):
    path = f"/workouts/{new_id()}"
    anna.api("PUT", path, RUN)
    before = everything(app)
    answer = anna.api(method, path, {**RUN, "effort": 1}, {"Idempotency-Key": key})
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json["detail"]
    assert everything(app) == before


def test_a_refused_body_leaves_its_key_unused(anna):
    path, key = f"/workouts/{new_id()}", {"Idempotency-Key": "a"}
    assert anna.api("PUT", path, {**RUN, "effort": 11}, key).status_code == 422
    assert anna.api("PUT", path, RUN, key).status_code == 201


@pytest.mark.parametrize("path", ["/nowhere", "/workouts/", "/weeks", "/flags/1"])
def test_an_address_that_there_is_not_is_a_problem_document(anna, path):
    answer = anna.api("GET", path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_method_that_there_is_not_is_a_problem_document(anna):
    answer = anna.api("POST", "/workouts", RUN)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]
