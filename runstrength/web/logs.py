"""What is written down of what happens, so that nothing of a user's ever stands in it.

Lines go to standard error: for people (`LOG_FORMAT=plain`: what went wrong alone), or as one JSON
document each (`LOG_FORMAT=json`: every request and event, too).

A request is named by its route, never by its path or query, which may hold a token. An error is
named by its kind and place, never by its own words, which may hold what was typed.
"""

import logging
import re
import secrets
import sys
import threading
import time
from ipaddress import ip_address
from uuid import UUID

from flask import Flask, Response, current_app, g, has_request_context, request
from flask.logging import default_handler

from .log_lines import JsonLines, PlainLines

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
# Asked for every few seconds by what watches: only a failure is news.
OF_WATCHERS = frozenset({"healthz", "readyz"})
EVENTS = frozenset(
    {
        "account-made",
        "account-deleted",
        "backup-made",
        "backup-failed",
        "backup-restored",
        "calendar-address-made",
        "calendar-address-revoked",
        "device-signed-out",
        "export",
        "import",
        "import-undone",
        "invitation-made",
        "passkey-added",
        "passkey-removed",
        "password-changed",
        "password-reset",
        "password-reset-asked",
        "recovery-code-used",
        "second-factor-off",
        "second-factor-on",
        "sign-in",
        "sign-in-failed",
        "sign-in-throttled",
        "sign-out",
        "token-made",
        "token-revoked",
    }
)
FIELDS = frozenset({"user", "kind", "scope", "count", "by"})
# A word of ours; nothing that somebody typed would have to look like this.
WORD = re.compile(r"[a-z][a-z0-9-]{0,39}")

log = logging.getLogger("runstrength")
requests = logging.getLogger("runstrength.requests")
events = logging.getLogger("runstrength.events")


def set_up(log_format: str) -> None:
    """Send what this process logs to standard error, in lines of a format: "json" or "plain"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(_of_request) if log_format == "json" else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO if log_format == "json" else logging.WARNING)
    log.removeHandler(default_handler)
    # A short queue is no news; waitress would say so on every busy request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.raiseExceptions = False  # It would print the line that could not be written.
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def init_logs(app: Flask) -> None:
    """Give every request its id and its line. To be called before what else looks at requests."""
    app.before_request(_begin)
    app.after_request(_finish)
    app.log_exception = _log_exception
    app.add_template_global(request_id)


def event(name: str, **fields: UUID | str | int) -> None:
    """Write down that something happened that matters for safety.

    Names and fields are those listed above, values are ids, numbers and words of ours: what
    somebody typed has no place here. Raises `ValueError` for anything else.
    """
    if name not in EVENTS or not FIELDS.issuperset(fields):
        raise ValueError(f"no such event or field: {name} {sorted(fields)}")
    for field, value in fields.items():
        if not isinstance(value, UUID | int) and not WORD.fullmatch(value):
            raise ValueError(f"{name}: {field} is no word of ours")
    events.info("%s", name, extra={"fields": {"event": name, **fields}})


def request_id() -> str:
    """The id by which this request stands in the log."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        # Anyone may send one; only a server in front is believed.
        is_theirs = current_app.config["TRUSTED_PROXIES"] and WELL_FORMED.fullmatch(given)
        g.request_id = given if is_theirs else secrets.token_hex(8)
    return g.request_id


def _begin() -> None:
    g.began_at = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    if request.endpoint in OF_WATCHERS and response.status_code < 400:
        return response
    began_at = g.get("began_at", time.perf_counter())
    told = {
        "event": "request",
        "method": request.method if request.method in METHODS else "other",
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "duration_ms": round((time.perf_counter() - began_at) * 1000, 1),
    }
    requests.info("request", extra={"fields": told})
    return response


def _of_request() -> dict:
    """What each line says of the request that it belongs to."""
    if not has_request_context():
        return {}
    told = {"request_id": request_id(), "address": _address()}
    if signed_in := g.get("signed_in"):
        told["user"] = str(signed_in.user.id)
    return told


def _address() -> str:
    """Where the request came from; nothing that is no address."""
    try:
        return str(ip_address(request.remote_addr or ""))
    except ValueError:
        return "unknown"


def _log_exception(exc_info) -> None:
    """Flask's own would name the path, which may hold a token."""
    rule = request.url_rule.rule if request.url_rule else "no route"
    log.error("request %s broke at %s", request_id(), rule, exc_info=exc_info)


def _uncaught(kind, error, trace) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("stopped by an error", exc_info=(kind, error, trace))
