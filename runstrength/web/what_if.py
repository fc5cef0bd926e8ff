"""What a workout would change in the log, before it is stored."""

from datetime import date, timedelta
from uuid import UUID

from ..storage import workouts
from ..storage.accounts import User
from ..training.rules import LOOK_BACK_DAYS, flags_for
from ..training.what_if import WhatIf, difference, touched_from, with_workout
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


def preview(stretch: Stretch, workout: Workout) -> WhatIf:
    """What `workout` would change within the stretch that was read around its date."""
    since = max(stretch.first, touched_from(stretch.timeline, workout))
    changed = with_workout(stretch.timeline, workout)
    after = flags_for(changed, stretch.thresholds, stretch.today, since=since)
    return difference(
        *([f for f in flags if since <= f.date <= stretch.last] for flags in (stretch.flags, after))
    )
