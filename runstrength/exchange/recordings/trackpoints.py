"""Points along the way, as GPX and TCX tell them, and what they add up to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from ...training.quantities import Distance
from ...training.tracks import Point
from ...training.workouts import EARLIEST_START, LATEST_START

EARTH_RADIUS_M = 6_371_008.8  # The mean; it is within 0.4 % everywhere.
STOPPED_M_PER_S = 1 / 3.6  # 1 km/h, as in gpxpy: standing, a position wanders that fast.
LEAP_M_PER_S = 100  # Nobody moves so fast on the ground: the position was lost, and leapt.
CLIMB_M = 3  # Smaller ups and downs are the altimeter's noise.
ASTRAY_S = 3 * 24 * 3600  # No run lasts so long: a single point that far away has a wrong time.
LOWEST_M, HIGHEST_M = -500, 9_000
SLOWEST_HR_BPM, FASTEST_HR_BPM = 25, 250  # Sensors write 0 and 255 for "none".
LONGEST_S = 366 * 24 * 3600
FARTHEST_M = 1e8


class Moment(NamedTuple):
    """One trackpoint: its time in seconds since 1970, and what is known of it."""

    time: float
    latitude: float | None
    longitude: float | None
    elevation_m: float | None
    distance_m: float | None
    hr_bpm: int | None
    stretch: int  # Which uninterrupted stretch it belongs to.

    def point(self, start: float) -> Point:
        """The same, seen from the start of the recording."""
        return Point(round(self.time - start, 3), *self[1:6])


def instant(text: str) -> datetime | None:
    """A time as XML writes it; without an offset it is in UTC, as both formats ask for."""
    try:
        time = datetime.fromisoformat(text.strip())
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time
        return time if EARLIEST_START <= time < LATEST_START else None
    except (ValueError, OverflowError):
        return None


def number(text: str, low: float, high: float) -> float | None:
    """The number in a text; None for none, NaN and what lies out of the bounds."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if low <= value <= high else None


def place(latitude: str, longitude: str) -> tuple[float, float] | tuple[None, None]:
    """Degrees north and east; none for what is no place, or 0, 0, which stands for no signal."""
    north, east = number(latitude, -90, 90), number(longitude, -180, 180)
    if north is None or east is None or (north == 0 and east == 0):
        return None, None
    return north, east


def heart_rate(text: str) -> int | None:
    """Beats per minute."""
    value = number(text, SLOWEST_HR_BPM, FASTEST_HR_BPM)
    return None if value is None else round(value)


def elevation(text: str) -> float | None:
    """Metres above the sea."""
    return number(text, LOWEST_M, HIGHEST_M)


def distance(metres: float) -> Distance | None:
    """The distance to a centimetre; None for less than a metre. Raises `Invalid` if too far."""
    return Distance(Decimal(f"{metres:.2f}")) if metres >= 1 else None


def in_order(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Leave out points that go back in time, and single ones with a time far from all others."""
    before, held = None, None
    for moment in moments:
        if held is not None:
            gap = moment.time - held.time
            if before is None and abs(gap) > ASTRAY_S:
                held = moment
                continue
            if gap < 0:
                is_held_astray = held.time - before > ASTRAY_S if before is not None else False
                held = moment if is_held_astray and moment.time >= before else held
                continue
            yield held
            before = held.time
        held = moment
    if held is not None and (before is None or held.time - before <= ASTRAY_S):
        yield held


def metres_between(a: Moment, b: Moment) -> float:
    """The way over the ground between two places: a great circle's, heights left out."""
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    across = sin((north_b - north_a) / 2) ** 2
    along = sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, across + cos(north_a) * cos(north_b) * along)))


class Tally:
    """What a recording's points add up to, as they pass by.

    `measured_m` is the sum of the ways between places; `moving_s` the time in which these went
    faster than 1 km/h. Neither counts from one stretch to the next, nor leaps of a lost position.
    """

    def __init__(self):
        self.first = self.last = None
        self.position: tuple[float, float] | None = None
        self.measured_m = self.moving_s = self.climbed_m = 0.0
        self.hr_sum = self.hr_count = self.hr_max = 0
        self.first_m = self.last_m = None
        self.count = 0
        self._placed: Moment | None = None
        self._height: float | None = None

    def passing(self, moments: Iterable[Moment]) -> Iterator[Moment]:
        """Hand the points on, counted."""
        for moment in moments:
            self._add(moment)
            yield moment

    @property
    def elapsed_s(self) -> float:
        """From the first point to the last."""
        return self.last.time - self.first.time if self.first else 0.0

    @property
    def told_m(self) -> float | None:
        """The distance that the points tell themselves."""
        return None if self.first_m is None else max(0.0, self.last_m - self.first_m)

    @property
    def avg_hr_bpm(self) -> int | None:
        """The mean over the points that have one."""
        return round(self.hr_sum / self.hr_count) if self.hr_count else None

    @property
    def elevation_gain_m(self) -> int | None:
        """All climbs of at least 3 m; None where no point tells its height."""
        return None if self._height is None else round(self.climbed_m)

    def _add(self, moment: Moment) -> None:
        self.first = self.first or moment
        self.last = moment
        self.count += 1
        if moment.latitude is not None:
            self._move(moment)
        if moment.elevation_m is not None:
            self._climb(moment.elevation_m)
        if moment.hr_bpm is not None:
            self.hr_sum += moment.hr_bpm
            self.hr_count += 1
            self.hr_max = max(self.hr_max, moment.hr_bpm)
        if moment.distance_m is not None:
            self.first_m = moment.distance_m if self.first_m is None else self.first_m
            self.last_m = moment.distance_m

    def _move(self, moment: Moment) -> None:
        before, self._placed = self._placed, moment
        if before is None:
            self.position = moment.latitude, moment.longitude
        elif before.stretch == moment.stretch:
            way, time = metres_between(before, moment), moment.time - before.time
            if way > LEAP_M_PER_S * max(time, 1):
                return
            self.measured_m += way
            if way > STOPPED_M_PER_S * time:
                self.moving_s += time

    def _climb(self, height: float) -> None:
        reference = height if self._height is None else self._height
        if height - reference >= CLIMB_M:
            self.climbed_m += height - reference
            reference = height
        elif reference - height >= CLIMB_M or self._height is None:
            reference = height
        self._height = reference


def utc(time: float) -> datetime:
    """An instant, to a millisecond."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=round(time * 1000))
