"""What a workout would change in the log, before it is stored."""

from datetime import date, timedelta
from uuid import UUID

from ..storage import workouts
from ..storage.accounts import User
from ..training.rules import LOOK_BACK_DAYS
from ..training.week import DAY
from ..training.what_if import WhatIf, what_if
from ..training.workouts import Workout
from .reading import Stretch, read_stretch

# An edit that moves a workout touches its old date, too, which mostly lies near the new one.
MOVED_WITHIN = timedelta(days=28)


def read_around(user: User, day: date) -> Stretch:
    """The dates on which a workout of `day` can change a flag, or one that was moved there.

    No rule looks further back than `LOOK_BACK_DAYS`, so none on a later date sees that day.
    """
    return read_stretch(user, day - MOVED_WITHIN, day + timedelta(days=LOOK_BACK_DAYS))


def stored_in(stretch: Stretch, user: User, workout_id: UUID) -> Workout | None:
    """The stored workout with this id; one that the stretch holds is not read again."""
    near = (w for w in stretch.timeline.workouts if w.id == workout_id)
    found = next(near, None) or workouts.find(user.id, workout_id)
    return found if isinstance(found, Workout) else None


def preview(user: User, stretch: Stretch, workout: Workout, stored: Workout | None) -> WhatIf:
    """What `workout` would change within the stretch around its date, in the place of `stored`.

    Where it was moved far, the stretch around its old date is read, too.
    """
    here = _within(stretch, workout, stretch.first, stretch.last)
    if stored is None or abs(stored.local_date - workout.local_date) <= MOVED_WITHIN:
        return here
    left = read_around(user, stored.local_date)
    if left.first < stretch.first:
        there = _within(left, workout, left.first, min(left.last, stretch.first - DAY))
    else:
        there = _within(left, workout, max(left.first, stretch.last + DAY), left.last)
    return WhatIf(adds=here.adds + there.adds, settles=here.settles + there.settles)


def _within(stretch: Stretch, workout: Workout, first: date, last: date) -> WhatIf:
    timeline, thresholds, flags = stretch.timeline, stretch.thresholds, stretch.flags
    return what_if(
        timeline, workout, thresholds, stretch.today, first=first, last=last, flags=flags
    )
