"""What a plan's forms send: days that are not free, workouts that stay, and moves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from flask import abort
from werkzeug.datastructures import MultiDict

from ...training.settling import moved_to
from ...training.week import Week
from ...training.workouts import MOST_AHEAD_PLANNED, Workout
from .. import dates
from ..reading import Stretch

MOST_MOVES = 50
INSTANT = "%Y%m%dT%H%M%S.%fZ"  # Without a colon, which parts a move's fields.


@dataclass(frozen=True, slots=True)
class ArrangeForm:
    """What to arrange a week around."""

    days: tuple[date, ...]  # That are left of the week, and no more than a year ahead.
    planned: tuple[Workout, ...]  # That could move.
    busy: frozenset[date]
    pinned: frozenset[UUID]

    @classmethod
    def asked(cls, sent: MultiDict, week: Week, stretch: Stretch) -> "ArrangeForm":
        """The form as it was sent; what is none of the week's is passed over."""
        today = stretch.today
        days = tuple(day for day in week.days if today <= day <= today + MOST_AHEAD_PLANNED)
        planned = tuple(w for day in days for w in stretch.timeline.on(day) if w.planned)
        busy, pinned = set(sent.getlist("busy")), set(sent.getlist("pinned"))
        return cls(
            days,
            planned,
            frozenset(day for day in days if day.isoformat() in busy),
            frozenset(w.id for w in planned if str(w.id) in pinned),
        )

    @property
    def unrated(self) -> int:
        """How many of the planned workouts have no effort."""
        return sum(workout.effort is None for workout in self.planned)


@dataclass(frozen=True, slots=True)
class MoveSent:
    """A planned workout, where it goes to, and the version that was looked at.

    It goes to a date, at the hour of its own clock; or, to take a change back, to an instant.
    """

    workout_id: UUID
    to: date | datetime
    base_version: int

    def made(self, workout: Workout) -> Workout:
        """The workout where it goes to."""
        if isinstance(self.to, datetime):
            return replace(workout, started_at=self.to, local_date=None)
        return moved_to(workout, self.to)

    def __str__(self) -> str:
        to = f"{self.to:{INSTANT}}" if isinstance(self.to, datetime) else self.to.isoformat()
        return f"{self.workout_id}:{to}:{self.base_version}"


def moves_sent(fields: Mapping) -> list[MoveSent]:
    """The moves of a form; a malformed one is a bad request."""
    texts = fields.getlist("move")
    if not 0 < len(texts) <= MOST_MOVES:
        abort(400, f"move: must be sent 1 to {MOST_MOVES} times.")
    try:
        return [_move(*text.split(":")) for text in texts]
    except (TypeError, ValueError):
        abort(400, "move: must be written as id:date:version.")


def _move(workout_id: str, to: str, version: str) -> MoveSent:
    where = dates.read(to) if "T" not in to else _instant(to)
    return MoveSent(UUID(workout_id), where, int(version))


def _instant(text: str) -> datetime:
    instant = datetime.strptime(text, INSTANT).replace(tzinfo=UTC)
    dates.read(instant.date().isoformat())
    return instant
