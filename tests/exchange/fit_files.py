"""Small FIT files, written message by message, and what the reader makes of them."""

import struct
from io import BytesIO

from fitdecode.profile import MESSAGE_TYPES
from fitdecode.utils import compute_crc

from runstrength.exchange.found import Answers, Found, Question, Rejected
from runstrength.exchange.limits import USUAL, Limits
from runstrength.exchange.recordings import fit

MORNING = 1_100_000_000  # 2024-11-08T11:33:20Z, in FIT's seconds.
ACTIVITY, SETTINGS, COURSE = 4, 2, 6
GENERIC, RUNNING, CYCLING, FITNESS_EQUIPMENT, TRAINING = 0, 1, 2, 4, 10
TREADMILL, TRAIL, STRENGTH_TRAINING = 1, 3, 20
UNKNOWN = 65534

_MESSAGES = {message.name: message for message in MESSAGE_TYPES.values()}


def message(kind_name: str, /, **fields) -> bytes:
    """A message with its definition. Numbers are raw, as the file has them; a tuple is a list."""
    kind = _MESSAGES[kind_name]
    numbers = {field.name: field for field in kind.fields.values()}
    definitions, data = b"", b""
    for field_name, value in fields.items():
        field = numbers[field_name]
        if isinstance(value, str):
            packed = value.encode() + b"\0"
        else:
            values = value if isinstance(value, tuple) else (value,)
            packed = struct.pack(f"<{len(values)}{field.base_type.fmt}", *values)
        definitions += bytes((field.def_num, len(packed), field.base_type.identifier))
        data += packed
    head = b"\x40\0\0" + struct.pack("<HB", kind.mesg_num, len(fields))
    return head + definitions + b"\0" + data


def fit_file(*messages: bytes) -> bytes:
    """A whole file, with its header and checksums."""
    body = b"".join(messages)
    head = struct.pack("<BBHI4s", 14, 0x20, 2100, len(body), b".FIT")
    whole = head + struct.pack("<H", compute_crc(head)) + body
    return whole + struct.pack("<H", compute_crc(whole))


def file_id(kind: int = ACTIVITY, made: int = MORNING, serial: int = 77) -> bytes:
    """The first message of every file."""
    return message("file_id", type=kind, serial_number=serial, time_created=made)


def session(start: int = MORNING, seconds: int = 1800, sport: int = RUNNING, **fields) -> bytes:
    """A session of so many seconds, timed without a pause."""
    times = {"start_time": start, "timestamp": start + seconds}
    lengths = {"total_elapsed_time": seconds * 1000, "total_timer_time": seconds * 1000}
    return message("session", **({**times, **lengths, "sport": sport} | fields))


def lap(start: int, seconds: int, **fields) -> bytes:
    """A lap of so many seconds."""
    times = {"start_time": start, "timestamp": start + seconds}
    return message("lap", **times, total_elapsed_time=seconds * 1000, **fields)


def record(at: int, metres: float | None = None, **fields) -> bytes:
    """A record at a moment, with the distance until then."""
    distance = {} if metres is None else {"distance": round(metres * 100)}
    return message("record", timestamp=at, **distance, **fields)


def active_set(start: int = MORNING, seconds: int = 30, **fields) -> bytes:
    """A set that is none of the rests."""
    return message("set", start_time=start, duration=seconds * 1000, set_type=1, **fields)


def rest(start: int, seconds: int = 60) -> bytes:
    """A rest between two sets."""
    return message("set", start_time=start, duration=seconds * 1000, set_type=0)


def lift(*sets: bytes) -> bytes:
    """A file of one strength session."""
    strength = session(sport=TRAINING, sub_sport=STRENGTH_TRAINING)
    return fit_file(file_id(), *sets, strength)


def told(data: bytes, limits: Limits = USUAL) -> list[Found | Rejected | Question]:
    """All that the reader says of a file."""
    return list(fit.read(BytesIO(data), Answers(), limits))


def found_in(data: bytes) -> list[Found]:
    """The workouts in it."""
    return [each for each in told(data) if isinstance(each, Found)]


def rejected_in(data: bytes) -> list[Rejected]:
    """The parts that could not be read."""
    return [each for each in told(data) if isinstance(each, Rejected)]


def the_only(data: bytes) -> Found:
    """The one workout of a file about which there is nothing else to say."""
    (found,) = told(data)
    return found
