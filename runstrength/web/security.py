"""What every request and every answer is held to."""

from flask import Flask, Response, abort, current_app, g, request

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
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


def init_security(app: Flask) -> None:
    """Refuse writes from other sites, and put the headers on every answer."""
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)


def by_the_device(view):
    """Mark a view that changes nothing as open to what a device's own menu for sharing posts."""
    view.is_by_the_device = True
    return view


def _refuse_other_sites() -> None:
    """An unsafe method needs proof that this site's own page sent it, or an API token."""
    if request.method in SAFE_METHODS or has_bearer():
        return
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is None:
        # Browsers send it to https and localhost alone; on a home network `Origin` has to do.
        own = request.headers.get("Origin") == request.host_url.rstrip("/")
    elif fetch_site == "none":
        view = current_app.view_functions.get(request.endpoint)
        own = getattr(view, "is_by_the_device", False)
    else:
        own = fetch_site == "same-origin"
    if not own:
        abort(403, "This was not sent by RunStrength's own page.")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if g.get("signed_in"):
        response.headers["Cache-Control"] = "private, no-store"
        response.headers[OWNER] = str(g.signed_in.user.id)  # In whose cache the page belongs.
    return response
