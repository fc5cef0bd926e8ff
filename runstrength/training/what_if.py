"""What one workout would change: the flags that it would add, and those that it would settle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .flags import Flag
from .rules import flags_for
from .thresholds import Thresholds
from .timeline import Timeline
from .workouts import Workout

# A flag is dated on the later of its workouts, or later still. The local dates of two zones lie up
# to two days apart, so that what starts later may be dated as much earlier.
FLAGGED_BEFORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The flags that a workout would add or make graver, and those that would be gone with it."""

    adds: tuple[Flag, ...] = ()
    settles: tuple[Flag, ...] = ()


def what_if(
    timeline: Timeline,
    workout: Workout,
    thresholds: Thresholds,
    today: date,
    *,
    first: date = date.min,
    last: date = date.max,
    flags: Iterable[Flag] | None = None,
) -> WhatIf:
    """Put `workout` into `timeline`, in the place of the one with its id if there is one.

    Only flags dated `first` to `last` are told. `flags` are those that the timeline has there,
    where they were read already. What lies before the first date that the change touches, is not
    read.
    """
    since = max(first, touched_from(timeline, workout))
    if flags is None:
        flags = flags_for(timeline, thresholds, today, since=since)
    changed = flags_for(with_workout(timeline, workout), thresholds, today, since=since)
    return difference(
        *([flag for flag in some if since <= flag.date <= last] for some in (flags, changed))
    )


def with_workout(timeline: Timeline, workout: Workout) -> Timeline:
    """The timeline with `workout` in it, in the place of the one with its id."""
    return timeline.holding([*(w for w in timeline.workouts if w.id != workout.id), workout])


def touched_from(timeline: Timeline, workout: Workout) -> date:
    """The first date on which a flag can change once `workout` is put in."""
    replaced = (w.local_date for w in timeline.workouts if w.id == workout.id)
    return min([workout.local_date, *replaced]) - FLAGGED_BEFORE


def difference(before: Iterable[Flag], after: Iterable[Flag]) -> WhatIf:
    """What is new or graver in `after`, and what of `before` is gone."""
    was, now = ({_finding(flag): flag for flag in flags} for flags in (before, after))
    return WhatIf(
        adds=tuple(
            flag
            for finding, flag in now.items()
            if finding not in was or flag.severity > was[finding].severity
        ),
        settles=tuple(flag for finding, flag in was.items() if finding not in now),
    )


def _finding(flag: Flag) -> tuple:
    return flag.rule, flag.date, flag.subject
