"""How much a request may bring, by where it goes."""

from flask import Flask, abort, current_app, request

from .rows import MOST_FIELDS

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
# Any form but those below: passwords, a check-in, a reason of 500 characters, a page of efforts.
USUAL = 64 * KILOBYTE
# A workout with all that its limits allow: its notes and those of 50 exercises are 60,000
# characters, which a form writes in up to 12 bytes each (700 kB), and 500 sets by a form are
# 200 kB, 5,000 by the API 600 kB.
WORKOUT = 2 * MEGABYTE
WORKOUTS = {
    "log.save",
    "log.replace",
    "log.preview",
    "api.put_workout",
    "api.ask_what_if",
    # What a name of a long history means, and which of its parts are here already.
    "imports.confirm",
    "api.confirm_import",
}
FILES = {"imports.upload", "api.start_import"}
URLENCODED = "application/x-www-form-urlencoded"
TOO_LARGE = (
    "What you sent is too large. A note may hold 10,000 characters. "
    "Go back: what you typed is still there, to be made shorter."
)


def init_bodies(app: Flask) -> None:
    """Refuse what is too large before a view looks at it."""
    app.before_request(_refuse_too_much)


def most_bytes(endpoint: str | None) -> int:
    """How large a body may be that is sent to an endpoint."""
    if endpoint in FILES:
        return current_app.config["IMPORT_BYTES"]
    return WORKOUT if endpoint in WORKOUTS else USUAL


def _refuse_too_much() -> None:
    most = most_bytes(request.endpoint)
    request.max_content_length = most + 1  # What is cut there is not taken for the whole.
    request.max_form_memory_size = min(most, WORKOUT)
    request.max_form_parts = MOST_FIELDS
    length = request.content_length
    # A form of fields alone is read into memory, whoever sends it; a file comes in parts.
    if request.mimetype == URLENCODED and request.endpoint in FILES:
        most = WORKOUT
        request.max_content_length = most + 1
        if length is None:
            length = len(request.get_data())
    if length is None and request.endpoint not in FILES:
        length = len(request.get_data())
    if (length or 0) > most:
        abort(413, TOO_LARGE)
    # Werkzeug counts the parts of multipart forms alone, and to take these apart takes time.
    if request.mimetype == URLENCODED and request.get_data().count(b"&") >= MOST_FIELDS:
        abort(413, f"This form has more than {MOST_FIELDS:,} fields.")
