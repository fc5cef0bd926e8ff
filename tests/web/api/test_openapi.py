"""The OpenAPI document, held to what the API really answers."""

from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.datastructures import FileStorage

from runstrength.storage.imports import Status
from runstrength.training import quantities, workouts
from runstrength.training.rules import RULES
from tests.web.api.build import case, exercise, lift, new_id, rows, run, squats, store
from tests.web.api.flagged import FLAGGED, flag_id
from tests.web.world import keep_import, set_clock

RUN = run("Mon 07:00", effort=8, type="tempo", distance_m=10000.5, moving_s=3000, avg_hr_bpm=160)
LIFTED_SETS = squats(2, weight_lb=225, rir=0), rows(1, weight_kg=40)
LIFT = lift("Tue 07:00", *LIFTED_SETS, effort=8, avg_hr_bpm=104)
PLANKS = lift("Fri 07:00", exercise("planks", {"duration_s": 45, "reps": None}, form="shaky"))
ID, LIFTED, GONE, NEVER = new_id(), new_id(), new_id(), new_id()
WORKOUT, CHECK_IN, ASIDE = "/workouts/{id}", "/check-ins/{date}", "/set-asides/{flag}"
IMPORT, CONFIRM = "/imports/{import}", "/imports/{import}/confirm"
WAITING, BUSY = new_id(), new_id()  # Two imports.
MOST_SENT = 100_000
ARRANGE = "/weeks/{week}/arrange"
WELL = dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), 4)
DELOAD = {"deload": True}
# What the two hard days of the log are flagged with.
FLAG = flag_id("back-to-back-hard", "2025-06-17", ID, LIFTED)
MEANT = {"date": "2025-06-17", "reason": "a training camp"}
TO_SETTLE = {"date": "2025-06-17", "flag": FLAG}
NOBODY = {"Authorization": "Bearer x"}
EMPTY = {"Content-Type": "application/json"}
KNOWN = {"Idempotency-Key": "a check-in deleted since"}
CROSS_SITE = {"Authorization": "", "Sec-Fetch-Site": "cross-site"}
LONG = {**RUN, "notes": "x" * (4 * 1024 * 1024)}


