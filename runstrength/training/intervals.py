"""Interval sessions as people write them: 6x800m @ 3:20 r 2:00, or 3x(4x400 @ 80 r 60) r 3:00."""

import re
from decimal import Decimal

from .limits import Invalid
from .quantities import Distance, DistanceUnit
from .repeats import DEEPEST, Effort, Intervals, Pace, Repeats

LONGEST, LONGEST_NAMED = 2000, 60  # Characters, of all and of what a sentence names.
# A number alone: above this many it is metres; a rest or a time of fewer may be minutes.
FEWEST_PLAIN_M, FEWEST_PLAIN_S = 50, 10
MOST_PLAIN_MINUTES = 20  # Of a pace: 4/km.
EXAMPLE = "6x800m @ 3:20 r 2:00"

_SIGNS = str.maketrans("×*’′‘″”“", "xx'''\"\"\"")
_AT = re.compile(r"(?<![a-z])(?:in|at)(?![a-z])")
_PAUSE = re.compile(r"[,;] ")
_TIMES = r"(?:(\d{1,4}) ?x ?)?"
_REST = (
    r"(?: ?(?<![a-z])(?:recovery|rest|rec|r|with|w/)(?![a-z]) ?[:=]? ?(.+?)"
    r"(?: (?:jog|walk|easy|rest|recovery))?)?"
)
_BEFORE, _AFTER = re.compile(_TIMES, re.ASCII), re.compile(_REST, re.ASCII)
_EFFORT = re.compile(_TIMES + r"(.+?)(?: ?@ ?(.+?))?" + _REST, re.ASCII)
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?|[.,]\d+) ?([a-z]*)", re.ASCII)
_PACE = re.compile(r"(.+?)(?: ?min)? ?(?:/| per ) ?([a-z]+)", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", re.ASCII)
_TIME = re.compile(
    r"(?:(\d{1,2}) ?(?:h|hrs?|hours?))? ?(?:(\d{1,4}) ?(?:min|mins|minutes?|'(?!')))? ?"
    r"(?:(\d{1,5}) ?(?:s|secs?|seconds?|\"|''))?",
    re.ASCII,
)
_MINUTES_AND_SECONDS = re.compile(r"()(\d{1,4}) ?(?:min|') ?([0-5]\d)", re.ASCII)
_UNITS = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), DistanceUnit.M),
    **dict.fromkeys(("k", "km"), DistanceUnit.KM),
    **dict.fromkeys(("mi", "mile", "miles"), DistanceUnit.MI),
}
_NAMES = {
    "times": "number of repeats",
    "distance_m": "distance",
    "length": "length",
    "target": "time to aim at",
    "pace": "pace",
    "rest": "rest",
    "parts": "parts",
}


def parse(text: str) -> Intervals:
    """Read intervals: `5 x 1 km @ 4:00/km`, `8x30s r 30s`, parts joined by +, groups in brackets.

    A number alone is metres of a length and seconds after @ and r. Raises ValueError, with a plain
    sentence that names what can't be read.
    """
    if len(text) > LONGEST:
        raise ValueError(f"That is too long to be intervals (over {LONGEST:,} characters).")
    plain = " ".join(text.lower().translate(_SIGNS).split())
    plain = _AT.sub("@", _PAUSE.sub(" ", plain))
    if not plain:
        raise ValueError(f"Write intervals as {EXAMPLE}.")
    try:
        return Intervals(_parts(plain, 0))
    except Invalid as error:
        raise _sentence(plain, error) from error


def _parts(text: str, depth: int) -> tuple[Repeats, ...]:
    if depth > DEEPEST:
        raise ValueError(f"Brackets go at most {DEEPEST} deep.")
    parts, open_brackets = [""], 0
    for sign in text:
        open_brackets += (sign == "(") - (sign == ")")
        if open_brackets < 0:
            break
        if sign == "+" and not open_brackets:
            parts.append("")
        else:
            parts[-1] += sign
    if open_brackets:
        raise ValueError("Each bracket that opens has to close, and one more can’t.")
    return tuple(_repeats(part.strip(), depth) for part in parts)


def _repeats(part: str, depth: int) -> Repeats:
    try:
        return _group(part, depth) if "(" in part else _one(part)
    except Invalid as error:
        raise _sentence(part, error) from error


def _group(part: str, depth: int) -> Repeats:
    before, _, rest = part.partition("(")
    inside, _, after = rest.rpartition(")")
    times, rest = _BEFORE.fullmatch(before), _AFTER.fullmatch(after)
    if not times or not rest:
        raise _unreadable(part)
    return Repeats(int(times[1] or 1), _parts(inside.strip(), depth + 1), _rest(rest[1]))


def _one(part: str) -> Repeats:
    if not part:
        raise ValueError(f"A part is empty. Write intervals as {EXAMPLE}.")
    times, length, target, rest = _EFFORT.fullmatch(part).groups()
    return Repeats(int(times or 1), Effort(_length(length), _target(target)), _rest(rest))


def _length(text: str) -> Distance | int:
    found = _LENGTH.fullmatch(text)
    unit = found and _UNITS.get(found[2])
    if unit is None and found and not found[2]:
        if not found[1].isdecimal() or int(found[1]) < FEWEST_PLAIN_M:
            raise ValueError(f"Say what “{text}” is: 400 m, 30 s or 5 min.")
        unit = DistanceUnit.M
    if unit is None:
        return _seconds(text)
    number = Decimal(found[1].replace(",", "."))
    if unit is DistanceUnit.M and number < 30:
        raise ValueError(f"“{text}” may be metres or minutes. Minutes are written 10 min.")
    return Distance(number, unit)


def _target(text: str | None) -> Pace | int | None:
    if text is None:
        return None
    if not (pace := _PACE.fullmatch(text)):
        return _plain_seconds(text)
    unit = _UNITS.get(pace[2])
    if unit in (None, DistanceUnit.M):
        raise ValueError(f"“{text}” can’t be read as a pace. Write it as 4:00/km or 6:30/mi.")
    if pace[1].isdecimal() and len(pace[1]) < 3 and int(pace[1]) <= MOST_PLAIN_MINUTES:
        return Pace(60 * int(pace[1]), unit)
    return Pace(_plain_seconds(pace[1]), unit)


def _rest(text: str | None) -> Distance | int | None:
    if text is None:
        return None
    return _plain_seconds(text) if text.isdecimal() else _length(text)


def _plain_seconds(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        return _seconds(text)
    if int(text) < FEWEST_PLAIN_S:
        raise ValueError(f"Say what “{text}” is: {text}:00 or {text} s.")
    return int(text)


def _seconds(text: str) -> int:
    found = _CLOCK.fullmatch(text) or _MINUTES_AND_SECONDS.fullmatch(text) or _TIME.fullmatch(text)
    if not found or (found.re is _CLOCK and found[1] and int(found[2]) > 59):
        raise _unreadable(text)
    hours, minutes, seconds = (int(number or 0) for number in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _unreadable(text: str) -> ValueError:
    return ValueError(f"“{_short(text)}” can’t be read. Write intervals as {EXAMPLE}.")


def _sentence(part: str, error: Invalid) -> ValueError:
    first = error.errors[0]
    return ValueError(f"In “{_short(part)}”, the {_NAMES[first.field]} {first.message}.")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAMED else f"{text[:LONGEST_NAMED]}…"
