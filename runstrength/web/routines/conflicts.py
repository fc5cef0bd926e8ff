"""A routine that was changed meanwhile: both versions, for the user to choose."""

from collections.abc import Callable

from flask import abort

from ...training.routines import Routine
from ..errors import problem, wants_json
from ..exercise_names import exercise_name
from .words import asked

REPLACE = "This routine was changed meanwhile. Save again to replace it with what you typed."
BRING_BACK = "This routine is not stored any more. Save again to store it."
DELETE = "This routine was changed meanwhile. Look at it again before you delete it."


def changed(
    stored: Routine | None, yours: list[str], words: str, page: Callable[[], str] | None = None
):
    """Say that what is stored is not what the form was opened on, and show both, in lines."""
    if wants_json():
        versions = {"yours": yours, "stored": described(stored)}
        version = stored.version if stored else None
        return problem(409, "Changed meanwhile", words, version=version, versions=versions)
    return (page(), 409) if page else abort(409, words)


def described(routine: Routine | None) -> list[str]:
    """A routine in a few lines, by which two versions of it can be told apart."""
    if routine is None:
        return ["Not stored."]
    return [
        routine.name,
        *(f"{exercise_name(each.exercise)} {asked(each)}" for each in routine.exercises),
    ]
