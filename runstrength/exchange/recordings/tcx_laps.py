"""What a TCX activity tells beside its points: its laps, and what they add up to."""

from dataclasses import dataclass, field

from ..found import Lap
from .trackpoints import ASTRAY_S, FARTHEST_M, LONGEST_S, Moment, Tally, heart_rate, instant, number

MOST_LAPS = 1_000  # That are kept one by one; all are counted.
LONGEST_ID = 100


@dataclass
class TimedLap:
    """A lap as it is read, its start in seconds since 1970."""

    start: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    avg_hr_bpm: int | None = None
    max_hr_bpm: int | None = None

    def fill(self, name: str, parent: str, text: str) -> None:
        """Take what an element tells, if it is one of the lap's own."""
        if parent == "Lap" and name == "TotalTimeSeconds":
            self.timer_s = number(text, 0, LONGEST_S)
        elif parent == "Lap" and name == "DistanceMeters":
            self.distance_m = number(text, 0, FARTHEST_M)
        elif parent == "AverageHeartRateBpm":
            self.avg_hr_bpm = heart_rate(text)
        elif parent == "MaximumHeartRateBpm":
            self.max_hr_bpm = heart_rate(text)


@dataclass
class Activity:
    """An activity as it is read: the sums over its laps, and the first of these."""

    id: str = ""
    notes: str = ""
    is_whole: bool = False
    started_at: float | None = None  # The first lap's start.
    offset_s: int | None = None
    ended_at: float = 0.0  # The last end of a lap, by its own time.
    timer_s: float = 0.0
    distance_m: float = 0.0
    hr_beats: float | None = 0.0  # None as soon as a lap with a time does not tell.
    max_hr_bpm: int = 0
    laps: list[Lap] = field(default_factory=list)

    def begin(self, start_time: str) -> TimedLap:
        """Begin a lap at a time as it is written."""
        time = instant(start_time)
        if time is None:
            return TimedLap()
        if self.started_at is None:
            self.started_at = time.timestamp()
            self.offset_s = round(time.utcoffset().total_seconds()) or None
        return TimedLap(time.timestamp())

    def add(self, lap: TimedLap) -> None:
        """Count a lap that is all there."""
        timer_s = lap.timer_s or 0.0
        if lap.start is not None:
            self.ended_at = max(self.ended_at, lap.start + timer_s)
        self.timer_s += timer_s
        self.distance_m += lap.distance_m or 0.0
        self.max_hr_bpm = max(self.max_hr_bpm, lap.max_hr_bpm or 0)
        if timer_s and self.hr_beats is not None:
            known = lap.avg_hr_bpm is not None
            self.hr_beats = self.hr_beats + lap.avg_hr_bpm * timer_s if known else None
        if timer_s and len(self.laps) < MOST_LAPS:
            self.laps.append(
                Lap(elapsed_s=timer_s, distance_m=lap.distance_m, avg_hr_bpm=lap.avg_hr_bpm)
            )

    def tell(self, name: str, text: str, most: int) -> None:
        """Take what one of the activity's own elements tells."""
        if name == "Id":
            self.id = text.strip()[:LONGEST_ID]
        elif name == "Notes":
            self.notes = text.strip()[:most]

    def start(self, first: Moment | None) -> float | None:
        """The first lap's start, or the first point where that is earlier or far from it."""
        told = self.started_at
        if first is None or (told is not None and 0 <= first.time - told <= ASTRAY_S):
            return told
        return first.time

    @property
    def avg_hr_bpm(self) -> int | None:
        """The mean over time, where each lap tells its own."""
        return round(self.hr_beats / self.timer_s) if self.hr_beats else None

    def sums(self, tally: Tally) -> tuple[float, float | None, float]:
        """Elapsed and moving seconds, and metres; by the points where the file breaks off."""
        start = self.start(tally.first) or 0.0
        last = tally.last.time if tally.last else start
        elapsed_s = round(max(last, self.ended_at) - start, 3) or round(self.timer_s, 3)
        moving_s = self.timer_s if self.is_whole else tally.moving_s
        points_m = tally.told_m or tally.measured_m
        metres = self.distance_m or points_m if self.is_whole else points_m
        return elapsed_s, min(round(moving_s, 3), elapsed_s) or None, metres
