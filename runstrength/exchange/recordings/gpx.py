"""GPX: each track of a file is a recording.

Elapsed time goes from the first point to the last, pauses between segments included. Distance is
the sum of the ways between points over the ground, unless the points tell theirs (`distance` of
Cluetrust's extension, which our own files have) and it is near that sum. A track that names no
sport counts as a run where it moves as fast as runners do; the preview shows it before anything is
kept. Times without an offset are in UTC, as GPX asks for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import BinaryIO

from ...training.limits import Invalid
from ...training.tracks import Point, thinned
from ..found import Answers, Found, Rejected
from ..limits import USUAL, Limits
from . import sport_words
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

_HEART_RATES = frozenset({"hr", "HR", "heartrate", "heartRate", "HeartRate"})  # In any extension.
_OPENING = frozenset({"trk", "trkseg", "trkpt", "link", "rte", "wpt"})
_CLOSING = _HEART_RATES | {"trk", "trkpt", "name", "type", "desc", "time", "ele", "distance"}
_ACTIVITY = re.compile(r"/activit(?:y|ies)/(\d{1,20})(?:[/?#]|$)")
NEAR = 0.2  # How far a told distance may be from the measured one: a footpod's, against GPS.


def is_mine(head: bytes) -> bool:
    """Whether a file that begins so is GPX."""
    return root(head) == "gpx"


def read(file: BinaryIO, answers: Answers, limits: Limits = USUAL) -> Iterator[Found | Rejected]:
    """A recording for each track. Raises `Unreadable` for routes, places and what is no GPX."""
    elements = Elements(file, _OPENING, _CLOSING, limits)
    others: dict[str, str] = {}
    yield from one_at_least(_tracks(elements, others, limits), elements, lambda: _reason(others))


def points(file: BinaryIO, limits: Limits = USUAL, row: str | None = None) -> Iterator[Point]:
    """All points of all tracks, or of the one that `read` calls `row`, from the first on."""
    tags = iter(Elements(file, _OPENING, _CLOSING, limits))
    begun = (tag for tag in tags if tag[0] == "trk" and tag[2] is not None)
    start = None
    for n, _ in enumerate(begun, start=1):
        if row not in (None, f"track {n}"):
            continue
        for moment in in_order(_moments(tags, _About())):
            start = moment.time if start is None else start
            if moment.time >= start:
                yield moment.point(start)


@dataclass
class _About:
    """What a track tells beside its points."""

    texts: dict[str, str] = field(default_factory=dict)
    untimed: int = 0
    offset_s: int | None = None


def _tracks(elements: Elements, others: dict, limits: Limits) -> Iterator[Found | Rejected]:
    """Each track as it is found; what stands outside of tracks goes to `others`."""
    tags, numbers = iter(elements), count(1)
    for name, parent, attributes, text in tags:
        if name == "trk" and attributes is not None:
            n = next(numbers)
            if n > limits.workouts:
                yield Rejected(f"track {n}", "there are too many tracks in this file")
                return
            yield _track(tags, f"track {n}", others, limits)
        elif attributes is not None:
            others.setdefault(name, "")
        elif name == "name" and parent in {"metadata", "gpx"}:
            others[name] = text


def _reason(others: dict[str, str]) -> str:
    if "rte" in others:
        return "this is a route, not a recording"
    return "these are places, not a recording" if "wpt" in others else "there is no track in it"


def _track(tags: Iterator[Tag], row: str, others: dict, limits: Limits) -> Found | Rejected:
    about, tally = _About(), Tally()
    passing = tally.passing(in_order(_moments(tags, about)))
    track = thinned(moment.point(tally.first.time) for moment in passing)
    if track is None:
        no_times = about.untimed and not tally.count
        reason = "no times: a route, not a recording" if no_times else "a track without points"
        return Rejected(row, reason)
    metres = _metres(tally)
    try:
        return Found(
            row=row,
            started_at=utc(tally.first.time),
            elapsed_s=round(tally.elapsed_s, 3),
            moving_s=min(round(tally.moving_s, 3), round(tally.elapsed_s, 3)) or None,
            utc_offset_s=about.offset_s,
            position=tally.position,
            distance=distance(metres),
            avg_hr_bpm=tally.avg_hr_bpm,
            max_hr_bpm=tally.hr_max or None,
            elevation_gain_m=tally.elevation_gain_m,
            track=track,
            source="gpx",
            member="",
            **_told(about.texts, others, metres, tally.moving_s, limits.field_characters),
        )
    except Invalid as error:
        return Rejected(row, f"the distance {error.errors[0].message}")


def _told(texts: dict, others: dict, metres: float, moving_s: float, most: int) -> dict:
    """What the track's own words give."""
    word = texts.get("type", "").strip()
    link = _ACTIVITY.search(texts.get("link", ""))
    title = texts.get("name", "").strip() or others.get("name", "")
    return {
        "sport": sport_words.sport(word) if word else sport_words.by_speed(metres, moving_s),
        "is_treadmill": sport_words.is_treadmill(word),
        "title": " ".join(title.split())[:most],
        "notes": texts.get("desc", "").strip()[:most],
        "source_id": link[1] if link else "",
    }


def _metres(tally: Tally) -> float:
    told, measured = tally.told_m, tally.measured_m
    return told if told and abs(told - measured) <= NEAR * measured else measured


def _moments(tags: Iterator[Tag], about: _About) -> Iterator[Moment]:
    """A track's points as they come, until it ends; what else it tells goes to `about`."""
    stretch = 0
    for name, parent, attributes, text in tags:
        if name == "trkpt" and attributes is not None:
            moment = _moment(tags, attributes, stretch, about)
            if moment:
                yield moment
        elif name == "trkseg":
            stretch += 1
        elif name == "trk" and attributes is None:
            return
        elif parent == "trk":
            about.texts.setdefault(name, attributes.get("href", "") if attributes else text)


def _moment(tags: Iterator[Tag], attributes: dict, stretch: int, about: _About) -> Moment | None:
    """One point, if it has a place and a time and is all there."""
    time = height = metres = pulse = None
    for name, parent, _, text in tags:
        if name == "trkpt":
            break
        if name == "time" and parent == "trkpt":
            time = instant(text)
        elif name == "ele" and parent == "trkpt":
            height = elevation(text)
        elif name == "distance":
            metres = number(text, 0, FARTHEST_M)
        elif name in _HEART_RATES:
            pulse = heart_rate(text)
    else:
        return None
    north, east = place(attributes.get("lat", ""), attributes.get("lon", ""))
    if time is None:
        about.untimed += 1
    if time is None or north is None:
        return None
    about.offset_s = about.offset_s or round(time.utcoffset().total_seconds()) or None
    return Moment(time.timestamp(), north, east, height, metres, pulse, stretch)
