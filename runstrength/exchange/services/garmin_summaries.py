"""Garmin's list of activities in JSON, one activity at a time: years of them are many megabytes."""

import json
from codecs import getincrementaldecoder
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import BinaryIO

from ...training.limits import Invalid
from ...training.quantities import Distance
from ..found import RUNNING, STRENGTH, Found, Rejected, Unreadable
from ..tables.numbers import number

SOURCE = "garmin"
KEY = '"summarizedActivitiesExport"'
PIECE = 64 * 1024  # Characters.
LONGEST = 1024**2  # Characters of one activity; with all its laps it has some ten thousand.
MOST_OFFSET = timedelta(hours=15)  # Kiribati is 14 hours ahead.
BROKEN = "the list of activities breaks off or is damaged"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
END_MS = 7_258_118_400_000  # The year 2200.
_TREADMILL = {"treadmill_running", "indoor_running", "virtual_run"}
_RUNS = _TREADMILL | {"running", "trail_running", "track_running", "street_running", "ultra_run"}
_RUNS |= {"obstacle_run", "obstacle_racing"}
_STRENGTH = {"strength_training", "strength"}


def summaries(file: BinaryIO, name: str) -> Iterator[Found | Rejected]:
    """The activities of a list, without recordings. Raises `Unreadable` where it breaks off."""
    text = _Text(file)
    count = 0
    while text.pass_by(KEY) and text.pass_by("["):
        for activity in text.objects():
            count += 1
            yield _activity(activity, f"{name}, activity {count}")


def _activity(told: dict, row: str) -> Found | Rejected:
    began_ms, elapsed_ms = _number(told, "beginTimestamp"), _elapsed_ms(told)
    if began_ms is None or not 0 <= began_ms < END_MS:
        return Rejected(row, "it doesn't say when it was")
    if elapsed_ms is None:
        return Rejected(row, "it doesn't say how long it was")
    kind = _text(told, "activityType")
    return Found(
        row=row,
        sport=_sport(kind),
        started_at=_instant(began_ms),
        elapsed_s=elapsed_ms / 1000,
        moving_s=moving / 1000 if (moving := _number(told, "movingDuration")) else None,
        utc_offset_s=_offset_s(told, began_ms),
        position=_position(told),
        distance=_distance(told),
        avg_hr_bpm=_whole(told, "avgHr"),
        max_hr_bpm=_whole(told, "maxHr"),
        elevation_gain_m=round(gain / 100) if (gain := _number(told, "elevationGain")) else None,
        is_treadmill=kind in _TREADMILL,
        effort=_effort(told),
        title=" ".join(_text(told, "name").split()),
        notes=_text(told, "description"),
        source=SOURCE,
        source_id=_id(told),
    )


def _sport(kind: str) -> str:
    if kind in _RUNS:
        return RUNNING
    return STRENGTH if kind in _STRENGTH else kind.replace("_", " ")[:40] or "other"


def _elapsed_ms(told: dict) -> float | None:
    values = (_number(told, name) for name in ("elapsedDuration", "duration"))
    return next((value for value in values if value and value > 0), None)


def _offset_s(told: dict, began_ms: float) -> int | None:
    local_ms = _number(told, "startTimeLocal")
    if local_ms is None or abs(local_ms - began_ms) > MOST_OFFSET / timedelta(milliseconds=1):
        return None
    return round((local_ms - began_ms) / 1000)


def _position(told: dict) -> tuple[float, float] | None:
    latitude, longitude = _number(told, "startLatitude"), _number(told, "startLongitude")
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _distance(told: dict) -> Distance | None:
    """Centimetres in the file."""
    centimetres = _number(told, "distance")
    if not centimetres:
        return None
    try:
        return Distance(number(str(round(Decimal(centimetres)) / Decimal(100))))
    except (ArithmeticError, AttributeError, Invalid):
        return None


def _effort(told: dict) -> int | None:
    """In tens in the file: 70 is an effort of 7."""
    effort = round((_number(told, "workoutRpe") or 0) / 10)
    return effort if 1 <= effort <= 10 else None


def _whole(told: dict, name: str) -> int | None:
    value = _number(told, name)
    return round(value) if value and value > 0 else None


def _id(told: dict) -> str:
    value = told.get("activityId")
    return str(value) if isinstance(value, int) and 0 < value < 10**20 else ""


def _instant(milliseconds: float) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)


def _number(told: dict, name: str) -> float | None:
    value = told.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < 10**15 and isfinite(value) else None


def _text(told: dict, name: str) -> str:
    value = told.get(name)
    return value.strip() if isinstance(value, str) else ""


class _Text:
    """A stretch of a file, and how far it was read."""

    def __init__(self, file: BinaryIO):
        self._file, self._held, self._at = file, "", 0
        self._coding = getincrementaldecoder("utf-8-sig")("replace")
        self._decoder = json.JSONDecoder()

    def pass_by(self, sign: str) -> bool:
        """Go on behind the next `sign`; False where none follows."""
        while (at := self._held.find(sign, self._at)) < 0:
            self._at = max(self._at, len(self._held) - len(sign) + 1)
            if not self._read_on():
                return False
        self._at = at + len(sign)
        return True

    def objects(self) -> Iterator[dict]:
        """The objects of the list that begins here."""
        while (sign := self._next()) != "]":
            if not sign:
                raise Unreadable(BROKEN)
            if sign == ",":
                self._at += 1
            elif isinstance(value := self._value(), dict):
                yield value

    def _next(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._held):
                if not self._held[self._at].isspace():
                    return self._held[self._at]
                self._at += 1
            if not self._read_on():
                return ""

    def _value(self) -> object:
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._held, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._held) - self._at > LONGEST or not self._read_on():
                    raise Unreadable(BROKEN) from error
            else:
                return value

    def _read_on(self) -> bool:
        """Hold as much again, so that a long one is not looked at too often; False at the end."""
        self._held, self._at = self._held[self._at :], 0
        more = self._file.read(max(PIECE, len(self._held)))
        self._held += self._coding.decode(more, final=not more)
        return bool(more)
