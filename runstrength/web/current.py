"""Who is signed in, and the cookie that says so."""

from contextlib import suppress
from hashlib import sha256

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import Forbidden

from ..storage import tokens
from ..storage.accounts import User
from ..storage.database import db
from . import clock

OWNER = "RunStrength-Owner"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class OutOfScope(Forbidden):
    """An API token that may only read was sent with a request that writes."""

    description = "This token may only read. To write takes one of the scope “write”."

    def get_headers(self, *arguments, **more):
        """Name the scope that it takes, as RFC 6750 has it."""
        challenge = 'Bearer realm="RunStrength", error="insufficient_scope", scope="write"'
        return [*super().get_headers(*arguments, **more), ("WWW-Authenticate", challenge)]


class _SessionInterface(SecureCookieSessionInterface):
    """Flask's own session, which holds the forms' token, keeps to https where it came by it."""

    digest_method = staticmethod(sha256)

    def get_cookie_name(self, app: Flask) -> str:
        """Give the cookie's name; over https one that no other host under ours can set."""
        name = super().get_cookie_name(app)
        return f"__Host-{name}" if request.is_secure else name

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether the cookie is for https alone."""
        return request.is_secure


def init_current(app: Flask) -> None:
    """Shut every view to strangers but those marked `public`."""
    app.session_interface = _SessionInterface()
    app.before_request(_prepare)
    app.before_request(_require_user)
    app.after_request(_renew_cookie)
    app.add_template_global(lambda: signed_in() and user(), "current_user")


def public(view):
    """Mark a view as open to anyone."""
    view.is_public = True
    return view


def only_reads(view):
    """Mark a view that is asked by POST and writes nothing: it reads as a GET does."""
    view.only_reads = True
    return view


def signed_in() -> tokens.SignedIn | None:
    """The holder of this request's token, looked up once."""
    if "signed_in" not in g:
        token, kind = _bearer(), tokens.TokenKind.API
        if token is None:
            token, kind = session_token(), tokens.TokenKind.SESSION
        today = clock.now().date()
        holder = tokens.holder(token, today, lock=not g.read_only) if token else None
        # A token opens what its kind is for: with an API token nobody changes the password.
        g.signed_in = holder if holder and holder.kind is kind else None
        # A date ahead stays: were the clock back only for now, the session would end with that.
        if g.signed_in and g.signed_in.last_used_on < today:
            # A page renews its session's cookie; of a program that only writes, the use counts too.
            g.renewed = token if g.read_only or kind is tokens.TokenKind.API else None
    return g.signed_in


def user() -> User:
    """The signed-in user; only for views that strangers can't reach."""
    return signed_in().user


def session_token() -> str:
    """The session's token that the browser sent, good or not; "" where it sent none."""
    return request.cookies.get(_cookie_name(), "")


def sign_in(response: Response, token: str) -> Response:
    """Hand a session's token to the browser."""
    response.set_cookie(
        _cookie_name(),
        token,
        max_age=tokens.SESSION_LIFE,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def sign_out(response: Response) -> Response:
    """Take the token from the browser."""
    response.delete_cookie(
        _cookie_name(), path="/", secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def is_api() -> bool:
    """Whether the request is for the JSON API."""
    return request.path.startswith("/api/")


def has_bearer() -> bool:
    """Whether the request brings an API token, which no other site can make a browser do."""
    return _bearer() is not None


def _prepare() -> None:
    view = current_app.view_functions.get(request.endpoint)
    g.read_only = request.method in SAFE_METHODS or getattr(view, "only_reads", False)


def _require_user():
    view = current_app.view_functions.get(request.endpoint)
    if view is None or getattr(view, "is_public", False):
        return None
    if signed_in() and _is_meant():
        if not g.read_only and signed_in().scope is tokens.Scope.READ:
            raise OutOfScope
        return None
    if is_api() or request.accept_mimetypes.best == "application/json":
        abort(401)
    here = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
    return redirect(url_for("accounts.sign_in", next=here))


def _is_meant() -> bool:
    """Whether the signed-in user sent this, and not a queue of who was here before."""
    owner = request.headers.get(OWNER)
    return owner is None or owner == str(user().id)


def _renew_cookie(response: Response) -> Response:
    token = g.get("renewed")
    if token:
        db.session.rollback()
        with suppress(OperationalError):  # The next read makes up for a note that was missed.
            tokens.note_use(g.signed_in, clock.now().date())
        if not has_bearer():
            sign_in(response, token)
    return response


def _bearer() -> str | None:
    """The API token that the request brings; it stands instead of the cookie, even if empty."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and is_api() else None


def _cookie_name() -> str:
    return "__Host-runstrength" if request.is_secure else "runstrength"
