"""What to lift next, by double progression: more repetitions first, then the next plate step.

It never names what the rules `weight-jump` and `heavier-on-poor-form` would flag.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from .limits import Range, check
from .plates import weighed
from .quantities import Weight
from .rules.gradual_progression import FEWER_REPS, HEAVIEST_OF, SMALLEST_STEP_KG
from .sessions import Session, count_of
from .thresholds import DEFAULTS
from .weight_steps import next_heavier, next_lighter
from .workouts import MOST_SETS, REPS, RIR, Form

FEWEST_IN_RESERVE = 1
SETS = Range(1, MOST_SETS)
# With low readiness: of three sets one goes; of fewer none, but two more repetitions are left.
ENOUGH_SETS = 3
MORE_IN_RESERVE = 2
FORM_TIP, JUMP_TIP, READINESS_TIP = "proper-technique", "gradual-progression", "adjust-intensity"


@dataclass(frozen=True, slots=True)
class Target:
    """What a routine asks of an exercise. Raises `Invalid` naming the field."""

    sets: int
    reps_low: int
    reps_high: int
    rir: int | None = None

    def __post_init__(self):
        high = REPS.complaint(self.reps_high)
        if not high and self.reps_high < self.reps_low:
            high = f"must not be less than {self.reps_low}"
        check(
            sets=SETS.complaint(self.sets),
            reps_low=REPS.complaint(self.reps_low),
            reps_high=high,
            rir=RIR.complaint(self.rir),
        )


class Reason(StrEnum):
    """Why a suggestion is as it is."""

    FIRST_TIME = "first-time"  # Nothing with repetitions was done yet: the weight is open.
    MORE_REPS = "more-reps"  # Within the range: one repetition more.
    REACH_THE_RANGE = "reach-the-range"  # Below the range: the same weight, up to it.
    TOO_HEAVY = "too-heavy"  # Below the range twice: lighter.
    NONE_IN_RESERVE = "none-in-reserve"  # To failure: the same again.
    ONCE_MORE = "once-more"  # The top of the range, once: the same again.
    NOT_RATED = "not-rated"  # The top of the range, form or reserve unknown: the same again.
    MORE_WEIGHT = "more-weight"  # The top of the range, twice.
    HARDER_VARIANT = "harder-variant"  # The same at bodyweight: no weight to add to.
    STEP_TOO_LARGE = "step-too-large"  # The same, but the next plate step is too far.
    AFTER_A_BREAK = "after-a-break"  # Nothing in four weeks to add to: the same again.
    FORM_SHAKY = "form-shaky"  # The same again.
    FORM_BROKE_DOWN = "form-broke-down"  # The same, or lighter if it did so twice.
    LOW_READINESS = "low-readiness"  # The same, with a set less or more in reserve.
    WEIGHT_JUMP = "weight-jump"  # Lighter, as four weeks show less for so many repetitions.


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Sets of an exercise, and why; `weight` is None at bodyweight and the first time.

    `tip` is the guide's, where the reason is one. `eased`: low readiness took a set or left more
    in reserve, whatever `reason` says of the weight.
    """

    weight: Weight | None
    reps: int
    sets: int
    rir: int | None
    reason: Reason
    tip: str | None = None
    eased: bool = False


def suggest_next(
    sessions: Sequence[Session],
    target: Target,
    day: date,
    *,
    step_kg: Fraction,
    readiness_is_low: bool = False,
    weight_percent: int = DEFAULTS.weight_percent,
) -> Suggestion | None:
    """What to do on `day`, after the `sessions` of an exercise, newest first.

    `step_kg` is the smallest plate step, `weight_percent` the user's threshold of `weight-jump`.
    None for an exercise whose last working sets were timed.
    """
    last = next((n for n, session in enumerate(sessions) if session.sets), None)
    if last is None:
        found = Suggestion(None, target.reps_low, target.sets, target.rir, Reason.FIRST_TIME)
        return _eased(found) if readiness_is_low else found
    if not sessions[last].top_sets:
        return None
    broke_down = any(s.form is Form.BREAKING_DOWN for s in sessions[: last + 1])
    log = _Log(sessions[last:], target, day, step_kg, weight_percent)
    found = log.suggestion(broke_down, readiness_is_low)
    return _eased(found) if readiness_is_low else found


def _eased(found: Suggestion) -> Suggestion:
    if found.sets >= ENOUGH_SETS:
        return replace(found, sets=found.sets - 1, eased=True)
    rir = min((found.rir or 0) + MORE_IN_RESERVE, RIR.high)
    return replace(found, rir=rir, eased=True)


