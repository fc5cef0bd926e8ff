"""What people type, read as they mean it: 45:30, 10,5, 102.5 lb. Raises ValueError, in plain words.

`static/js/typed.js` reads the same way while one types; `tests/typed.json` holds both to it.
"""

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

from ..training.quantities import METRES, DistanceUnit

HOW_TO_TYPE_A_DURATION = "Write it as 45 (minutes), 45:30 or 1:02:03."
HOW_TO_TYPE_A_PACE = "Write it as 5:30, 5:30/km or 8:50/mi."
HOW_TO_TYPE_A_NUMBER = "Write it as a number, such as 10.5 or 10,5."
HOW_TO_TYPE_A_WHOLE_NUMBER = "Write it as a whole number, such as 8."
SIZES = (3600, 60, 1)  # An hour, a minute, a second.
MOST_DIGITS = 15  # As many survive a trip through JSON.
FASTEST_PACE_S, SLOWEST_PACE_S = 60, 3600
LONGEST = 40  # Nothing that people mean by a number is longer.
PACE_UNITS = {"km": DistanceUnit.KM} | dict.fromkeys(("mi", "mile"), DistanceUnit.MI)

_UNITS = re.compile(
    r"(?:(\d+) ?(?:h|hrs?|hours?))? ?(?:(\d+) ?(?:m|mins?|minutes?))? ?"
    r"(?:(\d+) ?(?:s|secs?|seconds?))?",
    re.ASCII,
)
_HOURS_AND_MINUTES = re.compile(r"(\d+) ?h ?(\d{1,2})()", re.ASCII)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d{2})", re.ASCII)
_PACE = re.compile(r"(.+?)(?: ?min)?(?: ?/ ?([a-z]+))?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)


def duration_s(text: str, plain_unit_s: int = 60) -> int:
    """Seconds of `45`, `45:30`, `1:02:03`, `1h 5m`; a plain number is in `plain_unit_s`."""
    text = _trimmed(text).lower()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = int(clock[1] or 0), int(clock[2]), int(clock[3])
        if seconds > 59 or (clock[1] and minutes > 59):
            raise ValueError(f"Minutes and seconds end at 59. {HOW_TO_TYPE_A_DURATION}")
        return hours * 3600 + minutes * 60 + seconds
    if _NUMBER.fullmatch(text):
        seconds = decimal(text) * plain_unit_s
        return int(seconds.to_integral_value(ROUND_HALF_UP))
    parts = _HOURS_AND_MINUTES.fullmatch(text) or _UNITS.fullmatch(text)
    if not text or not parts:
        raise ValueError(HOW_TO_TYPE_A_DURATION)
    return sum(int(part or 0) * size for part, size in zip(parts.groups(), SIZES, strict=True))


def pace(text: str, own: DistanceUnit) -> Fraction:
    """Seconds for each metre, of `5:30`, `5:30/km`, `8:50 min/mi`: plain, for the unit `own`."""
    found = _PACE.fullmatch(_trimmed(text).lower())
    name = found and (found[2] or own)
    if not found or name not in PACE_UNITS:
        raise ValueError(HOW_TO_TYPE_A_PACE)
    try:
        seconds = duration_s(found[1])
    except ValueError as error:
        raise ValueError(HOW_TO_TYPE_A_PACE) from error
    if not SLOWEST_PACE_S >= seconds >= FASTEST_PACE_S:
        raise ValueError("A pace is between 1:00 and 60:00.")
    return seconds / METRES[PACE_UNITS[name]]


def rounded(value: Fraction) -> int:
    """The nearest whole number; a half is rounded up, as a page rounds it."""
    return floor(value + Fraction(1, 2))


def day(text: str) -> date:
    """A date, as a date field sends it."""
    try:
        return date.fromisoformat(_trimmed(text))
    except ValueError as error:
        raise ValueError("Write the day as 2026-11-16.") from error


def time_of_day(text: str) -> time:
    """A time of day, as a time field sends it."""
    try:
        read = time.fromisoformat(_trimmed(text))
    except ValueError as error:
        raise ValueError("Write the time as 07:30.") from error
    return read.replace(tzinfo=None)


def decimal(text: str) -> Decimal:
    """The number as typed, with a point or a comma."""
    text = _trimmed(text).replace("−", "-")
    if not _NUMBER.fullmatch(text):
        raise ValueError(HOW_TO_TYPE_A_NUMBER)
    number = Decimal(text.replace(",", "."))
    if len(number.as_tuple().digits) <= MOST_DIGITS:
        return number
    number = number.normalize()
    if len(number.as_tuple().digits) > MOST_DIGITS:
        raise ValueError(f"A number has at most {MOST_DIGITS} digits.")
    return number


def whole(text: str) -> int:
    """A whole number."""
    text = _trimmed(text)
    if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        raise ValueError(HOW_TO_TYPE_A_WHOLE_NUMBER)
    return int(text)


def quantity(text: str, units: dict[str, str], default: str) -> tuple[Decimal, str]:
    """A number and its unit: one of `units`, as typed behind the number, else `default`."""
    split = re.fullmatch(r"(.*?)\s*([a-z]*)", _trimmed(text).lower())
    number, name = split[1], split[2] or default
    if name not in units:
        raise ValueError(f"The unit can be {', '.join(sorted(set(units.values())))}.")
    return decimal(number), units[name]


def _trimmed(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise ValueError(f"That is too long to be a number (over {LONGEST} characters).")
    return text


def version(text: str | None) -> int | None:
    """The version that a form's hidden field names; None for none, or for what is no version."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else None
