"""What an exercise is to a log: its name, its region, and what a set of it is counted in."""

from dataclasses import dataclass
from enum import StrEnum

from .limits import check, text_complaint
from .workouts import Region

LONGEST_NAME = 60
# The ids of users' own exercises begin with it, and no other's.
OWN = "own-"


class Counts(StrEnum):
    """What a set is counted in."""

    REPS = "reps"
    SECONDS = "seconds"


class Load(StrEnum):
    """What a set's weight means; beside the body's, it may be added, or taken off."""

    WEIGHT = "weight"
    BODYWEIGHT = "bodyweight"
    ASSISTED = "assisted"


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise; `id` is a slug. Raises `Invalid` for a name that is empty or too long.

    One of a user's own that `is_removed` is known to old workouts, and offered no more.
    """

    id: str
    name: str
    region: Region
    counts: Counts = Counts.REPS
    load: Load = Load.WEIGHT
    sides: bool = False
    is_removed: bool = False

    def __post_init__(self):
        missing = None if self.name.strip() else "is missing"
        check(name=missing or text_complaint(self.name, LONGEST_NAME))

    @property
    def is_own(self) -> bool:
        """Whether it is a user's own, and not of the content."""
        return self.id.startswith(OWN)
