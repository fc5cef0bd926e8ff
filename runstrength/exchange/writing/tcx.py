"""A run as TCX, one lap of it, as `exchange.tcx` and other programs read it.

The lap's timer is the moving time; its first and last point tell how long all of it took. Where
the recording does not tell that, or there is none, points with a time alone do.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ...training.tracks import Point
from ...training.workouts import Run
from .xml import element, instant, text

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
<Activities><Activity Sport="Running">"""
FOOT = "</Activity></Activities></TrainingCenterDatabase>\n"


def write(run: Run, points: Iterable[Point], file: BinaryIO) -> None:
    """Write a run and its points; none are needed."""
    for part in _parts(run, points):
        file.write(part.encode())


def _parts(run: Run, points: Iterable[Point]) -> Iterator[str]:
    start = instant(run, 0)
    yield f'{HEAD}{element("Id", start)}<Lap StartTime="{start}">'
    yield element("TotalTimeSeconds", str(run.counted_s))
    yield element("DistanceMeters", f"{float(run.distance.m if run.distance else 0):.2f}")
    yield element("Calories", "0")  # The schema wants one.
    yield _pulse("AverageHeartRateBpm", run.avg_hr_bpm)
    yield "<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>\n"
    for point in _with_ends(run, points):
        yield _point(run, point)
    yield "</Track></Lap>"
    yield element("Notes", text(run.notes)) if run.notes else ""
    yield FOOT


def _with_ends(run: Run, points: Iterable[Point]) -> Iterator[Point]:
    """The points, with the start where there are none, and the end where they don't reach it."""
    last = None
    for point in points:
        last = point
        yield point
    if last is None:
        yield Point(0)
    if last is None or last.at_s < run.duration_s - 1:
        yield Point(run.duration_s)


def _point(run: Run, point: Point) -> str:
    place = ""
    if point.latitude is not None:
        north = element("LatitudeDegrees", f"{point.latitude:.7f}")
        place = element("Position", north + element("LongitudeDegrees", f"{point.longitude:.7f}"))
    height, metres = point.elevation_m, point.distance_m
    told = (
        element("Time", instant(run, point.at_s)),
        place,
        "" if height is None else element("AltitudeMeters", f"{height:.2f}"),
        "" if metres is None else element("DistanceMeters", f"{metres:.2f}"),
        _pulse("HeartRateBpm", point.hr_bpm),
    )
    return element("Trackpoint", "".join(told)) + "\n"


def _pulse(name: str, bpm: int | None) -> str:
    return "" if bpm is None else element(name, element("Value", str(bpm)))
