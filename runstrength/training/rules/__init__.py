"""The rules: one module a tip of the article, one function a rule.

A rule is a pure function `rule(timeline, reading) -> Iterable[Flag]`; its id is its name with
hyphens. `flags_for` reads them all twice: with known efforts alone, and with estimates for the
others.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..flags import Flag, Remedy, Severity
from ..intensity import Reading
from ..settling import applied
from ..thresholds import Thresholds
from ..timeline import Timeline
from . import alternate_days, combined_workouts, recovery

# The article's six tips on balancing running and weight training, in its order.
TIPS = (
    "alternate-days",
    "combined-workouts",
    "recovery",
    "adjust-intensity",
    "proper-technique",
    "gradual-progression",
)
# Tips that no rule cites yet.
NOT_YET_SERVED = frozenset({"adjust-intensity", "proper-technique", "gradual-progression"})

# A rule looks back from its date by 48 h at most, from the end of a workout of up to 48 h,
# and by one date more for the chain that a hard day stands in; a zone may shift each by a day.
LOOK_BACK_DAYS = 6
# A pair of hard dates that begins in a stretch ends a day behind it; a free date for one of the
# two is looked for within MOVE_AT_MOST of that, and has to lie a day apart from the next hard one.
LOOK_AHEAD_DAYS = 1 + recovery.MOVE_AT_MOST.days + 1
# What is further from a flag's date than this has no part in it.
NEAR = timedelta(days=LOOK_BACK_DAYS)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, the passages that it can cite, and its function."""

    id: str
    tips: tuple[str, ...]
    read: Callable[[Timeline, Reading], Iterable[Flag]]


def _rule(read: Callable, *tips: str) -> Rule:
    return Rule(read.__name__.replace("_", "-"), tips, read)


RULES = (
    _rule(recovery.back_to_back_hard, "recovery", "alternate-days"),
    _rule(recovery.legs_before_hard_run, "recovery"),
    _rule(combined_workouts.legs_after_hard_run, "combined-workouts"),
    _rule(combined_workouts.combined_order, "combined-workouts"),
    _rule(combined_workouts.combined_not_easy, "combined-workouts"),
    _rule(combined_workouts.combined_not_short, "combined-workouts"),
    _rule(combined_workouts.well_combined, "combined-workouts"),
    _rule(alternate_days.same_region_again, "alternate-days"),
)
_ORDER = {rule.id: position for position, rule in enumerate(RULES)}


def flags_for(timeline: Timeline, thresholds: Thresholds, today: date) -> list[Flag]:
    """Read every rule over `timeline` and give its flags by date, the gravest first."""
    timeline = timeline.counted_from(today)
    readings = _readings(timeline, thresholds)
    known, *estimated = ([f for rule in RULES for f in rule.read(timeline, r)] for r in readings)
    flags = [_with_what_settles(flag, timeline, readings) for flag in _merged(known, *estimated)]
    return sorted(flags, key=lambda f: (f.date, -f.severity, _ORDER[f.rule], f.id))


def _readings(timeline: Timeline, thresholds: Thresholds) -> list[Reading]:
    """With known efforts alone; and with estimates, where these tell anything more."""
    known, estimated = Reading(thresholds), Reading(thresholds, estimates=True)
    differ = any(known.intensity(w) is not estimated.intensity(w) for w in timeline.workouts)
    return [known, estimated] if differ else [known]


def _merged(known: list[Flag], estimated: Iterable[Flag] = ()) -> Iterable[Flag]:
    """Mark what only estimates give, or give more severely; a guess is a caution at most."""
    flags = {(flag.rule, flag.date, flag.subject): flag for flag in known}
    for flag in estimated:
        key = (flag.rule, flag.date, flag.subject)
        first = flags.get(key)
        if first is None or flag.severity > first.severity:
            guessed = min(flag.severity, Severity.CAUTION)
            severity = guessed if first is None else max(first.severity, guessed)
            flags[key] = replace(flag, severity=severity, estimated=True)
    return flags.values()


def _with_what_settles(flag: Flag, timeline: Timeline, readings: list[Reading]) -> Flag:
    """Keep the remedies after which, in both readings, the flag is gone.

    A rule offers what settles its own workouts; others of the dates may stand in the way.
    """
    if not flag.remedies:
        return flag
    near = [w for w in timeline.workouts if abs(w.local_date - flag.date) <= NEAR]
    read = RULES[_ORDER[flag.rule]].read

    def settles(remedy: Remedy) -> bool:
        changed = Timeline(applied(remedy, near))
        return not any(
            left.subject == flag.subject for reading in readings for left in read(changed, reading)
        )

    return replace(flag, remedies=tuple(filter(settles, flag.remedies)))
