"""A stretch of a user's timeline with its flags, read by window."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TypeVar
from uuid import UUID

from flask import Flask, current_app, g

from ..storage import bearing, marks, workouts
from ..storage.accounts import User
from ..storage.marks import Marks
from ..training.balance import WeekBalance, balance
from ..training.flags import Flag
from ..training.rules import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, RULES_BY_ID, flags_for
from ..training.thresholds import Thresholds
from ..training.timeline import Timeline
from ..training.week import DAY, Week, Weekday
from ..training.workouts import Workout
from . import clock

# People look at the same few weeks again and again. A stretch of three months with its flags is
# some 200 kB, so that these are some 25 MB.
STRETCHES_KEPT = 128
# A workout in its version never changes: a few thousand of them are some megabytes.
WORKOUTS_KEPT = 5000
MISSED_FOR = timedelta(days=7)  # A plan that was missed longer ago is let go.
WORKOUTS_OF_A_STRETCH = 1000  # What is larger is read each time.


T = TypeVar("T")


@dataclass(frozen=True)
class Stretch:
    """The dates `first` to `last`: every workout that bears on them, and the flags of all."""

    first: date
    last: date
    today: date
    timeline: Timeline
    thresholds: Thresholds
    flags: list[Flag]
    set_asides: dict[str, str]

    @cached_property
    def dated_flags(self) -> list[Flag]:
        """The flags dated within the stretch."""
        return [flag for flag in self.flags if self._holds(flag.date)]

    @cached_property
    def touching_flags(self) -> list[Flag]:
        """The flags of the stretch, and those dated after it that collide with a workout of it."""
        return [
            flag
            for flag in self.flags
            if self._holds(flag.date)
            or (
                RULES_BY_ID[flag.rule].is_near
                and any(self._holds(w.local_date) for w in flag.workouts)
            )
        ]

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for a stretch: it may follow from that and `name` alone."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    @cached_property
    def _made(self) -> dict:
        return {}

    @cached_property
    def missed(self) -> list[Workout]:
        """The plans of the days before today that were neither done, moved nor dropped."""
        recent = self.timeline.between(self.today - MISSED_FOR, self.today - DAY)
        return [workout for workout in recent if workout.planned]

    @cached_property
    def balance(self) -> WeekBalance:
        """The balance of a stretch that is a week."""
        return balance(Week(self.first), self.timeline, self.thresholds, self.today)

    def _holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class _Question:
    """All that a stretch follows from: where it is the same, so is the answer."""

    user_id: UUID
    week_starts_on: Weekday
    thresholds: Thresholds
    first: date
    last: date
    today: date
    versions: tuple[tuple[UUID, int], ...]
    marks: Marks


def init_reading(app: Flask) -> None:
    """Give the app a place for the stretches and the workouts that were read last."""
    app.extensions["stretches"] = lru_cache(STRETCHES_KEPT)(_read)
    app.extensions["workouts_read"] = {}


def read_stretch(user: User, first: date, last: date) -> Stretch:
    """Read the dates `first` to `last`, and as far around them as a rule looks.

    Flags follow from the workouts and marks alone: where each of these is as it was read before,
    so is all that was made of them.
    """
    start = first - timedelta(days=LOOK_BACK_DAYS)
    end = last + timedelta(days=LOOK_AHEAD_DAYS)
    question = _Question(
        user.id,
        user.settings.week_starts_on,
        user.thresholds,
        first,
        last,
        clock.today(user),
        versions_around(user, first, last),
        marks.between(user.id, start, end),
    )
    is_usual = len(question.versions) <= WORKOUTS_OF_A_STRETCH and g.read_only
    read = current_app.extensions["stretches"] if is_usual else _read
    return read(question)


def read_week(user: User, week: Week) -> Stretch:
    """Read one week."""
    return read_stretch(user, week.first, week.last)


def versions_around(user: User, first: date, last: date) -> tuple[tuple[UUID, int], ...]:
    """The ids and versions that a stretch is read from; for a page that asks twice, read once."""
    start = first - timedelta(days=LOOK_BACK_DAYS)
    end = last + timedelta(days=LOOK_AHEAD_DAYS)
    if not g.read_only:
        return bearing.bearing_on(user.id, start, end)
    known = g.setdefault("versions_around", {})
    if (first, last) not in known:
        known[first, last] = bearing.bearing_on(user.id, start, end)
    return known[first, last]


def read_versions(user_id: UUID, versions: tuple[tuple[UUID, int], ...]) -> list[Workout]:
    """The workouts with these ids, of which one that was read in its version is not read again."""
    # What a request has written itself may yet be undone, and its version given again.
    known = current_app.extensions["workouts_read"] if g.read_only else {}
    if len(known) > WORKOUTS_KEPT:
        known.clear()
    # Another thread may empty the memory meanwhile: what was found in it is held from here on.
    found = {
        workout_id: known.get((user_id, workout_id, version)) for workout_id, version in versions
    }
    missing = [workout_id for workout_id, workout in found.items() if workout is None]
    if missing:
        for workout in workouts.with_ids(user_id, missing):
            found[workout.id] = known[user_id, workout.id, workout.version] = workout
    return [workout for workout in found.values() if workout]


def _read(question: _Question) -> Stretch:
    timeline = Timeline(
        read_versions(question.user_id, question.versions),
        dict(question.marks.check_ins),
        question.marks.deloads(question.week_starts_on),
        question.week_starts_on,
    )
    return Stretch(
        question.first,
        question.last,
        question.today,
        timeline,
        question.thresholds,
        flags_for(timeline, question.thresholds, question.today, since=question.first),
        dict(question.marks.set_asides),
    )
