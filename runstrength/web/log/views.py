"""Log a run or a lift, and edit it."""

from uuid import UUID

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from markupsafe import Markup

from ...storage import workouts
from ...storage.database import db
from ...storage.workouts import Conflict, Deleted, Tombstone
from ...training.intensity import Intensity, Reading
from ...training.limits import Invalid
from ...training.week import Week
from ...training.what_if import WhatIf
from ...training.workouts import Lift, Run, Workout
from .. import clock, current, formats
from ..current import only_reads
from ..writing import is_new_write
from .forms import WorkoutForm
from .likely import likely_table
from .opening import FORMS, Opening, opened, opened_done
from .previews import previewed, told_once

log = Blueprint("log", __name__)
log.add_app_template_filter(told_once)

MOST_FIELDS = 2000  # 400 sets.


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
    """The form for a new workout: empty, or as the address asks for it."""
    opening = opened(kind)
    # What is like another workout was read already; a page has its few statements.
    likely = None if "like" in request.args else likely_table(current.user())
    return _page(opening.form, opening=opening, likely=likely)


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


@log.post("/log/<any(run, lift):kind>/what-if")
@only_reads
def preview(kind: str):
    """Say what the workout as typed would change; store nothing."""
    form = FORMS[kind]()
    try:
        if form.reshape():
            return _page(form, workouts.find(current.user().id, form.workout_id))
        stored, found = previewed(form)
    except Invalid as error:
        form.refuse_id(error)
        return _page(form), 422
    return _page(form, stored, found=found), 422 if found is None else 200


@log.get("/workouts/<uuid:workout_id>/edit")
def edit(workout_id: UUID):
    """The form that holds a stored workout; a planned one may be about to be logged."""
    stored = workouts.find(current.user().id, workout_id)
    if not isinstance(stored, Workout):
        abort(404)
    if stored.planned and request.args.get("done") == "1":
        return _page(opened_done(stored).form, stored)
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
    if _invites_a_lift(workout):
        # Part of a session's cookie, so it is little more than an address.
        flash(Markup(render_template("log/_lift_after.html", run=workout)))  # noqa: S704
    return redirect(_landing(workout))


def _landing(workout: Workout) -> str:
    """Where one lands after saving: at the plan with a plan, else at the flags of the week."""
    week = Week.holding(workout.local_date, current.user().settings.week_starts_on)
    if workout.planned and "plan.week" in current_app.view_functions:
        return url_for("plan.week", name=week.name)
    return url_for("week.week", name=week.name, _anchor="flags")


def _invites_a_lift(workout: Workout) -> bool:
    """Whether a short lift goes with what was just logged: an easy run of today."""
    user = current.user()
    return (
        isinstance(workout, Run)
        and not workout.planned
        and workout.local_date == clock.today(user)
        and Reading(user.thresholds).intensity(workout) is Intensity.EASY
    )


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


def _page(
    form: WorkoutForm,
    stored: Workout | Tombstone | None = None,
    *,
    opening: Opening | None = None,
    likely: dict | None = None,
    found: WhatIf | None = None,
) -> str:
    stored = stored if isinstance(stored, Workout) else None
    title, save = _titles(form, stored)
    return render_template(
        f"log/{form.kind}.html",
        form=form,
        stored=stored,
        title=title,
        save=save,
        opening=opening,
        likely=likely,
        found=found,
        guide=current_app.extensions["guide"],
    )


def _titles(form: WorkoutForm, stored: Workout | None) -> tuple[str, str]:
    """What the page and its button are called."""
    if stored and stored.planned == form.is_planned:
        return f"Edit {'planned ' if stored.planned else ''}{form.kind}", "Save changes"
    if form.is_planned:
        return f"Plan a {form.kind}", "Save plan"
    return f"Log a {form.kind}", f"Save {form.kind}"
