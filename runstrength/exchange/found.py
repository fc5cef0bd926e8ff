"""What files tell, whatever their format: every reader gives these, and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..training.quantities import Distance, WeightUnit
from ..training.tracks import Track
from ..training.workouts import Set

RUNNING, STRENGTH = "running", "strength"


class Unreadable(Exception):
    """A file, or a part of one, that can't be read; the message is one plain sentence."""


class Question(StrEnum):
    """What a file leaves open, so that its owner has to say."""

    TIME_ZONE = "time_zone"
    WEIGHT_UNIT = "weight_unit"
    DISTANCE_UNIT = "distance_unit"
    DATE_ORDER = "date_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What stands for what a file leaves open; a reader takes it only where the file is silent."""

    time_zone: str = "UTC"
    weight_unit: WeightUnit = WeightUnit.KG
    distance_unit: str = "km"  # km or mi.
    is_day_first: bool = True  # Whether 03/04/2025 is in April.


@dataclass(frozen=True, slots=True)
class Rejected:
    """A part that is left out: where it stands ("line 12", "activities/1.gpx"), and why."""

    row: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """A lap as the device marked it."""

    elapsed_s: float
    distance_m: float | None = None
    avg_hr_bpm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundExercise:
    """An exercise in one lift, by the names that its app has for it, the best first."""

    names: tuple[str, ...]
    sets: tuple[Set, ...]
    notes: str = ""
    superset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A workout as a file tells it; nothing of it is checked against the log's ranges yet.

    `started_at` is aware, in UTC, or naive: then it is what a clock on the wall showed. `elapsed_s`
    is start to end; `moving_s` leaves pauses out. `sport` is RUNNING, STRENGTH, or another in plain
    words, such as "cycling". `utc_offset_s` and `position` (degrees north and east, of the start)
    help to know the time zone. `app` is the key of exercises' names (`elsewhere` in
    content/exercises). `member` is the recording inside an archive, whose bytes are worth keeping;
    "" stands for the file itself, None for a workout that has no recording of its own (a row).
    """

    row: str
    sport: str
    started_at: datetime
    elapsed_s: float
    moving_s: float | None = None
    utc_offset_s: int | None = None
    position: tuple[float, float] | None = None
    distance: Distance | None = None
    avg_hr_bpm: int | None = None
    max_hr_bpm: int | None = None
    elevation_gain_m: int | None = None
    is_treadmill: bool = False
    effort: int | None = None
    title: str = ""
    notes: str = ""
    app: str = ""
    exercises: tuple[FoundExercise, ...] = ()
    laps: tuple[Lap, ...] = ()
    track: Track | None = None
    source: str = ""  # "strava", "garmin", "fit", "gpx", "tcx", "apple-health", "strong", …
    source_id: str = ""  # Its id there; "" where it has none.
    member: str | None = None
