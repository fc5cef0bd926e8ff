"""Errors as a page, or as a problem document (RFC 9457) for the API."""

from flask import Flask, Response, current_app, g, json, render_template, request
from flask.globals import request_ctx
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, default_exceptions

from ..storage.database import db
from ..training.limits import FieldError, Invalid
from .bodies import TOO_LARGE
from .current import is_api
from .log_lines import kind_of
from .logs import request_id
from .unstored import as_answer, typed

# What to do next, in plain words, where the status alone would not tell.
ADVICE = {
    403: "Go back to the page, load it again, and send it once more.",
    404: "It may have been deleted, or the address has a slip in it.",
    405: "This address is not used in that way.",
    413: TOO_LARGE,
    429: "There were too many tries. Please wait a little.",
    500: "Something broke on our side. What you had saved before is safe.",
}


def init_errors(app: Flask) -> None:
    """Give every error its page or its document."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(DBAPIError, _not_stored)
    app.register_error_handler(NoConnection, _not_stored)
    app.register_error_handler(OSError, _not_stored)


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
    if request_ctx.url_adapter is None:  # Flask makes none for a name that is not ours.
        request_ctx.url_adapter = current_app.url_map.bind("")
    if error.code not in (404, 405):  # An address that is none was not asked who looks at it.
        g.setdefault("signed_in", None)
    advice = ADVICE.get(error.code, error.description)
    if wants_json():
        usual = default_exceptions.get(error.code)
        detail = advice if usual and error.description == usual.description else error.description
        named = {"request_id": request_id()} if error.code >= 500 else {}
        response = problem(error.code, error.name, detail or "", **named)
    else:
        told = {"title": error.name, "advice": advice, "code": error.code}
        fields = typed() if error.code in (503, 507) else []
        response = Response(render_template("error.html", **told, fields=fields), error.code)
        if fields:  # What was typed is its writer's alone, whether or not we know them by now.
            response.headers["Cache-Control"] = "private, no-store"
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    if error.code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="RunStrength"'
    return response


def _not_stored(error: DBAPIError | NoConnection | OSError) -> Response:
    """The database is locked for too long, full, or gone: nothing was written, so try again."""
    answer = as_answer(error)
    current_app.logger.error("Nothing can be stored: %s", kind_of(error))
    return _http_error(answer)


def _invalid(error: Invalid) -> Response:
    db.session.rollback()
    if wants_json():
        return problem(422, "Not valid", str(error), error.errors)
    page = render_template("error.html", title="Not valid", advice=str(error), code=422)
    return Response(page, 422)
