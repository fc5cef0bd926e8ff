"""Flags and what settles them, said in a line."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from flask import Flask

from ..storage.accounts import Settings
from ..training.flags import Action, Flag, Remedy
from ..training.workouts import Lift, Run, RunType, Workout
from . import formats
from .exercise_names import exercise_name

HEADLINES = {
    "back-to-back-hard": "Hard days back to back",
    "legs-before-hard-run": "Hard leg work ended {apart} before a hard run",
    "legs-after-hard-run": "Hard leg work {apart} after a hard run",
    "combined-order": "Lift {apart} before a run of the same day",
    "combined-not-easy": "Lift {apart} after a run that was not easy",
    "combined-not-short": "Long or hard lift {apart} after an easy run",
    "well-combined": "Short lift {apart} after an easy run",
    "same-region-again": "The same region, hard again after {apart}",
    "not-alternating": "Two days of lifting in a row, with no run",
    "no-rest-day": "{now} days in a row without a rest day",
    "long-run-spike": "A run of {now}; the longest of the 30 days before was {then}",
    "weight-jump": "{exercise} with {now}, up from {then} in four weeks",
    "lift-volume-jump": "{now} working sets in a week, after {then} in a usual one",
    "heavier-on-poor-form": "{exercise} with {now}, after {then} with form breaking down",
    "hard-on-low-readiness": "A hard workout on a day that began at {now} of 25",
    "load-jump": "A week’s load of {now}, after {then} in a usual one",
    "monotonous-week": "A week of days much alike, at no less load than usual",
    "too-many-hard-days": "{now} hard days in a week",
    "few-lifts": "A week of running with {lifts}",
    "region-missed": "No {region} in the last {then} days",
}
REGION_WORK = {"lower": "lower-body set", "core": "core set", "upper": "upper-body set"}


def init_headlines(app: Flask) -> None:
    """Give the templates both sentences as filters."""
    app.add_template_filter(headline)
    app.add_template_filter(remedy_words)


def headline(flag: Flag, settings: Settings) -> str:
    """What a flag says of its workouts, in the user's units, in a few words."""
    written = MEASURED_IN.get(flag.rule, _plain)
    now, then = (
        "" if value is None else written(value, settings)
        for value in (flag.measured, flag.compared_with)
    )
    return HEADLINES[flag.rule].format(
        apart="" if flag.gap is None else formats.hours_apart(flag.gap),
        exercise=exercise_name(flag.about) if flag.about else "",
        region=REGION_WORK.get(flag.about, ""),
        now=now,
        then=then,
        lifts="no lift" if not flag.measured else "one lift" if now == "1" else f"{now} lifts",
    )


def remedy_words(remedy: Remedy, workouts: Mapping[UUID, Workout], settings: Settings) -> str:
    """What would settle a flag, as a part of a sentence: Moving the run of Tue 17 Nov to …."""
    first = workouts[remedy.workouts[0]]
    day = formats.short_date(first.local_date)
    which = f"the {formats.workout_name(first).lower()} of {day}"
    if len(remedy.workouts) > 1:
        which = f"all of {day}"
    match remedy.action:
        case Action.SWAP:
            return "Running first, then lifting"
        case Action.MOVE:
            return _moving(remedy, which, first)
        case Action.EASE if remedy.exercise:
            most = _weight(remedy.weight_kg_at_most, settings)
            return f"Keeping {exercise_name(remedy.exercise).lower()} at {most} or less"
        case Action.EASE:
            words = f"Keeping {which} at effort {remedy.effort_at_most} or less"
            if remedy.rir_at_least:
                words += f", with {remedy.rir_at_least} or more reps in reserve in leg sets"
            return words
        case Action.SHORTEN:
            return f"Keeping {which} within {' and '.join(_limits(remedy, settings))}"


def settled_words(changes: Iterable[tuple[Workout, Workout]], settings: Settings) -> str:
    """What became of changed workouts, each as it was and as it is, as a part of a sentence.

    The lift of Mon 7 Dec now starts at 13:50. What can't be read off the plan any more is added.
    """
    return ", and ".join(
        f"the {formats.workout_name(was).lower()} of {formats.short_date(was.local_date)} "
        + " and ".join(_became(was, now, settings))
        for was, now in sorted(changes, key=lambda change: change[0].started_at)
    )


