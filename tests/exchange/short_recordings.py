"""Recordings made for tests: short, at a place and time of their own."""

from datetime import UTC, datetime, timedelta
from struct import pack

START = datetime(2025, 5, 1, 18, 2, 3, tzinfo=UTC)
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)


def gpx(start: datetime = START, *, seconds: int = 600, sport: str = "running") -> bytes:
    """A track of one point every ten seconds, 30 m apart, north along a meridian."""
    points = "".join(
        f'<trkpt lat="{48 + n * 30 / 111_195:.7f}" lon="11"><ele>500</ele>'
        f"<time>{start + timedelta(seconds=n * 10):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for n in range(seconds // 10 + 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="tests" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>{sport}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def fit(
    start: datetime = START,
    *,
    kind: int = 4,
    seconds: int = 600,
    sport: int = 1,
    sub_sport: int = 0,
) -> bytes:
    """A FIT file of one session and no points; `kind` 4 is an activity, 9 a set of weights."""
    at = int((start - FIT_EPOCH).total_seconds())
    body = _defined(0, 0, [(0, 1, 0)]) + pack("<BB", 0, kind)
    fields = [(253, 4, 0x86), (2, 4, 0x86), (5, 1, 0), (6, 1, 0), (7, 4, 0x86), (8, 4, 0x86)]
    body += _defined(1, 18, [*fields, (9, 4, 0x86), (16, 1, 2)])
    values = at + seconds, at, sport, sub_sport, seconds * 1000, seconds * 1000, 200_000, 140
    body += pack("<BIIBBIIIB", 1, *values)
    header = pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    whole = header + pack("<H", _crc(header)) + body
    return whole + pack("<H", _crc(whole))


def _defined(local: int, number: int, fields: list[tuple[int, int, int]]) -> bytes:
    head = pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
    return head + b"".join(pack("<BBB", *field) for field in fields)


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc
