"""From what a file tells to a workout of the log: rounded, cut, what does not fit left out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from uuid import UUID

from ..training.guessing import Guess, is_automatic_title, run_type
from ..training.limits import Invalid, Range
from ..training.quantities import Distance, DistanceUnit
from ..training.workouts import (
    AVG_HR_BPM,
    DURATION_S,
    EFFORT,
    ELEVATION_GAIN_M,
    EXERCISE_NOTES_CHARACTERS,
    MOST_EXERCISES,
    MOST_SETS,
    NOTES_CHARACTERS,
    Lift,
    LiftExercise,
    Region,
    Run,
    Set,
)
from .found import RUNNING, STRENGTH, Answers, Found, FoundExercise, Rejected
from .zones import start_of, zone_of

# The exercise of the log that an app has these names for, and its region; None leaves it out.
ExerciseIds = Callable[[str, tuple[str, ...]], tuple[str, Region] | None]

A_SET_S = 150  # A set and the rest after it, where an app counts sets and no time.
SOURCE_CHARACTERS = 32
FIRST_YEAR, LAST_YEAR = 1970, 2199
# A centimetre: a device writes a double, and no measure is better.
SMALLEST = {
    DistanceUnit.M: Decimal("0.01"),
    DistanceUnit.KM: Decimal("0.00001"),
    DistanceUnit.MI: Decimal("0.00001"),
}
# Controls that no page shows, and halves of surrogate pairs.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WORDS = {
    "started_at": "the start",
    "time_zone": "the time zone",
}


def taken(
    found: Found,
    answers: Answers,
    exercise_ids: ExerciseIds,
    workout_id: UUID,
    *,
    max_hr_bpm: int | None = None,
) -> Run | Lift | Rejected:
    """The run or lift that `found` tells, or why the log can't have it.

    What the log has no room for is rounded (seconds, beats, centimetres), cut (notes, the source)
    or dropped (a heart rate, an effort or a climb out of range; a moving time longer than the
    whole is the whole). `max_hr_bpm` is the highest heart rate known of the user. `assumed` says
    what is no figure of the file's own.
    """
    if found.sport not in (RUNNING, STRENGTH):
        return Rejected(found.row, f"{found.sport or 'this sport'} is not logged here")
    if not FIRST_YEAR <= found.started_at.year <= LAST_YEAR:
        return Rejected(found.row, f"its start is not between {FIRST_YEAR} and {LAST_YEAR}")
    try:
        if found.sport == RUNNING:
            return _run(found, answers, workout_id, guessed(found, max_hr_bpm))
        return _lift(found, answers, workout_id, exercise_ids)
    except _Unfit as why:
        return Rejected(found.row, str(why))
    except Invalid as error:
        first = error.errors[0]
        return Rejected(found.row, f"{_WORDS.get(first.field, first.field)} {first.message}")


def guessed(found: Found, max_hr_bpm: int | None = None) -> Guess:
    """What a run was for, by its title, its laps, or the share of `max_hr_bpm` that it averages."""
    laps = [(lap.elapsed_s, lap.distance_m) for lap in found.laps]
    average = _within(AVG_HR_BPM, found.avg_hr_bpm)
    share = average / max_hr_bpm if average and max_hr_bpm else None
    return run_type(found.title, laps, share, _whole(found.moving_s) or _whole(found.elapsed_s))


def assumed(found: Found, max_hr_bpm: int | None = None) -> tuple[str, ...]:
    """What `taken` fills in, in a few words each, to be shown before anything is stored."""
    return tuple(_assumptions(found, max_hr_bpm))


def _assumptions(found: Found, max_hr_bpm: int | None) -> Iterator[str]:
    if found.sport == RUNNING:
        guess = guessed(found, max_hr_bpm)
        if guess.reason:
            yield f"type {guess.reason}"
    elif not _told_s(found):
        yield "duration by its sets"


class _Unfit(Exception):
    """Why the log can't have it, in a plain sentence."""


def _run(found: Found, answers: Answers, workout_id: UUID, guess: Guess) -> Run:
    duration_s = _whole(found.elapsed_s) or _whole(found.moving_s)
    if not duration_s:
        raise _Unfit("its duration is missing")
    moving_s = _whole(found.moving_s)
    return Run(
        **_common(found, answers, workout_id, duration_s),
        type=guess.type,
        distance=_distance(found.distance),
        moving_s=min(moving_s, duration_s) if moving_s else None,
        intervals=guess.intervals,
        is_treadmill=found.is_treadmill,
        elevation_gain_m=_within(ELEVATION_GAIN_M, found.elevation_gain_m),
    )


