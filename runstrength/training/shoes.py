"""Running shoes. A value that exists is valid: only its constructor knows the ranges."""

from dataclasses import dataclass
from uuid import UUID

from .limits import Range, check, text_complaint

NAME_CHARACTERS = 60
BEFORE_M = Range(0, 10_000_000, "m")  # No pair lasts a quarter of the way round the earth.


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoe:
    """A pair of shoes; `before_m` is what they had run before they were logged here."""

    id: UUID
    name: str
    before_m: int = 0
    is_retired: bool = False

    def __post_init__(self):
        unnamed = None if self.name.strip() else "must not be empty"
        check(
            name=unnamed or text_complaint(self.name, NAME_CHARACTERS),
            before_m=BEFORE_M.complaint(self.before_m),
        )
