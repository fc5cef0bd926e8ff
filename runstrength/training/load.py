"""Figures over daily loads, by published formula."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt

from .week import Week
from .workouts import Workout


def weekly_load(workouts: Iterable[Workout]) -> Fraction | None:
    """The sum of the loads; None where one of them is unknown."""
    loads = [workout.load for workout in workouts]
    return None if None in loads else sum(loads, start=Fraction(0))


def daily_loads(workouts: Iterable[Workout], week: Week) -> list[Fraction]:
    """The loads of a week's seven dates, of workouts whose load is known."""
    sums = dict.fromkeys(week.days, Fraction(0))
    for workout in workouts:
        sums[workout.local_date] += workout.load
    return list(sums.values())


def monotony(loads: Sequence[Fraction]) -> float | None:
    """Mean over population standard deviation of daily loads; None where it is 0 (Foster 1998)."""
    mean = sum(loads) / len(loads)
    variance = sum((load - mean) ** 2 for load in loads) / len(loads)
    return float(mean) / sqrt(variance) if variance else None
