"""A year on paper: its months, what was longest, and every workout in a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from ...training.workouts import Lift, Region, Run, Workout


@dataclass(frozen=True)
class Tally:
    """So many workouts, added up."""

    workouts: Sequence[Workout]

    @cached_property
    def runs(self) -> list[Run]:
        """The runs among them."""
        return [workout for workout in self.workouts if isinstance(workout, Run)]

    @cached_property
    def lifts(self) -> list[Lift]:
        """The lifts among them."""
        return [workout for workout in self.workouts if isinstance(workout, Lift)]

    @property
    def run_m(self) -> Fraction:
        """How far was run."""
        return sum((run.distance.m for run in self.runs if run.distance), start=Fraction(0))

    @property
    def run_s(self) -> int:
        """How long was run."""
        return sum(run.counted_s for run in self.runs)

    @property
    def lift_s(self) -> int:
        """How long was lifted."""
        return sum(lift.counted_s for lift in self.lifts)

    @property
    def sets(self) -> int:
        """How many working sets were lifted."""
        return sum(len(lift.working_sets()) for lift in self.lifts)


@dataclass(frozen=True)
class Month(Tally):
    """A month that has workouts."""

    first: date


@dataclass(frozen=True)
class Year(Tally):
    """A year's logged workouts, in their order."""

    year: int

    @cached_property
    def months(self) -> list[Month]:
        """The months that have workouts."""
        return [
            Month(found, date(self.year, month, 1))
            for month in range(1, 13)
            if (found := [w for w in self.workouts if w.local_date.month == month])
        ]

    @property
    def farthest(self) -> Run | None:
        """The run of the longest way."""
        measured = [run for run in self.runs if run.distance]
        return max(measured, key=lambda run: run.distance.m, default=None)

    @property
    def longest(self) -> Run | None:
        """The run of the longest time."""
        return max(self.runs, key=lambda run: run.counted_s, default=None)

    @property
    def heaviest(self) -> Lift | None:
        """The lift of the greatest volume load, where any has one."""
        best = max(self.lifts, key=volume_kg, default=None)
        return best if best and volume_kg(best) else None


def year_of(year: int, workouts: Iterable[Workout]) -> Year:
    """A year of the logged workouts that are given; plans are passed over."""
    return Year([workout for workout in workouts if not workout.planned], year)


def volume_kg(lift: Lift) -> Fraction:
    """A lift's volume load, of all regions."""
    return sum((lift.volume_kg(region) for region in Region), start=Fraction(0))
