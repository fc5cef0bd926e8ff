"""Routines by the name that stands in an address: a ready one's slug, or the id of an own one."""

from uuid import UUID

from flask import current_app

from ..storage import routines
from ..storage.accounts import User
from ..training.routines import Routine


def routine_named(user: User, name: str) -> Routine | None:
    """The ready routine of that name, or the user's own; None where there is none."""
    ready = current_app.extensions["routines"].get(name)
    if ready:
        return ready
    try:
        return routines.find(user.id, UUID(name))
    except ValueError:
        return None
