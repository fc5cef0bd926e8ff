"""Parts of an upload in a line each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from ...jobs import staged
from ...storage.accounts import User
from ...storage.import_parts import State
from ...storage.imports import Import
from ...training.workouts import Lift, Workout
from .. import formats

REASONS = {
    State.HERE: "Here already.",
    State.FILLS: "Here already; it brings what the log lacks.",
    State.LEFT: "Left out by your word.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A part: where it stands in the file, what it is, why it is left out, and where it went."""

    place: str
    title: str
    reason: str
    workout_id: UUID | None


def lines(rows: Iterable, brought: Import, user: User) -> Iterator[Line]:
    """The parts in the user's units."""
    for row in rows:
        reason = row.reason or REASONS.get(State(row.state), "")
        workout_id = row.like_id or row.workout_id if row.done else row.like_id
        yield Line(row.label, _title(row, brought, user), reason, workout_id)


def workout_of(row, brought: Import) -> Workout | None:
    """The workout that a part tells; its exercises go by their names in the file."""
    if row.kind not in ("run", "lift"):
        return None
    workout = staged.workout_from(row.document)
    return _with_names(workout, brought.names) if isinstance(workout, Lift) else workout


def _title(row, brought: Import, user: User) -> str:
    """What a part is; empty for one that could not be read."""
    workout = workout_of(row, brought)
    if workout is None:
        return ""
    told = [
        formats.workout_name(workout),
        formats.content(workout, user.settings),
        formats.clock(workout.duration_s),
        formats.full_date(workout.local_date),
        f"{workout.local_start:%H:%M}",
    ]
    return ", ".join(filter(None, told))


def _with_names(lift: Lift, listed: list[dict]) -> Lift:
    names = {f"?{n}": each["name"] for n, each in enumerate(listed)}
    named = (replace(e, exercise=names.get(e.exercise, e.exercise)) for e in lift.exercises)
    return replace(lift, exercises=tuple(named))
