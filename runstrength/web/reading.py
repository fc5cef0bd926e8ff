"""A stretch of a user's timeline with its flags, read by window."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..storage import workouts
from ..storage.accounts import User
from ..training.flags import Flag
from ..training.rules import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, flags_for
from ..training.thresholds import DEFAULTS
from ..training.timeline import Timeline
from ..training.week import Week, WeekBalance, balance
from . import clock


@dataclass(frozen=True, slots=True)
class Stretch:
    """The dates `first` to `last`: every workout that bears on them, and the flags of all."""

    first: date
    last: date
    timeline: Timeline
    flags: list[Flag]

    @property
    def dated_flags(self) -> list[Flag]:
        """The flags dated within the stretch."""
        return [flag for flag in self.flags if self.first <= flag.date <= self.last]

    @property
    def touching_flags(self) -> list[Flag]:
        """The flags that name a workout of the stretch, even if they are dated after it."""
        return [
            flag
            for flag in self.flags
            if any(self.first <= d <= self.last for d in (flag.date, *_dates(flag)))
        ]


def read_stretch(user: User, first: date, last: date) -> Stretch:
    """Read the dates `first` to `last`, and as far around them as a rule looks."""
    start = first - timedelta(days=LOOK_BACK_DAYS)
    end = last + timedelta(days=LOOK_AHEAD_DAYS)
    timeline = Timeline(workouts.between(user.id, start, end))
    return Stretch(first, last, timeline, flags_for(timeline, DEFAULTS, clock.today(user)))


def read_week(user: User, week: Week) -> tuple[WeekBalance, Stretch]:
    """Read one week: its balance, and its stretch with the flags."""
    stretch = read_stretch(user, week.first, week.last)
    return balance(week, stretch.timeline, DEFAULTS, clock.today(user)), stretch


def _dates(flag: Flag) -> list[date]:
    return [workout.local_date for workout in flag.workouts]
