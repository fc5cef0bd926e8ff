"""What the log page suggests beside an exercise's inputs, as the form would have it typed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ...storage.accounts import User
from ...training.progression import Suggestion, Target
from ...training.quantities import Weight, WeightUnit
from ...training.routines import usual_target
from ...training.sessions import sessions_of
from ...training.workouts import Lift
from ..suggested import suggestions, tip_of, why


def suggested(
    user: User, lifts: Sequence[Lift], targets: Mapping[str, Target], is_worn_out: bool = False
) -> dict[str, dict]:
    """By exercise: sets, reps, weight, rir as fields of the form; why, and the guide's tip.

    `lifts` are the newest, `targets` those of the routine that the form was opened with. Any other
    exercise of the lifts is taken to be after what it was done with (`usual_target`): last time's
    sets, and from the fewest reps that its weight was done for to two more.
    """
    wanted = {**_usual_targets(lifts), **targets}
    found = suggestions(user, lifts, wanted, is_worn_out)
    unit = user.settings.weight_unit
    return {name: _told(each, wanted[name], unit) for name, each in found.items()}


def _usual_targets(lifts: Sequence[Lift]) -> dict[str, Target]:
    names = {done.exercise for lift in lifts for done in lift.exercises}
    usual = {name: usual_target(sessions_of(lifts, name)) for name in sorted(names)}
    return {name: target for name, target in usual.items() if target}


def _told(found: Suggestion, target: Target, unit: WeightUnit) -> dict:
    tip = tip_of(found)
    return {
        "sets": found.sets,
        "reps": str(found.reps),
        "weight": _typed(found.weight, unit),
        "rir": "" if found.rir is None else str(found.rir),
        "says": why(found, target),
        "tip": asdict(tip) if tip else None,
    }


def _typed(weight: Weight | None, unit: WeightUnit) -> str:
    """A weight as one would type it: in another unit than the user's, with that behind it."""
    if weight is None:
        return ""
    text = format(weight.value, "f")
    return text if weight.unit == unit else f"{text} {weight.unit}"
