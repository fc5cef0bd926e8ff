"""Reading the rules over a timeline: twice, merged, and with what would settle each flag."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ..flags import Flag, Remedy, Severity
from ..intensity import Reading
from ..settling import applied
from ..thresholds import Thresholds
from ..timeline import Timeline
from .registry import (
    LOOK_AHEAD_DAYS,
    MONTH_DAYS,
    NEAR_DAYS,
    RULES,
    RULES_BY_ID,
    Rule,
)

_ORDER = {rule.id: position for position, rule in enumerate(RULES)}


def flags_for(
    timeline: Timeline,
    thresholds: Thresholds,
    today: date,
    *,
    since: date = date.min,
    rules: Iterable[Rule] = RULES,
) -> list[Flag]:
    """Read `rules` over `timeline` and give the flags dated from `since`, the gravest first."""
    timeline = timeline.counted_from(today)
    readings = readings_of(timeline, thresholds, today)
    stretches = _Stretches(timeline, since)
    read = [(rule, stretches.looked_at_by(rule)) for rule in rules if rule.id not in thresholds.off]
    known, *estimated = ([f for rule, part in read for f in rule.read(part, r)] for r in readings)
    flags = (
        _with_what_settles(flag, timeline, readings)
        for flag in merged(known, *estimated)
        if flag.date >= since
    )
    return sorted(flags, key=lambda f: (f.date, -f.severity, _ORDER[f.rule], f.id))


class _Stretches:
    """The parts of a timeline that rules of different reach look at for flags dated from `since`.

    Two parts serve them all; what reaches as far as the timeline does looks at the whole.
    """

    def __init__(self, timeline: Timeline, since: date):
        self._whole, self._since = timeline, since
        self._parts: dict[int, Timeline] = {}

    def looked_at_by(self, rule: Rule) -> Timeline:
        days = next((days for days in (NEAR_DAYS, MONTH_DAYS) if rule.reach_days <= days), None)
        if days is None or self._since == date.min:
            return self._whole
        if days not in self._parts:
            first = self._since - timedelta(days=days)
            self._parts[days] = self._whole.holding(
                w for w in self._whole.workouts if w.local_date >= first
            )
        return self._parts[days]


def readings_of(timeline: Timeline, thresholds: Thresholds, today: date) -> list[Reading]:
    """With known efforts alone; and with estimates, where these tell anything more."""
    known, estimated = (Reading(thresholds, guess, today) for guess in (False, True))
    differ = any(known.intensity(w) is not estimated.intensity(w) for w in timeline.workouts)
    return [known, estimated] if differ else [known]


def merged(known: list[Flag], estimated: Iterable[Flag] = ()) -> Iterable[Flag]:
    """The flags of one reading or of two, of which the second only estimates.

    Marks what only that gives, or gives more severely; a guess is a caution at most.
    """
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
    rule = RULES_BY_ID[flag.rule]
    reach = timedelta(days=max(rule.reach_days, LOOK_AHEAD_DAYS))
    near = [w for w in timeline.workouts if abs(w.local_date - flag.date) <= reach]

    def settles(remedy: Remedy) -> bool:
        changed = timeline.holding(applied(remedy, near))
        left = (found for reading in readings for found in rule.read(changed, reading))
        return not any(found.subject == flag.subject for found in left)

    return replace(flag, remedies=tuple(filter(settles, flag.remedies)))
