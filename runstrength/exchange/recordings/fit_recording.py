"""What one FIT file holds, gathered as it is read; thinned, so that its length does not matter."""

from ...training.tracks import Point
from ..found import Unreadable
from .fit_messages import FLAW

# Half as many are held at least: eleven hours, a point a second, before any is left out.
MOST_POINTS_HELD = 40_000
MOST_SESSIONS = 200  # A swim-run between fifty islands has a hundred.

HIGHEST_M, LOWEST_M = 9_000, -500  # From the Dead Sea to Everest.
_SEMICIRCLES = 2**31  # Of 180 degrees.

_KINDS = {
    "device": "a device's description",
    "settings": "a file of settings",
    "sport": "a file of settings",
    "workout": "a planned workout",
    "course": "a course",
    "schedules": "a schedule",
    "weight": "a file of body weights",
    "monitoring_a": "a day's monitoring",
    "monitoring_b": "a day's monitoring",
    "monitoring_daily": "a day's monitoring",
    "segment": "a segment",
}


def refuse_other_files(kind: object) -> None:
    """Raise `Unreadable` for what says that it is no activity."""
    if kind not in (None, "activity"):
        raise Unreadable(f"it is {_KINDS.get(kind, 'another kind of FIT file')}, not an activity")


class Recording:
    """The messages of one file; `points` have the device's own seconds as `at_s`."""

    def __init__(self):
        self.file_id: dict = {}
        self.activity: dict = {}
        self.workout: dict = {}
        self.sport: dict = {}  # The newest: what went on when the file ended.
        self.sessions: list[dict] = []
        self.laps: list[dict] = []
        self.sets: list[dict] = []
        self.flaws: list[str] = []
        self._points: list[Point] = []
        self._last: Point | None = None
        self._count, self._step = 0, 1

    def take(self, kind: str, values: dict) -> None:
        """Take in the next message."""
        if kind == "record":
            self._take_point(values)
        elif kind == FLAW:
            self.flaws.append(values["reason"])
        elif kind in ("session", "lap", "set"):
            getattr(self, f"{kind}s").append(values)
        else:
            setattr(self, kind, values)
        if len(self.sessions) > MOST_SESSIONS:
            raise Unreadable("it has far more sessions than any recording")

    @property
    def points(self) -> list[Point]:
        """The points, every other one left out as often as needed; the first and last are kept."""
        if self._last is None or self._points[-1] is self._last:
            return self._points
        return [*self._points, self._last]

    def _take_point(self, values: dict) -> None:
        if values.get("timestamp") is None:
            return
        self._last = point(values, 0)
        if self._count % self._step == 0:
            self._points.append(self._last)
        self._count += 1
        if len(self._points) == MOST_POINTS_HELD:
            self._points, self._step = self._points[::2], self._step * 2


def point(values: dict, start: int) -> Point:
    """Make a point of a record, `start` seconds of the device's clock being its beginning."""
    heights = (values.get("enhanced_altitude"), values.get("altitude"))
    height = next((h for h in heights if h is not None and LOWEST_M < h < HIGHEST_M), None)
    distance = values.get("distance")
    where = place(values.get("position_lat"), values.get("position_long"))
    return Point(
        at_s=float(values["timestamp"] - start),
        latitude=where and where[0],
        longitude=where and where[1],
        elevation_m=None if height is None else round(height, 1),  # In fifths of a metre.
        distance_m=distance if distance is not None and distance >= 0 else None,
        hr_bpm=values.get("heart_rate") or None,
    )


def place(latitude: int | None, longitude: int | None) -> tuple[float, float] | None:
    """Give degrees for FIT's semicircles; None where they are missing or on no map."""
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None  # Nobody runs off Africa, where both are zero: a receiver without a signal is.
    north, east = latitude * 180 / _SEMICIRCLES, longitude * 180 / _SEMICIRCLES
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None
