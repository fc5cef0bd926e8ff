"""The JSON API: workouts, flags, weeks, and the document that describes them."""

from datetime import timedelta
from uuid import UUID

from flask import Response, abort, jsonify, request

from ...storage import trash, workouts
from ...storage.database import db
from ...storage.outcomes import Conflict, Deleted, Outcome, Stale, Tombstone
from ...training.limits import FieldError, Invalid
from ...training.workouts import Workout, refuse_future
from .. import clock, current, dates
from ..current import public
from ..cursor import cursor_after, position
from ..errors import problem
from ..reading import read_stretch, read_week
from ..weeks import week_named
from ..writing import is_new_write

# Their routes stand on the same blueprint.
from . import export, imports, marks, plan, what_if  # noqa: F401
from .blueprint import api
from .documents import workout_document, workout_from
from .openapi import openapi_document
from .reports import flag_document, week_document
from .sent import asked_date, asked_dates, sent_body

PAGE = 100
# Flags are derived, so a page of them is a stretch of dates: a quarter, and today's four weeks.
FLAG_PAGE = timedelta(days=92)
RECENT = timedelta(days=27)


@api.get("/openapi.json")
@public
def openapi():
    """The OpenAPI document."""
    return jsonify(openapi_document())


@api.get("/workouts")
def list_workouts():
    """The workouts of a stretch of dates, in order."""
    first, last = asked_dates(dates.FIRST, dates.LAST)
    after = position(request.args.get("cursor"))
    found = workouts.page_after(current.user().id, first, last, after, PAGE + 1)
    shown = found[:PAGE]
    following = cursor_after(shown[-1]) if len(found) > PAGE else None
    return {"items": [workout_document(w) for w in shown], "next": following}


@api.get("/workouts/<workout_id>")
def get_workout(workout_id: str):
    """One workout."""
    found = workouts.find(current.user().id, _uuid(workout_id))
    if not isinstance(found, Workout):
        abort(404, "There is no such workout.")
    return _answer(found, 200).make_conditional(request)


@api.put("/workouts/<workout_id>")
def put_workout(workout_id: str):
    """Store a workout once: a replay changes nothing, a replacement names its version."""
    user, wanted, sent = current.user(), _uuid(workout_id), sent_body()
    stored = workouts.find(user.id, wanted, lock=True)
    if not is_new_write(user.id, "put", wanted):
        return _answer(stored, 200)
    living = stored if isinstance(stored, Workout) else None
    workout = workout_from(sent, wanted, user, living)
    refuse_future(workout, clock.now())
    try:
        outcome, workout = workouts.put(user.id, stored, workout, _base_version(stored))
    except Conflict as conflict:
        return _conflict(conflict)
    db.session.commit()
    return _answer(workout, 201 if outcome is Outcome.CREATED else 200)


@api.delete("/workouts/<workout_id>")
def delete_workout(workout_id: str):
    """Delete a workout; again is fine."""
    user, wanted = current.user(), _uuid(workout_id)
    stored = workouts.find(user.id, wanted, lock=True)
    if stored is None:
        abort(404, "There is no such workout.")
    if is_new_write(user.id, "delete", wanted):
        try:
            if isinstance(stored, Workout):
                stored = trash.remove(user.id, stored, _base_version(stored))
        except Conflict as conflict:
            return _conflict(conflict)
        db.session.commit()
    return _answer(stored, 204)


@api.get("/flags")
def list_flags():
    """The flags dated within a stretch of dates."""
    user = current.user()
    today = clock.today(user)
    start = asked_date("from", today)
    first, last = asked_dates(
        asked_date("to", today) - RECENT, today if start <= today else start + RECENT
    )
    first = max(first, asked_date("cursor", first))
    end = min(last, first + FLAG_PAGE)
    stretch = read_stretch(user, first, end)
    following = (end + timedelta(days=1)).isoformat() if end < last else None
    items = [flag_document(flag, stretch.set_asides) for flag in stretch.dated_flags]
    return {"items": items, "next": following}


@api.get("/weeks/<name>")
def get_week(name: str):
    """A week's days, totals and flags."""
    user = current.user()
    wanted = week_named(name)
    return week_document(read_week(user, wanted))


def _uuid(text: str) -> UUID:
    try:
        wanted = UUID(text)
    except ValueError:
        wanted = None
    if str(wanted) != text.lower():
        raise Invalid([FieldError("id", "must be a UUID")])
    return wanted


def _base_version(stored: Workout | Tombstone | None) -> int | None:
    """The stored version where `If-Match` names it, else 0, which is none; None without it."""
    if "If-Match" not in request.headers:
        return None
    # A compressed answer's ETag has the encoding behind a colon.
    # `""` is read as nothing at all.
    named = {tag.partition(":")[0] for tag in request.if_match if tag}
    anything = request.if_match.star_tag and isinstance(stored, Workout)
    return stored.version if stored and (anything or str(stored.version) in named) else 0


def _answer(stored: Workout | Tombstone, status: int) -> Response:
    """A workout, or what is left of it, with its ETag."""
    if isinstance(stored, Workout):
        document = workout_document(stored)
    else:
        document = {"id": str(stored.id), "version": stored.version, "deleted": True}
    response = Response(status=204) if status == 204 else jsonify(document)
    response.status_code = status
    response.set_etag(str(stored.version))
    return response


def _conflict(conflict: Conflict) -> Response:
    db.session.rollback()
    match conflict:
        case Deleted():
            status, title = 410, "Deleted"
            detail = "This id belongs to a deleted workout; If-Match with its version restores it."
        case Stale():
            status, title = 412, "Changed meanwhile"
            detail = "If-Match does not name the stored version."
        case _:
            status, title = 428, "If-Match needed"
            detail = "A replacement has to name the version that it replaces, by If-Match."
    version = conflict.current.version if conflict.current else None
    response = problem(status, title, detail, version=version)
    if version is not None:
        response.set_etag(str(version))
    return response
