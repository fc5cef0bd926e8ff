"""TCX: each activity of a file is a recording.

Distance and timer time are the sums over its laps, as the device counted them, since points may
tell otherwise; only where laps tell none, or the file breaks off within one, do the points count.
Elapsed time goes from the first lap's start to the last point, or to where the last lap ends.
"""

from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from ...training.limits import Invalid
from ...training.tracks import Point, thinned
from ..found import RUNNING, Answers, Found, Rejected
from ..limits import USUAL, Limits
from . import sport_words
from .tcx_laps import Activity, TimedLap
from .trackpoints import (
    FARTHEST_M,
    Moment,
    Tally,
    distance,
    elevation,
    heart_rate,
    in_order,
    instant,
    number,
    place,
    utc,
)
from .xml_elements import Elements, Tag, one_at_least
from .xml_text import root

_OPENING = frozenset({"Activity", "Lap", "Trackpoint", "Course", "Workout"})
_CLOSING = frozenset(
    {"Activity", "Lap", "Trackpoint", "Id", "Notes", "Time", "TotalTimeSeconds", "DistanceMeters"}
    | {"AltitudeMeters", "LatitudeDegrees", "LongitudeDegrees", "Value", "HeartRateBpm"}
)


def is_mine(head: bytes) -> bool:
    """Whether a file that begins so is TCX."""
    return root(head) == "TrainingCenterDatabase"


def read(file: BinaryIO, answers: Answers, limits: Limits = USUAL) -> Iterator[Found | Rejected]:
    """A recording for each activity. Raises `Unreadable` for courses, plans and what is no TCX."""
    elements = Elements(file, _OPENING, _CLOSING, limits)
    others: set[str] = set()
    yield from one_at_least(
        _activities(elements, others, limits), elements, lambda: _reason(others)
    )


def points(file: BinaryIO, limits: Limits = USUAL, row: str | None = None) -> Iterator[Point]:
    """All points of all activities, or of the one that `read` calls `row`, from the first start."""
    tags = iter(Elements(file, _OPENING, _CLOSING, limits))
    begun = (tag for tag in tags if tag[0] == "Activity" and tag[2] is not None)
    start = None
    for n, _ in enumerate(begun, start=1):
        if row not in (None, f"activity {n}"):
            continue
        told = Activity()
        for moment in in_order(_moments(tags, told, 0)):
            start = told.start(moment) if start is None else start
            if moment.time >= start:
                yield moment.point(start)


def _activities(elements: Elements, others: set, limits: Limits) -> Iterator[Found | Rejected]:
    tags, numbers = iter(elements), count(1)
    for name, _, attributes, _ in tags:
        if name == "Activity" and attributes is not None:
            n = next(numbers)
            if n > limits.workouts:
                yield Rejected(f"activity {n}", "there are too many activities in this file")
                return
            yield _activity(tags, attributes, f"activity {n}", limits)
        elif attributes is not None:
            others.add(name)


def _reason(others: set[str]) -> str:
    if "Course" in others:
        return "this is a course, not an activity"
    if "Workout" in others:
        return "this is a planned workout, not an activity"
    return "there is no activity in it"


def _activity(tags: Iterator[Tag], attributes: dict, row: str, limits: Limits) -> Found | Rejected:
    told, tally = Activity(), Tally()
    passing = tally.passing(in_order(_moments(tags, told, limits.field_characters)))
    track = thinned(moment.point(told.start(tally.first)) for moment in passing)
    start = told.start(tally.first)
    if start is None:
        return Rejected(row, "an activity without a start")
    elapsed_s, moving_s, metres = told.sums(tally)
    if not elapsed_s:
        return Rejected(row, "an activity without a time")
    sport = sport_words.sport(attributes.get("Sport", ""))
    try:
        return Found(
            row=row,
            sport=sport,
            started_at=utc(start),
            elapsed_s=elapsed_s,
            moving_s=moving_s,
            utc_offset_s=told.offset_s,
            position=tally.position,
            distance=distance(metres),
            avg_hr_bpm=told.avg_hr_bpm or tally.avg_hr_bpm,
            max_hr_bpm=max(told.max_hr_bpm, tally.hr_max) or None,
            elevation_gain_m=tally.elevation_gain_m,
            is_treadmill=sport == RUNNING and not tally.position and bool(tally.told_m),
            notes=told.notes,
            laps=tuple(told.laps),
            track=track,
            source="tcx",
            source_id=told.id,
            member="",
        )
    except Invalid as error:
        return Rejected(row, f"the distance {error.errors[0].message}")


def _moments(tags: Iterator[Tag], told: Activity, most: int) -> Iterator[Moment]:
    """An activity's points as they come, until it ends; what else it tells goes to `told`."""
    lap = TimedLap()
    for name, parent, attributes, text in tags:
        if name == "Trackpoint":
            moment = _moment(tags)
            if moment:
                yield moment
        elif name == "Lap" and attributes is not None:
            lap = told.begin(attributes.get("StartTime", ""))
        elif name == "Lap":
            told.add(lap)
        elif name == "Activity":
            told.is_whole = True
            return
        elif parent == "Activity":
            told.tell(name, text, most)
        else:
            lap.fill(name, parent, text)


def _moment(tags: Iterator[Tag]) -> Moment | None:
    """One point, if it has a time and is all there; a treadmill's has no place."""
    texts: dict[str, str] = {}
    for name, parent, _, text in tags:
        if name == "Trackpoint":
            break
        if parent in _POINT_PARENTS:
            texts[name] = text
    else:
        return None
    time = instant(texts.get("Time", ""))
    if time is None:
        return None
    get = texts.get
    north, east = place(get("LatitudeDegrees", ""), get("LongitudeDegrees", ""))
    metres = number(get("DistanceMeters", ""), 0, FARTHEST_M)
    height = elevation(get("AltitudeMeters", ""))
    pulse = heart_rate(get("Value") or get("HeartRateBpm", ""))
    return Moment(time.timestamp(), north, east, height, metres, pulse, 0)


_POINT_PARENTS = frozenset({"Trackpoint", "Position", "HeartRateBpm"})
