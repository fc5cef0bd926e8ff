"""Dates in addresses and in what programs send: written one way, within what a log can hold."""

import re
from datetime import date, timedelta

from ..training.workouts import EARLIEST_START, LATEST_START

# A zone may shift the first and the last workout by a day.
FIRST = EARLIEST_START.date() - timedelta(days=1)
LAST = LATEST_START.date() + timedelta(days=1)

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read(text: str) -> date:
    """A date such as 2026-11-16. Raises ValueError, with what it must be."""
    if not _WRITTEN.fullmatch(text):
        raise ValueError("must be a date such as 2026-11-16")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("must be a date such as 2026-11-16") from error
    if not FIRST <= day <= LAST:
        raise ValueError(f"must be between {FIRST} and {LAST}")
    return day
