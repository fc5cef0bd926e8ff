"""What every write of a page has in common."""

from uuid import UUID

from flask import abort, request

from ..storage import idempotency
from ..storage.outcomes import Outcome, Tombstone
from ..training.limits import FieldError, Invalid
from ..training.workouts import Workout
from . import current

LONGEST_KEY = 128
KEY = "Idempotency-Key"
BASE_KEY = "base_key"


def is_new_write(
    user_id: UUID, action: str, subject: UUID | str, version: int | None = None
) -> bool:
    """Keep the request's `Idempotency-Key`; False where it is known: nothing may change then.

    `version` is that of the workout that the write makes. Raises `Invalid` where the key was kept
    for another write.
    """
    key, write = _key(request.headers.get(KEY), KEY), f"{action} {subject}"
    try:
        return idempotency.is_new(user_id, key, write, version)
    except idempotency.KeyReused as error:
        raise Invalid([FieldError(KEY, "was used for another write")]) from error


def version_after(stored: Workout | Tombstone | None) -> int:
    """The version that a write makes of what is stored."""
    return stored.version + 1 if stored else 1


def note_outcome(outcome: Outcome, workout: Workout) -> None:
    """Let the request's key know where its write made no new version."""
    key = request.headers.get(KEY)
    if key and outcome is Outcome.REPLAYED:
        idempotency.made(current.user().id, key, workout.version)


def base_version(shown: int | None, workout_id: UUID) -> int | None:
    """The version that a form is based on: what its page showed, or what its phone made since.

    A phone without a network may change a workout twice. It can't know the version that the first
    change will make; it names the change by its key instead, as the form's `base_key`.
    """
    key = _key(request.form.get(BASE_KEY) or None, BASE_KEY)
    made = idempotency.version_made(current.user().id, key, workout_id) if key else None
    return max((v for v in (shown, made) if v is not None), default=None)


def _key(key: str | None, name: str) -> str | None:
    """A key as it was sent; None where there is none."""
    if key is not None and not (
        0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    ):
        abort(400, f"{name}: must be 1 to {LONGEST_KEY} printable ASCII characters.")
    return key
