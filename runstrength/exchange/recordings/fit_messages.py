"""The messages of a FIT file that tell of workouts; what else is in it is skipped unread."""

import sys
from array import array
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

from fitdecode import (
    FIT_FRAME_DATA,
    FIT_FRAME_DEFINITION,
    FIT_FRAME_HEADER,
    CrcCheck,
    ErrorHandling,
    FitEOFError,
    FitReader,
)
from fitdecode.types import BaseType, FieldDefinition

from ..found import Unreadable
from ..limits import Limits

START, FLAW = "start", "flaw"  # A file begins (several may follow each other); something is wrong.

_SPORT = {"sport", "sub_sport"}
_TIMES = {"timestamp", "start_time", "total_elapsed_time", "total_timer_time"}
RECORD = {"timestamp", "position_lat", "position_long", "altitude", "enhanced_altitude"}
RECORD |= {"heart_rate", "distance", "compressed_speed_distance"}
SESSION = _SPORT | _TIMES | {"total_distance", "avg_heart_rate", "max_heart_rate", "total_ascent"}
SESSION |= {"start_position_lat", "start_position_long", "sport_profile_name", "workout_rpe"}
SET = {"set_type", "repetitions", "weight", "weight_display_unit", "duration", "start_time"}
SET |= {"category", "category_subtype", "timestamp"}
WANTED = {
    "file_id": {"type", "manufacturer", "serial_number", "time_created"},
    "activity": {"timestamp", "local_timestamp"},
    "session": SESSION,
    "lap": _SPORT | _TIMES | {"total_distance", "avg_heart_rate"},
    "record": RECORD,
    "set": SET,
    "sport": _SPORT | {"name"},
    "workout": {"wkt_name"},
}
_TEXTS = {"name", "wkt_name", "sport_profile_name"}
_LISTS = {"category": 2, "category_subtype": 2, "compressed_speed_distance": 1}  # Bytes an item.
_WHOLE = frozenset("bBhHiIqQ")  # Every number in FIT files that matters here is stored as these.
_TIMESTAMP = 253  # In messages of all kinds: compressed timestamps count from the last one.

MOST_MESSAGES_KEPT = 20_000  # Other than records; a lap a minute for two days is 3,000.


class Message(NamedTuple):
    """What one message tells, its numbers scaled; times are seconds of the device's clock."""

    kind: str
    values: dict[str, object]


def messages(
    file: BinaryIO, limits: Limits, wanted: dict[str, set[str]] = WANTED
) -> Iterator[Message]:
    """Give the `wanted` messages, `START` before each file, and a `FLAW` with its `reason`.

    A flaw ends the reading where nothing after it can be understood. Raise `Unreadable` for what
    is far larger than any recording.
    """
    source = _Source(file, limits.recording_bytes)
    try:
        yield from _told(source, limits, wanted)
    except Unreadable:
        raise
    except FitEOFError:
        yield _flaw("the end is missing")
    # Damaged bytes make the library fail in many ways: assertions, struct.error, KeyError, ….
    except Exception:
        yield _flaw("it can't be read to its end")


def _told(source: "_Source", limits: Limits, wanted: dict[str, set[str]]) -> Iterator[Message]:
    count = kept = 0
    for frame in FitReader(
        source, processor=None, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE
    ):
        kind = frame.frame_type
        count += 1
        if kind == FIT_FRAME_DATA:
            if frame.mesg_type is not None:
                kept += frame.name != "record"
                yield Message(frame.name, {f.name: _value(f) for f in frame.fields if f.field})
        elif kind == FIT_FRAME_DEFINITION:
            count += (len(frame.field_defs) + len(frame.dev_field_defs)) // 8  # By their cost.
            _narrow(frame, wanted.get(frame.name, ()))
        elif kind == FIT_FRAME_HEADER:
            kept += 1
            yield Message(START, {})
        elif not source.is_sound():
            yield _flaw("its checksum is wrong, so parts of it may be damaged")
        if count > limits.rows or kept > MOST_MESSAGES_KEPT:
            raise Unreadable("it has far more entries than any recording")


def _flaw(reason: str) -> Message:
    return Message(FLAW, {"reason": reason})


def _value(field):
    return field.raw_value if field.name == "category" else field.value


def _narrow(definition, names) -> None:
    """Make one gap of all neighbouring fields that nobody wants.

    fitdecode reads, converts and names each field of each message; that takes most of its time,
    and it gives up where an unwanted one is malformed. The definition that it hands out is the
    one that it goes on to use.
    """
    kept, gap = [], 0
    for field in definition.all_field_defs:
        if not _is_kept(field, names):
            gap += field.size
            continue
        if gap:
            kept.append(_gap(gap))
        kept.append(field)
        gap = 0
    if gap:
        kept.append(_gap(gap))
    definition.field_defs[:] = kept
    definition.dev_field_defs = []
    if not names:
        definition.mesg_type = None


def _is_kept(field, names) -> bool:
    base = field.base_type
    if field.is_dev:
        return False
    if field.def_num == _TIMESTAMP:
        return field.size == base.size == 4 and base.fmt == "I"
    if field.field is None or field.name not in names:
        return False
    if field.name in _TEXTS:
        return base.name == "string" and field.size > 0
    if field.name in _LISTS:
        return base.size == _LISTS[field.name] and base.fmt in _WHOLE and field.size > 0
    return base.name != "byte" and base.fmt in _WHOLE and field.size == base.size


# Not a byte field: those are taken apart byte by byte.
_SKIPPED = BaseType(name="skipped", identifier=0x07, fmt="s", parse=lambda _: None)


def _gap(size: int) -> FieldDefinition:
    return FieldDefinition(None, 255, _SKIPPED, size)


_BLOCK = 64 * 1024


class _Source:
    """A file in small pieces, without asking it for each; it knows their checksum."""

    def __init__(self, file: BinaryIO, most: int):
        self._file, self._left = file, most
        self._block, self._at = b"", 0
        self._summed, self._crc = 0, 0

    def read(self, size: int) -> bytes:
        """Give the next `size` bytes, fewer at the end."""
        if self._at + size > len(self._block):
            self._fill(size)
        piece = self._block[self._at : self._at + size]
        self._at += len(piece)
        return piece

    def is_sound(self) -> bool:
        """Say whether what was read since the last time ends with its own checksum."""
        self._sum()
        crc, self._crc = self._crc, 0
        return crc == 0

    def _fill(self, size: int) -> None:
        self._sum()
        more = self._file.read(max(size, _BLOCK))
        self._left -= len(more)
        if self._left < 0:
            raise Unreadable("it is far larger than any recording")
        self._block, self._at, self._summed = self._block[self._at :] + more, 0, 0

    def _sum(self) -> None:
        self._crc = _crc(self._block[self._summed : self._at], self._crc)
        self._summed = self._at


def _crc(data: bytes, crc: int) -> int:
    """CRC-16/ARC, two bytes a step; zero over data with its own checksum behind it."""
    table = _table()
    whole = len(data) & ~1
    words = array("H", data[:whole])
    if sys.byteorder == "big":
        words.byteswap()
    for word in words:
        crc = table[crc ^ word]
    for byte in data[whole:]:
        crc = _step(crc ^ byte)
    return crc


@cache
def _table() -> array:
    steps = [_step(low) for low in range(256)]
    twice = (steps[low & 0xFF] ^ (low >> 8) for low in range(65536))
    return array("H", ((crc >> 8) ^ steps[crc & 0xFF] for crc in twice))


def _step(crc: int) -> int:
    for _ in range(8):
        crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc
