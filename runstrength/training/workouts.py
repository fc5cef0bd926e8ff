"""Runs and lifts. A value that exists is valid: only its constructor knows the ranges."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from .limits import FieldError, Invalid, Range, check, text_complaint
from .quantities import Distance, Weight

EFFORT = Range(1, 10)  # Session RPE, whole numbers, for the session as a whole.
DURATION_S = Range(1, 48 * 3600, "seconds")  # Real recordings reach 30 hours.
AVG_HR_BPM = Range(25, 250, "beats per minute")
REPS = Range(1, 1000)
RIR = Range(0, 10)
SET_DURATION_S = Range(1, 4 * 3600, "seconds")
NOTES_CHARACTERS = 10_000
EXERCISE_NOTES_CHARACTERS = 1_000
ELEVATION_GAIN_M = Range(0, 30_000, "m")  # Mountain ultras climb up to 24,000 m.
INTERVALS_CHARACTERS = 200
MOST_EXERCISES = 50
MOST_SETS = 100  # An exercise.
SUPERSET = Range(1, MOST_EXERCISES)
EARLIEST_START = datetime(1970, 1, 1, tzinfo=UTC)  # No watch or app recorded anything before.
LATEST_START = datetime(2200, 1, 1, tzinfo=UTC)  # Far enough that dates do not run out.
MOST_AHEAD = timedelta(days=1)  # A phone's clock or zone may be off by as much.
MOST_AHEAD_PLANNED = timedelta(days=366)


class RunType(StrEnum):
    """What a run was for."""

    EASY = "easy"
    RECOVERY = "recovery"
    STEADY = "steady"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"
    HILLS = "hills"
    RACE = "race"
    OTHER = "other"


class Region(StrEnum):
    """The article's three groups of exercises."""

    LOWER = "lower"
    CORE = "core"
    UPPER = "upper"


class Form(StrEnum):
    """The lifter's own rating of an exercise's form."""

    SOLID = "solid"
    SHAKY = "shaky"
    BREAKING_DOWN = "breaking-down"


class SetKind(StrEnum):
    """Only working sets count, everywhere."""

    WORKING = "working"
    WARM_UP = "warm-up"


class Side(StrEnum):
    """The side that a set was done on, where it was one."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One set: reps or seconds, with a weight (None for bodyweight, below zero for assistance)."""

    kind: SetKind = SetKind.WORKING
    reps: int | None = None
    weight: Weight | None = None
    rir: int | None = None
    duration_s: int | None = None
    side: Side | None = None

    def __post_init__(self):
        empty = self.reps is None and self.duration_s is None
        check(
            reps="is missing: a set has reps or seconds" if empty else REPS.complaint(self.reps),
            rir=RIR.complaint(self.rir),
            duration_s=SET_DURATION_S.complaint(self.duration_s),
        )


@dataclass(frozen=True, kw_only=True)
class LiftExercise:
    """An exercise as done in one lift: its id, its main region, and its sets.

    Neighbours with the same `superset` number were done in turn.
    """

    exercise: str
    region: Region
    sets: tuple[Set, ...] = ()
    form: Form | None = None
    notes: str = ""
    superset: int | None = None

    def __post_init__(self):
        too_many = len(self.sets) > MOST_SETS
        check(
            sets=f"must be at most {MOST_SETS} in one exercise" if too_many else None,
            notes=text_complaint(self.notes, EXERCISE_NOTES_CHARACTERS),
            superset=SUPERSET.complaint(self.superset),
        )

    @cached_property
    def working_sets(self) -> tuple[Set, ...]:
        """The sets that count."""
        return tuple(s for s in self.sets if s.kind is SetKind.WORKING)


