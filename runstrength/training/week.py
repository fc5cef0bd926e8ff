"""A week: its seven dates, and the balance of running, lifting and rest in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

from .intensity import Intensity, Reading
from .load import monotony
from .thresholds import Thresholds
from .timeline import DAY, Timeline
from .workouts import EARLIEST_START, LATEST_START, Lift, Region, Run, Workout

WEEK = timedelta(days=7)
THURSDAY = 3  # The day that an ISO 8601 week is named by.


class Weekday(IntEnum):
    """Monday is 0, as `date.weekday()` counts."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Week:
    """Seven dates from `first`; named by the ISO week whose Thursday they hold."""

    first: date

    @classmethod
    def holding(cls, day: date, starts_on: Weekday = Weekday.MONDAY) -> "Week":
        """The week that holds `day`, for a user whose weeks start on `starts_on`."""
        return cls(day - (day.weekday() - starts_on) % 7 * DAY)

    @classmethod
    def named(cls, name: str, starts_on: Weekday = Weekday.MONDAY) -> "Week":
        """The week called `name`, such as 2026-W47. Raises ValueError where there is none."""
        match = re.fullmatch(r"(\d{4})-W(\d{2})", name, re.ASCII)
        if not match or not EARLIEST_START.year <= int(match[1]) < LATEST_START.year:
            raise ValueError(f"{name!r} is no week: write it as 2026-W47")
        return cls.holding(
            date.fromisocalendar(int(match[1]), int(match[2]), THURSDAY + 1), starts_on
        )

    @property
    def last(self) -> date:
        """The week's last date."""
        return self.first + WEEK - DAY

    @property
    def days(self) -> list[date]:
        """The week's seven dates."""
        return [self.first + n * DAY for n in range(7)]

    @property
    def name(self) -> str:
        """The ISO name, such as 2026-W47."""
        thursday = next(day for day in self.days if day.weekday() == THURSDAY)
        year, week, _ = thursday.isocalendar()
        return f"{year:04}-W{week:02}"

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week(self.first - WEEK)

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week(self.first + WEEK)

    def is_finished(self, today: date) -> bool:
        """Say whether the week's last date lies before `today`."""
        return self.last < today


@dataclass(frozen=True)
class Totals:
    """Sums over logged workouts; `load` leaves out the `uncounted` ones, of unknown effort."""

    workouts: Sequence[Workout]

    @cached_property
    def count(self) -> int:
        """How many workouts."""
        return len(self.workouts)

    @cached_property
    def minutes(self) -> Fraction:
        """Minutes: a run's moving time where it is known, else the duration."""
        return Fraction(sum(w.counted_s for w in self.workouts), 60)

    @cached_property
    def load(self) -> Fraction:
        """The sum of the known loads."""
        return Fraction(sum((w.effort or 0) * w.counted_s for w in self.workouts), 60)

    @cached_property
    def uncounted(self) -> int:
        """How many workouts have no known load."""
        return sum(w.effort is None for w in self.workouts)

    @cached_property
    def distance_m(self) -> Fraction:
        """The runs' distance in metres."""
        runs = (w for w in self.workouts if isinstance(w, Run) and w.distance)
        return sum((run.distance.m for run in runs), start=Fraction(0))

    def sets(self, region: Region | None = None) -> int:
        """Working sets, of one region or of all."""
        return sum(len(w.working_sets(region)) for w in self.workouts if isinstance(w, Lift))

    def volume_kg(self, region: Region) -> Fraction:
        """Volume load of one region: reps × kg."""
        lifts = (w for w in self.workouts if isinstance(w, Lift))
        return sum((lift.volume_kg(region) for lift in lifts), start=Fraction(0))


@dataclass(frozen=True)
class DayBalance:
    """One date: what was done on it, what is planned, and how hard it was."""

    date: date
    done: tuple[Workout, ...]
    planned: tuple[Workout, ...]
    intensity: Intensity | None  # None on a day of rest.
    estimated: bool

    @cached_property
    def runs(self) -> Totals:
        """The date's runs."""
        return Totals([w for w in self.done if isinstance(w, Run)])

    @cached_property
    def lifts(self) -> Totals:
        """The date's lifts."""
        return Totals([w for w in self.done if isinstance(w, Lift)])

    @cached_property
    def load(self) -> Fraction | None:
        """The date's load; None where a workout's effort is unknown."""
        totals = Totals(self.done)
        return None if totals.uncounted else totals.load


@dataclass(frozen=True)
class WeekBalance:
    """A week's seven days and its sums. Only what was logged counts; plans are listed apart."""

    week: Week
    days: tuple[DayBalance, ...]

    @cached_property
    def runs(self) -> Totals:
        """The week's runs."""
        return Totals([w for day in self.days for w in day.runs.workouts])

    @cached_property
    def lifts(self) -> Totals:
        """The week's lifts."""
        return Totals([w for day in self.days for w in day.lifts.workouts])

    @cached_property
    def uncounted(self) -> int:
        """How many workouts have no known load."""
        return self.runs.uncounted + self.lifts.uncounted

    @cached_property
    def load(self) -> Fraction:
        """The sum of the known loads."""
        return self.runs.load + self.lifts.load

    @cached_property
    def monotony(self) -> float | None:
        """Foster's monotony of the daily loads; None with an unknown load, or where SD is 0."""
        return None if self.uncounted else monotony([day.load for day in self.days])

    @cached_property
    def strain(self) -> float | None:
        """Weekly load × monotony (Foster 1998)."""
        return None if self.monotony is None else float(self.load) * self.monotony

    @cached_property
    def hard_days(self) -> int:
        """How many dates were hard, by estimate too."""
        return sum(day.intensity is Intensity.HARD for day in self.days)

    @cached_property
    def easy_days(self) -> int:
        """How many dates were easy."""
        return sum(day.intensity is Intensity.EASY for day in self.days)

    def rest_days(self, today: date) -> int:
        """How many dates before `today` had no workout."""
        return sum(day.intensity is None and day.date < today for day in self.days)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing was logged or planned."""
        return not any(day.done or day.planned for day in self.days)


def balance(week: Week, timeline: Timeline, thresholds: Thresholds, today: date) -> WeekBalance:
    """Lay the workouts of `timeline` out over the dates of `week`."""
    timeline = timeline.counted_from(today)
    return WeekBalance(week, tuple(_day(day, timeline.on(day), thresholds) for day in week.days))


def _day(day: date, workouts: list[Workout], thresholds: Thresholds) -> DayBalance:
    done = tuple(w for w in workouts if not w.planned)
    known, guessed = (
        max((Reading(thresholds, estimates).intensity(w) for w in done), default=None)
        for estimates in (False, True)
    )
    planned = tuple(w for w in workouts if w.planned)
    return DayBalance(day, done, planned, guessed, estimated=guessed != known)
