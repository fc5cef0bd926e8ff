"""What a write did, or why it could not; and what is left of a workout that was deleted."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from uuid import UUID

from ..training.workouts import Workout

# When an import took back what it had brought, as if it had never been here.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a deleted workout: its id stays taken."""

    id: UUID
    version: int
    kind: str
    deleted_at: datetime

    @property
    def is_undone(self) -> bool:
        """Whether it was not its owner who deleted it: an import took it back."""
        return self.deleted_at == NEVER


class Outcome(Enum):
    """What a write did."""

    CREATED = "created"
    REPLACED = "replaced"
    REPLAYED = "replayed"
    RESTORED = "restored"


class Conflict(Exception):
    """The write does not fit what is stored; `current` is that."""

    def __init__(self, current: Workout | Tombstone | None):
        super().__init__(type(self).__name__)
        self.current = current


class Unconditional(Conflict):
    """A replacement has to name the version that it replaces."""


class Stale(Conflict):
    """The named version is not the stored one."""


class Deleted(Conflict):
    """The id belongs to a deleted workout."""
