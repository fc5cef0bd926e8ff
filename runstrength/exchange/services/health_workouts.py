"""One workout of Apple Health: its element, and what it tells."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from xml.parsers import expat
from zoneinfo import ZoneInfo

from ...training.limits import Invalid
from ...training.quantities import Distance, DistanceUnit
from ...training.workouts import EARLIEST_START, LATEST_START, zone_complaint
from ..found import RUNNING, STRENGTH, Found, Rejected
from ..tables.numbers import number

SOURCE = "apple-health"
SOURCE_CHARACTERS, SPORT_CHARACTERS = 60, 60
LONGEST_S = 366 * 24 * 3600
FASTEST_HR_BPM, HIGHEST_M = 1000, 100_000

_ACTIVITY, _QUANTITY = "HKWorkoutActivityType", "HKQuantityTypeIdentifier"
_SPORTS = {
    "Running": RUNNING,
    "TraditionalStrengthTraining": STRENGTH,
    "FunctionalStrengthTraining": STRENGTH,
    "CoreTraining": STRENGTH,
}
_SECONDS = {"s": 1, "sec": 1, "min": 60, "h": 3600, "hr": 3600}
_METRES = {"cm": 0.01, "m": 1, "ft": 0.3048}
_UNITS = {"m": DistanceUnit.M, "km": DistanceUnit.KM, "mi": DistanceUnit.MI}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))  # iOS 16 writes some; XML forbids them.
# Phones whose clock has twelve hours write "7:04:12 pm".
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d{1,2}):(\d\d):(\d\d)\s?(?:([ap])\.?\s?m\.?)?\s?([+-]\d\d):?(\d\d)",
    re.ASCII | re.IGNORECASE,
)
_LONGEST_DATE = 40
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


MOST_DEPTH, MOST_TAGS = 20, 20_000  # Of a workout; one of a long day has some hundred tags.


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout, and the path of its route in the archive ("" where it has none)."""

    found: Found
    route: str = ""


def workout_of(element: bytes, row: str) -> Workout | Rejected:
    """Read a Workout element."""
    try:
        parts = _parts(element)
    except expat.ExpatError:
        return Rejected(row, "it is broken XML")
    start = _instant(parts.attributes.get("startDate", ""))
    if start is None:
        return Rejected(row, "its start is missing or can’t be read")
    elapsed_s, moving_s = _times(parts.attributes, start)
    if not elapsed_s:
        return Rejected(row, "its duration is missing or can’t be read")
    found = Found(
        row=row,
        started_at=start.astimezone(UTC),
        utc_offset_s=_offset_s(start, parts.metadata.get("HKTimeZone", "")),
        elapsed_s=elapsed_s,
        moving_s=moving_s,
        source=SOURCE,
        source_id=_id(start, parts.attributes),
        **_figures(parts),
    )
    return Workout(found, parts.route)


def joined(workout: Found, route: Found) -> Found:
    """A workout with its route. Its own figures come first: they rest on more than places."""
    gain = workout.elevation_gain_m
    return replace(
        workout,
        position=route.position,
        track=route.track,
        member=route.member,
        distance=workout.distance or route.distance,
        elevation_gain_m=route.elevation_gain_m if gain is None else gain,
    )


@dataclass(slots=True)
class _Parts:
    """What an element holds. Metadata and statistics of its own parts are passed over."""

    attributes: dict[str, str] = field(default_factory=dict)
    statistics: dict[str, dict[str, str]] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    route: str = ""
    depth: int = 0
    tags: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        self.depth, self.tags = self.depth + 1, self.tags + 1
        if self.depth > MOST_DEPTH or self.tags > MOST_TAGS:
            raise expat.ExpatError("it holds more than any workout")
        if self.depth == 1:
            self.attributes = attributes
        elif name == "FileReference":
            self.route = self.route or attributes.get("path", "")
        elif self.depth == 2 and name == "WorkoutStatistics":
            self.statistics[attributes.get("type", "").removeprefix(_QUANTITY)] = attributes
        elif self.depth == 2 and name == "MetadataEntry":
            self.metadata[attributes.get("key", "")] = attributes.get("value", "")

    def end(self, _name: str) -> None:
        """Take a closing tag."""
        self.depth -= 1


