"""Dates and times as lifting apps write them: what a clock on the wall showed, mostly."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache

from .set_cells import Refused

LONGEST = 60
EARLIEST, LATEST = 1970, 2199
# The beginnings of months' names, without accents: English, German, French, Spanish, Italian and
# Portuguese. French needs a fourth letter to tell June from July.
MONTHS = (
    "jan janv ene gen",
    "feb fev",
    "mar",
    "apr avr abr",
    "may mai mag",
    "jun juin giu",
    "jul juil lug",
    "aug aou ago",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec dez dic",
)
_MONTH_OF = {begin: i for i, begins in enumerate(MONTHS, 1) for begin in begins.split()}
_TIME = (
    r"(?:[,\s]+(?:à |a las |um )?(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?\s?(?:m\.?)?)?"
)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})[.ºª]?[\s-]+(?:de\s+)?([^\W\d_]+)\.?,?[\s-]+(?:de\s+)?(\d{{4}}){_TIME}", re.I
)
_MONTH_DAY = re.compile(rf"([^\W\d_]+)\.?\s+(\d{{1,2}}),?\s+(\d{{4}}){_TIME}", re.I)
_SLASHES = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}", re.I)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d?:.*)?")
_DURATION = re.compile(
    r"(?:(\d{1,3})\s*h\w*)?\s*(?:(\d{1,4})\s*m\w*)?\s*(?:(\d{1,6})\s*s\w*)?", re.I | re.A
)


def started(text: str, *, is_day_first: bool = True) -> datetime:
    """A start: in UTC where the text has an offset, else naive. Raises `Refused`."""
    if len(text) > LONGEST:
        raise Refused("the date is longer than any")
    found = _started(text.strip(), is_day_first)
    if isinstance(found, str):
        raise Refused(found)
    return found


def is_day_first(dates: Iterable[str]) -> bool | None:
    """Whether dates with slashes begin with the day; None where they leave that open.

    True, too, where there are none such.
    """
    is_open = False
    for text in dates:
        if slashes := _SLASHES.fullmatch(text.strip()[:LONGEST]):
            first, second = int(slashes[1]), int(slashes[2])
            if max(first, second) > 12:
                return first > 12
            is_open = is_open or first != second
    return None if is_open else True


def duration_s(text: str) -> int:
    """The seconds of `1h 26m`, `31m`, `1h 5m 3s` or a bare number of them, else 0."""
    text = text.strip()[:LONGEST]
    if not (parts := _DURATION.fullmatch(text)):
        whole = re.fullmatch(r"(\d{1,6})(?:[.,]\d*)?", text, re.ASCII)
        return int(whole[1]) if whole else 0
    hours, minutes, rest = (int(part or 0) for part in parts.groups())
    return hours * 3600 + minutes * 60 + rest


@lru_cache(maxsize=4096)
def _started(text: str, day_first: bool) -> datetime | str:
    try:
        found = _iso(text) or _named(text) or _numbered(text, day_first)
        if found and found.tzinfo:
            found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        return "its date can't be read"
    if not EARLIEST <= found.year <= LATEST:
        return f"its date lies in the year {found.year}"
    return found


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if _ISO.fullmatch(text) else None


def _named(text: str) -> datetime | None:
    if parts := _DAY_MONTH.fullmatch(text):
        day, name, year, *clock = parts.groups()
    elif parts := _MONTH_DAY.fullmatch(text):
        name, day, year, *clock = parts.groups()
    else:
        return None
    month = _month(name)
    return _at(date(int(year), month, int(day)), clock) if month else None


def _month(name: str) -> int | None:
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return _MONTH_OF.get(plain[:4]) or _MONTH_OF.get(plain[:3])


def _numbered(text: str, day_first: bool) -> datetime | None:
    if not (parts := _SLASHES.fullmatch(text)):
        return None
    first, second, year, *clock = parts.groups()
    first, second = int(first), int(second)
    # A month can't be the thirteenth, whatever the order.
    day, month = (first, second) if second <= 12 and (day_first or first > 12) else (second, first)
    return _at(date(int(year), month, day), clock)


def _at(day: date, clock: list[str | None]) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock[:3])
    if half := clock[3]:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    return datetime.combine(day, time(hour, minute, second))
