"""Reading some rules without asking what would settle their flags, of which most are dropped."""

from collections.abc import Iterable
from datetime import date

from ..flags import Flag
from ..intensity import Reading
from ..rules import Rule, merged
from ..timeline import Timeline


def flags_read(
    timeline: Timeline, rules: Iterable[Rule], readings: list[Reading], since: date = date.min
) -> list[Flag]:
    """The flags of `rules` dated from `since`, as `flags_for` gives them, unsorted.

    Their remedies are those that the rules offer, and need not settle anything.
    """
    read = list(rules)
    known, *estimated = ([f for rule in read for f in rule.read(timeline, r)] for r in readings)
    return [flag for flag in merged(known, *estimated) if flag.date >= since]
