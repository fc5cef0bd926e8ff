"""The operations on imports, for the OpenAPI document."""

from .shapes import (
    TEXT,
    UUID,
    WHOLE,
    array_of,
    json_content,
    object_of,
    page_of,
    ref,
)

STATUS = {
    "type": "string",
    "enum": ["reading", "preview", "importing", "done", "failed", "undone"],
}
SAYS = {"type": "object", "additionalProperties": {"type": "string"}}


def shapes() -> dict:
    """What the operations answer."""
    return {
        "ImportStarted": object_of(id=UUID, status=STATUS),
        "Import": object_of(
            id=UUID,
            status=STATUS,
            found=WHOLE,
            new=WHOLE,
            duplicates=WHOLE,
            doubtful=WHOLE,
            doubtful_rows=array_of(object_of(position=WHOLE, row=TEXT, like=UUID)),
            rejected=array_of(object_of(row=TEXT, reason=TEXT)),
            rejected_count=WHOLE,
            unmatched=array_of(TEXT),
            questions=array_of(TEXT),
            problem=TEXT,
            done=WHOLE,
            total=WHOLE,
        ),
        "ImportList": page_of("Import"),
        "ImportConfirmed": {
            "type": "object",
            "properties": {
                "names": {**SAYS, "description": "name → exercise, own, own:REGION or leave"},
                "doubtful": {**SAYS, "description": "position → same, both or out"},
            },
        },
        "ImportFiles": {
            "type": "object",
            "properties": {
                "file": {"type": "string", "format": "binary"},
                "time_zone": TEXT,
                "weight_unit": {"type": "string", "enum": ["kg", "lb"]},
                "distance_unit": {"type": "string", "enum": ["km", "mi"]},
                "date_order": {"type": "string", "enum": ["day", "month"]},
            },
            "required": ["file"],
        },
    }


def paths(operation, parameter) -> dict:
    """The operations; `operation` and `parameter` write one as all others are written."""
    wanted = parameter("path", "import", UUID, "the import's id")
    start = operation(
        "Send a file; it is read beside the web", "ImportStarted", 202, 401, 403, 413, 415, 422
    )
    start["requestBody"] = {
        "required": True,
        "content": {"multipart/form-data": {"schema": ref("ImportFiles")}},
    }
    confirm = operation("Bring in what is new", "Import", 202, 400, 401, 403, 404, 409, 413, 422)
    confirm["requestBody"] = {"required": False, "content": json_content(ref("ImportConfirmed"))}
    return {
        "/imports": {
            "get": operation("List the newest imports", "ImportList", 200, 401),
            "post": start,
        },
        "/imports/{import}": {
            "parameters": [wanted],
            "get": operation("Read how far an import is", "Import", 200, 401, 404),
            "delete": operation("Undo an import as a whole", "Import", 202, 401, 403, 404, 409),
        },
        "/imports/{import}/confirm": {"parameters": [wanted], "post": confirm},
    }
