"""Imports: an upload, what is in it, the owner's word on it, and what came of it."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from ...storage import import_parts
from ...storage import imports as storage
from ...storage.import_parts import State
from ...storage.imports import Import, Status
from ...training.limits import Invalid
from .. import current, importing
from ..choices import DISTANCE_UNITS, WEIGHT_UNITS, zones
from ..errors import problem, wants_json
from ..exercise_names import REGIONS, exercise_choices, exercises_of
from .names import entries
from .pairs import pairs
from .summary import Summary
from .words import lines

imports = Blueprint("imports", __name__)

LATELY, PAGE = 20, 100
MOST_REASONS = 20  # Told with their numbers, before the list.
LISTED = {"new", "fills", "here", "left", "rejected"}
EXPIRED = "This page was open for too long. Please send it again."


@imports.before_request
def allow_large_files():
    """An upload may be as large as the setting says; every other body stays small."""
    if request.endpoint == "imports.upload":
        request.max_content_length = current_app.config["IMPORT_BYTES"]


@imports.get("/imports")
def show_all():
    """A form for files, and what was imported before."""
    return _start()


@imports.post("/imports")
def upload():
    """Take files in, to be read beside the web."""
    if not FlaskForm().validate():
        return _start(EXPIRED), 422
    try:
        made = importing.receive(current.user(), request.files.getlist("file"), request.form)
    except Invalid as error:
        if wants_json():
            return problem(422, "Not valid", str(error), error.errors)
        return _start(" ".join(each.message for each in error.errors)), 422
    return redirect(url_for("imports.show", import_id=made))


@imports.get("/imports/<uuid:import_id>")
def show(import_id: UUID):
    """How far an import is: progress, preview, or what came of it."""
    return _page(_found(import_id))


@imports.get("/imports/<uuid:import_id>/rows/<state>")
def rows(import_id: UUID, state: str):
    """The parts of one state, a page at a time."""
    brought = _found(import_id)
    if state not in LISTED:
        abort(404)
    asked = request.args.get("after", "")
    after = int(asked) if importing.is_position(asked) else -1
    found = import_parts.rows(current.user().id, import_id, [State(state)], after, PAGE + 1)
    return render_template(
        "imports/rows.html",
        brought=brought,
        state=State(state),
        lines=lines(found[:PAGE], brought, current.user()),
        reasons=import_parts.reasons(current.user().id, import_id, State(state), MOST_REASONS)
        if state == "rejected" and after < 0
        else [],
        following=found[PAGE - 1].position if len(found) > PAGE else None,
    )


@imports.post("/imports/<uuid:import_id>/answers")
def answer(import_id: UUID):
    """Say what the file leaves open; it is read again with that."""
    brought = _sent_to(import_id)
    importing.read_again(current.user(), brought, request.form)
    return _back(import_id)


@imports.post("/imports/<uuid:import_id>/confirm")
def confirm(import_id: UUID):
    """Take in what is new, and what was decided about the rest."""
    brought, form = _sent_to(import_id), request.form
    chosen = {name[5:]: said for name, said in form.items() if name.startswith("name-") and said}
    decisions = {
        int(name[4:]): said
        for name, said in form.items()
        if name.startswith("row-")
        and importing.is_position(name[4:])
        and said in importing.DECISIONS
    }
    try:
        importing.confirm(current.user(), brought, chosen, decisions)
    except Invalid as error:
        if wants_json():
            return problem(422, "Not valid", str(error), error.errors)
        return _page(brought, " ".join(each.message for each in error.errors)), 422
    return _back(import_id)


@imports.post("/imports/<uuid:import_id>/undo")
def undo(import_id: UUID):
    """Take an import back, as a whole."""
    brought = _sent_to(import_id)
    importing.undo(current.user(), brought, keeps_changed="keep" in request.form)
    return _back(import_id)


def _start(problem_words: str = "") -> str:
    return render_template(
        "imports/imports.html",
        form=FlaskForm(),
        problem=problem_words,
        imports=storage.newest(current.user().id, LATELY),
    )


def _page(brought: Import, problem_words: str = "") -> str:
    user = current.user()
    summary = Summary.of(brought, import_parts.counts(user.id, brought.id))
    is_preview = brought.status is Status.PREVIEW
    asks_pairs = is_preview or brought.status is Status.DONE
    return render_template(
        "imports/import.html",
        form=FlaskForm(),
        problem=problem_words,
        brought=brought,
        summary=summary,
        names=entries(brought.names, exercises_of(user)) if is_preview else [],
        regions=REGIONS,
        choices=exercise_choices(None),
        pairs=pairs(user, brought) if asks_pairs and summary.doubtful else [],
        zones=zones,
        units={"weight_unit": WEIGHT_UNITS, "distance_unit": DISTANCE_UNITS},
        said={**_usual(user), **brought.answers},
    )


def _usual(user) -> dict:
    settings = user.settings
    names = ("time_zone", "weight_unit", "distance_unit")
    return {name: str(getattr(settings, name)) for name in names}


def _found(import_id: UUID) -> Import:
    return storage.find(current.user().id, import_id) or abort(404, "There is no such import.")


def _sent_to(import_id: UUID) -> Import:
    """The import that a form is about; the form has to be this page's own."""
    brought = _found(import_id)
    if not FlaskForm().validate():
        flash(EXPIRED)
        abort(redirect(url_for("imports.show", import_id=import_id)))
    return brought


def _back(import_id: UUID):
    return redirect(url_for("imports.show", import_id=import_id))
