"""A run's recording as GPX 1.1, as `exchange.gpx` and other programs read it.

Heart rate goes into Garmin's extension, distance into Cluetrust's: programs that don't know these
pass them over. GPX has points with a place only, so others are left out.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ...training.tracks import Point
from ...training.workouts import Run
from .xml import element, instant, text

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="RunStrength" xmlns="http://www.topografix.com/GPX/1/1"
 xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
 xmlns:gpxdata="http://www.cluetrust.com/XML/GPXDATA/1/0">
"""
FOOT = "</trkseg></trk></gpx>\n"


def write(run: Run, points: Iterable[Point], file: BinaryIO) -> bool:
    """Write a run and its points. False, with nothing written, where no point has a place."""
    places = (point for point in points if point.latitude is not None)
    first = next(places, None)
    if first is None:
        return False
    for part in _parts(run, first, places):
        file.write(part.encode())
    return True


def _parts(run: Run, first: Point, others: Iterator[Point]) -> Iterator[str]:
    yield f"{HEAD}<metadata>{element('time', instant(run, 0))}</metadata>\n<trk>"
    yield element("desc", text(run.notes)) if run.notes else ""
    word = "treadmill_running" if run.is_treadmill else "running"
    yield f"{element('type', word)}<trkseg>\n{_point(run, first)}"
    for point in others:
        yield _point(run, point)
    yield FOOT


def _point(run: Run, point: Point) -> str:
    height = "" if point.elevation_m is None else element("ele", f"{point.elevation_m:.2f}")
    return (
        f'<trkpt lat="{point.latitude:.7f}" lon="{point.longitude:.7f}">'
        f"{height}{element('time', instant(run, point.at_s))}{_extensions(point)}</trkpt>\n"
    )


def _extensions(point: Point) -> str:
    told = ""
    if point.distance_m is not None:
        told += element("gpxdata:distance", f"{point.distance_m:.2f}")
    if point.hr_bpm is not None:
        pulse = element("gpxtpx:hr", str(point.hr_bpm))
        told += element("gpxtpx:TrackPointExtension", pulse)
    return element("extensions", told) if told else ""
