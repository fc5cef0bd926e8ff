"""What the log suggests for exercises: sets, reps and weight by double progression, and why.

It never fills anything in: a page shows it beside what the user is about to lift.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for

from ..storage import marks
from ..storage.accounts import User
from ..training.check_ins import CheckIn
from ..training.plates import step_kg
from ..training.progression import MORE_IN_RESERVE, Reason, Suggestion, Target, suggest_next
from ..training.readiness import readiness
from ..training.rules.adjust_intensity import READINESS_OF
from ..training.sessions import sessions_of
from ..training.timeline import Timeline
from ..training.workouts import Lift
from . import clock
from .gear import gear_of

# Seven weeks of three lifts: who has not done an exercise for longer starts anew.
LIFTS_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Tip:
    """The guide's sentence that a suggestion follows, and where it stands."""

    label: str
    url: str
    text: str


def suggestions(
    user: User, lifts: Sequence[Lift], targets: Mapping[str, Target], is_worn_out: bool = False
) -> dict[str, Suggestion]:
    """What to do next, by exercise, after the newest `lifts`; an exercise that is timed has none.

    `is_worn_out` is whether today's check-in is low.
    """
    day, step = clock.today(user), step_kg(gear_of(user))
    found = {
        exercise: suggest_next(
            sessions_of(lifts, exercise),
            target,
            day,
            step_kg=step,
            readiness_is_low=is_worn_out,
            weight_percent=user.thresholds.weight_percent,
        )
        for exercise, target in targets.items()
    }
    return {exercise: each for exercise, each in found.items() if each}


def is_worn_out(user: User, check_ins: Mapping[date, CheckIn]) -> bool:
    """Whether today's check-in is low, by itself or beside those of four weeks."""
    judged = readiness(Timeline(check_ins=check_ins), user.thresholds, clock.today(user))
    return judged is not None and judged.is_low


def check_ins_of(user: User) -> Mapping[date, CheckIn]:
    """The check-ins that today's is judged beside, in one statement."""
    today = clock.today(user)
    return dict(marks.between(user.id, today - READINESS_OF, today).check_ins)


def why(found: Suggestion, target: Target) -> str:
    """Why a suggestion is as it is, in a sentence."""
    says = WHY[found.reason].format(
        low=target.reps_low, high=target.reps_high, range=range_in_words(target)
    )
    if not found.eased:
        return says
    more = f"{MORE_IN_RESERVE} more reps in reserve"
    eased = "one set less" if found.sets < target.sets else more
    if found.reason is Reason.LOW_READINESS:
        return f"{says}, {eased}."
    return f"{says} Today’s check-in is low: {eased}."


def tip_of(found: Suggestion) -> Tip | None:
    """The tip that a suggestion follows, where it is one."""
    if found.tip is None:
        return None
    guide = current_app.extensions["guide"]
    passage = guide.citation(found.tip)
    address = url_for("guide.article", slug=guide.cited.slug, _anchor=passage.id)
    return Tip(passage.label, address, passage.text)


def range_in_words(target: Target) -> str:
    """Write a range of repetitions: 8–12, or 5."""
    low, high = target.reps_low, target.reps_high
    return str(low) if low == high else f"{low}–{high}"


WHY = {
    Reason.FIRST_TIME: "No weight is known yet.",
    Reason.MORE_REPS: "Within {range} reps last time: one more.",
    Reason.REACH_THE_RANGE: "Fewer than {low} reps last time: the same weight, up to {low}.",
    Reason.TOO_HEAVY: "Fewer than {low} reps twice in a row: lighter.",
    Reason.NONE_IN_RESERVE: "No rep in reserve last time: the same again.",
    Reason.ONCE_MORE: "{high} reps once: the same again, then the next step.",
    Reason.NOT_RATED: "{high} reps, with form or reserve not noted: the same again.",
    Reason.MORE_WEIGHT: "Twice {high} reps, solid, with one or more in reserve: the next step.",
    Reason.HARDER_VARIANT: "Twice {high} reps, solid, with one or more in reserve, at bodyweight.",
    Reason.STEP_TOO_LARGE: "Twice {high} reps, but the next plate step is a jump: the same again.",
    Reason.AFTER_A_BREAK: "Nothing in four weeks to add to: the same again.",
    Reason.FORM_SHAKY: "Form was shaky last time: the same again.",
    Reason.FORM_BROKE_DOWN: "Form broke down last time: no heavier than then.",
    Reason.LOW_READINESS: "Today’s check-in is low: the same weight",
    Reason.WEIGHT_JUMP: "More would be a jump beside the last four weeks.",
}
