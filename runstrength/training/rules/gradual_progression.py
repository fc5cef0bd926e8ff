"""Gradual progression: weights and sets go up by small steps."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from statistics import median

from ..flags import Flag, Severity
from ..intensity import Reading
from ..timeline import Timeline
from ..week import WEEK, Week
from ..workouts import Lift, Set, Workout
from .remedies import lighten, shorten_to_sets

HEAVIEST_OF = timedelta(days=28)
FEWER_REPS = 2  # A weight counts as lifted before if it was for at most so many reps fewer.
SMALLEST_STEP_KG = Fraction(5, 2)  # A pair of the smallest plates that most gyms have.
WEEKS_BEFORE = 3
FEWEST_SETS = 6


def weight_jump(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """An exercise's heaviest set far beyond what was lifted for as many reps in four weeks."""
    percent = reading.thresholds.weight_percent
    history: dict[str, list[tuple[Lift, list[Set]]]] = {}
    for lift in sorted(timeline.lifts, key=lambda w: w.local_date):
        day = lift.local_date
        for exercise, sets in weighed_sets(lift).items():
            top = heaviest(sets)
            comparable = [
                (s.weight.kg, earlier.started_at, earlier)
                for earlier, earlier_sets in history.setdefault(exercise, [])
                if day - HEAVIEST_OF <= earlier.local_date < day
                for s in earlier_sets
                if s.reps >= top.reps - FEWER_REPS
            ]
            history[exercise].append((lift, sets))
            if not comparable:
                continue
            best, _, earlier = max(comparable, key=lambda found: found[:2])
            step = top.weight.kg - best
            if 100 * top.weight.kg > percent * best and step > SMALLEST_STEP_KG:
                most = max(percent * best / 100, best + SMALLEST_STEP_KG)
                yield Flag(
                    rule="weight-jump",
                    severity=Severity.CAUTION,
                    date=day,
                    workouts=(earlier, lift),
                    tips=("gradual-progression",),
                    subject=(lift.id, exercise),
                    about=exercise,
                    measured=top.weight.kg,
                    compared_with=best,
                    remedies=(lighten(lift, exercise, most),),
                )


def lift_volume_jump(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A week's working sets far beyond the usual of the three weeks before."""
    percent = reading.thresholds.lift_volume_percent
    for week, workouts in timeline.by_week.items():
        weeks = [Week(week.first - n * WEEK) for n in range(1, WEEKS_BEFORE + 1)]
        before = [_sets(timeline.in_week(w)) for w in weeks]
        if min(before) < FEWEST_SETS or timeline.deloads.intersection(weeks):
            continue
        sets, usual = _sets(workouts), median(before)
        if 100 * sets > percent * usual:
            lifts = [w for w in workouts if isinstance(w, Lift) and w.working_sets()]
            most = percent * usual // 100
            yield Flag(
                rule="lift-volume-jump",
                severity=Severity.INFO,
                date=week.last,
                workouts=tuple(lifts),
                tips=("gradual-progression",),
                subject=week,
                measured=sets,
                compared_with=usual,
                remedies=tuple(shorten_to_sets(lifts, sets - most)),
            )


def weighed_sets(lift: Lift) -> dict[str, list[Set]]:
    """The working sets with weight and reps, by exercise: those that a comparison uses."""
    found: dict[str, list[Set]] = {}
    for done in lift.exercises:
        sets = [s for s in done.working_sets if s.weight and s.reps is not None]
        if sets:
            found.setdefault(done.exercise, []).extend(sets)
    return found


def heaviest(sets: list[Set]) -> Set:
    """The heaviest of some sets with weight and reps; the one with most reps breaks a tie."""
    return max(sets, key=lambda s: (s.weight.kg, s.reps))


def _sets(workouts: list[Workout]) -> int:
    return sum(len(w.working_sets()) for w in workouts if isinstance(w, Lift))
