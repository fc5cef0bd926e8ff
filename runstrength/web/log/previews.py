"""What a form's workout would change, where the form was sent to ask that."""

from collections.abc import Iterable

from ...storage.accounts import Settings
from ...training.flags import Flag
from ...training.what_if import WhatIf
from ...training.workouts import EARLIEST_START, LATEST_START, Workout
from .. import clock, current
from ..headlines import headline
from ..what_if import preview, read_around, stored_in
from .forms import WorkoutForm


def previewed(form: WorkoutForm) -> tuple[Workout | None, WhatIf | None]:
    """What is stored under the form's id, and what the workout as typed would change.

    The latter is None where a field was refused, with the reason beside it. Raises `Invalid` for
    an id that is none.
    """
    user, workout_id, day = current.user(), form.workout_id, form.date.data
    if day is None or not EARLIEST_START.year <= day.year < LATEST_START.year:
        day = clock.today(user)  # The form refuses its date in a moment.
    stretch = read_around(user, day)
    stored = stored_in(stretch, user, workout_id)
    workout = form.workout(stored, clock.now())
    return stored, workout and preview(user, stretch, workout, stored)


def told_once(flags: Iterable[Flag], settings: Settings) -> list[Flag]:
    """The gravest first; what reads the same of two days is said once."""
    found: dict[str, Flag] = {}
    for flag in sorted(flags, key=lambda f: -f.severity):
        found.setdefault(headline(flag, settings), flag)
    return list(found.values())
