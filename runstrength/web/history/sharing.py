"""A workout as one shows it to a friend. Made here and on the phone; what sends it is the user.

Notes, effort, heart rate and shoes are nobody else's: they are left out.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...storage.accounts import Settings
from ...training.workouts import Lift, Run, Workout
from ..exercise_names import exercise_name
from ..formats import (
    clock,
    distance,
    height,
    long_date,
    pace,
    weight,
    working_sets,
    workout_name,
)


def figures(workout: Workout, settings: Settings) -> dict[str, str]:
    """The few figures that stand for a workout, by their names."""
    if isinstance(workout, Run):
        found = {"Time": clock(workout.counted_s)}
        if workout.distance:
            unit = settings.distance_unit
            found = {"Distance": distance(workout.distance, unit), **found}
            found["Pace"] = pace(workout, unit)
        if workout.elevation_gain_m:
            found["Climb"] = height(workout.elevation_gain_m, settings)
        return found
    found = {"Time": clock(workout.duration_s)}
    if count := len(workout.working_sets()):
        found["Sets"] = str(count)
    if volume := _volume_kg(workout):
        found["Volume"] = weight(volume, settings.weight_unit)
    return found


def lines(workout: Workout, settings: Settings) -> list[tuple[str, str]]:
    """What was done: an exercise with its working sets each, or the run's intervals."""
    if isinstance(workout, Run):
        ground = [("Treadmill", "")] if workout.is_treadmill else []
        return ground + ([("Intervals", workout.intervals)] if workout.intervals else [])
    done = [e for e in workout.exercises if e.working_sets]
    return [(exercise_name(e.exercise), working_sets(e, settings)) for e in done]


def text(workout: Workout, settings: Settings, bests: Sequence[str]) -> str:
    """The workout in plain lines."""
    return "\n".join(_text_lines(workout, settings, bests))


def picture(workout: Workout, settings: Settings, bests: Sequence[str]) -> dict:
    """What the phone draws."""
    name = workout_name(workout)
    return {
        "kind": workout.kind,
        "title": name,
        "date": long_date(workout.local_date),
        "figures": list(figures(workout, settings).items()),
        "lines": lines(workout, settings),
        "bests": list(bests),
        "file": f"{name.lower().replace(' ', '-')}-{workout.local_date}.png",
    }


def _text_lines(workout: Workout, settings: Settings, bests: Sequence[str]) -> Iterator[str]:
    yield f"{workout_name(workout)}, {long_date(workout.local_date)}"
    yield " · ".join(_figure(*each) for each in figures(workout, settings).items())
    yield from (f"{name}: {what}" if what else name for name, what in lines(workout, settings))
    yield from (f"New best: {best}" for best in bests)


def _figure(name: str, value: str) -> str:
    return {"Sets": f"{value} sets" if value != "1" else "1 set", "Volume": f"{value} lifted"}.get(
        name, f"{value} up" if name == "Climb" else value
    )


def _volume_kg(lift: Lift) -> Fraction:
    """What was moved, without what a machine or a band took off."""
    lifted = (s for s in lift.working_sets() if s.reps and s.weight and s.weight.kg > 0)
    return sum((s.reps * s.weight.kg for s in lifted), start=Fraction(0))
