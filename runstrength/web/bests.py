"""New bests of a workout against all before it, in words."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..storage import records
from ..storage.accounts import Settings, User
from ..training.records import Best, BestKind, new_bests
from ..training.run_records import RunBests, new_run_bests
from ..training.workouts import Run, Workout
from .exercise_names import exercise_name
from .formats import clock, distance, spoken, weight


def new_bests_of(user: User, workout: Workout) -> list[str]:
    """What a workout did better than ever, a line each; asks the database once at most."""
    if workout.planned:
        return []
    if isinstance(workout, Run):
        before = records.runs_that_count(user.id, workout.started_at)
        return list(_of_run(new_run_bests(workout, before), user.settings))
    names = {done.exercise for done in workout.exercises if done.working_sets}
    if not names:
        return []
    before = records.sets_that_count(user.id, names, workout.started_at)
    return list(_of_lift(new_bests(workout, before), user.settings))


def _of_run(bests: RunBests, settings: Settings) -> Iterator[str]:
    for best in bests.fastest:
        how = " (average of the whole run)" if best.from_average else ""
        yield f"{best.distance} in {clock(round(best.seconds))}{how}"
    if bests.longest:
        yield f"Farthest: {distance(bests.longest.distance, settings.distance_unit)}"
    if bests.most_time:
        yield f"Longest: {spoken(bests.most_time.counted_s)}"


def _of_lift(bests: Iterable[Best], settings: Settings) -> Iterator[str]:
    for exercise, group in groupby(bests, key=lambda best: best.exercise):
        words = ", ".join(_in_words(best, settings) for best in group)
        yield f"{exercise_name(exercise)}: {words}"


def _in_words(best: Best, settings: Settings) -> str:
    if best.kind is BestKind.HOLD:
        return f"held {spoken(int(best.value))}"
    if best.kind is BestKind.REPS:
        return f"{best.value} at bodyweight"
    kg = best.set.weight if best.kind is BestKind.WEIGHT else best.value
    written = weight(kg, settings.weight_unit)
    if best.kind is BestKind.WEIGHT:
        return f"{best.set.reps} × {written}"
    return f"{'e1RM' if best.kind is BestKind.E1RM else 'volume'} {written}"
