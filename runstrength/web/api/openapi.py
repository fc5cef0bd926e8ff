"""The OpenAPI 3.1 document, made from the schemas that validate."""

from functools import cache

from ...training.flags import Action, Severity
from ...training.workouts import Region
from .schemas import ARRANGE, CHECK_IN, SET_ASIDE, SETTLE, WEEK_SENT, WORKOUT, one_of

TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
BOOLEAN = {"type": "boolean"}
DATE, UUID = {"type": "string", "format": "date"}, {"type": "string", "format": "uuid"}
INSTANT = {"type": "string", "format": "date-time"}

STATUSES = {
    200: "The stored state; a replay changes nothing",
    201: "Stored",
    204: "Deleted, now or before",
    304: "Not modified since the ETag in If-None-Match",
    400: "Not JSON, a false cursor, or a false Idempotency-Key",
    401: "No valid token or session",
    403: "A session's request that did not come from this site's own page",
    404: "Not there, or somebody else's",
    410: "Deleted; If-Match with the tombstone's version restores it",
    412: "If-Match does not name the stored version",
    413: "Too large",
    415: "Not application/json",
    422: "Refused; `errors` names the fields",
    428: "A replacement needs If-Match",
}


@cache
def openapi_document() -> dict:
    """The document, as a dict."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "RunStrength",
            "version": "1",
            "description": "Runs and lifts in one timeline, and the guide's words on it.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}, {"session": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "runstrength"},
            },
            "schemas": _schemas(),
        },
    }


def _paths() -> dict:
    number = _parameter("path", "id", UUID, "the workout's UUID, made by the client")
    span = [_parameter("query", "from", DATE), _parameter("query", "to", DATE)]
    cursor = _parameter("query", "cursor", TEXT, "`next` of the page before")
    if_match = _parameter("header", "If-Match", TEXT, 'the version, such as "3"')
    key = _parameter("header", "Idempotency-Key", {**TEXT, "maxLength": 128})
    none_match = _parameter("header", "If-None-Match", TEXT)
    week = _parameter("path", "week", TEXT, "an ISO week, such as 2026-W47")
    put = _operation("Store a workout", "Workout", 201, 400, 401, 403, 410, 412, 413)
    put["responses"] |= _responses("Workout", 415, 422, 428) | _responses("WorkoutOrDeleted", 200)
    put["requestBody"] = {"required": True, "content": _json(_ref("WorkoutSent"))}
    listed = _operation("List workouts by date", "WorkoutList", 200, 400, 401, 422)
    flags = _operation("List flags; without dates, of the last four weeks", "FlagList", 200)
    flags["responses"] |= _responses("FlagList", 401, 422)
    asked = _operation("Say what a workout, new or with an id, would change; store nothing", None)
    asked["responses"] |= _responses("WhatIf", 200, *WRITING, 422)
    get = _operation("Read a workout", "Workout", 200, 304, 401, 404, 422)
    delete = _operation("Delete a workout", None, 204, 400, 401, 403, 404, 412, 422)
    return {
        "/workouts": {"get": {**listed, "parameters": [*span, cursor]}},
        "/workouts/{id}": {
            "parameters": [number],
            "get": {**get, "parameters": [none_match]},
            "put": {**put, "parameters": [if_match, key]},
            "delete": {**delete, "parameters": [if_match, key]},
        },
        "/what-if": {"post": _sending(asked, "WorkoutSent", [])},
        "/flags": {"get": {**flags, "parameters": [*span, _parameter("query", "cursor", DATE)]}},
        "/weeks/{week}": {
            "parameters": [week],
            "get": _operation("Read a week's balance", "Week", 200, 401, 404),
            "put": _sending(
                _operation("Mark a week as deload, or no longer", "Week", 200, *WRITING, 404, 422),
                "WeekSent",
                [key],
            ),
        },
        **_paths_of_marks(span, key),
        **_paths_of_plan(week),
    }


# What every write with a JSON body may answer.
WRITING = (400, 401, 403, 413, 415)


def _paths_of_marks(span: list[dict], key: dict) -> dict:
    day = _parameter("path", "date", DATE)
    flag = _parameter("path", "flag", TEXT, "the flag's id")
    cursor = _parameter("query", "cursor", DATE)
    listed = _operation("List check-ins; without dates, of the last four weeks", "CheckInList", 200)
    listed["responses"] |= _responses(None, 401, 422)
    put = _operation("Store a date's check-in", "CheckIn", 200, 201, *WRITING, 404, 422)
    aside = _operation("Set a flag aside", "Flag", 200, *WRITING, 404, 422)
    forget = _operation("Forget a date's check-in", None, 204, 400, 401, 403, 422)
    take_back = _operation("Let a flag count again", None, 204, 400, 401, 403, 422)
    return {
        "/check-ins": {"get": {**listed, "parameters": [*span, cursor]}},
        "/check-ins/{date}": {
            "parameters": [day],
            "get": _operation("Read a date's check-in", "CheckIn", 200, 401, 404, 422),
            "put": _sending(put, "CheckInSent", [key]),
            "delete": {**forget, "parameters": [key]},
        },
        "/set-asides/{flag}": {
            "parameters": [flag],
            "put": _sending(aside, "SetAside", [key]),
            "delete": {**take_back, "parameters": [key]},
        },
    }


def _paths_of_plan(week: dict) -> dict:
    arranged = _operation("Find the best order of a week", "Arrangement", 200, *WRITING, 404, 422)
    settled = _operation("Find what settles a flag", "Settlement", 200, *WRITING, 404, 422)
    return {
        "/weeks/{week}/arrange": {"parameters": [week], "post": _sending(arranged, "Arrange", [])},
        "/settle": {"post": _sending(settled, "Settle", [])},
    }


def _sending(operation: dict, schema: str, parameters: list[dict]) -> dict:
    body = {"required": True, "content": _json(_ref(schema))}
    return {**operation, "requestBody": body, "parameters": parameters}


def _parameter(place: str, name: str, schema: dict, says: str = "") -> dict:
    about = {"description": says} if says else {}
    return {"in": place, "name": name, "required": place == "path", "schema": schema, **about}


def _operation(summary: str, schema: str | None, *statuses: int) -> dict:
    return {"summary": summary, "responses": _responses(schema, *statuses)}


def _responses(schema: str | None, *statuses: int) -> dict:
    return {str(status): _response(schema, status) for status in statuses}


def _response(schema: str | None, status: int) -> dict:
    described = {"description": STATUSES[status]}
    if status >= 400:
        described["content"] = {"application/problem+json": {"schema": _ref("Problem")}}
    elif schema and status in (200, 201):
        described["content"] = _json(_ref(schema))
    return described


def _json(schema: dict) -> dict:
    return {"application/json": {"schema": schema}}


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(optional: tuple[str, ...] = (), **properties: dict) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def _array(items: dict) -> dict:
    return {"type": "array", "items": items}


def _or_null(schema: dict) -> dict:
    return {**schema, "type": [schema["type"], "null"]}


def _page(name: str) -> dict:
    return _object(items=_array(_ref(name)), next=_or_null(TEXT))


def _schemas() -> dict:
    by_region = {region.value: NUMBER for region in Region}
    totals = {"count": WHOLE, "minutes": NUMBER, "load": NUMBER, "uncounted": WHOLE}
    regions = _object(**by_region)
    cost = _object(**dict.fromkeys(("warnings", "cautions", "infos", "moves"), WHOLE))
    scores = dict.fromkeys(CHECK_IN["properties"], WHOLE)
    return {
        "Workout": WORKOUT,
        "Deleted": _object(id=UUID, version=WHOLE, deleted={"const": True}),
        # A replay of a write whose workout was deleted since changes nothing, and says so.
        "WorkoutOrDeleted": {"oneOf": [_ref("Workout"), _ref("Deleted")]},
        "WorkoutSent": {
            **WORKOUT,
            "required": [],
            "description": "A new workout needs kind, started_at, duration_s and its run or lift; "
            "a replacement keeps what is left out.",
        },
        "WorkoutList": _page("Workout"),
        "Flag": _object(
            id=TEXT,
            rule=TEXT,
            severity={"type": "string", "enum": [s.word for s in Severity]},
            date=DATE,
            headline=TEXT,
            about=_or_null(TEXT),
            measured=_or_null(NUMBER),
            compared_with=_or_null(NUMBER),
            workouts=_array(UUID),
            tips=_array(TEXT),
            citations=_array(_object(tip=TEXT, label=TEXT, text=TEXT, url=TEXT)),
            gap_s=_or_null(WHOLE),
            estimated=BOOLEAN,
            planned=BOOLEAN,
            set_aside=BOOLEAN,
            set_aside_reason=_or_null(TEXT),
            remedies=_array(_ref("Remedy")),
        ),
        "FlagList": _page("Flag"),
        "WhatIf": _object(adds=_array(_ref("Flag")), settles=_array(_ref("Flag"))),
        "Remedy": _object(
            (
                "to_date",
                "start_not_before",
                "end_not_after",
                "effort_at_most",
                "rir_at_least",
                "duration_s_at_most",
                "distance_m_at_most",
                "working_sets_at_most",
                "exercise",
                "weight_kg_at_most",
            ),
            action=one_of(Action),
            workouts=_array(UUID),
            to_date=DATE,
            start_not_before=INSTANT,
            end_not_after=INSTANT,
            effort_at_most=WHOLE,
            rir_at_least=WHOLE,
            duration_s_at_most=WHOLE,
            distance_m_at_most=WHOLE,
            working_sets_at_most=WHOLE,
            exercise=TEXT,
            weight_kg_at_most=NUMBER,
        ),
        "CheckIn": _object(date=DATE, **scores, readiness=WHOLE),
        "CheckInSent": CHECK_IN,
        "CheckInList": _page("CheckIn"),
        "SetAside": SET_ASIDE,
        "Arrange": ARRANGE,
        "Arrangement": _object(
            moves=_array(_object(workout=UUID, date=DATE)),
            before=cost,
            after=cost,
            remaining=_array(_ref("Flag")),
            stuck=_array(UUID),
            exact=BOOLEAN,
        ),
        "Settle": SETTLE,
        "Settlement": _object(
            remedy={"oneOf": [_ref("Remedy"), {"type": "null"}]},
            changed=_array(_ref("Workout")),
            adds=_array(_ref("Flag")),
        ),
        "WeekSent": WEEK_SENT,
        "Day": _object(
            date=DATE,
            runs=_array(_ref("Workout")),
            lifts=_array(_ref("Workout")),
            planned=_array(_ref("Workout")),
            intensity={
                "type": "string",
                "enum": ["rest", "easy", "unknown", "moderate", "hard"],
            },
            estimated=BOOLEAN,
            load=_or_null(NUMBER),
            flags=_array(_ref("Flag")),
        ),
        "Week": _object(
            **{
                "week": TEXT,
                "from": DATE,
                "to": DATE,
                "deload": BOOLEAN,
                "days": _array(_ref("Day")),
            },
            totals=_object(
                run=_object(**totals, metres=NUMBER),
                lift=_object(
                    **totals, sets=WHOLE, sets_by_region=regions, volume_by_region=regions
                ),
            ),
            load=NUMBER,
            uncounted=WHOLE,
            monotony=_or_null(NUMBER),
            strain=_or_null(NUMBER),
        ),
        "Problem": _object(
            ("version",),
            type=TEXT,
            title=TEXT,
            status=WHOLE,
            detail=TEXT,
            errors=_array(_object(field=TEXT, message=TEXT)),
            version=_or_null(WHOLE),
        ),
    }
