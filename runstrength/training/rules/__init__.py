"""The rules: one module a tip of the article, one function a rule.

A rule is a pure function `rule(timeline, reading) -> Iterable[Flag]`; its id is its name with
hyphens. `flags_for` reads them all twice: with known efforts alone, and with estimates for the
others.
"""

from .reading import flags_for, merged, readings_of
from .registry import (
    LOOK_AHEAD_DAYS,
    LOOK_BACK_DAYS,
    NEAR_DAYS,
    RULES,
    RULES_BY_ID,
    TIPS,
    Rule,
)

__all__ = [
    "LOOK_AHEAD_DAYS",
    "LOOK_BACK_DAYS",
    "NEAR_DAYS",
    "RULES",
    "RULES_BY_ID",
    "TIPS",
    "Rule",
    "flags_for",
    "merged",
    "readings_of",
]