def _became(was: Workout, now: Workout, settings: Settings) -> Iterator[str]:
    several = isinstance(was, Run) and was.type in (RunType.INTERVALS, RunType.HILLS)
    be, ending = ("are", "") if several else ("is", "s")
    start = f"{now.local_start:%H:%M}"
    is_shifted = start != f"{was.local_start:%H:%M}"
    if now.local_date != was.local_date:
        at = f" at {start}" if is_shifted else ""
        yield f"{be} now on {formats.short_date(now.local_date)}{at}"
    elif is_shifted:
        yield f"now start{ending} at {start}"
    if now.effort != was.effort:
        yield f"{be} now at effort {now.effort}" + (f" (was {was.effort})" if was.effort else "")
    cuts = [
        f"{after} (was {before})"
        for before, after in zip(_extent(was, settings), _extent(now, settings), strict=True)
        if before != after
    ]
    if cuts:
        yield f"{be} cut to {' and '.join(cuts)}"
    elif isinstance(now, Lift):
        yield from _eased_sets(was, now, settings)


def _extent(workout: Workout, settings: Settings) -> tuple[str, str]:
    """How much a workout holds, and how long it takes."""
    if isinstance(workout, Lift):
        much = formats.counted(len(workout.working_sets()), "working set")
    else:
        much = (
            formats.distance(workout.distance, settings.distance_unit) if workout.distance else ""
        )
    return much, formats.spoken(workout.duration_s)


def _eased_sets(was: Lift, now: Lift, settings: Settings) -> Iterator[str]:
    pairs = [
        (before, after, done.exercise)
        for old, done in zip(was.exercises, now.exercises, strict=True)
        for before, after in zip(old.sets, done.sets, strict=True)
    ]
    rir = {after.rir for before, after, _ in pairs if after.rir != before.rir}
    if rir:
        yield f"keeps {min(rir)} or more reps in reserve in leg sets"
    lighter = [(b, a, name) for b, a, name in pairs if a.weight != b.weight]
    if lighter:
        heaviest, after, name = max(lighter, key=lambda pair: pair[0].weight.kg)
        most, before = (formats.weight(s.weight, settings.weight_unit) for s in (after, heaviest))
        yield f"is now at {most} of {exercise_name(name).lower()} (was {before})"


def _moving(remedy: Remedy, which: str, workout: Workout) -> str:
    if remedy.to_date:
        return f"Moving {which} to {formats.short_date(remedy.to_date)}"
    if remedy.end_not_after:
        return f"Ending {which} by {_moment(remedy.end_not_after, workout)}"
    return f"Starting {which} at {_moment(remedy.start_not_before, workout)} or later"


def _limits(remedy: Remedy, settings: Settings) -> list[str]:
    limits = []
    if remedy.distance_m_at_most is not None:
        limits.append(_distance(remedy.distance_m_at_most, settings))
    if remedy.duration_s_at_most is not None:
        limits.append(formats.spoken(remedy.duration_s_at_most))
    if remedy.working_sets_at_most is not None:
        limits.append(formats.counted(remedy.working_sets_at_most, "working set"))
    return limits


def _moment(instant: datetime, workout: Workout) -> str:
    """A clock time where the workout is, with its date where that is another."""
    there = formats.in_zone(instant, workout.time_zone)
    on = there.date()
    return f"{there:%H:%M}" + (f" on {formats.short_date(on)}" if on != workout.local_date else "")


def _distance(metres: int, settings: Settings) -> str:
    return formats.distance(Fraction(metres), settings.distance_unit)


def _weight(kg: Fraction, settings: Settings) -> str:
    return formats.weight(Fraction(kg), settings.weight_unit)


def _plain(value: Fraction | int, _settings: Settings) -> str:
    return formats.number(Fraction(value))


MEASURED_IN = {
    "long-run-spike": _distance,
    "weight-jump": _weight,
    "heavier-on-poor-form": _weight,
}
