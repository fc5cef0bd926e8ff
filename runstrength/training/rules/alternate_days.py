"""Alternate days: running and lifting take turns, and so do the regions that are lifted."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..flags import Action, Flag, Remedy, Severity
from ..intensity import Reading
from ..timeline import Timeline, gap
from ..week import DAY
from ..workouts import Lift, Run
from .recovery import back_to_back_hard
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


def not_alternating(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """Lifts on two dates in a row, and a run on neither."""
    told = [
        *(same_region_again(timeline, reading) if reading.is_read("same-region-again") else ()),
        *(back_to_back_hard(timeline, reading) if reading.is_read("back-to-back-hard") else ()),
    ]
    lifting = {
        day: workouts
        for day, workouts in timeline.by_date.items()
        if all(isinstance(w, Lift) for w in workouts)
        and not all(reading.is_slight(w) for w in workouts)
    }
    for day, before in lifting.items():
        after = lifting.get(day + DAY)
        if not after or any(_within(flag, day, day + DAY) for flag in told):
            continue
        first, second = (
            [w for w in lifts if not reading.is_slight(w)] for lifts in (before, after)
        )
        yield Flag(
            rule="not-alternating",
            severity=Severity.INFO,
            date=day + DAY,
            workouts=(*first, *second),
            tips=("alternate-days",),
            subject=day,
            remedies=_a_day_apart(first, second),
        )


def few_lifts(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A finished week of running with hardly a lift in it."""
    needed = reading.thresholds.lifts_a_week
    began = min((w.local_date for w in timeline.workouts if not w.planned), default=None)
    for week, workouts in timeline.by_week.items():
        runs = [w for w in workouts if isinstance(w, Run)]
        lifts = len(workouts) - len(runs)
        if not runs or lifts >= needed or not week.is_finished(reading.today):
            continue
        if week in timeline.deloads or (began in week.days and began != week.first):
            continue
        yield Flag(
            rule="few-lifts",
            severity=Severity.INFO,
            date=week.last,
            workouts=tuple(workouts),
            tips=("alternate-days",),
            subject=week,
            measured=lifts,
            compared_with=needed,
        )


def _within(flag: Flag, first: date, last: date) -> bool:
    return all(first <= w.local_date <= last for w in flag.workouts)


def _a_day_apart(first: list[Lift], second: list[Lift]) -> tuple[Remedy, ...]:
    """Move the only lift of the second date a day on, or that of the first a day back."""
    days = ((second, DAY), (first, -DAY))
    return tuple(
        Remedy(action=Action.MOVE, workouts=(lifts[0].id,), to_date=lifts[0].local_date + distance)
        for lifts, distance in days
        if len(lifts) == 1
    )


def _pairs(lifts: list[Lift], within: timedelta) -> Iterator[tuple[Lift, Lift]]:
    """Each lift with those that start after its end, less than `within` later."""
    for position, first in enumerate(lifts):
        for second in lifts[position + 1 :]:
            if gap(first, second) >= within:
                break
            if gap(first, second) >= timedelta(0):
                yield first, second
