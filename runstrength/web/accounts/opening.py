"""Opening a session, once it is known who asks for it."""

import re
from datetime import timedelta
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from wtforms import Field

from ...storage import tokens
from ...storage.database import db
from .. import clock, current
from ..errors import problem, wants_json
from ..logs import event

# A browser reads //host, /\\host and /<tab>/host as another site.
OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def open_for(user_id: UUID, page: str) -> Response:
    """Give this browser a session of its own, in place of one that it had, and go on to a page."""
    token = tokens.issue(user_id, tokens.TokenKind.SESSION, browser())
    tokens.forget_expired(user_id, clock.now().date(), current.session_token())
    return opened(user_id, token, page)


def opened(user_id: UUID, token: str, page: str) -> Response:
    """Hand a new session to this browser, and go on to a page."""
    db.session.commit()
    event("sign-in", user=user_id)
    return current.sign_in(redirect(page), token)


def browser() -> str:
    """What this browser says of itself."""
    return request.user_agent.string or "a browser"


def too_many(template: str, form: FlaskForm, field: Field, wait: timedelta, **shown) -> Response:
    """Ask for patience, beside a field of the form that is `shown`: 429 with `Retry-After`."""
    event("sign-in-throttled")
    seconds = int(wait.total_seconds()) + 1
    minutes = -(-seconds // 60)
    field.errors = [f"Too many tries. Please wait {minutes} min and try again."]
    if wants_json():
        answer = problem(429, "Too many tries", field.errors[0])
    else:
        answer = Response(render_template(template, form=form, **shown), 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def own_page(path: str) -> str:
    """The page to go on to: one of ours, never another site's."""
    return path if OWN_PATH.fullmatch(path or "") else url_for("today.show")
