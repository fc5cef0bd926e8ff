"""What a workout would change, asked before it is stored."""

from uuid import UUID, uuid4

from ...storage import workouts
from ...storage.accounts import User
from ...training.limits import FieldError, Invalid
from ...training.workouts import Workout, refuse_future
from .. import clock, current
from ..current import only_reads
from ..what_if import preview, read_around
from .blueprint import api
from .documents import workout_from
from .reports import flag_document
from .sent import sent_body


@api.post("/what-if")
@only_reads
def ask_what_if():
    """The flags that a workout would add, and those that it would settle; stores nothing."""
    user, sent = current.user(), sent_body()
    workout_id, stored = _in_place_of(user, sent)
    workout = workout_from(sent, workout_id, user, stored)
    refuse_future(workout, clock.now())
    stretch = read_around(user, workout.local_date)
    found = preview(user, stretch, workout, stored)
    return {
        "adds": [flag_document(flag, stretch.set_asides) for flag in found.adds],
        "settles": [flag_document(flag, stretch.set_asides) for flag in found.settles],
    }


def _in_place_of(user: User, sent: object) -> tuple[UUID, Workout | None]:
    """The id of the document, and what is stored under it; a new one where it has none."""
    text = sent.get("id") if isinstance(sent, dict) else None
    if text is None:
        return uuid4(), None
    try:
        wanted = UUID(text)
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid([FieldError("id", "must be a UUID")]) from error
    stored = workouts.find(user.id, wanted)
    return wanted, stored if isinstance(stored, Workout) else None