@dataclass(frozen=True, kw_only=True)
class Workout:
    """What a run and a lift have in common. `started_at` is kept in UTC; `version` counts edits."""

    id: UUID
    started_at: datetime
    time_zone: str
    duration_s: int
    effort: int | None = None
    avg_hr_bpm: int | None = None
    notes: str = ""
    planned: bool = False
    source: str = ""
    version: int = 1
    # The calendar date where it happened, fixed when logged: computed unless given.
    local_date: date | None = None

    def __post_init__(self):
        check(**self._complaints())
        object.__setattr__(self, "started_at", self.started_at.astimezone(UTC))
        if self.local_date is None:
            object.__setattr__(self, "local_date", self.local_start.date())

    def _complaints(self) -> dict[str, str | None]:
        return {
            "started_at": start_complaint(self.started_at),
            "time_zone": zone_complaint(self.time_zone),
            "duration_s": DURATION_S.complaint(self.duration_s),
            "effort": EFFORT.complaint(self.effort),
            "avg_hr_bpm": AVG_HR_BPM.complaint(self.avg_hr_bpm),
            "notes": text_complaint(self.notes, NOTES_CHARACTERS),
        }

    @cached_property
    def local_start(self) -> datetime:
        """The start as a clock showed it where it happened."""
        return self.started_at.astimezone(ZoneInfo(self.time_zone))

    @cached_property
    def ended_at(self) -> datetime:
        """The end in UTC, so that a gap is real elapsed time."""
        return self.started_at + timedelta(seconds=self.duration_s)

    @property
    def counted_s(self) -> int:
        """The seconds that count as the workout's minutes."""
        return self.duration_s

    @cached_property
    def load(self) -> Fraction | None:
        """Session-RPE load, effort × minutes (Foster et al. 2001); None where effort is unknown."""
        return None if self.effort is None else self.effort * Fraction(self.counted_s, 60)


@dataclass(frozen=True, kw_only=True)
class Run(Workout):
    """A run. `intervals` is its repeats in words, as `intervals.parse` reads them."""

    kind: ClassVar[str] = "run"

    type: RunType = RunType.OTHER
    distance: Distance | None = None
    moving_s: int | None = None
    intervals: str = ""
    is_treadmill: bool = False
    elevation_gain_m: int | None = None
    shoe_id: UUID | None = None

    def _complaints(self) -> dict[str, str | None]:
        moving = DURATION_S.complaint(self.moving_s)
        if self.moving_s is not None and self.moving_s > self.duration_s:
            moving = "must not be longer than the run"
        return {
            **super()._complaints(),
            "moving_s": moving,
            "intervals": text_complaint(self.intervals, INTERVALS_CHARACTERS),
            "elevation_gain_m": ELEVATION_GAIN_M.complaint(self.elevation_gain_m),
        }

    @property
    def counted_s(self) -> int:
        """Moving time where it is known, else the duration."""
        return self.duration_s if self.moving_s is None else self.moving_s

    @cached_property
    def pace_s_per_m(self) -> Fraction | None:
        """Seconds for each metre, from moving time where it is known."""
        return None if self.distance is None else self.counted_s / self.distance.m


@dataclass(frozen=True, kw_only=True)
class Lift(Workout):
    """A lift session; one without exercises says only that there was one."""

    kind: ClassVar[str] = "lift"

    exercises: tuple[LiftExercise, ...] = field(default=())

    def _complaints(self) -> dict[str, str | None]:
        too_many = len(self.exercises) > MOST_EXERCISES
        complaint = f"must be at most {MOST_EXERCISES}" if too_many else None
        return {**super()._complaints(), "exercises": complaint}

    def working_sets(self, region: Region | None = None) -> list[Set]:
        """The sets that count, of one region or of all."""
        return [s for e in self.exercises if region in (None, e.region) for s in e.working_sets]

    @cached_property
    def regions(self) -> frozenset[Region]:
        """The regions that had a working set."""
        return frozenset(e.region for e in self.exercises if e.working_sets)

    def volume_kg(self, region: Region) -> Fraction:
        """Volume load of one region: the sum of reps × kg over sets with both."""
        sets = (s for s in self.working_sets(region) if s.reps is not None and s.weight)
        return sum((s.reps * s.weight.kg for s in sets), start=Fraction(0))


def refuse_future(workout: Workout, now: datetime) -> None:
    """Raise `Invalid` for a start further ahead of `now` than a workout of its kind may lie."""
    if workout.planned and workout.started_at > now + MOST_AHEAD_PLANNED:
        raise Invalid([FieldError("started_at", "must be at most 366 days ahead")])
    if not workout.planned and workout.started_at > now + MOST_AHEAD:
        raise Invalid(
            [FieldError("started_at", "must not lie more than a day ahead, unless it is planned")]
        )


def start_complaint(start: datetime) -> str | None:
    """Refuse a start without an offset, or before anything was recorded."""
    if start.tzinfo is None:
        return "must carry its offset from UTC"
    if not EARLIEST_START <= start < LATEST_START:
        return f"must lie between {EARLIEST_START.year} and {LATEST_START.year - 1}"
    return None


def zone_complaint(name: str) -> str | None:
    """Refuse what is no IANA time zone."""
    return None if name in _zone_names() else "must be a time zone such as Europe/Berlin"


def zone_names() -> list[str]:
    """The IANA zones that a place can be in, sorted."""
    return sorted(name for name in _zone_names() if "/" in name and not name.startswith("Etc/"))


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "posixrules", "Factory"})
