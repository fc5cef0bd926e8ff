"""Routines: the list, one with what comes next, and the form for one's own."""

from uuid import UUID, uuid5

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for

from ...storage import routines as stored_routines
from ...storage import workouts
from ...storage.database import db
from ...storage.outcomes import Conflict
from ...training.routines import LONGEST_NAME, from_lift
from ...training.workouts import Lift
from .. import current
from ..exercise_names import exercise_name
from ..routine_names import routine_named
from ..rows import refuse_endless_forms
from ..suggested import LIFTS_LOOKED_AT, check_ins_of, is_worn_out
from ..writing import KEY, base_version, is_new_write, version_after
from .conflicts import DELETE, changed
from .forms import RoutineForm
from .saving import PUT, page, save_form, to
from .shape import reshaped
from .words import lines

routines = Blueprint("routines", __name__)
routines.before_request(refuse_endless_forms)

# Names the ids of routines that are made from something that has one.
_IDS = UUID("5b0f6f0e-0d2b-4a1d-9b27-8c6f5a0e7d31")


@routines.get("/routines")
def show_all():
    """The user's own routines, and the ready ones."""
    return render_template(
        "routines/routines.html",
        own=stored_routines.of_user(current.user().id),
        ready=current_app.extensions["routines"].values(),
    )


@routines.get("/routines/<name>")
def show(name: str):
    """One routine: what it asks for, what was done last, and what comes next."""
    user = current.user()
    routine = routine_named(user, name) or abort(404)
    lifts = workouts.newest_lifts(user.id, LIFTS_LOOKED_AT)
    worn_out = is_worn_out(user, check_ins_of(user))
    return render_template(
        "routines/routine.html",
        routine=routine,
        is_ready=routine.id in current_app.extensions["routines"],
        lines=lines(routine, user, lifts, worn_out),
    )


@routines.get("/routines/new")
def new():
    """The form for a new routine: empty, or like another."""
    name = request.args.get("like")
    if name is None:
        return page(RoutineForm.empty())
    return page(RoutineForm.like(routine_named(current.user(), name) or abort(404)))


@routines.post("/routines/new")
def save():
    """Store a new routine, once, however often it is sent."""
    if shaped := reshaped(request.form):
        return page(RoutineForm(formdata=shaped))
    form = RoutineForm()
    # A form that was kept for reading offline may be sent twice, as two routines.
    key = request.headers.get(KEY)
    routine_id = uuid5(_IDS, key) if key else form.routine_id
    stored = stored_routines.find(current.user().id, routine_id, lock=True)
    return save_form(form, stored, routine_id)


@routines.get("/routines/<uuid:routine_id>/edit")
def edit(routine_id: UUID):
    """The form that holds a routine of one's own."""
    stored = stored_routines.find(current.user().id, routine_id) or abort(404)
    return page(RoutineForm.showing(stored), stored)


@routines.post("/routines/<uuid:routine_id>/edit")
def replace(routine_id: UUID):
    """Store a routine's changes."""
    stored = stored_routines.find(current.user().id, routine_id, lock=True)
    if stored is None:
        # A late copy of a change has come before; anything else is about nothing.
        is_new = is_new_write(current.user().id, PUT, routine_id, None)
        return abort(404) if is_new else redirect(url_for("routines.show_all"))
    if shaped := reshaped(request.form):
        return page(RoutineForm(formdata=shaped), stored)
    return save_form(RoutineForm(), stored, routine_id)


@routines.post("/routines/<uuid:routine_id>/delete")
def delete(routine_id: UUID):
    """Delete a routine; the workouts that were done by it stay."""
    user = current.user()
    stored = stored_routines.find(user.id, routine_id, lock=True)
    if is_new_write(user.id, "delete-routine", routine_id):
        if stored is None:
            abort(404)
        sent = base_version(request.form.get("base_version", type=int), routine_id)
        try:
            stored_routines.remove(user.id, stored, sent)
        except Conflict:
            return changed(stored, ["Delete it."], DELETE)
        db.session.commit()
        flash(f"Deleted: {stored.name}.")
    return redirect(url_for("routines.show_all"))


@routines.post("/workouts/<uuid:workout_id>/routine")
def keep(workout_id: UUID):
    """Make a routine of a lift that was done; the same lift makes the same one."""
    user, lift = current.user(), workouts.find(current.user().id, workout_id)
    if not isinstance(lift, Lift) or not lift.exercises:
        abort(404)
    routine_id = uuid5(_IDS, str(workout_id))
    stored = stored_routines.find(user.id, routine_id, lock=True)
    if is_new_write(user.id, PUT, routine_id, version_after(stored)):
        if stored is None:
            made = from_lift(str(routine_id), _name(lift), lift)
            stored_routines.put(user.id, None, made, None)
            flash("Saved as a routine. Edit it to give it a name of its own.")
        db.session.commit()
    return to(routine_id)


def _name(lift: Lift) -> str:
    """What a routine is called until it is named: its first exercises, as many as there is room."""
    names = list(dict.fromkeys(exercise_name(done.exercise) for done in lift.exercises))
    while len(", ".join(names)) > LONGEST_NAME:
        names.pop()
    return ", ".join(names)
