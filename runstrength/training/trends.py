"""Weeks on end, and the fitness, fatigue and form that follow from daily loads by formula.

Nothing here says how well someone will run or lift, or whether they will be hurt: each figure is
arithmetic over what was logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from .balance import WeekBalance, balance
from .intensity import Intensity
from .thresholds import Thresholds
from .timeline import Timeline, days
from .week import WEEK, Week, Weekday
from .workouts import Region

# The time constants, in days, that most training logs took over from Banister's model.
FITNESS_DAYS, FATIGUE_DAYS = 42, 7
# Ten times the longer constant: of a load from before, less than 1/20,000 would be left.
RUN_UP = timedelta(days=420)
# Until twice the longer constant has passed, a curve that began at 0 lacks more than an eighth.
SETTLING = timedelta(days=2 * FITNESS_DAYS)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One date's known load, effort × minutes, and how many workouts have no known one."""

    load: Fraction
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class Fitness:
    """One date's fitness and fatigue, that date's load included, and its form."""

    date: date
    fitness: float
    fatigue: float
    form: float


class NoMonotony(StrEnum):
    """Why a week has no monotony, and so no strain."""

    UNFINISHED = "unfinished"
    UNCOUNTED = "uncounted"
    NO_LOAD = "no load"
    EQUAL_DAYS = "equal days"


@dataclass(frozen=True)
class WeekTrend:
    """One week among others; `fitness` is that of its last date, or of the last one so far."""

    balance: WeekBalance
    fitness: Fitness
    is_finished: bool

    @property
    def week(self) -> Week:
        """The week."""
        return self.balance.week

    @cached_property
    def estimated_hard_days(self) -> int:
        """How many of the hard dates are hard by estimate alone."""
        return sum(day.intensity is Intensity.HARD and day.estimated for day in self.balance.days)

    @cached_property
    def unjudged_days(self) -> int:
        """How many dates are not known to be hard, with a workout that might have been."""
        return sum(
            day.intensity is not Intensity.HARD and any(w.effort is None for w in day.done)
            for day in self.balance.days
        )

    @cached_property
    def unmeasured_runs(self) -> int:
        """How many runs have no distance."""
        return sum(run.distance is None for run in self.balance.runs.workouts)

    @cached_property
    def unweighted_sets(self) -> int:
        """How many working sets have no volume load: no weight, or no repetitions."""
        sets = [s for lift in self.balance.lifts.workouts for s in lift.working_sets()]
        return sum(s.weight is None or s.reps is None for s in sets)

    @cached_property
    def volume_kg(self) -> dict[Region, Fraction]:
        """The volume load of each region: sets × reps × kg."""
        return {region: self.balance.lifts.volume_kg(region) for region in Region}

    @property
    def no_monotony(self) -> NoMonotony | None:
        """Why there is no monotony and no strain; None where there is."""
        if self.balance.uncounted:
            return NoMonotony.UNCOUNTED
        if not self.is_finished:
            return NoMonotony.UNFINISHED
        if not self.balance.load:
            return NoMonotony.NO_LOAD
        return NoMonotony.EQUAL_DAYS if self.balance.monotony is None else None


def weeks_until(today: date, count: int, starts_on: Weekday) -> list[Week]:
    """The week that holds `today` and those before it, `count` in all, the oldest first."""
    newest = Week.holding(today, starts_on)
    return [Week(newest.first - n * WEEK) for n in reversed(range(count))]


def week_trends(
    weeks: list[Week],
    timeline: Timeline,
    curve: list[Fitness],
    thresholds: Thresholds,
    today: date,
) -> list[WeekTrend]:
    """What each of `weeks` held; `curve` is their fitness, up to `today`."""
    by_date = {point.date: point for point in curve}
    return [
        WeekTrend(
            balance(week, timeline, thresholds, today),
            by_date[min(week.last, today)],
            week.is_finished(today),
        )
        for week in weeks
    ]


def fitness_curve(loads: Mapping[date, DayLoad], first: date, last: date) -> list[Fitness]:
    """Fitness, fatigue and form of the dates `first` to `last`, from 0 at `RUN_UP` before them.

    y[t] = y[t−1] + (load[t] − y[t−1])/τ with τ of 42 and 7 days: the impulse-response model of
    Banister et al. 1975, in the exponentially weighted form that weighs a day by 1/τ. Form is
    yesterday's fitness less yesterday's fatigue. An unknown load adds nothing.
    """
    fitness = fatigue = 0.0
    curve = []
    for day in days(first - RUN_UP, last):
        load = float(loads[day].load) if day in loads else 0.0
        form = fitness - fatigue
        fitness += (load - fitness) / FITNESS_DAYS
        fatigue += (load - fatigue) / FATIGUE_DAYS
        if day >= first:
            curve.append(Fitness(day, fitness, fatigue, form))
    return curve


def unsettled_since(loads: Mapping[date, DayLoad], first: date) -> date | None:
    """The first date with a load, where it lies too close to `first` for curves to have settled."""
    began = min((day for day, found in loads.items() if found.load), default=None)
    return began if began is not None and began > first - SETTLING else None
