"""Cursors: a place in the order of a user's workouts, as an opaque word in an address."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from flask import abort

from ..training.workouts import Workout, start_complaint


def cursor_after(workout: Workout) -> str:
    """The place right behind `workout`."""
    place = f"{workout.started_at.isoformat()} {workout.id}"
    return urlsafe_b64encode(place.encode()).decode()


def position(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The start and id that a cursor stands for; a false one is a bad request."""
    if cursor is None:
        return None
    try:
        start, _, workout_id = urlsafe_b64decode(cursor.encode("ascii")).decode().partition(" ")
        instant = datetime.fromisoformat(start)
        if start_complaint(instant):
            raise ValueError(start)
        return instant, UUID(workout_id)
    except ValueError:
        abort(400, "cursor: is not one that this list gave out.")