def _lift(found: Found, answers: Answers, workout_id: UUID, exercise_ids: ExerciseIds) -> Lift:
    duration_s = _told_s(found) or _counted_s(found)
    if not duration_s:
        raise _Unfit("its duration is missing, and it has no sets to tell it from")
    exercises = tuple(_exercises(found, exercise_ids))
    if len(exercises) > MOST_EXERCISES:
        raise _Unfit(f"it has more than {MOST_EXERCISES} exercises")
    return Lift(**_common(found, answers, workout_id, duration_s), exercises=exercises)


def _common(found: Found, answers: Answers, workout_id: UUID, duration_s: int) -> dict:
    return {
        "id": workout_id,
        "started_at": start_of(found, answers),
        "time_zone": zone_of(found, answers),
        "duration_s": _bounded(duration_s),
        "effort": _within(EFFORT, found.effort),
        "avg_hr_bpm": _within(AVG_HR_BPM, found.avg_hr_bpm),
        "notes": _cut(_notes(found), NOTES_CHARACTERS),
        "source": _shown(found.source)[:SOURCE_CHARACTERS],
    }


def _bounded(duration_s: int) -> int:
    if duration_s > DURATION_S.high:
        raise _Unfit(f"it lasts longer than {DURATION_S.high // 3600} hours")
    return duration_s


def _told_s(found: Found) -> int:
    """The seconds that a lift is said to take; 0 where nothing tells, or the clock was left on."""
    seconds = _whole(found.elapsed_s) or _whole(found.moving_s)
    is_left_on = seconds > DURATION_S.high and _counted_s(found)
    return 0 if is_left_on else seconds


def _counted_s(found: Found) -> int:
    """The seconds that its sets would take, each with a rest; 0 without sets."""
    sets = [each for exercise in found.exercises for each in exercise.sets]
    seconds = sum(each.duration_s or 0 for each in sets) + A_SET_S * len(sets)
    return min(seconds, DURATION_S.high)


def _exercises(found: Found, exercise_ids: ExerciseIds) -> Iterator[LiftExercise]:
    """Those that the log knows; one of more sets than it holds goes on as another of the same."""
    supersets: dict[int, int] = {}
    for exercise in found.exercises:
        known = exercise_ids(found.app, exercise.names)
        if known is None:
            continue
        number = _superset(exercise, supersets)
        for n, sets in enumerate(_portions(exercise.sets)):
            notes = "" if n else _cut(_shown(exercise.notes).strip(), EXERCISE_NOTES_CHARACTERS)
            name, region = known
            yield LiftExercise(
                exercise=name, region=region, sets=sets, notes=notes, superset=number
            )


def _superset(exercise: FoundExercise, numbers: dict[int, int]) -> int | None:
    """Apps count supersets from 0, or by ids; the log counts them from 1 in each lift."""
    if exercise.superset is None:
        return None
    number = numbers.setdefault(exercise.superset, len(numbers) + 1)
    return min(number, MOST_EXERCISES)  # With more, the lift is refused for all its exercises.


def _portions(sets: Sequence[Set]) -> Iterator[tuple[Set, ...]]:
    for start in range(0, max(len(sets), 1), MOST_SETS):
        yield tuple(sets[start : start + MOST_SETS])


def _notes(found: Found) -> str:
    """The title, unless the app made it up or the notes hold it, and the notes below it."""
    title = " ".join(_shown(found.title).split())
    notes = _shown(found.notes).strip()
    if not title or is_automatic_title(title) or title in notes:
        return notes
    return f"{title}\n{notes}" if notes else title


def _shown(text: str) -> str:
    return _UNSHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _distance(distance: Distance | None) -> Distance | None:
    """To the centimetre; None where that leaves less than the log takes."""
    if distance is None:
        return None
    rounded = distance.value.quantize(SMALLEST[distance.unit])
    if rounded == distance.value:
        return distance
    try:
        return replace(distance, value=Decimal(f"{rounded.normalize():f}"))
    except Invalid:
        return None


def _whole(seconds: float | None) -> int:
    """Whole seconds; 0 for what is none or nonsense."""
    if seconds is None or not isfinite(seconds):
        return 0
    return max(round(seconds), 0)


def _within(allowed: Range, value: float | None) -> int | None:
    """The value rounded, None where the log has no room for it."""
    if value is None or not isfinite(value):
        return None
    return round(value) if allowed.complaint(round(value)) is None else None
