"""The balance of running, lifting and rest, over the dates of a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from .intensity import Intensity, Reading
from .load import monotony
from .thresholds import Thresholds
from .timeline import Timeline
from .week import Week
from .workouts import Lift, Region, Run, Workout


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
        return self._days_that_were(Intensity.HARD)

    @cached_property
    def moderate_days(self) -> int:
        """How many dates were moderate."""
        return self._days_that_were(Intensity.MODERATE)

    @cached_property
    def easy_days(self) -> int:
        """How many dates were easy."""
        return self._days_that_were(Intensity.EASY)

    @cached_property
    def unrated_days(self) -> int:
        """How many dates had workouts of which nothing tells how hard they were."""
        return self._days_that_were(Intensity.UNKNOWN)

    def rest_days(self, today: date) -> int:
        """How many dates before `today` had no workout."""
        return sum(day.intensity is None and day.date < today for day in self.days)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing was logged or planned."""
        return not any(day.done or day.planned for day in self.days)

    def _days_that_were(self, intensity: Intensity) -> int:
        return sum(day.intensity is intensity for day in self.days)


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
