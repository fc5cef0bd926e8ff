"""What a log page looks back on: the newest lifts and the check-ins. Read once for a request."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g

from ...storage import workouts
from ...storage.accounts import User
from ...training.workouts import Lift, LiftExercise
from ..suggested import LIFTS_LOOKED_AT, check_ins_of, is_worn_out
from .likely import stretch_of_table


@dataclass(frozen=True, slots=True)
class Lately:
    """The newest logged lifts, newest first, and whether today's check-in is low."""

    lifts: list[Lift]
    is_worn_out: bool

    def last(self, exercise: str) -> LiftExercise | None:
        """The exercise as it was done last."""
        done = (each for lift in self.lifts for each in lift.exercises)
        return next((each for each in done if each.exercise == exercise and each.sets), None)


def lately(user: User) -> Lately:
    """Read what the page looks back on, at no statement where the table of likely flags is read."""
    if "lately" not in g:
        g.lately = _read(user)
    return g.lately


def _read(user: User) -> Lately:
    if not g.read_only:  # A refused form has no such table, and holds up who writes.
        lifts = workouts.newest_lifts(user.id, LIFTS_LOOKED_AT)
        return Lately(lifts, is_worn_out(user, check_ins_of(user)))
    timeline = stretch_of_table(user).timeline
    lifts = _newest(timeline.lifts)[:LIFTS_LOOKED_AT]
    return Lately(lifts, is_worn_out(user, timeline.check_ins))


def _newest(lifts: Iterable[Lift]) -> list[Lift]:
    return [lift for lift in reversed(list(lifts)) if not lift.planned]
