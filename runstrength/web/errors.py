"""Errors as a page, or as a problem document (RFC 9457) for the API."""

from flask import Flask, Response, current_app, g, json, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from ..storage.database import db
from ..training.limits import FieldError, Invalid
from .current import is_api

BUSY = "The log can't be reached just now. Nothing was changed; please try again in a moment."
RETRY_AFTER_S = 5
# What to do next, in plain words, where the status alone would not tell.
ADVICE = {
    403: "Go back to the page, load it again, and send it once more.",
    404: "It may have been deleted, or the address has a slip in it.",
    405: "This address is not used in that way.",
    413: "What you sent is too large. A note may hold 10,000 characters.",
    429: "There were too many tries. Please wait a little.",
    500: "Something broke on our side. What you had saved before is safe.",
}


def init_errors(app: Flask) -> None:
    """Give every error its page or its document."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(OperationalError, _database_away)


def problem(
    status: int, title: str, detail: str = "", errors: tuple[FieldError, ...] = (), **extra
) -> Response:
    """A problem document; `errors` names the fields."""
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    document["errors"] = [{"field": e.field, "message": e.message} for e in errors]
    body = json.dumps({**document, **extra})
    return Response(body, status, content_type="application/problem+json")


def wants_json() -> bool:
    """Whether a document is asked for: by the API, or by a script that sends a form."""
    return is_api() or request.accept_mimetypes.best == "application/json"


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    db.session.rollback()
    if error.code not in (404, 405):  # An address that is none was not asked who looks at it.
        g.setdefault("signed_in", None)
    if wants_json():
        response = problem(error.code, error.name, error.description or "")
    else:
        advice = ADVICE.get(error.code, error.description)
        page = render_template("error.html", title=error.name, advice=advice, code=error.code)
        response = Response(page, error.code)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    if error.code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="RunStrength"'
    return response


def _database_away(error: OperationalError) -> Response:
    """The database is locked for too long, full, or gone: nothing was written, so try again."""
    current_app.logger.error("The database does not answer: %s", error.orig)
    return _http_error(ServiceUnavailable(BUSY, retry_after=RETRY_AFTER_S))


def _invalid(error: Invalid) -> Response:
    db.session.rollback()
    if wants_json():
        return problem(422, "Not valid", str(error), error.errors)
    page = render_template("error.html", title="Not valid", advice=str(error), code=422)
    return Response(page, 422)