def a_file(data: bytes = b"hello", name: str = "file") -> dict:
    """The fields of a form with a file."""
    return {name: FileStorage(BytesIO(data), "file")}


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
    ("post", "/what-if", 200): ("POST", "/what-if", RUN),
    ("post", "/what-if", 400): ("POST", "/what-if", None, {"Content-Type": "application/json"}),
    ("post", "/what-if", 401): ("POST", "/what-if", RUN, {"Authorization": "Bearer x"}),
    ("post", "/what-if", 403): ("POST", "/what-if", RUN, CROSS_SITE),
    ("post", "/what-if", 413): ("POST", "/what-if", LONG),
    ("post", "/what-if", 415): ("POST", "/what-if"),
    ("post", "/what-if", 422): ("POST", "/what-if", {"effort": 11}),
    ("get", "/weeks/{week}", 200): ("GET", "/weeks/2025-W25"),
    ("get", "/weeks/{week}", 401): ("GET", "/weeks/2025-W25", None, {"Authorization": "Bearer x"}),
    ("get", "/weeks/{week}", 404): ("GET", "/weeks/2025-W53"),
    ("put", "/weeks/{week}", 200): ("PUT", "/weeks/2025-W25", DELOAD),
    ("put", "/weeks/{week}", 400): ("PUT", "/weeks/2025-W25", None, EMPTY),
    ("put", "/weeks/{week}", 401): ("PUT", "/weeks/2025-W25", DELOAD, NOBODY),
    ("put", "/weeks/{week}", 403): ("PUT", "/weeks/2025-W25", DELOAD, CROSS_SITE),
    ("put", "/weeks/{week}", 413): ("PUT", "/weeks/2025-W25", LONG),
    ("put", "/weeks/{week}", 415): ("PUT", "/weeks/2025-W25"),
    ("put", "/weeks/{week}", 404): ("PUT", "/weeks/2025-W53", DELOAD),
    ("put", "/weeks/{week}", 422): ("PUT", "/weeks/2025-W25", {"deload": "yes"}),
    ("get", "/check-ins", 200): ("GET", "/check-ins?from=2025-06-01&to=2025-06-30"),
    ("get", "/check-ins", 401): ("GET", "/check-ins", None, NOBODY),
    ("get", "/check-ins", 422): ("GET", "/check-ins?cursor=x"),
    ("get", "/export", 200): ("GET", "/export"),
    ("get", "/export", 401): ("GET", "/export", None, NOBODY),
    ("get", CHECK_IN, 200): ("GET", "/check-ins/2025-06-16"),
    ("get", CHECK_IN, 401): ("GET", "/check-ins/2025-06-16", None, NOBODY),
    ("get", CHECK_IN, 404): ("GET", "/check-ins/2025-06-17"),
    ("get", CHECK_IN, 422): ("GET", "/check-ins/x"),
    ("put", CHECK_IN, 200): ("PUT", "/check-ins/2025-06-16", WELL),
    ("put", CHECK_IN, 201): ("PUT", "/check-ins/2025-06-17", WELL),
    ("put", CHECK_IN, 400): ("PUT", "/check-ins/2025-06-16", None, EMPTY),
    ("put", CHECK_IN, 401): ("PUT", "/check-ins/2025-06-16", WELL, NOBODY),
    ("put", CHECK_IN, 403): ("PUT", "/check-ins/2025-06-16", WELL, CROSS_SITE),
    ("put", CHECK_IN, 413): ("PUT", "/check-ins/2025-06-16", LONG),
    ("put", CHECK_IN, 415): ("PUT", "/check-ins/2025-06-16"),
    ("put", CHECK_IN, 404): ("PUT", "/check-ins/2025-06-18", WELL, KNOWN),
    ("put", CHECK_IN, 422): ("PUT", "/check-ins/2025-06-16", {**WELL, "mood": 6}),
    ("delete", CHECK_IN, 204): ("DELETE", "/check-ins/2025-06-16"),
    ("delete", CHECK_IN, 400): ("DELETE", "/check-ins/2025-06-16", None, {"Idempotency-Key": ""}),
    ("delete", CHECK_IN, 401): ("DELETE", "/check-ins/2025-06-16", None, NOBODY),
    ("delete", CHECK_IN, 403): ("DELETE", "/check-ins/2025-06-16", None, CROSS_SITE),
    ("delete", CHECK_IN, 422): ("DELETE", "/check-ins/x"),
    ("put", ASIDE, 200): ("PUT", f"/set-asides/{FLAG}", MEANT),
    ("put", ASIDE, 400): ("PUT", f"/set-asides/{FLAG}", None, EMPTY),
    ("put", ASIDE, 401): ("PUT", f"/set-asides/{FLAG}", MEANT, NOBODY),
    ("put", ASIDE, 403): ("PUT", f"/set-asides/{FLAG}", MEANT, CROSS_SITE),
    ("put", ASIDE, 413): ("PUT", f"/set-asides/{FLAG}", LONG),
    ("put", ASIDE, 415): ("PUT", f"/set-asides/{FLAG}"),
    ("put", ASIDE, 404): ("PUT", "/set-asides/x", MEANT),
    ("put", ASIDE, 422): ("PUT", f"/set-asides/{FLAG}", {**MEANT, "reason": ""}),
    ("delete", ASIDE, 204): ("DELETE", f"/set-asides/{FLAG}"),
    ("delete", ASIDE, 400): ("DELETE", f"/set-asides/{FLAG}", None, {"Idempotency-Key": ""}),
    ("delete", ASIDE, 401): ("DELETE", f"/set-asides/{FLAG}", None, NOBODY),
    ("delete", ASIDE, 403): ("DELETE", f"/set-asides/{FLAG}", None, CROSS_SITE),
    ("delete", ASIDE, 404): ("DELETE", "/set-asides/x"),
    ("delete", ASIDE, 422): ("DELETE", f"/set-asides/{FLAG}", None, KNOWN),
    ("post", ARRANGE, 200): ("POST", "/weeks/2025-W25/arrange", {}),
    ("post", ARRANGE, 400): ("POST", "/weeks/2025-W25/arrange", None, EMPTY),
    ("post", ARRANGE, 401): ("POST", "/weeks/2025-W25/arrange", {}, NOBODY),
    ("post", ARRANGE, 403): ("POST", "/weeks/2025-W25/arrange", {}, CROSS_SITE),
    ("post", ARRANGE, 413): ("POST", "/weeks/2025-W25/arrange", LONG),
    ("post", ARRANGE, 415): ("POST", "/weeks/2025-W25/arrange"),
    ("post", ARRANGE, 404): ("POST", "/weeks/2025-W53/arrange", {}),
    ("post", ARRANGE, 422): ("POST", "/weeks/2025-W25/arrange", {"pinned": ["x"]}),
    ("get", "/imports", 200): ("GET", "/imports"),
    ("get", "/imports", 401): ("GET", "/imports", None, NOBODY),
    ("post", "/imports", 202): ("POST", "/imports", None, None, a_file()),
    ("post", "/imports", 401): ("POST", "/imports", None, NOBODY, a_file()),
    ("post", "/imports", 403): ("POST", "/imports", None, CROSS_SITE, a_file()),
    ("post", "/imports", 413): ("POST", "/imports", None, None, a_file(b"x" * 2 * MOST_SENT)),
    ("post", "/imports", 415): ("POST", "/imports", {}),
    ("post", "/imports", 422): ("POST", "/imports", None, None, a_file(name="other")),
    ("get", IMPORT, 200): ("GET", f"/imports/{WAITING}"),
    ("get", IMPORT, 401): ("GET", f"/imports/{WAITING}", None, NOBODY),
    ("get", IMPORT, 404): ("GET", f"/imports/{NEVER}"),
    ("delete", IMPORT, 202): ("DELETE", f"/imports/{WAITING}"),
    ("delete", IMPORT, 401): ("DELETE", f"/imports/{WAITING}", None, NOBODY),
    ("delete", IMPORT, 403): ("DELETE", f"/imports/{WAITING}", None, CROSS_SITE),
    ("delete", IMPORT, 404): ("DELETE", f"/imports/{NEVER}"),
    ("delete", IMPORT, 409): ("DELETE", f"/imports/{BUSY}"),
    ("post", CONFIRM, 202): ("POST", f"/imports/{WAITING}/confirm"),
    ("post", CONFIRM, 400): ("POST", f"/imports/{WAITING}/confirm", None, EMPTY, b"{"),
    ("post", CONFIRM, 401): ("POST", f"/imports/{WAITING}/confirm", {}, NOBODY),
    ("post", CONFIRM, 403): ("POST", f"/imports/{WAITING}/confirm", {}, CROSS_SITE),
    ("post", CONFIRM, 404): ("POST", f"/imports/{NEVER}/confirm"),
    ("post", CONFIRM, 409): ("POST", f"/imports/{BUSY}/confirm"),
    ("post", CONFIRM, 413): ("POST", f"/imports/{WAITING}/confirm", LONG),
    ("post", CONFIRM, 422): ("POST", f"/imports/{WAITING}/confirm", {"names": {"x": "squats"}}),
    ("post", "/settle", 200): ("POST", "/settle", TO_SETTLE),
    ("post", "/settle", 400): ("POST", "/settle", None, EMPTY),
    ("post", "/settle", 401): ("POST", "/settle", TO_SETTLE, NOBODY),
    ("post", "/settle", 403): ("POST", "/settle", TO_SETTLE, CROSS_SITE),
    ("post", "/settle", 413): ("POST", "/settle", LONG),
    ("post", "/settle", 415): ("POST", "/settle"),
    ("post", "/settle", 404): ("POST", "/settle", {**TO_SETTLE, "flag": "x"}),
    ("post", "/settle", 422): ("POST", "/settle", {"flag": FLAG}),
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
    anna.api("PUT", "/check-ins/2025-06-16", WELL)
    anna.api("PUT", "/check-ins/2025-06-18", WELL, KNOWN)
    anna.api("DELETE", "/check-ins/2025-06-18")
    anna.api("PUT", f"/workouts/{LIFTED}", LIFT)
    anna.client.application.config["IMPORT_BYTES"] = MOST_SENT
    keep_import(anna, UUID(WAITING))
    keep_import(anna, UUID(BUSY), Status.READING)
    store(anna, run("Wed 06:00", type="race"), PLANKS)


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
    schema = content[answer.mimetype].get("schema")
    if schema is None:  # A file, which is no JSON.
        assert not answer.is_json
        return
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
    names = {
        "{id}": "<workout_id>",
        "{week}": "<name>",
        "{date}": "<day>",
        "{flag}": "<flag:flag_id>",
        "{import}": "<import_id>",
    }
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
    with anna.api(*request_) as answer:
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


