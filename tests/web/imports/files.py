"""Files as watches and apps write them, made to measure."""

import gzip
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

MONDAY = datetime(2025, 6, 16, 5, 0, tzinfo=UTC)  # Seven in the morning in Berlin.
NORTH_M = 1 / 111_195  # Degrees of latitude in a metre.


def gpx(
    start: datetime = MONDAY, minutes: int = 30, name: str = "", hr: int | None = None
) -> bytes:
    """A run straight north at 3 m/s, a point every ten seconds."""
    points = []
    for second in range(0, minutes * 60 + 1, 10):
        at = (start + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")
        beats = f"<extensions><hr>{hr}</hr></extensions>" if hr else ""
        latitude = 52.5 + 3 * second * NORTH_M
        points.append(f'<trkpt lat="{latitude:.7f}" lon="13.4"><time>{at}</time>{beats}</trkpt>')
    track = f"<trk><name>{name}</name><type>running</type><trkseg>{''.join(points)}</trkseg></trk>"
    head = '<?xml version="1.0"?><gpx version="1.1" creator="test" '
    return f'{head}xmlns="http://www.topografix.com/GPX/1/1">{track}</gpx>'.encode()


STRONG_HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"


def strong(*lifts: tuple[str, str], weight: float = 100) -> bytes:
    """A Strong export without a unit: for each lift its start, and an exercise with two sets."""
    lines = [
        f'{start},"Legs",45m,"{exercise}",{n},{weight},5,0,0,'
        for start, exercise in lifts
        for n in (1, 2)
    ]
    return "\n".join([STRONG_HEAD, *lines, ""]).encode()


def packed(**members: bytes) -> bytes:
    """A zip file of these members; two underscores stand for a point."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return file.getvalue()


def gzipped(data: bytes) -> bytes:
    """The same, packed with gzip."""
    return gzip.compress(data)
