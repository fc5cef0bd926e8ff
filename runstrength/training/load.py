"""Figures over daily loads, by published formula."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt


def monotony(loads: Sequence[Fraction]) -> float | None:
    """Mean over population standard deviation of daily loads; None where it is 0 (Foster 1998)."""
    mean = sum(loads) / len(loads)
    variance = sum((load - mean) ** 2 for load in loads) / len(loads)
    return float(mean) / sqrt(variance) if variance else None