@pytest.mark.parametrize("flagged", FLAGGED)
def test_every_rules_flag_is_as_documented(anna, document, flagged):
    flagged.log(anna)
    answer = anna.api("GET", "/flags?from=2025-06-16&to=2025-06-22")
    assert flagged.flag["rule"] in {flag["rule"] for flag in answer.json["items"]}
    assert_as_documented(document, "get", "/flags", answer)
    assert_as_documented(document, "get", "/weeks/{week}", anna.api("GET", "/weeks/2025-W25"))


def test_the_flags_in_these_tests_are_of_every_rule():
    assert {row.id for row in FLAGGED} == {rule.id for rule in RULES}


def test_what_changes_a_plan_is_as_documented(anna, document, monkeypatch):
    set_clock(monkeypatch, "2025-06-16 12:00")
    hard = {"effort": 8, "planned": True}
    ids = store(anna, lift("Tue 18:00", squats(), **hard), run("Wed 07:00", **hard))
    flag = flag_id("legs-before-hard-run", "2025-06-18", *ids)
    arranged = anna.api("POST", "/weeks/2025-W25/arrange", {})
    settled = anna.api("POST", "/settle", {"date": "2025-06-18", "flag": flag})
    assert arranged.json["moves"]
    assert settled.json["changed"]
    assert_as_documented(document, "post", ARRANGE, arranged)
    assert_as_documented(document, "post", "/settle", settled)


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
        case("heart rate of a lift", ("lift", "avg_hr_bpm"), workouts.AVG_HR_BPM),
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
