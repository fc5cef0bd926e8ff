"""What today should be: the most demanding day that no rule has a caution or a warning against."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from .flags import Flag, Severity
from .intensity import Intensity, Reading
from .rules import NEAR_DAYS, RULES, RULES_BY_ID, flags_for
from .thresholds import Thresholds
from .timeline import Timeline
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
# The rules that a day can run against, by how far back they have to look: at the day alone, at a
# few days, and the two that look over weeks, of which a load is compared with part of five.
ASKED = (
    (timedelta(0), [rule for rule in RULES if rule.reach_days == 0]),
    (timedelta(days=NEAR_DAYS + 1), [rule for rule in RULES if 0 < rule.reach_days <= NEAR_DAYS]),
    (timedelta(days=35), [RULES_BY_ID["no-rest-day"], RULES_BY_ID["load-jump"]]),
)


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


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to spend the day, with the flags that it would add."""

    option: Option
    variant: Variant
    flags: tuple[Flag, ...]

    @property
    def is_fine(self) -> bool:
        """Whether it adds no caution and no warning."""
        return all(flag.severity < Severity.CAUTION for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What today should be, from here on.

    `variants` are the ways in which the option is fine. `reasons` are the flags that ruled out what
    would have been more demanding, the gravest first. `after` is the easy run of today that a
    short lift would follow; with `is_done` today's training is done, and rest is what is left.
    """

    option: Option
    variants: tuple[Variant, ...]
    reasons: tuple[Flag, ...]
    alternatives: tuple[Alternative, ...]
    after: Run | None = None
    is_done: bool = False


def suggest(
    timeline: Timeline, thresholds: Thresholds, today: date, now: datetime, time_zone: str
) -> Suggestion:
    """Try each day on the timeline, and take the most demanding one that is fine.

    Today's own plans are left out: each is an answer of its own, and has its own forecasts. What
    was logged today counts. A second workout is only ever suggested where the guide speaks of one,
    a short lift after an easy run; every other is an alternative. A check-in takes part through
    the rules alone, which it can only make say more.
    """
    done = [w for w in timeline.on(today) if not w.planned]
    reading = Reading(thresholds)  # An easy or slight workout is known to be so, never guessed.
    after = _easy_run_alone(done, reading)
    is_done = after is None and any(not reading.is_slight(w) or reading.is_hard(w) for w in done)
    start = max([now, *(w.ended_at + PAUSE for w in done)])
    tried = _judged(timeline, thresholds, today, start, time_zone, after)
    reasons: list[Flag] = []
    for option in _open(after, is_done):
        ways = [a for a in tried if a.option is option]
        fine = tuple(a.variant for a in ways if a.is_fine)
        if option is Option.REST or set(fine) - SOFT:
            break
        reasons += (f for a in ways if a.variant not in SOFT for f in a.flags)
    others = tuple(a for a in tried if a.option is not option or a.variant not in fine)
    return Suggestion(option, fine, _told(reasons), others, after, is_done)


def _open(after: Run | None, is_done: bool) -> tuple[Option, ...]:
    """The options that can be suggested still, the most demanding first."""
    if is_done:
        return (Option.REST,)
    if after:
        return (Option.EASY_RUN_AND_SHORT_LIFT, Option.REST)
    return tuple(sorted(Option, reverse=True))


def _easy_run_alone(done: Iterable[Workout], reading: Reading) -> Run | None:
    """The last easy run of a day that held nothing else worth the name, and no lift."""
    training = [w for w in done if isinstance(w, Lift) or not reading.is_slight(w)]
    if not all(isinstance(w, Run) and reading.intensity(w) is Intensity.EASY for w in training):
        return None
    return training[-1] if training else None


def _judged(
    timeline: Timeline,
    thresholds: Thresholds,
    today: date,
    start: datetime,
    time_zone: str,
    after: Run | None,
) -> list[Alternative]:
    """Every variant with the flags that it would add, the most demanding first."""
    counted = [w for w in timeline.workouts if not (w.planned and w.local_date <= today)]
    known = [
        ([w for w in counted if w.local_date >= today - reach], rules) for reach, rules in ASKED
    ]

    def flags_with(*more: Workout) -> list[Flag]:
        return [
            flag
            for workouts, rules in known
            for flag in flags_for(
                timeline.holding([*workouts, *more]), thresholds, today, since=today, rules=rules
            )
        ]

    before = {(f.rule, f.date, f.subject): f for f in flags_with()}
    tried = []
    for option in sorted(VARIANTS, reverse=True):
        for variant in VARIANTS[option]:
            sessions = _sessions(variant, thresholds, after)
            placed = _placed(sessions, start, today, time_zone)
            flags = flags_with(*placed) if sessions else []
            tried.append(Alternative(option, variant, tuple(_added(flags, before))))
    return tried


def _added(flags: list[Flag], before: dict) -> Iterator[Flag]:
    """The flags that were not there before, or were less grave, or went less far."""
    for flag in flags:
        known = before.get((flag.rule, flag.date, flag.subject))
        if (
            known is None
            or flag.severity > known.severity
            or (flag.measured or 0) > (known.measured or 0)
        ):
            yield flag


def _told(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """What is graver than a remark, each rule of a date once."""
    told: dict[tuple, Flag] = {}
    for flag in sorted(flags, key=lambda f: -f.severity):
        if flag.severity >= Severity.CAUTION:
            told.setdefault((flag.rule, flag.date), flag)
    return tuple(told.values())


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


def _placed(
    sessions: list[dict], start: datetime, today: date, time_zone: str
) -> Iterator[Workout]:
    """The workouts, one after the other; late in the evening they are still today's."""
    for position, session in enumerate(sessions):
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
