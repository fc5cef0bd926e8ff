"""Doubtful pairs: what came, beside what is like it in the log or in the same upload."""

from dataclasses import dataclass

from ...storage import import_parts, workouts
from ...storage.accounts import User
from ...storage.imports import Import
from .. import formats
from ..outcomes import described
from .words import workout_of

AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """A part that may be here already: in lines, beside what is like it."""

    position: int
    place: str
    came: list[str]
    like: list[str]
    is_stored: bool


def pairs(user: User, brought: Import) -> list[Pair]:
    """The next pairs that wait for their owner's word."""
    rows, twins = import_parts.doubtful(user.id, brought.id, AT_ONCE)
    stored = workouts.find_several(user.id, {row.like_id for row in rows}, lock=False)
    found = []
    for row in rows:
        like = stored.get(row.like_id)
        if like is None and row.like_id in twins:
            like = workout_of(twins[row.like_id], brought)
        came = described(workout_of(row, brought))
        place = f"{formats.full_date(row.local_date)}, {row.label}"
        found.append(Pair(row.position, place, came, described(like), row.like_id in stored))
    return found
