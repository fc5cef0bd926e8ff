"""Adjust intensity: load goes up by steps, and follows how one feels."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from statistics import median

from ..flags import Flag, Severity
from ..intensity import Reading
from ..load import daily_loads
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..week import WEEK, Week
from .remedies import ease, is_race, shorten_run, shorten_to_load

LONGEST_OF = timedelta(days=30)
FEWEST_RUNS = 4
READINESS_OF = timedelta(days=28)
FEWEST_CHECK_INS = 10
WEEKS_BEFORE = 3
# A monotonous week is judged beside the weeks of the last quarter.
WEEKS_BESIDE = 12


def long_run_spike(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A run far beyond the longest of the month before, in whole metres."""
    limits = reading.thresholds
    measured = [run for run in timeline.runs if run.distance]
    for run in measured:
        day = run.local_date
        before = [r for r in measured if day - LONGEST_OF <= r.local_date < day]
        if len(before) < FEWEST_RUNS:
            continue
        longest = max(before, key=lambda r: (r.distance.whole_m, r.started_at))
        distance_m, longest_m = run.distance.whole_m, longest.distance.whole_m
        most_m = max(limits.long_run_percent * longest_m // 100, longest_m + limits.long_run_metres)
        if distance_m <= most_m:
            continue
        far = 100 * distance_m > limits.long_run_warning_percent * longest_m
        severity = Severity.WARNING if far else Severity.CAUTION
        yield Flag(
            rule="long-run-spike",
            severity=Severity.INFO if is_race(run) else severity,
            date=day,
            workouts=(longest, run),
            tips=("adjust-intensity",),
            subject=run.id,
            measured=distance_m,
            compared_with=longest_m,
            remedies=() if is_race(run) else (shorten_run(run, most_m),),
        )


def hard_on_low_readiness(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A hard workout on a date whose check-in is low, by itself or beside the last weeks'."""
    for day, check_in in timeline.check_ins.items():
        hard = tuple(w for w in timeline.on(day) if reading.is_hard(w))
        if not hard:
            continue
        limit, _ = low_readiness(timeline, day, reading.thresholds)
        if check_in.readiness <= limit:
            yield Flag(
                rule="hard-on-low-readiness",
                severity=Severity.CAUTION,
                date=day,
                workouts=hard,
                tips=("adjust-intensity",),
                subject=day,
                measured=check_in.readiness,
                compared_with=limit,
                remedies=() if any(map(is_race, hard)) else (ease(list(hard), reading),),
            )


def low_readiness(timeline: Timeline, day: date, limits: Thresholds) -> tuple[int, Fraction | None]:
    """Up to which sum of 5 to 25 a check-in of `day` is low.

    That is the threshold, or the highest sum that lies a standard deviation or more below the mean
    of the four weeks before; then that mean comes with it.
    """
    before = [c.readiness for d, c in timeline.check_ins.items() if day - READINESS_OF <= d < day]
    if len(before) >= FEWEST_CHECK_INS:
        mean, variance = _mean_and_variance(before)
        below = range(ceil(mean) - 1, limits.low_readiness, -1)
        far = (score for score in below if (mean - score) ** 2 >= variance)
        if variance and (limit := next(far, None)):
            return limit, mean
    return limits.low_readiness, None


def load_jump(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A week's load, even so far, beyond the usual of the three weeks before."""
    limits = reading.thresholds
    for week, workouts in timeline.by_week.items():
        load, before = timeline.load_by_week[week], _loads_before(timeline, week)
        if load is None or not all(before) or _follows_deload(timeline, week):
            continue
        usual = median(before)
        if 100 * load <= limits.load_percent * usual:
            continue
        high = 100 * load > limits.load_caution_percent * usual
        most = limits.load_percent * usual / 100
        yield Flag(
            rule="load-jump",
            severity=Severity.CAUTION if high else Severity.INFO,
            date=week.last,
            workouts=tuple(workouts),
            tips=("adjust-intensity",),
            subject=week,
            measured=load,
            compared_with=usual,
            remedies=tuple(shorten_to_load(workouts, load - most)),
        )


def monotonous_week(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A finished week of days much alike, at no less load than usual (Foster 1998)."""
    limit = Fraction(reading.thresholds.monotony)
    for week, workouts in timeline.by_week.items():
        load = timeline.load_by_week[week]
        if load is None or not week.is_finished(reading.today):
            continue
        mean, variance = _mean_and_variance(daily_loads(workouts, week))
        usual = median(_known_loads(timeline, week))
        if variance and mean**2 > limit**2 * variance and load >= usual:
            yield Flag(
                rule="monotonous-week",
                severity=Severity.INFO,
                date=week.last,
                workouts=tuple(workouts),
                tips=("adjust-intensity",),
                subject=week,
            )


def _mean_and_variance(values: list[Fraction] | list[int]) -> tuple[Fraction, Fraction]:
    mean = Fraction(sum(values)) / len(values)
    return mean, Fraction(sum(value * value for value in values)) / len(values) - mean * mean


def _loads_before(timeline: Timeline, week: Week) -> list[Fraction | None]:
    """The loads of the three weeks before; None for an unknown one or an empty week."""
    weeks = (Week(week.first - n * WEEK) for n in range(1, WEEKS_BEFORE + 1))
    return [timeline.load_by_week.get(w) for w in weeks]


def _follows_deload(timeline: Timeline, week: Week) -> bool:
    return any(Week(week.first - n * WEEK) in timeline.deloads for n in range(1, WEEKS_BEFORE + 1))


def _known_loads(timeline: Timeline, week: Week) -> list[Fraction]:
    """The known loads of the weeks with workouts among the twelve that end with `week`."""
    weeks = (Week(week.first - n * WEEK) for n in range(WEEKS_BESIDE))
    loads = (timeline.load_by_week.get(w) for w in weeks)
    return [load for load in loads if load is not None]
