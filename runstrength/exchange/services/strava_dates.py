"""Dates as Strava writes them, in the language of an account: always in UTC, rarely alike."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

# In English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. Short forms
# are their beginnings, but for those that are named here too.
_MONTHS = (
    "january januar janvier enero gennaio janeiro januari janner",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march marz mars marzo marco maart mrz mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
_AFTERNOON = ("下午", "午後", "오후")
_HALF = re.compile("下午|午後|오후|上午|午前|오전")
_SHORTEST = 3  # Letters of a month's name; "de" and "um" are none.
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([ap])\.?\s?m\b\.?)?", re.A)
_PARTS = re.compile(r"\d+|[a-z]+", re.A)
_LONGEST = 60  # Characters.


class Moment(NamedTuple):
    """An instant, and whether its day and month could be the other way round."""

    at: datetime
    is_ambiguous: bool = False


@lru_cache(maxsize=4096)
def moment(text: str, is_day_first: bool) -> Moment | None:
    """The instant that a cell tells, in UTC; None where it tells none between 1970 and 2199."""
    plain = folded(_with_half(text[:_LONGEST]))
    time = _TIME.search(plain)
    if not time:
        return None
    dated = _date(plain[: time.start()] + " " + plain[time.end() :], is_day_first)
    if dated is None:
        return None
    (year, month, day), is_ambiguous = dated
    try:
        at = datetime(year, month, day, _hour(time), int(time[2]), int(time[3] or 0), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return Moment(at, is_ambiguous) if 1970 <= at.year < 2200 else None


def _with_half(text: str) -> str:
    """Chinese, Japanese and Korean say the half of the day before the hour."""
    half = _HALF.search(text)
    if not half:
        return text
    return f"{_HALF.sub(' ', text)} {'pm' if half[0] in _AFTERNOON else 'am'}"


def folded(text: str) -> str:
    """Text without accents, in small letters, every space and apostrophe a plain one."""
    parts = normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in parts if not combining(c)).split())


def _hour(time: re.Match) -> int:
    hour = int(time[1])
    if not time[4]:
        return hour
    if not 1 <= hour <= 12:
        return 24  # No such hour: the date is refused.
    return hour % 12 + (12 if time[4] == "p" else 0)


def _date(text: str, is_day_first: bool) -> tuple[tuple[int, int, int], bool] | None:
    """Year, month and day, and whether the last two could be meant the other way round."""
    parts = _PARTS.findall(text)
    numbers = [part for part in parts if part.isdigit()]
    named = next((m for part in parts if not part.isdigit() and (m := _month(part))), None)
    if named and len(numbers) == 2:
        day, year = sorted(numbers, key=len)
        return (int(year), named, int(day)), False
    if len(numbers) != 3 or any(len(number) > 4 for number in numbers):
        return None
    a, b, c = map(int, numbers)
    if len(numbers[0]) == 4:
        return (a, b, c), False
    is_ambiguous = "/" in text and a != b and a <= 12 and b <= 12
    if a > 12 or (b <= 12 and (is_day_first or "/" not in text)):
        return (c, b, a), is_ambiguous
    return (c, a, b), is_ambiguous


@lru_cache(maxsize=256)
def _month(word: str) -> int | None:
    if len(word) < _SHORTEST:
        return None
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(word) for name in names.split()):
            return number
    return None
