"""Who may make an account here: anybody, the invited, or nobody; and the first one always."""

from flask import Response, current_app, render_template

from ...storage import accounts as stored
from ...storage.database import db
from ..errors import problem, wants_json

WORDS = {
    "invitation": "New accounts are by invitation here. Ask whoever runs this server for a link.",
    "closed": "No new accounts are made here.",
}


def is_open() -> bool:
    """Whether anybody may make an account."""
    return not is_for_the_first_alone() or stored.count() == 0


def is_for_the_first_alone() -> bool:
    """Whether only a first account may be made without an invitation."""
    return current_app.config["SIGN_UP"] != "open"


def takes_invitations() -> bool:
    """Whether a link makes an account."""
    return current_app.config["SIGN_UP"] != "closed"


def why_not() -> str:
    """What to tell who may not make an account."""
    return WORDS[current_app.config["SIGN_UP"]]


def refusal() -> Response:
    """Refuse an account."""
    db.session.rollback()
    if wants_json():
        return problem(403, "Forbidden", why_not())
    return Response(render_template("accounts/sign_up.html", why_not=why_not()), 403)
