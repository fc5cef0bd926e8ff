"""The figures that the rules compare with, each with its reason."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The defaults of the rules. No hour here is exact: each is a stated convention."""

    # Session RPE: three zones on the ten-point scale: easy, moderate, hard.
    easy_effort: int = 4
    moderate_effort: int = 6

    # A run of no known effort that lasts longer than this is taken as hard, by estimate.
    long_run: timedelta = timedelta(minutes=90)

    # Lower-body working sets close to failure: (how many, at how few reps in reserve at most).
    # One to failure, two nearly so, or ten at a usual training effort leave legs that need days.
    leg_sets_to_failure: tuple[tuple[int, int], ...] = ((1, 0), (2, 1), (10, 3))

    # Legs need about a day after hard lifting, two after sets to failure.
    legs_before_run: timedelta = timedelta(hours=24)
    legs_before_run_to_failure: timedelta = timedelta(hours=48)

    # Within this time two workouts of a day count as combined; within half of it, hard legs after
    # a hard run weigh more.
    combined: timedelta = timedelta(hours=6)
    legs_after_run_close: timedelta = timedelta(hours=3)

    # A short lift, and one that is no longer short, after an easy run.
    short_lift: timedelta = timedelta(minutes=40)
    short_lift_sets: int = 8
    long_lift: timedelta = timedelta(minutes=60)
    long_lift_sets: int = 12

    # A night and a day for a region before it is lifted hard again.
    same_region: timedelta = timedelta(hours=36)


DEFAULTS = Thresholds()
