"""Imports over the API: send a file, look at what was found, take it in or back."""

from uuid import UUID

from flask import abort, current_app, jsonify, request

from ...storage import import_parts, imports
from ...storage.import_parts import State
from ...storage.imports import Import
from ...training.limits import FieldError, Invalid
from .. import current, importing
from .blueprint import api, takes_no_json
from .sent import sent_body

MOST_ROWS = 1000  # Of a kind, told one by one; the counts are of all.
LATELY, MOST_IN_LIST = 20, 20


@api.post("/imports")
@takes_no_json
def start_import():
    """Take files in; what is in them is read beside the web."""
    request.max_content_length = current_app.config["IMPORT_BYTES"]
    if request.mimetype != "multipart/form-data":
        abort(415, "Content-Type must be multipart/form-data.")
    made = importing.receive(current.user(), request.files.getlist("file"), request.form)
    answer = jsonify(id=str(made), status="reading")
    answer.headers["Location"] = f"/api/v1/imports/{made}"
    return answer, 202


@api.get("/imports")
def list_imports():
    """The newest imports."""
    found = imports.newest(current.user().id, LATELY)
    return {"items": [_document(each, MOST_IN_LIST) for each in found], "next": None}


@api.get("/imports/<import_id>")
def get_import(import_id: str):
    """How far an import is, and what was found."""
    return _document(_found(import_id))


@api.post("/imports/<import_id>/confirm")
@takes_no_json
def confirm_import(import_id: str):
    """Take in what is new; a body may say what names mean, and which doubtful ones are the same."""
    brought = _found(import_id)
    sent = sent_body() if request.get_data() else {}
    if not isinstance(sent, dict):
        raise Invalid([FieldError("body", "must be an object")])
    importing.confirm(current.user(), brought, _names(brought, sent), _decisions(sent))
    return _document(_found(import_id)), 202


@api.delete("/imports/<import_id>")
def undo_import(import_id: str):
    """Undo an import as a whole; again is fine."""
    brought = _found(import_id)
    if brought.status not in (imports.Status.UNDOING, imports.Status.UNDONE):
        importing.undo(current.user(), brought)
    return _document(_found(import_id)), 202


def _names(brought: Import, sent: dict) -> dict[str, str]:
    """What each name means, by its place among the names. Raises `Invalid`."""
    said = sent.get("names") or {}
    if not isinstance(said, dict) or not all(isinstance(each, str) for each in said.values()):
        raise Invalid([FieldError("names", "must say an exercise, own or leave for each name")])
    places: dict[str, list[str]] = {}
    for n, each in enumerate(brought.names):
        places.setdefault(each["name"], []).append(str(n))
    if unknown := [name for name in said if name not in places]:
        raise Invalid([FieldError(f"names.{unknown[0]}", "is no name in this import")])
    return {place: said[name] for name in said for place in places[name]}


def _decisions(sent: dict) -> dict[int, str]:
    """What was decided of doubtful parts. Raises `Invalid`."""
    said = sent.get("doubtful") or {}
    fault = FieldError("doubtful", "must say same, both or out for the position of each part")
    if not isinstance(said, dict):
        raise Invalid([fault])
    for position, decision in said.items():
        is_word = isinstance(decision, str) and decision in importing.DECISIONS
        if not importing.is_position(position) or not is_word:
            raise Invalid([fault])
    return {int(position): decision for position, decision in said.items()}


def _document(brought: Import, most: int = MOST_ROWS) -> dict:
    user = current.user()
    counts = import_parts.counts(user.id, brought.id)
    rejected = import_parts.brief_rows(user.id, brought.id, State.REJECTED, most)

    def count(*states: State) -> int:
        return sum(c.count for c in counts if c.state in states)

    open_ = import_parts.brief_rows(user.id, brought.id, State.DOUBTFUL, most)
    shown = brought.status
    return {
        "id": str(brought.id),
        "status": "importing" if shown is imports.Status.UNDOING else shown,
        "found": count(*State) - count(State.REJECTED),
        "new": count(State.NEW),
        "duplicates": count(State.HERE, State.FILLS),
        "doubtful": count(State.DOUBTFUL),
        "doubtful_rows": [
            {"position": row.position, "row": row.label, "like": str(row.like_id)} for row in open_
        ],
        "rejected": [{"row": row.label, "reason": row.reason} for row in rejected],
        "rejected_count": count(State.REJECTED),
        "unmatched": [each["name"] for each in brought.names if not each["exercise"]],
        "questions": brought.questions,
        "problem": brought.problem,
        "done": brought.done,
        "total": brought.total,
    }


def _found(import_id: str) -> Import:
    try:
        wanted = UUID(import_id)
    except ValueError:
        abort(404, "There is no such import.")
    return imports.find(current.user().id, wanted) or abort(404, "There is no such import.")
