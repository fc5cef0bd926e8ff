"""The OpenAPI document, held to what the API really answers."""

from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from runstrength.training import quantities, workouts
from runstrength.training.rules import RULES
from tests.web.api.build import case, exercise, lift, new_id, rows, run, squats, store

RUN = run("Mon 07:00", effort=8, type="tempo", distance_m=10000.5, moving_s=3000, avg_hr_bpm=160)
LIFT = lift("Tue 07:00", squats(2, weight_lb=225, rir=0), rows(1, weight_kg=40), effort=8)
PLANKS = lift("Fri 07:00", exercise("planks", {"duration_s": 45, "reps": None}, form="shaky"))
ID, GONE, NEVER = new_id(), new_id(), new_id()
WORKOUT = "/workouts/{id}"
CROSS_SITE = {"Authorization": "", "Sec-Fetch-Site": "cross-site"}
LONG = {**RUN, "notes": "x" * (4 * 1024 * 1024)}

# Each documented status of each operation, and a request that gets it.
TABLE = {
    ("get", "/workouts", 200): ("GET", "/workouts"),
    ("get", "/workouts", 400): ("GET", "/workouts?cursor=x"),
    ("get", "/workouts", 401): ("GET", "/workouts", None, {"Authorization": "Bearer x"}),
    ("get", "/workouts", 422): ("GET", "/workouts?from=x"),
    ("get", WORKOUT, 200): ("GET", f"/workouts/{ID}"),
    ("get", WORKOUT, 304): ("GET", f"/workouts/{ID}", None, {"If-None-Match": '"1"'}),
    ("get", WORKOUT, 401): ("GET", f"/workouts/{ID}", None, {"Authorization": "Bearer x"}),
    ("get", WORKOUT, 404): ("GET", f"/workouts/{NEVER}"),
    ("get", WORKOUT, 422): ("GET", "/workouts/x"),
    ("put", WORKOUT, 200): ("PUT", f"/workouts/{ID}", RUN),
    ("put", WORKOUT, 201): ("PUT", f"/workouts/{NEVER}", LIFT),
    ("put", WORKOUT, 400): ("PUT", f"/workouts/{ID}", RUN, {"Idempotency-Key": ""}),
    ("put", WORKOUT, 401): ("PUT", f"/workouts/{ID}", RUN, {"Authorization": "Bearer x"}),
    ("put", WORKOUT, 403): ("PUT", f"/workouts/{ID}", RUN, CROSS_SITE),
    ("put", WORKOUT, 410): ("PUT", f"/workouts/{GONE}", RUN),
    ("put", WORKOUT, 412): ("PUT", f"/workouts/{ID}", LIFT, {"If-Match": '"9"'}),
    ("put", WORKOUT, 413): ("PUT", f"/workouts/{ID}", LONG),
    ("put", WORKOUT, 415): ("PUT", f"/workouts/{ID}"),
    ("put", WORKOUT, 422): ("PUT", f"/workouts/{ID}", {"effort": 11}),
    ("put", WORKOUT, 428): ("PUT", f"/workouts/{ID}", LIFT),
    ("delete", WORKOUT, 204): ("DELETE", f"/workouts/{GONE}"),
    ("delete", WORKOUT, 400): ("DELETE", f"/workouts/{ID}", None, {"Idempotency-Key": ""}),
    ("delete", WORKOUT, 401): ("DELETE", f"/workouts/{ID}", None, {"Authorization": "Bearer x"}),
    ("delete", WORKOUT, 403): ("DELETE", f"/workouts/{ID}", None, CROSS_SITE),
    ("delete", WORKOUT, 404): ("DELETE", f"/workouts/{NEVER}"),
    ("delete", WORKOUT, 412): ("DELETE", f"/workouts/{ID}", None, {"If-Match": '"9"'}),
    ("delete", WORKOUT, 422): ("DELETE", "/workouts/x"),
    ("get", "/flags", 200): ("GET", "/flags?from=2025-06-01&to=2025-06-30"),
    ("get", "/flags", 401): ("GET", "/flags", None, {"Authorization": "Bearer x"}),
    ("get", "/flags", 422): ("GET", "/flags?cursor=x"),
    ("get", "/weeks/{week}", 200): ("GET", "/weeks/2025-W25"),
    ("get", "/weeks/{week}", 401): ("GET", "/weeks/2025-W25", None, {"Authorization": "Bearer x"}),
    ("get", "/weeks/{week}", 404): ("GET", "/weeks/2025-W53"),
}


@pytest.fixture
def document(app) -> dict:
    """The document, as a stranger gets it."""
    return app.test_client().get("/api/v1/openapi.json").json


@pytest.fixture
def log(anna) -> None:
    """What the table's requests ask for."""
    for workout_id in (ID, GONE):
        anna.api("PUT", f"/workouts/{workout_id}", RUN)
    anna.api("DELETE", f"/workouts/{GONE}")
    store(anna, LIFT, run("Wed 06:00", type="race"), PLANKS)


def documented(document: dict) -> set[tuple[str, str, int]]:
    """Every operation with every status that it may answer."""
    return {
        (method, path, int(status))
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method != "parameters"
        for status in operation["responses"]
    }


