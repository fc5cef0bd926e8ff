"""What a form's write came to, for a script that sent it: the page's own answer as a document.

A browser that posts a form is sent on to a page, or shown the form again. The outbox posts the same
forms and asks for JSON: it is told where it would have been sent to, or what is in the way.
"""

from collections.abc import Callable, Iterator

from flask import Flask, Response, abort, g, jsonify, request, session
from wtforms import Field, Form

from ..storage.outcomes import Tombstone
from ..training.limits import FieldError
from ..training.workouts import Lift, Workout
from . import current, formats
from .errors import problem, wants_json
from .shoe_names import shoe_name

TITLE = "Not valid"
SENT_ON = (302, 303)
FLASHES = "_flashes"  # Where Flask keeps what the next page shall say.


def init_outcomes(app: Flask) -> None:
    """Answer scripts with documents."""
    app.before_request(_look_at_messages)
    app.after_request(_told)


def refused(form: Form, page: Callable[[], str]):
    """Say what is wrong with a form: on its page, or as a problem that names its fields."""
    if wants_json():
        errors = tuple(_faults(form))
        detail = " ".join(error.message for error in errors if not error.field)
        return problem(422, TITLE, detail, tuple(error for error in errors if error.field))
    return page(), 422


def conflict(
    detail: str,
    stored: Workout | Tombstone | None,
    yours: list[str],
    page: Callable[[], str] | None = None,
):
    """Say that what is stored is not what the form was opened on, and show both, in lines.

    To send the form once more with the problem's `version` as its base replaces what is stored.
    """
    if wants_json():
        version = stored.version if stored else None
        versions = {"yours": yours, "stored": described(stored)}
        return problem(409, "Changed meanwhile", detail, version=version, versions=versions)
    return (page(), 409) if page else abort(409, detail)


def described(workout: Workout | Tombstone | None) -> list[str]:
    """A workout in a few lines, by which two versions of it can be told apart."""
    if not isinstance(workout, Workout):
        return ["Deleted." if workout else "Not stored."]
    settings = current.user().settings
    lines = [f"{formats.summary(workout, settings)}, {workout.local_start:%H:%M}"]
    if isinstance(workout, Lift):
        lines.append(formats.sets_in_words(workout, settings))
        lines += formats.heart_rate(workout)
    else:
        worn = shoe_name(current.user(), workout.shoe_id) if workout.shoe_id else ""
        lines += filter(None, [", ".join(formats.facts(workout, settings)), worn])
    return [line for line in (*lines, workout.notes) if line]


def _faults(form: Form) -> Iterator[FieldError]:
    for message in form.form_errors:
        yield FieldError("", message)
    for field in form:
        yield from _faults_of(field)


def _faults_of(field: Field) -> Iterator[FieldError]:
    if hasattr(field, "form"):  # A row, whose errors are those of its cells, by their short names.
        for cell in field.form:
            yield from _faults_of(cell)
        return
    for message in field.errors:
        if isinstance(message, str):  # A list of rows holds the rows' errors, too.
            yield FieldError(field.name, message)
    if hasattr(field, "entries"):
        for entry in field.entries:
            yield from _faults_of(entry)


def _look_at_messages() -> None:
    if _is_unwatched():
        g.messages_before = list(session.get(FLASHES, ()))  # A copy, as the list itself grows.


def _told(response: Response) -> Response:
    if response.status_code not in SENT_ON or not wants_json():
        return response
    if _is_unwatched():
        _forget_messages()
    told = jsonify(location=response.location)
    told.headers.extend(
        (name, value)
        for name, value in response.headers
        if name.lower() not in ("location", "content-type", "content-length")
    )
    return told


def _is_unwatched() -> bool:
    """Whether nobody waits for the answer: what the next page says is about something else."""
    return request.headers.get("Prefer") == "return=minimal"


def _forget_messages() -> None:
    if g.get("messages_before"):
        session[FLASHES] = g.messages_before
    else:
        session.pop(FLASHES, None)
