"""What a day can be, and the workouts that stand for it when it is tried."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from .thresholds import Thresholds
from .workouts import Lift, LiftExercise, Region, Run, Set, Workout

# What the days are tried with: middling sessions of their kind. They have no distance and no
# weight, as nothing says which ones: rules about those are not asked.
EASY_RUN_S, EASY_EFFORT = 45 * 60, 3
HARD_RUN_S, HARD_LIFT_S, HARD_EFFORT = 50 * 60, 55 * 60, 8
SHORT_LIFT_S, SHORT_LIFT_EFFORT = 30 * 60, 5
HARD_SETS, SHORT_SETS = 3, 2  # A region.
# Time to change shoes: what follows a workout must not overlap it.
PAUSE = timedelta(minutes=10)
# Ids of workouts are random; nobody has the last ones of all.
LAST_ID = (1 << 128) - 1


class Option(IntEnum):
    """What a day can be, in rising order of demand."""

    REST = 0
    EASY_RUN = 1
    EASY_RUN_AND_SHORT_LIFT = 2
    HARD_DAY = 3


class Variant(StrEnum):
    """What is done on such a day: a hard day has three variants, each judged apart."""

    HARD_RUN = "hard-run"
    HARD_LEG_LIFT = "hard-leg-lift"
    HARD_UPPER_LIFT = "hard-upper-lift"
    EASY_RUN_AND_SHORT_LIFT = "easy-run-and-short-lift"
    EASY_RUN = "easy-run"
    REST = "rest"


VARIANTS = {
    Option.HARD_DAY: (Variant.HARD_RUN, Variant.HARD_LEG_LIFT, Variant.HARD_UPPER_LIFT),
    Option.EASY_RUN_AND_SHORT_LIFT: (Variant.EASY_RUN_AND_SHORT_LIFT,),
    Option.EASY_RUN: (Variant.EASY_RUN,),
    Option.REST: (Variant.REST,),
}
# Lifting without the legs goes with most days. It alone does not make a hard day fine.
SOFT = frozenset({Variant.HARD_UPPER_LIFT})


def workouts_of(
    variant: Variant,
    thresholds: Thresholds,
    after: Run | None,
    start: datetime,
    today: date,
    time_zone: str,
) -> Iterator[Workout]:
    """The workouts of a variant, one after the other from `start` on; none for rest.

    The run that a short lift follows is done where there is an `after`. Late in the evening they
    are still today's.
    """
    for position, session in enumerate(_sessions(variant, thresholds, after)):
        kind = Lift if "exercises" in session else Run
        workout = kind(
            id=UUID(int=LAST_ID - position),
            started_at=start,
            time_zone=time_zone,
            local_date=today,
            **session,
        )
        yield workout
        start = workout.ended_at + PAUSE


def _sessions(variant: Variant, thresholds: Thresholds, after: Run | None) -> list[dict]:
    """What the workouts of a variant hold, as the user's own thresholds have it."""
    hard = {"effort": max(HARD_EFFORT, thresholds.moderate_effort + 1)}
    easy = {"effort": min(EASY_EFFORT, thresholds.easy_effort), "duration_s": EASY_RUN_S}
    short = {
        "effort": min(SHORT_LIFT_EFFORT, thresholds.moderate_effort),
        "duration_s": min(SHORT_LIFT_S, int(thresholds.short_lift.total_seconds())),
        "exercises": _sets(min(SHORT_SETS, thresholds.short_lift_sets // len(Region)), *Region),
    }
    legs = _sets(HARD_SETS, Region.LOWER)
    others = _sets(HARD_SETS, Region.UPPER, Region.CORE)
    return {
        Variant.HARD_RUN: [{**hard, "duration_s": HARD_RUN_S}],
        Variant.HARD_LEG_LIFT: [{**hard, "duration_s": HARD_LIFT_S, "exercises": legs}],
        Variant.HARD_UPPER_LIFT: [{**hard, "duration_s": HARD_LIFT_S, "exercises": others}],
        Variant.EASY_RUN_AND_SHORT_LIFT: [short] if after else [easy, short],
        Variant.EASY_RUN: [easy],
        Variant.REST: [],
    }[variant]


def _sets(count: int, *regions: Region) -> tuple[LiftExercise, ...]:
    return tuple(
        LiftExercise(exercise=region.value, region=region, sets=(Set(reps=8),) * count)
        for region in regions
    )
