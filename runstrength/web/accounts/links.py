"""Links that count once: for a new password, for an account by invitation."""

from flask import Response, g, make_response, render_template

from ...storage import tokens
from ...storage.accounts import User
from ...storage.database import db
from ...storage.tokens import TokenKind
from .. import clock
from ..errors import problem, wants_json

GONE = "This link was used already, is too old, or was not copied whole."


def holder(token: str, kind: TokenKind) -> User | None:
    """Whose a link is, as long as it is good. To look at it uses nothing up."""
    found = tokens.holder(token, clock.now().date(), lock=False)
    db.session.rollback()  # Hashing takes its time; nobody shall wait for the database meanwhile.
    return found.user if found and found.kind is kind else None


def page(template: str, status: int = 200, **shown) -> Response:
    """A page whose address is a secret: kept by nobody, and told to nobody as where one came from.

    `no-referrer` would say no more; but with it, browsers send a form without its origin, which is
    all that there is to check it by where there is no TLS.
    """
    g.signed_in = None  # It is for whoever has the link, not for who is signed in here.
    response = make_response(render_template(template, **shown), status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def gone(template: str) -> Response:
    """Say that a link is no good; whether it ever was stays untold."""
    db.session.rollback()
    return problem(404, "Not found", GONE) if wants_json() else page(template, 404, gone=GONE)
