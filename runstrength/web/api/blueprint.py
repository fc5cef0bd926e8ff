"""The API's own corner of the addresses."""

from flask import Blueprint, abort, request

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.before_request
def require_json():
    """A body is JSON, which no other site's form can send."""
    if request.method in ("PUT", "POST", "PATCH") and not request.is_json:
        abort(415, "Content-Type must be application/json.")
