"""What a plan's forms send: days that are not free, workouts that stay, and moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import abort
from werkzeug.datastructures import MultiDict

from ...training.week import Week
from ...training.workouts import Workout
from .. import dates
from ..reading import Stretch

MOST_MOVES = 50


@dataclass(frozen=True, slots=True)
class ArrangeForm:
    """What to arrange a week around."""

    days: tuple[date, ...]  # That are left of the week.
    planned: tuple[Workout, ...]  # That could move.
    busy: frozenset[date]
    pinned: frozenset[UUID]

    @classmethod
    def asked(cls, sent: MultiDict, week: Week, stretch: Stretch) -> "ArrangeForm":
        """The form as it was sent; what is none of the week's is passed over."""
        days = tuple(day for day in week.days if day >= stretch.today)
        planned = tuple(w for day in days for w in stretch.timeline.on(day) if w.planned)
        busy, pinned = set(sent.getlist("busy")), set(sent.getlist("pinned"))
        return cls(
            days,
            planned,
            frozenset(day for day in days if day.isoformat() in busy),
            frozenset(w.id for w in planned if str(w.id) in pinned),
        )


@dataclass(frozen=True, slots=True)
class MoveSent:
    """A planned workout, the date it goes to, and the version that was looked at."""

    workout_id: UUID
    to_date: date
    base_version: int

    def __str__(self) -> str:
        return f"{self.workout_id}:{self.to_date}:{self.base_version}"


def moves_sent(fields: Mapping) -> list[MoveSent]:
    """The moves of a form; a malformed one is a bad request."""
    texts = fields.getlist("move")
    if not 0 < len(texts) <= MOST_MOVES:
        abort(400, f"move: must be sent 1 to {MOST_MOVES} times.")
    try:
        return [_move(*text.split(":")) for text in texts]
    except (TypeError, ValueError):
        abort(400, "move: must be written as id:date:version.")


def _move(workout_id: str, day: str, version: str) -> MoveSent:
    return MoveSent(UUID(workout_id), dates.read(day), int(version))
