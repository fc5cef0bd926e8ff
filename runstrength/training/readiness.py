"""How a date's check-in is judged, in the figures that the rule compares."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .rules.adjust_intensity import low_readiness
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
    usual: Fraction | None = None


def readiness(timeline: Timeline, thresholds: Thresholds, day: date) -> Readiness | None:
    """Judge the check-in of `day`; None where there is none."""
    if day not in timeline.check_ins:
        return None
    score = timeline.check_ins[day].readiness
    if RULE in thresholds.off:
        return Readiness(score, False, None)
    limit, usual = low_readiness(timeline, day, thresholds)
    return Readiness(score, score <= limit, limit, usual)
