"""The operations of the API, for the OpenAPI document."""

from . import import_paths
from .shapes import DATE, TEXT, UUID, json_content, ref

STATUSES = {
    200: "The stored state; a replay changes nothing",
    201: "Stored",
    202: "Taken; it goes on beside the web",
    204: "Deleted, now or before",
    304: "Not modified since the ETag in If-None-Match",
    400: "Not JSON, a false cursor, or a false Idempotency-Key",
    401: "No valid token or session",
    403: "A token that may only read, or a session's request that no page of this site sent",
    404: "Not there, or somebody else's",
    409: "Not now: the import is busy, or undone",
    410: "Deleted; If-Match with the tombstone's version restores it",
    412: "If-Match does not name the stored version",
    413: "Too large",
    415: "Not application/json",
    422: "Refused; `errors` names the fields",
    428: "A replacement needs If-Match",
}


def paths() -> dict:
    """Every operation by its path."""
    number = _parameter("path", "id", UUID, "the workout's UUID, made by the client")
    span = [_parameter("query", "from", DATE), _parameter("query", "to", DATE)]
    cursor = _parameter("query", "cursor", TEXT, "`next` of the page before")
    if_match = _parameter("header", "If-Match", TEXT, 'the version, such as "3"')
    key = _parameter("header", "Idempotency-Key", {**TEXT, "maxLength": 128})
    none_match = _parameter("header", "If-None-Match", TEXT)
    week = _parameter("path", "week", TEXT, "an ISO week, such as 2026-W47")
    put = _operation("Store a workout", "Workout", 201, 400, 401, 403, 410, 412, 413)
    put["responses"] |= _responses("Workout", 415, 422, 428) | _responses("WorkoutOrDeleted", 200)
    put["requestBody"] = {"required": True, "content": json_content(ref("WorkoutSent"))}
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
        "/export": {"get": _export()},
        **_paths_of_marks(span, key),
        **_paths_of_plan(week),
        **import_paths.paths(_operation, _parameter),
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
    take_back = _operation("Let a flag count again", None, 204, 400, 401, 403, 404, 422)
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


def _export() -> dict:
    operation = _operation("Take everything along: a zip file", None, 200, 401)
    operation["responses"]["200"]["content"] = {"application/zip": {}}
    return operation


def _paths_of_plan(week: dict) -> dict:
    arranged = _operation("Find the best order of a week", "Arrangement", 200, *WRITING, 404, 422)
    settled = _operation("Find what settles a flag", "Settlement", 200, *WRITING, 404, 422)
    return {
        "/weeks/{week}/arrange": {"parameters": [week], "post": _sending(arranged, "Arrange", [])},
        "/settle": {"post": _sending(settled, "Settle", [])},
    }


def _sending(operation: dict, schema: str, parameters: list[dict]) -> dict:
    body = {"required": True, "content": json_content(ref(schema))}
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
        described["content"] = {"application/problem+json": {"schema": ref("Problem")}}
    elif schema and status in (200, 201, 202):
        described["content"] = json_content(ref(schema))
    return described
