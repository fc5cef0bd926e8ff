"""Reading some rules without asking what would settle their flags, of which most are dropped."""

from collections.abc import Iterable
from datetime import date

from ..flags import Flag
from ..intensity import Reading

# Private so far: the planner reads as `flags_for` does, and must not do it in words of its own.
from ..rules import Rule, _merged, _readings
from ..thresholds import Thresholds
from ..timeline import Timeline


def readings_of(timeline: Timeline, thresholds: Thresholds, today: date) -> list[Reading]:
    """With known efforts alone; and with estimates, where these tell anything more."""
    return _readings(timeline, thresholds, today)


def flags_read(
    timeline: Timeline, rules: Iterable[Rule], readings: list[Reading], since: date = date.min
) -> list[Flag]:
    """The flags of `rules` dated from `since`, as `flags_for` gives them, unsorted.

    Their remedies are those that the rules offer, and need not settle anything.
    """
    read = list(rules)
    known, *estimated = ([f for rule in read for f in rule.read(timeline, r)] for r in readings)
    return [flag for flag in _merged(known, *estimated) if flag.date >= since]
