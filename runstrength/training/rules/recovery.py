"""Recovery: enough time between hard workouts."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..flags import Action, Flag, Remedy, Severity
from ..intensity import Reading
from ..timeline import Timeline, days, gap
from ..week import DAY
from ..workouts import Lift, Region, Run, Workout
from .remedies import ease, is_race, move

# A collision of two dates is settled by a free date near by, not by one weeks away.
MOVE_AT_MOST = timedelta(days=4)


def back_to_back_hard(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A hard workout on date D and one on D+1: one flag a pair of dates."""
    hard = {
        day: found
        for day, workouts in timeline.by_date.items()
        if (found := [w for w in workouts if reading.is_hard(w)])
    }
    for day, before in hard.items():
        after = hard.get(day + DAY)
        if not after:
            continue
        same_kind = bool({type(w) for w in before} & {type(w) for w in after})
        chained = day - DAY in hard and not _soft(hard[day - DAY])
        if _soft(before) or _soft(after):
            severity = Severity.INFO
        else:
            severity = Severity.WARNING if same_kind or chained else Severity.CAUTION
        yield Flag(
            rule="back-to-back-hard",
            severity=severity,
            date=day + DAY,
            workouts=(*before, *after),
            tips=("recovery", "alternate-days") if same_kind else ("recovery",),
            subject=day,
            gap=gap(max(before, key=lambda w: w.ended_at), after[0]),
            remedies=tuple(_part(hard, day, reading)),
        )


def _soft(workouts: list[Workout]) -> bool:
    """Whether a date is hard only by lifts without lower-body sets."""
    return all(isinstance(w, Lift) and Region.LOWER not in w.regions for w in workouts)


def _part(hard: dict[date, list[Workout]], day: date, reading: Reading) -> Iterator[Remedy]:
    """Ways to part two hard dates: move one workout to a date free of hard ones, or ease a date."""
    for moved_day in (day + DAY, day):
        workouts = hard[moved_day]
        if any(is_race(w) for w in workouts):
            continue
        if len(workouts) == 1:
            others = set(hard) - {moved_day}
            near = days(moved_day + DAY, moved_day + MOVE_AT_MOST)
            free = (d for d in near if not {d - DAY, d, d + DAY} & others)
            if (to := next(free, None)) is not None:
                yield Remedy(action=Action.MOVE, workouts=(workouts[0].id,), to_date=to)
        yield ease(workouts, reading)


def legs_before_hard_run(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A hard leg lift that ends too shortly before a hard run starts."""
    limits = reading.thresholds
    runs = [run for run in timeline.runs if reading.is_hard(run)]
    for lift in filter(reading.is_hard_leg_lift, timeline.lifts):
        to_failure = any(s.rir == 0 for s in lift.working_sets(Region.LOWER))
        needed = limits.legs_before_run_to_failure if to_failure else limits.legs_before_run
        for run in runs:
            if not timedelta(0) <= gap(lift, run) < needed:
                continue
            near = gap(lift, run) < limits.legs_before_run
            yield Flag(
                rule="legs-before-hard-run",
                severity=Severity.WARNING if near else Severity.CAUTION,
                date=run.local_date,
                workouts=(lift, run),
                tips=("recovery",),
                subject=(lift.id, run.id),
                gap=gap(lift, run),
                remedies=tuple(_apart(lift, run, needed, reading)),
            )


def no_rest_day(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """Seven dates in a row with training, a hard one among them.

    Looked at on the 7th date of the streak and on each later date of it that ends a week.
    """
    needed = reading.thresholds.rest_within
    training = {
        day: found
        for day, workouts in timeline.by_date.items()
        if (found := [w for w in workouts if not reading.is_slight(w)])
    }
    streak = 0
    for day in training:
        streak = streak + 1 if day - DAY in training else 1
        if streak != needed and (streak < needed or day != timeline.week_of(day).last):
            continue
        first = day - (needed - 1) * DAY
        workouts = [w for d in days(first, day) for w in training[d]]
        if any(reading.is_hard(w) for w in timeline.between(first, day)):
            last = training[day]
            alone = len(last) == 1 and not is_race(last[0])
            yield Flag(
                rule="no-rest-day",
                severity=Severity.CAUTION,
                date=day,
                workouts=tuple(workouts),
                tips=("recovery",),
                subject=day,
                measured=streak,
                compared_with=needed,
                remedies=(Remedy(action=Action.MOVE, workouts=(last[0].id,), to_date=day + DAY),)
                if alone
                else (),
            )


def too_many_hard_days(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A week with more hard dates than leave room for the easy ones."""
    most = reading.thresholds.hard_dates
    for week, workouts in timeline.by_week.items():
        hard = [w for w in workouts if reading.is_hard(w)]
        dates = sorted({w.local_date for w in hard})
        if len(dates) > most:
            easable = ([w for w in hard if w.local_date == day] for day in reversed(dates))
            yield Flag(
                rule="too-many-hard-days",
                severity=Severity.CAUTION,
                date=week.last,
                workouts=tuple(hard),
                tips=("recovery",),
                subject=week,
                measured=len(dates),
                compared_with=most,
                remedies=tuple(
                    ease(of_day, reading) for of_day in easable if not any(map(is_race, of_day))
                )
                if len(dates) == most + 1
                else (),
            )


def _apart(lift: Lift, run: Run, needed: timedelta, reading: Reading) -> Iterator[Remedy]:
    yield move(lift, end_not_after=run.started_at - needed)
    if not is_race(run):
        yield move(run, start_not_before=lift.ended_at + needed)
        yield ease([run], reading)
    yield ease([lift], reading)
