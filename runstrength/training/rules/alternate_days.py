"""Alternate days: running and lifting take turns, and so do the regions that are lifted."""

from collections.abc import Iterator
from datetime import timedelta

from ..flags import Flag, Severity
from ..intensity import Reading
from ..timeline import Timeline, gap
from ..workouts import Lift
from .remedies import ease, move


def same_region_again(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """Two hard lifts too close together that share a region with working sets."""
    needed = reading.thresholds.same_region
    hard = [lift for lift in timeline.lifts if reading.is_hard(lift)]
    for first, second in _pairs(hard, needed):
        if first.regions & second.regions:
            yield Flag(
                rule="same-region-again",
                severity=Severity.CAUTION,
                date=second.local_date,
                workouts=(first, second),
                tips=("alternate-days",),
                subject=(first.id, second.id),
                gap=gap(first, second),
                remedies=(
                    move(second, start_not_before=first.ended_at + needed),
                    ease([second], reading),
                    ease([first], reading),
                ),
            )


def _pairs(lifts: list[Lift], within: timedelta) -> Iterator[tuple[Lift, Lift]]:
    """Each lift with those that start after its end, less than `within` later."""
    for position, first in enumerate(lifts):
        for second in lifts[position + 1 :]:
            if gap(first, second) >= within:
                break
            if gap(first, second) >= timedelta(0):
                yield first, second
