"""Workouts as JSON documents, and back: exact, with every field. `docs/export.md` has their schema.

`workout_from(json.loads(json.dumps(document(workout)))) == workout`, whatever the workout.
"""

from datetime import timedelta

from ...training.limits import FieldError, Invalid, Range, text_complaint
from ...training.workouts import Lift, Run, Workout
from .values import decoded, encoded, refused

KINDS = {kind.kind: kind for kind in (Run, Lift)}
VERSION = Range(1, 10**9)
SOURCE_CHARACTERS, EXERCISE_CHARACTERS = 32, 100  # As many as a table has room for.
# Places lie up to 14 hours from UTC, so that a date is the instant's own or its neighbour.
FURTHEST = timedelta(days=1)


def document(workout: Workout) -> dict:
    """A workout as a JSON document: its kind, and every field by its name."""
    return {"kind": workout.kind, **encoded(workout)}


def workout_from(sent: object) -> Workout:
    """The workout that a document tells. Raises `Invalid` naming every field that it can't be of.

    Fields that have a default may be left out; those that are not known are refused.
    """
    if not isinstance(sent, dict):
        raise refused("must be an object", "workout")
    fields = {name: value for name, value in sent.items() if name != "kind"}
    kind = sent.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise refused(f"must be {' or '.join(KINDS)}", "kind")
    workout = decoded(KINDS[kind], fields)
    errors = [FieldError(name, text) for name, text in _complaints(workout) if text]
    if errors:
        raise Invalid(errors)
    return workout


def _complaints(workout: Workout):
    """What a database would refuse, though the value itself can be built."""
    yield "version", VERSION.complaint(workout.version)
    yield "source", text_complaint(workout.source, SOURCE_CHARACTERS)
    off = abs(workout.local_date - workout.started_at.date())
    yield "local_date", "is not the date of its start" if off > FURTHEST else None
    for n, done in enumerate(workout.exercises if isinstance(workout, Lift) else ()):
        empty = None if done.exercise else "is missing"
        complaint = empty or text_complaint(done.exercise, EXERCISE_CHARACTERS)
        yield f"exercises.{n}.exercise", complaint
