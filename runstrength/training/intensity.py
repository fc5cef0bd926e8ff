"""How hard a workout was: from what was logged, or, in a second reading, by estimate."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from .thresholds import DEFAULTS, Thresholds
from .workouts import Lift, Region, Run, RunType, Workout

HARD_TYPES = frozenset({RunType.RACE, RunType.INTERVALS, RunType.TEMPO, RunType.HILLS})


class Intensity(IntEnum):
    """Ordered as the rules look for the hardest run of a date: hard > moderate > unknown > easy."""

    EASY = 0
    UNKNOWN = 1
    MODERATE = 2
    HARD = 3

    @property
    def word(self) -> str:
        """The intensity as a page or a JSON document says it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a timeline: with known efforts alone, or with estimates for the others."""

    thresholds: Thresholds = DEFAULTS
    estimates: bool = False
    today: date = date.max  # A week is finished once its last date lies before this one.
    # Rules ask for the same workout many times over; it is kept with its answer.
    _known: dict[int, tuple[Workout, Intensity]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def intensity(self, workout: Workout) -> Intensity:
        """Say how hard `workout` was; UNKNOWN where nothing tells."""
        if id(workout) not in self._known:
            self._known[id(workout)] = (workout, self._judged(workout))
        return self._known[id(workout)][1]

    def is_hard(self, workout: Workout) -> bool:
        """Say whether `workout` was hard."""
        return self.intensity(workout) is Intensity.HARD

    def near_failure(self, lift: Lift) -> bool:
        """Say whether a lift's leg sets came so close to failure that it is hard at any effort."""
        known = [s.rir for s in lift.working_sets(Region.LOWER) if s.rir is not None]
        return any(
            sum(rir <= most for rir in known) >= count
            for count, most in self.thresholds.leg_sets_to_failure
        )

    def is_hard_leg_lift(self, workout: Workout) -> bool:
        """Say whether `workout` is a hard lift with a lower-body working set."""
        return (
            isinstance(workout, Lift) and Region.LOWER in workout.regions and self.is_hard(workout)
        )

    def is_read(self, rule: str) -> bool:
        """Say whether the rule of this id is switched on."""
        return rule not in self.thresholds.off

    def is_slight(self, workout: Workout) -> bool:
        """Say whether `workout` is known to be too short and easy to make a day of training."""
        limits = self.thresholds
        return (
            workout.effort is not None
            and workout.effort <= limits.easy_effort
            and timedelta(seconds=workout.counted_s) < limits.slight
        )

    def is_short_lift(self, lift: Lift) -> bool:
        """Say whether `lift` is one that goes with an easy run: short, few sets, known not hard."""
        limits = self.thresholds
        return (
            not self.is_hard(lift)
            and lift.effort is not None
            and lift.effort <= limits.moderate_effort
            and timedelta(seconds=lift.duration_s) <= limits.short_lift
            and len(lift.working_sets()) <= limits.short_lift_sets
        )

    def is_long_lift(self, lift: Lift) -> bool:
        """Say whether `lift` is too long to be combined with a run."""
        limits = self.thresholds
        return (
            timedelta(seconds=lift.duration_s) > limits.long_lift
            or len(lift.working_sets()) > limits.long_lift_sets
        )

    def _judged(self, workout: Workout) -> Intensity:
        if isinstance(workout, Lift) and self.near_failure(workout):
            return Intensity.HARD
        if workout.effort is None:
            return self._estimate(workout)
        if isinstance(workout, Run) and workout.type is RunType.RACE:
            return Intensity.HARD
        if workout.effort <= self.thresholds.easy_effort:
            return Intensity.EASY
        if workout.effort <= self.thresholds.moderate_effort:
            return Intensity.MODERATE
        return Intensity.HARD

    def _estimate(self, workout: Workout) -> Intensity:
        if not self.estimates or not isinstance(workout, Run):
            return Intensity.UNKNOWN
        long = timedelta(seconds=workout.counted_s) > self.thresholds.long_run
        return Intensity.HARD if long or workout.type in HARD_TYPES else Intensity.UNKNOWN
