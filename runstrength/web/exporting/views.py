"""Take it with you: all in one file, one workout, the plan as a calendar, a year on paper."""

import re
from collections.abc import Callable
from datetime import date
from typing import BinaryIO
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from ...exchange.writing import csv
from ...storage import exporting as stored
from ...storage import tokens, workouts
from ...storage.database import db
from ...storage.tokens import TokenKind
from ...training.quantities import METRES
from ...training.workouts import EARLIEST_START, LATEST_START, Workout
from .. import clock, current, formats
from ..current import public
from ..exercise_names import exercise_name, name_for
from ..export import exported
from ..shoe_names import shelf_of
from . import recorded
from .feed import plan_of
from .files import as_file
from .year import volume_kg, year_of

exporting = Blueprint("exporting", __name__)


@exporting.get("/export")
def show():
    """What can be taken along, and how."""
    return _page()


@exporting.get("/export/runstrength.zip")
def download():
    """Everything, in one file."""
    return exported(current.user())


@exporting.get("/workouts/<uuid:workout_id>/download.<kind>")
def download_workout(workout_id: UUID, kind: str):
    """One workout as a file."""
    written = WRITTEN.get(kind)
    workout = workouts.find(current.user().id, workout_id) if written else None
    if not isinstance(workout, Workout):
        abort(404)
    return as_file(written(workout), f"{workout.kind}-{workout.local_date}", kind)


@exporting.get("/workouts/<uuid:workout_id>/original")
def download_original(workout_id: UUID):
    """The file that a workout's recording came in, as it was."""
    user = current.user()
    workout = workouts.find(user.id, workout_id)
    if not isinstance(workout, Workout):
        abort(404)
    file, kind = recorded.original_of(user.id, workout_id)
    return as_file(file, f"{workout.kind}-{workout.local_date}", kind)


@exporting.post("/export/calendar")
def make_address():
    """Make the address of the plan's calendar, and show it this once; an older one ends."""
    if not FlaskForm().validate():  # Nothing but the token.
        return _page(), 422
    user = current.user()
    tokens.revoke_kind(user.id, TokenKind.CALENDAR)
    token = tokens.issue(user.id, TokenKind.CALENDAR, "the plan's calendar")
    db.session.commit()
    return _page(url_for("exporting.calendar", token=token, _external=True))


@exporting.post("/export/calendar/revoke")
def revoke_address():
    """End the address of the plan's calendar."""
    if FlaskForm().validate():
        tokens.revoke_kind(current.user().id, TokenKind.CALENDAR)
        db.session.commit()
        flash("The calendar’s address is ended.")
    return redirect(url_for("exporting.show", _anchor="calendar"))


@exporting.get("/calendar/<token>.ics")
@public
def calendar(token: str):
    """The plan as a calendar, for whoever knows its address."""
    holder = tokens.holder(token, clock.now().date(), lock=False)
    if holder is None or holder.kind is not TokenKind.CALENDAR:
        abort(404)
    name_for(holder.user)
    answer = Response(plan_of(holder.user), content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers.set("Content-Disposition", "inline", filename="plan.ics")
    answer.add_etag()
    return answer.make_conditional(request)


@exporting.get("/years/<name>")
def show_year(name: str):
    """A year to be printed."""
    user, year = current.user(), _year_named(name)
    known = stored.years(user.id)
    found = workouts.between(user.id, date(year, 1, 1), date(year, 12, 31))
    return render_template(
        "exporting/year.html",
        year=year_of(year, found),
        before=year - 1 if known and year > known[0] else None,
        after=year + 1 if known and year < known[-1] else None,
        volume_kg=volume_kg,
        hours=_hours,
        whole=lambda metres: formats.number(metres / METRES[user.settings.distance_unit]),
    )


def _year_named(name: str) -> int:
    year = int(name) if re.fullmatch("[0-9]{4}", name) else 0
    if not EARLIEST_START.year <= year < LATEST_START.year:
        abort(404)
    return year


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:.1f}"


def _page(address: str = "") -> str:
    user = current.user()
    counts, this_year = stored.counts(user.id), clock.today(user).year
    has_years = counts.first is not None and counts.first.year <= this_year
    newest = min(counts.last.year, this_year) if has_years else 0
    return render_template(
        "exporting/export.html",
        form=FlaskForm(),
        counts=counts,
        years=range(newest, counts.first.year - 1, -1) if has_years else [],
        made_at=tokens.made_at(user.id, TokenKind.CALENDAR),
        address=address,
    )


def _as_csv(workout: Workout) -> str:
    exercises = {e.exercise: exercise_name(e.exercise) for e in getattr(workout, "exercises", ())}
    shoes = {shoe.id: shoe.name for shoe in shelf_of(current.user()).shoes}
    return csv.written(workout, exercises, shoes)


WRITTEN: dict[str, Callable[[Workout], str | BinaryIO]] = {
    "csv": _as_csv,
    "gpx": recorded.as_gpx,
    "tcx": recorded.as_tcx,
}
