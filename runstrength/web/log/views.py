"""Log a run or a lift, and edit it."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request

from ...storage import workouts
from ...training.limits import Invalid
from .. import current
from ..current import only_reads
from ..outcomes import refused
from ..rows import refuse_endless_forms
from .likely import init_likely, likely_table, read_beside_table
from .opening import FORMS, opened, opened_done
from .page import page
from .previews import previewed, told_once
from .saving import save_form

log = Blueprint("log", __name__)
log.before_request(refuse_endless_forms)
log.add_app_template_filter(told_once)
log.record_once(lambda state: init_likely(state.app))


@log.get("/log")
def choose():
    """A run or a lift, or the last one once more?"""
    user_id = current.user().id
    lifts = workouts.newest_lifts(user_id, 1)
    return render_template(
        "log/choose.html",
        last_run=workouts.newest_run(user_id),
        last_lift=lifts[0] if lifts else None,
    )


@log.get("/log/<any(run, lift):kind>")
def new(kind: str):
    """The form for a new workout: empty, or as the address asks for it."""
    opening = opened(kind)
    likely = likely_table(current.user(), opening.form.date.data)
    return page(opening.form, opening=opening, likely=likely)


@log.post("/log/<any(run, lift):kind>")
def save(kind: str):
    """Store a new workout, once, however often it is sent."""
    form = FORMS[kind]()
    try:
        stored = workouts.find(current.user().id, form.workout_id, lock=True)
    except Invalid as error:
        form.refuse_id(error)
        return refused(form, lambda: page(form))
    return save_form(form, stored)


@log.post("/log/<any(run, lift):kind>/what-if")
@only_reads
def preview(kind: str):
    """Say what the workout as typed would change; store nothing."""
    form = FORMS[kind]()
    try:
        if form.reshape():
            return page(form, workouts.find(current.user().id, form.workout_id))
        stored, found = previewed(form)
    except Invalid as error:
        form.refuse_id(error)
        return page(form), 422
    return page(form, stored, found=found), 422 if found is None else 200


@log.get("/workouts/<uuid:workout_id>/edit")
def edit(workout_id: UUID):
    """The form that holds a stored workout; a planned one may be about to be logged."""
    user = current.user()
    stored = read_beside_table(user, workout_id)
    if stored is None:
        abort(404)
    is_done = stored.planned and request.args.get("done") == "1"
    form = opened_done(stored).form if is_done else FORMS[stored.kind].showing(stored)
    return page(form, stored, likely=likely_table(user, form.date.data, stored))


@log.post("/workouts/<uuid:workout_id>/edit")
def replace(workout_id: UUID):
    """Store a workout's changes."""
    stored = workouts.find(current.user().id, workout_id, lock=True)
    if stored is None:
        abort(404)
    form = FORMS[stored.kind]()
    form.id.data = str(workout_id)
    return save_form(form, stored)