@dataclass(frozen=True, slots=True)
class _Log:
    """The sessions up to the last with sets, and what the next is to be."""

    sessions: Sequence[Session]
    target: Target
    day: date
    step_kg: Fraction
    percent: int

    def suggestion(self, broke_down: bool, readiness_is_low: bool) -> Suggestion:
        top = self.sessions[0].top_sets
        weight, fewest = top[0].weight, min(s.reps for s in top)
        same = min(max(fewest, self.target.reps_low), self.target.reps_high)
        held = min(fewest, self.target.reps_high)  # No harder than it was.
        if broke_down:
            again = self._twice(lambda s: s.form is Form.BREAKING_DOWN)
            lower = next_lighter(weight, self.step_kg) if weight and again else weight
            return self._within(lower, held, Reason.FORM_BROKE_DOWN, FORM_TIP)
        if readiness_is_low:
            return self._within(weight, held, Reason.LOW_READINESS, READINESS_TIP)
        if self.sessions[0].form is Form.SHAKY:
            return self._within(weight, held, Reason.FORM_SHAKY, FORM_TIP)
        if fewest < self.target.reps_low:
            return self._below_the_range(weight)
        if fewest < self.target.reps_high:
            failed = any(s.rir == 0 for s in top)
            reason = Reason.NONE_IN_RESERVE if failed else Reason.MORE_REPS
            return self._within(weight, same if failed else same + 1, reason)
        return self._at_the_top(weight)

    def _below_the_range(self, weight: Weight | None) -> Suggestion:
        low = self.target.reps_low
        if self._twice(lambda s: min(one.reps for one in s.top_sets) < low):
            lower = weight and next_lighter(weight, self.step_kg)
            return self._within(lower, low, Reason.TOO_HEAVY)
        return self._within(weight, low, Reason.REACH_THE_RANGE)

    def _at_the_top(self, weight: Weight | None) -> Suggestion:
        last, high = self.sessions[0], self.target.reps_high
        reserve = last.reserve
        if last.form is None or reserve is None:
            return self._within(weight, high, Reason.NOT_RATED)
        if reserve < FEWEST_IN_RESERVE:
            return self._within(weight, high, Reason.NONE_IN_RESERVE)
        if not self._twice(self._is_topped):
            return self._within(weight, high, Reason.ONCE_MORE)
        if weight is None:
            return self._within(weight, high, Reason.HARDER_VARIANT)
        if last.date < self.day - HEAVIEST_OF:
            return self._within(weight, high, Reason.AFTER_A_BREAK)
        heavier, low = next_heavier(weight, self.step_kg), self.target.reps_low
        if heavier is None or self._is_jump(heavier.kg, low):
            return self._within(weight, high, Reason.STEP_TOO_LARGE)
        return self._within(heavier, low, Reason.MORE_WEIGHT)

    def _twice(self, holds: Callable[[Session], bool]) -> bool:
        """Whether it holds of the last two sessions with repetitions."""
        last_two = [s for s in self.sessions if s.top_sets][:2]
        return len(last_two) == 2 and all(map(holds, last_two))

    def _is_topped(self, session: Session) -> bool:
        """Whether all sets were there; low readiness may have taken one."""
        top = session.top_sets
        return (
            session.form is Form.SOLID
            and (session.reserve or 0) >= FEWEST_IN_RESERVE
            and count_of(top) >= max(1, self.target.sets - 1)
            and all(s.reps >= self.target.reps_high for s in top)
            and session.top_kg >= self.sessions[0].top_kg
        )

    def _within(
        self, weight: Weight | None, reps: int, reason: Reason, tip: str | None = None
    ) -> Suggestion:
        """The suggestion; where `weight-jump` would flag its weight, of what was lifted before."""
        if weight is not None and self._is_jump(weight.kg, reps):
            weight = weighed(self._compared_kg(reps), weight.unit)
            if reason is not Reason.FORM_BROKE_DOWN:
                reason, tip = Reason.WEIGHT_JUMP, JUMP_TIP
        return Suggestion(weight, reps, self.target.sets, self.target.rir, reason, tip)

    def _is_jump(self, kg: Fraction, reps: int) -> bool:
        best = self._compared_kg(reps)
        if best is None:
            return False
        return 100 * kg > self.percent * best and kg - best > SMALLEST_STEP_KG

    def _compared_kg(self, reps: int) -> Fraction | None:
        """What `weight-jump` compares with: the heaviest of four weeks for nearly so many reps."""
        near = (s for s in self.sessions if self.day - HEAVIEST_OF <= s.date < self.day)
        weighed_sets = (s for session in near for s in session.sets if s.weight and s.reps)
        return max((s.weight.kg for s in weighed_sets if s.reps >= reps - FEWER_REPS), default=None)
