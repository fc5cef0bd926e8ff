"""Log a run or a lift, and edit it."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from ...storage import workouts
from ...storage.database import db
from ...storage.workouts import Conflict, Deleted, Tombstone
from ...training.limits import Invalid
from ...training.week import Week
from ...training.workouts import Lift, Workout
from .. import clock, current, formats
from ..writing import is_new_write
from .forms import RunForm, WorkoutForm
from .lift_form import LiftForm

log = Blueprint("log", __name__)

MOST_FIELDS = 2000  # 400 sets.
FORMS = {RunForm.kind: RunForm, LiftForm.kind: LiftForm}


@log.before_request
def refuse_endless_forms():
    """A form of far more rows than a session has would keep every other writer waiting."""
    if len(request.form) > MOST_FIELDS:
        abort(413, f"This form has more than {MOST_FIELDS:,} fields.")


@log.get("/log")
def choose():
    """A run or a lift?"""
    return render_template("log/choose.html")


@log.get("/log/<any(run, lift):kind>")
def new(kind: str):
    """The form for a new workout."""
    return _page(FORMS[kind].empty(current.user().settings, clock.now()))


@log.post("/log/<any(run, lift):kind>")
def save(kind: str):
    """Store a new workout, once, however often it is sent."""
    form = FORMS[kind]()
    try:
        stored = workouts.find(current.user().id, form.workout_id, lock=True)
    except Invalid as error:
        form.refuse_id(error)
        return _page(form), 422
    return _save(form, stored)


@log.get("/workouts/<uuid:workout_id>/edit")
def edit(workout_id: UUID):
    """The form that holds a stored workout."""
    stored = workouts.find(current.user().id, workout_id)
    if not isinstance(stored, Workout):
        abort(404)
    return _page(FORMS[stored.kind].showing(stored), stored)


@log.post("/workouts/<uuid:workout_id>/edit")
def replace(workout_id: UUID):
    """Store a workout's changes."""
    stored = workouts.find(current.user().id, workout_id, lock=True)
    if stored is None:
        abort(404)
    form = FORMS[stored.kind]()
    form.id.data = str(workout_id)
    return _save(form, stored)


def _save(form: WorkoutForm, stored: Workout | Tombstone | None):
    if form.reshape():
        return _page(form, stored)
    user = current.user()
    living = stored if isinstance(stored, Workout) else None
    if not is_new_write(user.id, "put", form.workout_id):
        return _saved(living) if living else redirect(url_for("history.months"))
    workout = form.workout(living, clock.now())
    if workout is None:
        return _page(form, stored), 422
    try:
        _, workout = workouts.put(user.id, stored, workout, form.base)
    except Conflict as conflict:
        return _conflict(form, conflict), 409
    db.session.commit()
    return _saved(workout)


def _saved(workout: Workout):
    settings = current.user().settings
    flash(f"Saved: {formats.summary(workout, settings)}.")
    if isinstance(workout, Lift) and workout.exercises:
        flash(f"{formats.sets_in_words(workout, settings)}.")
    week = Week.holding(workout.local_date, settings.week_starts_on)
    return redirect(url_for("week.week", name=week.name, _anchor="flags"))


def _conflict(form: WorkoutForm, conflict: Conflict) -> str:
    """Keep what was typed; saving once more is the user's answer."""
    stored = conflict.current
    form.base_version.data = str(stored.version) if stored else ""
    form.base_version.raw_data = None
    if isinstance(conflict, Deleted):
        form.form_errors.append("This workout was deleted. Save again to bring it back.")
    elif stored:
        now = formats.summary(stored, current.user().settings)
        form.form_errors.append(
            f"What is stored now differs: {now}. Save again to replace it with what you typed."
        )
    else:
        form.form_errors.append("This workout is not stored any more. Save again to store it.")
    return _page(form, stored)


def _page(form: WorkoutForm, stored: Workout | Tombstone | None = None) -> str:
    return render_template(
        f"log/{form.kind}.html", form=form, stored=stored if isinstance(stored, Workout) else None
    )
