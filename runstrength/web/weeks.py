"""Weeks in addresses: by their ISO names, as the signed-in user's weeks run."""

from flask import abort

from ..training.week import Week
from . import current


def week_named(name: str) -> Week:
    """The user's week with this name, such as 2026-W47; any other is not there."""
    try:
        return Week.named(name, current.user().settings.week_starts_on)
    except ValueError as error:
        abort(404, str(error))
