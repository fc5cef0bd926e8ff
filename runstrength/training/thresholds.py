"""The figures that the rules compare with, each with its reason and the bounds of good sense."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from .limits import Range, check

HOURS, MINUTES = "hours", "minutes"
_STEP = {HOURS: timedelta(hours=1), MINUTES: timedelta(minutes=1)}

# How far a user can move a threshold, in the unit in which it is shown.
BOUNDS = {
    "easy_effort": Range(2, 5),
    "moderate_effort": Range(5, 8),
    "long_run": Range(60, 240, MINUTES),
    "slight": Range(10, 45, MINUTES),
    "legs_before_run": Range(6, 48, HOURS),
    "legs_before_run_to_failure": Range(24, 96, HOURS),
    "combined": Range(1, 12, HOURS),
    "legs_after_run_close": Range(1, 12, HOURS),
    "short_lift": Range(15, 60, MINUTES),
    "short_lift_sets": Range(3, 20, "sets"),
    "long_lift": Range(30, 120, MINUTES),
    "long_lift_sets": Range(6, 40, "sets"),
    "same_region": Range(12, 96, HOURS),
    "rest_within": Range(4, 14, "dates"),
    "long_run_percent": Range(105, 200, "%"),
    "long_run_warning_percent": Range(110, 300, "%"),
    "long_run_metres": Range(0, 5000, "m"),
    "weight_percent": Range(102, 150, "%"),
    "lift_volume_percent": Range(110, 300, "%"),
    "low_readiness": Range(5, 20, "of 25"),
    "load_percent": Range(110, 300, "%"),
    "load_caution_percent": Range(110, 400, "%"),
    "monotony": Range(1, 4, whole=False),
    "hard_dates": Range(1, 6, "dates"),
    "lifts_a_week": Range(1, 5, "lifts"),
    "region_dates": Range(7, 28, "dates"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The defaults of the rules. No hour here is exact: each is a stated convention.

    Raises `Invalid` for one that lies outside its `BOUNDS`.
    """

    # Session RPE: three zones on the ten-point scale: easy, moderate, hard.
    easy_effort: int = 4
    moderate_effort: int = 6

    # A run of no known effort that lasts longer than this is taken as hard, by estimate.
    long_run: timedelta = timedelta(minutes=90)

    # A walk-and-jog or some minutes of mobility do not make a day of training.
    slight: timedelta = timedelta(minutes=20)

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

    # A week holds a day of rest.
    rest_within: int = 7

    # A run beyond the longest of the last month: the tenth that runners are told, and a third.
    # Below a kilometre it is a detour.
    long_run_percent: int = 110
    long_run_warning_percent: int = 130
    long_run_metres: int = 1000

    # A weight beyond that of the last month: a tenth, but always the smallest pair of plates.
    weight_percent: int = 110

    # Half as many sets again as in the weeks before; the same for load, and from a third on.
    lift_volume_percent: int = 150
    load_percent: int = 130
    load_caution_percent: int = 150

    # About the middle of the scale from 5 to 25, rounded down: two and a half a question.
    low_readiness: int = 12

    # Foster 1998 found the weeks above this to be the uneventful, unvarying ones.
    monotony: Decimal = Decimal("2.0")

    # Hard days and easy days take turns: in seven, three are hard.
    hard_dates: int = 3

    # The guide gives no number; two a week is ours, after Blagrove 2018.
    lifts_a_week: int = 2

    # Two weeks in which each region has its turn.
    region_dates: int = 14

    # Rules that the user has switched off, by id.
    off: frozenset[str] = frozenset()

    def __post_init__(self):
        complaints = {name: bound.complaint(self.number(name)) for name, bound in BOUNDS.items()}
        for low, high in _IN_ORDER:
            if not complaints[high] and self.number(high) < self.number(low):
                complaints[high] = f"must not be less than {self.number(low)}"
        check(**complaints)

    @classmethod
    def chosen(cls, numbers: Mapping[str, int | Decimal], off: Iterable[str] = ()) -> "Thresholds":
        """The defaults with some moved, each in its own unit. Raises `Invalid`."""
        check(**{name: BOUNDS[name].complaint(value) for name, value in numbers.items()})
        units = {name: _STEP.get(BOUNDS[name].unit, 1) for name in numbers}
        moved = {name: value * units[name] for name, value in numbers.items()}
        return cls(**moved, off=frozenset(off))

    def number(self, name: str) -> int | Decimal | Fraction:
        """A threshold in the unit in which it is shown."""
        value = getattr(self, name)
        if not isinstance(value, timedelta):
            return value
        whole, rest = divmod(value, _STEP[BOUNDS[name].unit])
        return whole + Fraction(rest / _STEP[BOUNDS[name].unit]) if rest else whole

    @property
    def moved(self) -> dict[str, int | Decimal]:
        """The thresholds that are not the default, each in its own unit."""
        return {n: self.number(n) for n in BOUNDS if getattr(self, n) != getattr(DEFAULTS, n)}


# Of two thresholds that belong together, the second is never the lower one.
_IN_ORDER = (
    ("easy_effort", "moderate_effort"),
    ("legs_before_run", "legs_before_run_to_failure"),
    ("legs_after_run_close", "combined"),
    ("short_lift", "long_lift"),
    ("short_lift_sets", "long_lift_sets"),
    ("long_run_percent", "long_run_warning_percent"),
    ("load_percent", "load_caution_percent"),
)

DEFAULTS = Thresholds()
