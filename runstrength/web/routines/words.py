"""What a routine's page says of each exercise: what is asked, what was done, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...storage.accounts import Settings, User
from ...training.progression import Suggestion, Target
from ...training.routines import Routine, RoutineExercise, Timed
from ...training.workouts import Lift
from ..exercise_names import exercises_of
from ..formats import short_date, spoken, weight, working_sets
from ..suggested import Tip, range_in_words, suggestions, tip_of, why


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise of a routine in words; empty where there is nothing to say."""

    exercise: str
    is_known: bool
    asked: str
    in_turn: bool  # With the one above.
    last: str = ""
    next: str = ""
    why: str = ""
    tip: Tip | None = None


def lines(routine: Routine, user: User, lifts: Sequence[Lift], is_worn_out: bool) -> list[Line]:
    """The exercises of a routine, after the newest `lifts`."""
    found = suggestions(user, lifts, routine.targets, is_worn_out)
    before, known = [None, *routine.exercises], exercises_of(user)
    targets = routine.targets  # Of an exercise that comes twice, the first row's.
    return [
        Line(
            exercise=each.exercise,
            is_known=each.exercise in known,
            asked=asked(each),
            in_turn=is_in_turn(each, above),
            last=_last(each.exercise, lifts, user.settings),
            **_next(
                found.get(each.exercise) if each.target == targets.get(each.exercise) else None,
                each.target,
                user.settings,
            ),
        )
        for each, above in zip(routine.exercises, before, strict=False)
    ]


def asked(each: RoutineExercise) -> str:
    """Write what is asked: 3 × 8–12, 2 in reserve; 3 × 45 s."""
    target = each.target
    if isinstance(target, Timed):
        return f"{target.sets} × {spoken(target.seconds)}"
    return _with_reserve(f"{target.sets} × {range_in_words(target)}", target.rir)


def is_in_turn(each: RoutineExercise, above: RoutineExercise | None) -> bool:
    """Whether an exercise is done in turn with the one above."""
    return above is not None and each.superset is not None and each.superset == above.superset


def _last(exercise: str, lifts: Sequence[Lift], settings: Settings) -> str:
    for lift in lifts:
        for done in lift.exercises:
            if done.exercise == exercise and done.working_sets:
                return f"{short_date(lift.local_date)}: {working_sets(done, settings)}"
    return ""


def _next(found: Suggestion | None, target: Target | Timed, settings: Settings) -> dict:
    if found is None or not isinstance(target, Target):
        return {}
    words = f"{found.sets} × {found.reps}"
    if found.weight:
        words += f" × {weight(found.weight, settings.weight_unit)}"
    return {
        "next": _with_reserve(words, found.rir),
        "why": why(found, target),
        "tip": tip_of(found),
    }


def _with_reserve(words: str, rir: int | None) -> str:
    return words if rir is None else f"{words}, {rir} in reserve"
