"""What every request and every answer is held to."""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import SecurityError

from .bodies import init_bodies
from .current import OWNER, SAFE_METHODS, has_bearer

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        # No script turns text into markup; the one address that a script may name as a script's is
        # the worker's (static/js/start.js).
        "require-trusted-types-for 'script'",
        "trusted-types worker",
    ]
)
# A document, a picture or a download is no page, whatever somebody wrote into it.
POLICY_OF_FILES = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
PAGES_AND_SCRIPTS = ("text/html", "text/javascript", "")
# What a log of workouts never needs. Copying, sharing, a screen that stays on between two sets,
# and passkeys are for its own pages alone.
NEVER = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "captured-surface-control",
    "clipboard-read",
    "compute-pressure",
    "digital-credentials-create",
    "digital-credentials-get",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "language-detector",
    "language-model",
    "local-fonts",
    "local-network-access",
    "magnetometer",
    "microphone",
    "midi",
    "on-device-speech-recognition",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "serial",
    "speaker-selection",
    "storage-access",
    "summarizer",
    "sync-xhr",
    "translator",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
OWN = (
    "clipboard-write",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
)
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NEVER), *(f"{name}=(self)" for name in OWN)])
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # For browsers that know no `frame-ancestors`.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A year. Other names under this host's are not ours to bind, and a list that is built into
# browsers is left only over months: both are for whoever owns the name to ask for.
TLS_ALONE = "max-age=31536000"
KEPT_BY_NOBODY = "private, no-store"
# Who watches over a server asks it by address, and what it answers is the same under any name.
PROBES = ("/healthz", "/readyz")
OTHER_NAME = "RunStrength is not served under this name. TRUSTED_HOSTS says under which it is."


def init_security(app: Flask) -> None:
    """Refuse writes from other sites and what is too large; put the headers on every answer."""
    app.before_request(_refuse_other_hosts)
    app.before_request(_refuse_other_sites)
    init_bodies(app)
    app.after_request(_say_whose)
    app.wsgi_app = _Rules(app.wsgi_app, app.config)


def by_the_device(view):
    """Mark a view that changes nothing as open to what a device's own menu for sharing posts."""
    view.is_by_the_device = True
    return view


def add_headers(headers: Headers, is_by_tls: bool) -> None:
    """Complete the headers of an answer."""
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if kind not in PAGES_AND_SCRIPTS:
        headers["Content-Security-Policy"] = POLICY_OF_FILES
    if kind == "text/html":  # Nothing else has such rights to give up.
        headers["Permissions-Policy"] = PERMISSIONS
    if is_by_tls:
        headers["Strict-Transport-Security"] = TLS_ALONE
    # What may be kept says so itself; a cookie is for one browser, whatever it comes with.
    if "Cache-Control" not in headers or "Set-Cookie" in headers:
        headers["Cache-Control"] = KEPT_BY_NOBODY


class _Rules:
    """The headers on all that leaves the app, be it an answer to a failure in making an answer."""

    def __init__(self, app: Callable, config: dict):
        self._app, self._config = app, config

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        hosts = self._config["TRUSTED_HOSTS"]
        if hosts and environ["PATH_INFO"] in PROBES:
            environ["HTTP_HOST"] = hosts[0].lstrip(".")
        is_by_tls = environ["wsgi.url_scheme"] == "https"

        def start(status, headers, exc_info=None):
            completed = Headers(headers)
            add_headers(completed, is_by_tls)
            return start_response(status, completed.to_wsgi_list(), exc_info)

        return self._app(environ, start)


def _refuse_other_hosts() -> None:
    """Refuse a name that is not ours, or that is none, before anything is made of it."""
    try:
        is_ours = bool(request.host)  # Empty, where it can't be a name.
    except SecurityError:
        is_ours = False
    if not is_ours:
        abort(400, OTHER_NAME)


def _refuse_other_sites() -> None:
    """An unsafe method needs proof that this site's own page sent it, or an API token."""
    if request.method in SAFE_METHODS or has_bearer():
        return
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is None:
        # Browsers send it to https and localhost alone; on a home network `Origin` has to do.
        # By its name as it is sent: `host_url` would write `xn--` names in their own letters.
        own = request.headers.get("Origin") == f"{request.scheme}://{request.host}"
    elif fetch_site == "none":
        view = current_app.view_functions.get(request.endpoint)
        own = getattr(view, "is_by_the_device", False)
    else:
        own = fetch_site == "same-origin"
    if not own:
        abort(403, "This was not sent by RunStrength's own page.")


def _say_whose(response: Response) -> Response:
    if g.get("signed_in"):
        response.headers["Cache-Control"] = KEPT_BY_NOBODY
        response.headers[OWNER] = str(g.signed_in.user.id)  # In whose cache the page belongs.
    return response
