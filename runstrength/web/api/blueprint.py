"""The API's own corner of the addresses."""

from flask import Blueprint, abort, current_app, request

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.before_request
def require_json():
    """A body is JSON, which no other site's form can send."""
    if request.method not in ("PUT", "POST", "PATCH") or request.is_json:
        return
    view = current_app.view_functions.get(request.endpoint)
    if not getattr(view, "takes_no_json", False):
        abort(415, "Content-Type must be application/json.")


def takes_no_json(view):
    """Mark a view whose body is no JSON, or may be missing: the origin check alone guards it."""
    view.takes_no_json = True
    return view
