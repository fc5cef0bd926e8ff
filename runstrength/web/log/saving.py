"""A form that is saved: stored once, refused with what was typed, or in conflict with an edit."""

from flask import flash, redirect, render_template, url_for
from markupsafe import Markup

from ...storage import workouts
from ...storage.database import db
from ...storage.outcomes import Conflict, Deleted, Tombstone
from ...training.intensity import Intensity, Reading
from ...training.week import Week
from ...training.workouts import Lift, Run, Workout
from .. import clock, current, formats
from ..outcomes import conflict, described, refused
from ..writing import base_version, is_new_write, note_outcome, version_after
from .forms import WorkoutForm
from .page import page


def save_form(form: WorkoutForm, stored: Workout | Tombstone | None):
    """Store the workout as typed in the place of `stored`; a button for rows changes these."""
    if form.reshape():
        return page(form, stored)
    user = current.user()
    living = stored if isinstance(stored, Workout) else None
    if not is_new_write(user.id, "put", form.workout_id, version_after(stored)):
        return _saved(living) if living else redirect(url_for("history.months"))
    workout = form.workout(living, clock.now())
    if workout is None:
        return refused(form, lambda: page(form, stored))
    try:
        outcome, workout = workouts.put(
            user.id, stored, workout, base_version(form.base, workout.id)
        )
    except Conflict as error:
        return _conflict(form, error, workout)
    note_outcome(outcome, workout)
    db.session.commit()
    return _saved(workout)


def _saved(workout: Workout):
    settings = current.user().settings
    flash(Markup(render_template("log/_saved.html", workout=workout, settings=settings)))  # noqa: S704
    if isinstance(workout, Lift) and workout.exercises:
        flash(f"{formats.sets_in_words(workout, settings)}.")
    if _invites_a_lift(workout):
        # Part of a session's cookie, so it is little more than an address.
        flash(Markup(render_template("log/_lift_after.html", run=workout)))  # noqa: S704
    return redirect(_landing(workout))


def _landing(workout: Workout) -> str:
    """Where one lands after saving: at the plan with a plan, else at the flags of the week."""
    week = Week.holding(workout.local_date, current.user().settings.week_starts_on)
    if workout.planned:
        return url_for("plan.week", name=week.name)
    return url_for("week.week", name=week.name, _anchor="flags")


def _invites_a_lift(workout: Workout) -> bool:
    """Whether a short lift goes with what was just logged: an easy run, on an easy day so far."""
    user = current.user()
    today = clock.today(user)
    if not isinstance(workout, Run) or workout.planned or workout.local_date != today:
        return False
    done = [w for w in workouts.between(user.id, today, today) if not w.planned]
    reading = Reading(user.thresholds)
    return all(isinstance(w, Run) and reading.intensity(w) is Intensity.EASY for w in done)


def _conflict(form: WorkoutForm, error: Conflict, typed: Workout):
    """Keep what was typed; saving once more is the user's answer."""
    stored = error.current
    form.base_version.data = str(stored.version) if stored else ""
    form.base_version.raw_data = None
    words = _in_the_way(error)
    form.form_errors.append(words)
    return conflict(words, stored, described(typed), lambda: page(form, stored))


def _in_the_way(error: Conflict) -> str:
    if isinstance(error, Deleted):
        return "This workout was deleted. Save again to bring it back."
    if error.current is None:
        return "This workout is not stored any more. Save again to store it."
    now = formats.summary(error.current, current.user().settings)
    return f"What is stored now differs: {now}. Save again to replace it with what you typed."
