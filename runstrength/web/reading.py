"""A stretch of a user's timeline with its flags, read by window."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from uuid import UUID

from flask import Flask, current_app

from ..storage import workouts
from ..storage.accounts import User
from ..training.balance import WeekBalance, balance
from ..training.flags import Flag
from ..training.rules import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, flags_for
from ..training.thresholds import DEFAULTS
from ..training.timeline import Timeline
from ..training.week import Week
from . import clock

# People look at the same few weeks again and again; a few hundred stretches are some megabytes.
STRETCHES_KEPT = 256
WORKOUTS_OF_A_STRETCH = 100  # What is larger is read each time.


@dataclass(frozen=True)
class Stretch:
    """The dates `first` to `last`: every workout that bears on them, and the flags of all."""

    first: date
    last: date
    today: date
    timeline: Timeline
    flags: list[Flag]

    @property
    def dated_flags(self) -> list[Flag]:
        """The flags dated within the stretch."""
        return [flag for flag in self.flags if self._holds(flag.date)]

    @property
    def touching_flags(self) -> list[Flag]:
        """The flags that name a workout of the stretch, even if they are dated after it."""
        return [
            flag
            for flag in self.flags
            if self._holds(flag.date) or any(self._holds(w.local_date) for w in flag.workouts)
        ]

    @cached_property
    def balance(self) -> WeekBalance:
        """The balance of a stretch that is a week."""
        return balance(Week(self.first), self.timeline, DEFAULTS, self.today)

    def _holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def init_reading(app: Flask) -> None:
    """Give the app a place for the stretches that were read last."""
    app.extensions["stretches"] = lru_cache(STRETCHES_KEPT)(_read)


def read_stretch(user: User, first: date, last: date) -> Stretch:
    """Read the dates `first` to `last`, and as far around them as a rule looks.

    Flags follow from the workouts alone: where each of these is still in the version that was
    read before, so is all that was made of them.
    """
    start = first - timedelta(days=LOOK_BACK_DAYS)
    end = last + timedelta(days=LOOK_AHEAD_DAYS)
    versions = workouts.versions_between(user.id, start, end)
    is_usual = len(versions) <= WORKOUTS_OF_A_STRETCH
    read = current_app.extensions["stretches"] if is_usual else _read
    return read(user.id, (start, first, last, end), clock.today(user), versions)


def read_week(user: User, week: Week) -> Stretch:
    """Read one week."""
    return read_stretch(user, week.first, week.last)


def _read(
    user_id: UUID,
    dates: tuple[date, date, date, date],
    today: date,
    _versions: tuple[tuple[UUID, int], ...],
) -> Stretch:
    start, first, last, end = dates
    timeline = Timeline(workouts.between(user_id, start, end))
    return Stretch(first, last, today, timeline, flags_for(timeline, DEFAULTS, today))