def _parts(element: bytes) -> _Parts:
    parts = _Parts()
    # By itself an element has no DOCTYPE, so that no entity can be declared.
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = parts.start, parts.end
    text = element.translate(None, _CONTROLS).decode("utf-8", "replace")
    parser.Parse(text.encode(), True)
    return parts


def _instant(text: str) -> datetime | None:
    """The moment, with its offset."""
    plain = text[:_LONGEST_DATE].replace("\u202f", " ").strip()
    parts = _DATE.fullmatch(plain) if len(text) <= _LONGEST_DATE else None
    if not parts:
        return None
    day, hour, minute, second, half, hours, minutes = parts.groups()
    if half and not 1 <= int(hour) <= 12:
        return None
    hour = int(hour) % 12 + 12 * (half in "pP") if half else int(hour)
    try:
        moment = datetime.fromisoformat(f"{day}T{hour:02}:{minute}:{second}{hours}:{minutes}")
        return moment if EARLIEST_START <= moment < LATEST_START else None
    except (ValueError, OverflowError):
        return None


def _times(attributes: dict[str, str], start: datetime) -> tuple[float, float | None]:
    """Seconds from start to end, and without pauses; 0 where nothing tells."""
    duration = _measured(
        attributes.get("duration"), attributes.get("durationUnit", "min"), _SECONDS
    )
    end = _instant(attributes.get("endDate", ""))
    elapsed = (end - start) / timedelta(seconds=1) if end else 0.0
    if not 0 < elapsed <= LONGEST_S:
        elapsed = duration or 0.0
    if not 0 < elapsed <= LONGEST_S:
        return 0.0, None
    return round(elapsed, 3), round(min(duration, elapsed), 3) if duration else None


def _offset_s(start: datetime, zone: str) -> int:
    """That of the zone where it was, which newer watches tell: others' is that of the export."""
    where = start.astimezone(ZoneInfo(zone)) if zone_complaint(zone) is None else start
    return round(where.utcoffset().total_seconds())


def _id(start: datetime, attributes: dict[str, str]) -> str:
    """Apple exports no ids; start, sport and source, as the same workout has in the next export."""
    source = " ".join(attributes.get("sourceName", "").split())[:SOURCE_CHARACTERS]
    sport = attributes.get("workoutActivityType", "").removeprefix(_ACTIVITY)[:SPORT_CHARACTERS]
    return f"{start.astimezone(UTC):%Y%m%dT%H%M%SZ} {sport} {source}".strip()


def _figures(parts: _Parts) -> dict:
    name = parts.attributes.get("workoutActivityType", "").removeprefix(_ACTIVITY)
    sport = _SPORTS.get(name) or _WORD.sub(" ", name[:SPORT_CHARACTERS]).lower().strip()
    heart = parts.statistics.get("HeartRate", {})
    return {
        "sport": sport or "unknown",
        "distance": _distance(parts),
        "avg_hr_bpm": _beats(heart.get("average")),
        "max_hr_bpm": _beats(heart.get("maximum")),
        "elevation_gain_m": _climb(parts.metadata.get("HKElevationAscended", "")),
        "is_treadmill": sport == RUNNING and parts.metadata.get("HKIndoorWorkout") == "1",
    }


def _distance(parts: _Parts) -> Distance | None:
    """As a statistic since iOS 16, as an attribute before."""
    statistic = parts.statistics.get("DistanceWalkingRunning", {})
    for value, unit in (
        (statistic.get("sum"), statistic.get("unit")),
        (parts.attributes.get("totalDistance"), parts.attributes.get("totalDistanceUnit")),
    ):
        amount = number(value or "")
        if amount and unit in _UNITS:
            try:
                return Distance(amount, _UNITS[unit])
            except Invalid:
                continue
    return None


def _beats(text: str | None) -> int | None:
    value = number(text or "")
    return round(value) if value is not None and 0 < value <= FASTEST_HR_BPM else None


def _climb(text: str) -> int | None:
    """Metres of "8100 cm"."""
    value, _, unit = text.strip().partition(" ")
    metres = _measured(value, unit, _METRES)
    return round(metres) if metres is not None and metres <= HIGHEST_M else None


def _measured(text: str | None, unit: str, units: dict[str, float]) -> float | None:
    """A number of some unit, in that of the table; None for none, and below zero."""
    value = number(text or "")
    return None if value is None or value < 0 or unit not in units else float(value) * units[unit]
