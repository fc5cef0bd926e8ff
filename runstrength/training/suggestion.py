"""What today should be: the most demanding day that no rule has a caution or a warning against."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .flags import Flag, Severity
from .intensity import Intensity, Reading
from .rules import NEAR_DAYS, RULES, RULES_BY_ID, flags_for
from .thresholds import Thresholds
from .timeline import Timeline
from .variants import PAUSE, SOFT, VARIANTS, Option, Variant, workouts_of
from .workouts import Lift, Run, Workout

# The rules that a day can run against, by how far back they have to look: at the day alone, at a
# few days, and the two that look over weeks, of which a load is compared with part of five.
ASKED = (
    (timedelta(0), [rule for rule in RULES if rule.reach_days == 0]),
    (timedelta(days=NEAR_DAYS + 1), [rule for rule in RULES if 0 < rule.reach_days <= NEAR_DAYS]),
    (timedelta(days=35), [RULES_BY_ID["no-rest-day"], RULES_BY_ID["load-jump"]]),
)


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
    would have been more demanding, the gravest first; `remarks` those that the variants would add
    themselves, of which none is a caution. `after` is the easy run of today that a short lift would
    follow; with `is_done` today's training is done, and rest is what is left.
    """

    option: Option
    variants: tuple[Variant, ...]
    reasons: tuple[Flag, ...]
    remarks: tuple[Flag, ...]
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
    is_done = after is None and any(_makes_the_day(w, reading) for w in done)
    start = max([now, *(w.ended_at + PAUSE for w in done)])
    tried = _judged(timeline, thresholds, today, start, time_zone, after)
    reasons: list[Flag] = []
    for option in _open(after, is_done):
        ways = [a for a in tried if a.option is option]
        fine = [a for a in ways if a.is_fine]
        if option is Option.REST or {a.variant for a in fine} - SOFT:
            break
        reasons += (f for a in ways if a.variant not in SOFT for f in a.flags)
    return Suggestion(
        option,
        variants=tuple(a.variant for a in fine),
        reasons=_told(f for f in reasons if f.severity >= Severity.CAUTION),
        remarks=_told(f for a in fine for f in a.flags if f.severity is Severity.INFO),
        alternatives=tuple(a for a in tried if a not in fine),
        after=after,
        is_done=is_done,
    )


def _open(after: Run | None, is_done: bool) -> tuple[Option, ...]:
    """The options that can be suggested still, the most demanding first."""
    if is_done:
        return (Option.REST,)
    if after:
        return (Option.EASY_RUN_AND_SHORT_LIFT, Option.REST)
    return tuple(sorted(Option, reverse=True))


def _easy_run_alone(done: Iterable[Workout], reading: Reading) -> Run | None:
    """The last easy run of a day that held nothing else worth the name, and no lift."""
    training = [w for w in done if isinstance(w, Lift) or _makes_the_day(w, reading)]
    if not all(isinstance(w, Run) and reading.intensity(w) is Intensity.EASY for w in training):
        return None
    return training[-1] if training else None


def _makes_the_day(workout: Workout, reading: Reading) -> bool:
    """Whether a workout is worth the name: a race is, however short and light."""
    return not reading.is_slight(workout) or reading.is_hard(workout)


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
            more = list(workouts_of(variant, thresholds, after, start, today, time_zone))
            flags = tuple(_added(flags_with(*more), before)) if more else ()
            tried.append(Alternative(option, variant, flags))
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
    """Each rule of a date once, the gravest first."""
    told: dict[tuple, Flag] = {}
    for flag in sorted(flags, key=lambda f: -f.severity):
        told.setdefault((flag.rule, flag.date), flag)
    return tuple(told.values())
