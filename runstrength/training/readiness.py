"""How a date's check-in is judged, in the figures that the rule compares."""

from dataclasses import dataclass
from datetime import date
from math import floor
from statistics import fmean, pstdev

from .intensity import Reading
from .rules.adjust_intensity import FEWEST_CHECK_INS, READINESS_OF, is_low
from .thresholds import Thresholds
from .timeline import Timeline

RULE = "hard-on-low-readiness"


@dataclass(frozen=True, slots=True)
class Readiness:
    """A check-in's sum of 25, and up to which sum a hard day is flagged.

    `usual` is the mean of the 28 days before, where that is what sets the limit. With the rule
    switched off there is no limit, and no sum is low.
    """

    score: int
    is_low: bool
    limit: int | None
    usual: float | None = None


def readiness(timeline: Timeline, thresholds: Thresholds, day: date) -> Readiness | None:
    """Judge the check-in of `day`; None where there is none."""
    if day not in timeline.check_ins:
        return None
    score = timeline.check_ins[day].readiness
    if RULE in thresholds.off:
        return Readiness(score, False, None)
    low = is_low(timeline, day, Reading(thresholds))
    before = [c.readiness for d, c in timeline.check_ins.items() if day - READINESS_OF <= d < day]
    if len(before) >= FEWEST_CHECK_INS and pstdev(before):
        usual = fmean(before)
        # The rule compares fractions; a sum is whole, so a speck of rounding is all that matters.
        below = floor(usual - pstdev(before) + 1e-9)
        if below > thresholds.low_readiness:
            return Readiness(score, low, below, usual)
    return Readiness(score, low, thresholds.low_readiness)
