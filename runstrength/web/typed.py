"""What people type, read as they mean it: 45:30, 10,5, 102.5 lb. Raises ValueError, in plain words.

`static/js/typed.js` reads the same way while one types; `tests/typed.json` holds both to it.
"""

import re
from decimal import Decimal, InvalidOperation

HOW_TO_TYPE_A_DURATION = "Write it as 45 (minutes), 45:30 or 1:02:03."
HOW_TO_TYPE_A_NUMBER = "Write it as a number, such as 10.5 or 10,5."
HOW_TO_TYPE_A_WHOLE_NUMBER = "Write it as a whole number, such as 8."
LONGEST = 40  # Nothing that people mean by a number is longer.

_UNITS = re.compile(
    r"(?:(?P<h>\d+)\s*h(?:ours?|rs?)?)?\s*"
    r"(?:(?P<m>\d+)\s*(?:m(?:in(?:ute)?s?)?)?)?\s*"
    r"(?:(?P<s>\d+)\s*s(?:ec(?:ond)?s?)?)?",
    re.ASCII,
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d{2})", re.ASCII)
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
        return round(decimal(text) * plain_unit_s)
    parts = _UNITS.fullmatch(text)
    if not text or not parts:
        raise ValueError(HOW_TO_TYPE_A_DURATION)
    return sum(int(parts[unit] or 0) * size for unit, size in (("h", 3600), ("m", 60), ("s", 1)))


def decimal(text: str) -> Decimal:
    """The number as typed, with a point or a comma."""
    text = _trimmed(text).replace("−", "-")
    if not _NUMBER.fullmatch(text):
        raise ValueError(HOW_TO_TYPE_A_NUMBER)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(HOW_TO_TYPE_A_NUMBER) from error


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
    text = text.strip()
    if len(text) > LONGEST:
        raise ValueError(f"That is too long to be a number (over {LONGEST} characters).")
    return text
