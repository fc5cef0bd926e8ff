"""One workout out of two that tell the same: what the log has stays, what it lacks is filled."""

from dataclasses import replace

from .duplicates import is_by_hand, knows_clock
from .workouts import NOTES_CHARACTERS, Lift, Run, RunType, Workout

_BETWEEN = "\n\n"  # Notes, and those of the other.


def merged(stored: Workout, found: Workout) -> Workout:
    """Fill what `stored` lacks from `found`, a workout of the same kind.

    Distance, moving time, heart rate, elevation, intervals, effort, a lift's exercises, and a run's
    type where it is "other", are taken where the log has none. Notes of both are kept, one below
    the other, unless one holds the other. All else stays as it is in the log, `stored` itself where
    there is nothing to add; so merging twice is as good as once.

    Start, zone and duration go together. They are the log's, except where they were typed, to the
    minute or as a date alone, and `found` was recorded: a device's clock is better than memory, and
    gaps between workouts are counted from it. A moving time longer than the duration is given up.
    """
    if stored.kind != found.kind:
        raise ValueError("A run and a lift can’t be made one.")
    filled = _run_filled(stored, found) if isinstance(stored, Run) else _lift_filled(stored, found)
    filled |= {
        "avg_hr_bpm": _first(stored.avg_hr_bpm, found.avg_hr_bpm),
        "effort": _first(stored.effort, found.effort),
        "notes": _notes(stored.notes, found.notes),
    }
    one = replace(stored, **filled)
    return stored if one == stored else one


def _run_filled(stored: Run, found: Run) -> dict:
    clock = _clock(stored, found)
    moving = (
        s for s in (stored.moving_s, found.moving_s) if s is not None and s <= clock["duration_s"]
    )
    return {
        **clock,
        "type": found.type if stored.type is RunType.OTHER else stored.type,
        "distance": _first(stored.distance, found.distance),
        "moving_s": next(moving, None),
        "intervals": stored.intervals or found.intervals,
        "elevation_gain_m": _first(stored.elevation_gain_m, found.elevation_gain_m),
    }


def _lift_filled(stored: Lift, found: Lift) -> dict:
    return {**_clock(stored, found), "exercises": stored.exercises or found.exercises}


def _clock(stored: Workout, found: Workout) -> dict:
    """Start, zone, local date and duration, of the one that tells them best."""
    best = found if _is_typed(stored) and not _is_typed(found) else stored
    return {
        name: getattr(best, name)
        for name in ("started_at", "time_zone", "local_date", "duration_s")
    }


def _is_typed(workout: Workout) -> bool:
    """Whether the time is a person's word; one with seconds was taken from a device before."""
    is_to_the_minute = workout.started_at.second == workout.started_at.microsecond == 0
    return not knows_clock(workout) or (is_by_hand(workout) and is_to_the_minute)


def _first(ours, theirs):
    return theirs if ours is None else ours


def _notes(ours: str, theirs: str) -> str:
    """Both, as far as there is room; the log's own is never shortened."""
    added = theirs.strip()
    if added in ours:
        return ours
    if ours.strip() in added:
        return added
    room = NOTES_CHARACTERS - len(ours) - len(_BETWEEN)
    if len(added) > room:
        added = f"{added[: room - 1]}…" if room > 1 else ""
    return f"{ours}{_BETWEEN}{added}" if added else ours
