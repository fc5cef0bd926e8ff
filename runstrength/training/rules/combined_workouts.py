"""Combined workouts: short, focused lifting after easy runs.

Each lift is looked at once: after a run, at the hardest run of its date that ended before it;
before a run, at the hardest that starts after it. Overlapping workouts take part in none.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from ..flags import Action, Flag, Remedy, Severity
from ..intensity import Intensity, Reading
from ..timeline import Timeline, gap
from ..workouts import Lift, Run
from .remedies import ease, move, shorten


def legs_after_hard_run(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A hard leg lift that starts shortly after a hard run ended."""
    limits = reading.thresholds
    lifts = [lift for lift in timeline.lifts if reading.is_hard_leg_lift(lift)]
    for run in filter(reading.is_hard, timeline.runs):
        for lift in lifts:
            if timedelta(0) <= gap(run, lift) < limits.combined:
                close = gap(run, lift) < limits.legs_after_run_close
                remedies = [_later(lift, run, reading), ease([lift], reading)]
                yield Flag(
                    rule="legs-after-hard-run",
                    severity=Severity.WARNING if close else Severity.CAUTION,
                    date=lift.local_date,
                    workouts=(run, lift),
                    tips=("combined-workouts",),
                    subject=(run.id, lift.id),
                    gap=gap(run, lift),
                    remedies=tuple(remedies),
                )


def combined_order(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A lift that ends shortly before a run of the same date starts."""
    for lift, run in _pairs(timeline, reading, _run_after):
        easy = reading.intensity(run) is Intensity.EASY
        remedies = [move(lift, end_not_after=run.started_at - reading.thresholds.combined)]
        # After the swap the lift follows an easy run, which is fine for a short lift alone.
        if easy and not reading.is_hard(lift) and not reading.is_long_lift(lift):
            remedies.append(Remedy(action=Action.SWAP, workouts=(lift.id, run.id)))
        yield Flag(
            rule="combined-order",
            severity=Severity.INFO if easy else Severity.CAUTION,
            date=run.local_date,
            workouts=(lift, run),
            tips=("combined-workouts",),
            subject=lift.id,
            gap=gap(lift, run),
            remedies=tuple(remedies),
        )


def combined_not_easy(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A lift that starts shortly after a moderate or hard run of the same date."""
    told = legs_after_hard_run(timeline, reading) if reading.is_read("legs-after-hard-run") else ()
    colliding = {flag.workouts[1].id for flag in told}
    for lift, run in _pairs(timeline, reading, _run_before):
        if reading.intensity(run) >= Intensity.MODERATE and lift.id not in colliding:
            remedies = [_later(lift, run, reading)]
            yield _after_run("combined-not-easy", Severity.CAUTION, lift, run, remedies)


def combined_not_short(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A hard or long lift that starts shortly after an easy run of the same date."""
    for lift, run in _pairs(timeline, reading, _run_before):
        hard, long = reading.is_hard(lift), reading.is_long_lift(lift)
        if reading.intensity(run) is Intensity.EASY and (hard or long):
            remedies = [_later(lift, run, reading)]
            if not long:
                remedies.append(ease([lift], reading))
            elif not hard:
                remedies.append(shorten(lift, reading))
            yield _after_run("combined-not-short", Severity.CAUTION, lift, run, remedies)


def well_combined(timeline: Timeline, reading: Reading) -> Iterator[Flag]:
    """A short lift that starts shortly after an easy run of the same date: praise."""
    for lift, run in _pairs(timeline, reading, _run_before):
        if reading.intensity(run) is Intensity.EASY and reading.is_short_lift(lift):
            yield _after_run("well-combined", Severity.PRAISE, lift, run, [])


def _after_run(rule: str, severity: Severity, lift: Lift, run: Run, remedies: list) -> Flag:
    return Flag(
        rule=rule,
        severity=severity,
        date=lift.local_date,
        workouts=(run, lift),
        tips=("combined-workouts",),
        subject=lift.id,
        gap=gap(run, lift),
        remedies=tuple(remedies),
    )


def _pairs(
    timeline: Timeline, reading: Reading, space: Callable[[Lift, Run], timedelta]
) -> Iterator[tuple[Lift, Run]]:
    """Each lift with the hardest run of its date on one side, where the two are combined.

    `space` gives the time between the two, below zero for a run on the other side. Of runs that
    are equally hard, the nearest one is looked at.
    """
    overlapping = timeline.overlapping()
    for workouts in timeline.by_date.values():
        apart = [w for w in workouts if w.id not in overlapping]
        runs = [w for w in apart if isinstance(w, Run)]
        for lift in (w for w in apart if isinstance(w, Lift)):
            beside = [run for run in runs if space(lift, run) >= timedelta(0)]
            if not beside:
                continue
            run = max(beside, key=lambda r: (reading.intensity(r), -space(lift, r)))
            if space(lift, run) < reading.thresholds.combined:
                yield lift, run


def _run_before(lift: Lift, run: Run) -> timedelta:
    return gap(run, lift)


def _run_after(lift: Lift, run: Run) -> timedelta:
    return gap(lift, run)


def _later(lift: Lift, run: Run, reading: Reading) -> Remedy:
    return move(lift, start_not_before=run.ended_at + reading.thresholds.combined)