def assert_as_documented(document: dict, method: str, path: str, answer) -> None:
    """See that an answer has a documented status, type and shape."""
    response = document["paths"][path][method]["responses"][str(answer.status_code)]
    content = response.get("content")
    if content is None:
        assert answer.data == b""
        return
    schema = content[answer.mimetype]["schema"]
    whole = {**schema, "components": document["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(answer.json)


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_the_table_holds_every_documented_status(document):
    assert set(TABLE) == documented(document)


def test_the_document_holds_every_operation(app, document):
    routes = {
        (method.lower(), rule.rule.removeprefix("/api/v1"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    names = {"{id}": "<workout_id>", "{week}": "<name>"}
    listed = {(method, path) for method, path, _ in documented(document)}
    for name, route_name in names.items():
        listed = {(method, path.replace(name, route_name)) for method, path in listed}
    assert listed == routes


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("expected", "request_"),
    [
        case(f"{method} {path} {n}", (method, path, n), TABLE[method, path, n])
        for method, path, n in TABLE
    ],
)
def test_every_answer_is_as_documented(anna, document, expected, request_):
    method, path, status = expected
    answer = anna.api(*request_)
    assert answer.status_code == status, answer.text
    assert_as_documented(document, method, path, answer)


@pytest.mark.parametrize("workout", [RUN, LIFT, PLANKS, lift("Mon 07:00")])
def test_every_kind_of_workout_is_as_documented_when_sent_and_read(anna, document, workout):
    schema = {**document["components"]["schemas"]["Workout"]}
    Draft202012Validator(schema).validate(workout)
    answer = anna.api("PUT", f"/workouts/{new_id()}", workout)
    assert_as_documented(document, "put", WORKOUT, answer)
    assert {"id", "version", "date", "source"} <= answer.json.keys()


def test_the_answer_to_a_known_key_after_a_deletion_is_as_documented(anna, document):
    path, key = f"/workouts/{new_id()}", {"Idempotency-Key": "a"}
    anna.api("PUT", path, RUN, key)
    anna.api("DELETE", path)
    assert_as_documented(document, "put", WORKOUT, anna.api("PUT", path, RUN, key))


def test_every_rules_flag_is_as_documented(anna, document):
    legs = {"minutes": 60, "effort": 8}
    store(
        anna,
        *(run("Mon 07:00", effort=8), lift("Mon 09:00", squats(rir=0), **legs)),
        *(run("Tue 07:00", effort=8), lift("Tue 17:00", squats(), **legs)),
        *(run("Wed 07:00", effort=3), lift("Wed 09:00", squats(13), minutes=61, effort=5)),
        *(lift("Thu 07:00", rows()), run("Thu 09:00", effort=4)),
        *(run("Fri 07:00", effort=4), lift("Fri 08:30", rows(), effort=5)),
        *(run("Sat 07:00", effort=6), lift("Sat 08:30", rows(), effort=5)),
    )
    answer = anna.api("GET", "/flags?from=2025-06-01&to=2025-06-30")
    assert {flag["rule"] for flag in answer.json["items"]} == {rule.id for rule in RULES}
    assert_as_documented(document, "get", "/flags", answer)
    assert_as_documented(document, "get", "/weeks/{week}", anna.api("GET", "/weeks/2025-W25"))


def test_instants_are_written_with_their_offset(anna):
    (workout_id,) = store(anna, {**RUN, "started_at": "2025-12-16T06:00:00Z"})
    text = anna.api("GET", f"/workouts/{workout_id}").json["started_at"]
    assert text == "2025-12-16T07:00:00+01:00"
    assert datetime.fromisoformat(text) == datetime(2025, 12, 16, 6, tzinfo=UTC)


SET = ("lift", "exercises", "items", "sets", "items")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        case("effort", ("effort",), workouts.EFFORT),
        case("duration", ("duration_s",), workouts.DURATION_S),
        case("distance", ("run", "distance_m"), quantities.DISTANCE_M),
        case("moving time", ("run", "moving_s"), workouts.DURATION_S),
        case("heart rate", ("run", "avg_hr_bpm"), workouts.AVG_HR_BPM),
        case("reps", (*SET, "reps"), workouts.REPS),
        case("weight", (*SET, "weight_kg"), quantities.WEIGHT_KG),
        case("RIR", (*SET, "rir"), workouts.RIR),
        case("seconds", (*SET, "duration_s"), workouts.SET_DURATION_S),
    ],
)
def test_the_ranges_are_those_of_the_training_values(document, path, allowed):
    schema = field(document, *path)
    assert (schema["minimum"], schema["maximum"]) == (allowed.low, allowed.high)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        case("run types", ("run", "type"), workouts.RunType),
        case("forms", ("lift", "exercises", "items", "form"), workouts.Form),
        case("kinds of set", (*SET, "kind"), workouts.SetKind),
    ],
)
def test_the_words_are_those_of_the_training_values(document, path, words):
    assert set(field(document, *path)["enum"]) - {None} == {word.value for word in words}


def test_the_lengths_are_those_of_the_training_values(document):
    assert field(document, "notes")["maxLength"] == workouts.NOTES_CHARACTERS
    assert field(document, "lift", "exercises")["maxItems"] == workouts.MOST_EXERCISES
    assert field(document, *SET[:-1])["maxItems"] == workouts.MOST_SETS


def field(document: dict, *path: str) -> dict:
    """The schema of a workout's field."""
    schema = document["components"]["schemas"]["Workout"]
    for name in path:
        schema = schema["items"] if name == "items" else schema["properties"][name]
    return schema
