"""What was logged: the list by month, one workout, delete and undo."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from ...storage import recordings, trash, workouts
from ...storage.database import db
from ...storage.outcomes import Conflict, Tombstone
from ...storage.recordings import Recording
from ...storage.search import conditions
from ...training.limits import FieldError, Invalid
from ...training.races import predictions
from ...training.week import Week, Weekday
from ...training.workouts import EFFORT, Run, Workout
from .. import clock, current, typed
from ..addresses import own_address
from ..bests import new_bests_of
from ..cursor import cursor_after, position
from ..exercise_names import exercises_of
from ..outcomes import conflict
from ..shoe_names import shoe_name
from ..writing import base_version, is_new_write, note_outcome, version_after
from . import search, sharing
from .blocks import blocks, columns
from .calendar import Month, by_date
from .route import Pictures, pictures

history = Blueprint("history", __name__)

PAGE = 50
CHANGED = "This workout was changed meanwhile. Look at it again before you {} it."


@history.get("/history")
def months():
    """The workouts, newest first, by month: all, or those that `?q=` finds."""
    user, before = current.user(), position(request.args.get("before"))
    text = search.plain(request.args.get("q", ""))
    asked = conditions(user.id, search.terms(text, exercises_of(user)))
    found = workouts.page_before(user.id, before, PAGE + 1, asked)
    shown = found[:PAGE]
    by_month = groupby(shown, key=lambda w: w.local_date.replace(day=1))
    return render_template(
        "history/months.html",
        months=[(month, list(group)) for month, group in by_month],
        older=cursor_after(shown[-1]) if len(found) > PAGE else None,
        newest=before is None,
        text=text,
    )


@history.get("/history/calendar")
def calendar():
    """A month, each day with its runs and lifts."""
    user, today = current.user(), clock.today(current.user())
    month, starts_on = _month_asked(today), user.settings.week_starts_on
    found = workouts.between(user.id, month.first, month.last)
    return render_template(
        "history/calendar.html",
        month=month,
        this_month=Month.holding(today),
        today=today,
        weekdays=[Weekday((starts_on + n) % 7).name.capitalize() for n in range(7)],
        weeks=month.weeks(starts_on),
        days=by_date(workout for workout in found if not workout.planned),
        week_of=lambda day: Week.holding(day, starts_on),
    )


@history.get("/workouts/<uuid:workout_id>")
def show(workout_id: UUID):
    """One workout."""
    user, workout = current.user(), _living(workout_id)
    is_run = isinstance(workout, Run)
    recording = recordings.of_workout(user.id, workout.id)
    bests = new_bests_of(user, workout)
    return render_template(
        "history/workout.html",
        workout=workout,
        week=Week.holding(workout.local_date, user.settings.week_starts_on),
        predictions=predictions(workout) if is_run else {},
        blocks=[] if is_run else blocks(workout),
        columns=columns,
        shoe=shoe_name(user, workout.shoe_id) if is_run and workout.shoe_id else "",
        recorded=_recorded(workout, recording),
        downloads=_downloads(workout, recording),
        has_original=recording is not None,
        bests=bests,
        share_text=sharing.text(workout, user.settings, bests),
        picture=sharing.picture(workout, user.settings, bests),
    )


@history.post("/workouts/<uuid:workout_id>/delete")
def delete(workout_id: UUID):
    """Delete a workout; the next page offers to take that back."""
    user, stored = current.user(), _found(workout_id)
    is_there = isinstance(stored, Workout)
    if is_new_write(user.id, "delete", workout_id, version_after(stored) if is_there else None):
        try:
            if is_there:
                trash.remove(user.id, stored, _base_sent(workout_id))
        except Conflict:
            return conflict(CHANGED.format("delete"), stored, ["Delete it."])
        db.session.commit()  # The key, at least: sent again, this must not delete what came since.
    flash(str(workout_id), "deleted")
    return redirect(own_address(url_for("history.months")))


@history.post("/workouts/<uuid:workout_id>/effort")
def rate(workout_id: UUID):
    """Fill in how hard a workout was, in one tap."""
    user, stored = current.user(), _found(workout_id)
    if not isinstance(stored, Workout):
        abort(404)
    if is_new_write(user.id, "put", workout_id, version_after(stored)):
        rated = replace(stored, effort=_effort_sent())
        try:
            outcome, rated = workouts.put(user.id, stored, rated, _base_sent(workout_id))
        except Conflict:
            return conflict(CHANGED.format("rate"), stored, [f"Effort {rated.effort}."])
        note_outcome(outcome, rated)
        db.session.commit()
    return redirect(own_address(url_for("history.show", workout_id=workout_id)))


@history.post("/workouts/<uuid:workout_id>/restore")
def restore(workout_id: UUID):
    """Take a deletion back, and return to the page that offered it."""
    user, stored = current.user(), _found(workout_id)
    is_gone = isinstance(stored, Tombstone)
    if is_new_write(user.id, "restore", workout_id, version_after(stored) if is_gone else None):
        try:
            if is_gone:
                trash.bring_back(user.id, stored)
        except Conflict:
            abort(410, "This workout was deleted too long ago to be brought back.")
        db.session.commit()  # The key, at least: sent again, this must not undo a later deletion.
    flash("Brought back.")
    return redirect(own_address(url_for("history.show", workout_id=workout_id)))


def _downloads(workout: Workout, recording: Recording | None) -> list[str]:
    """The kinds of file that a workout can be had as."""
    if not isinstance(workout, Run):
        return ["csv"]
    track = recording.track if recording else None
    has_places = track and any(point.latitude is not None for point in track.points)
    return ["csv", "tcx", "gpx"] if has_places else ["csv", "tcx"]


def _recorded(workout: Workout, recording: Recording | None) -> Pictures | None:
    """What the workout's recording shows, if there is one."""
    user, is_run = current.user(), isinstance(workout, Run)
    if not recording or not recording.track:
        return None
    length_m = float(workout.distance.m) if is_run and workout.distance else None
    unit = user.settings.distance_unit
    return pictures(recording.track, unit, is_run=is_run, length_m=length_m)


def _month_asked(today: date) -> Month:
    try:
        return Month.named(request.args.get("month", f"{today:%Y-%m}"))
    except ValueError as error:
        raise Invalid([FieldError("month", str(error))]) from error


def _base_sent(workout_id: UUID) -> int | None:
    return base_version(request.form.get("base_version", type=int), workout_id)


def _effort_sent() -> int:
    try:
        return typed.whole(request.form.get("effort", ""))
    except ValueError as error:
        raise Invalid([FieldError("effort", f"must be a whole number {EFFORT}")]) from error


def _found(workout_id: UUID) -> Workout | Tombstone:
    return workouts.find(current.user().id, workout_id, lock=True) or abort(404)


def _living(workout_id: UUID) -> Workout:
    found = workouts.find(current.user().id, workout_id)
    return found if isinstance(found, Workout) else abort(404)
