"""What an exercise is to a log: its name, its region, and what a set of it is counted in."""

from dataclasses import dataclass
from enum import StrEnum

from .limits import FieldError, Invalid
from .workouts import Region

LONGEST_NAME = 60


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
    """An exercise; `id` is a slug. Raises `Invalid` for a name that is empty or too long."""

    id: str
    name: str
    region: Region
    counts: Counts = Counts.REPS
    load: Load = Load.WEIGHT
    sides: bool = False

    def __post_init__(self):
        if not 0 < len(self.name) <= LONGEST_NAME:
            raise Invalid([FieldError("name", f"must be 1 to {LONGEST_NAME} characters")])
