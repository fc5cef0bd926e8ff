"""Recordings of watches and phones, FIT, GPX and TCX: which reader reads which, alone or packed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from ...training.tracks import Point, Track, thinned
from ..archives.archive import HEAD, Member, opened
from ..found import Answers, Found, Question, Rejected, Unreadable
from ..limits import USUAL, Limits
from . import fit, gpx, tcx

RECORDINGS: dict[str, ModuleType] = {"fit": fit, "gpx": gpx, "tcx": tcx}


def recorder_of(head: bytes) -> ModuleType | None:
    """The reader of a recording that begins so; None where it is none."""
    return next((reader for reader in RECORDINGS.values() if reader.is_mine(head)), None)


def read_recording(
    member: Member, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """What a recording in an archive tells. Raises `Unreadable` where it is none."""
    with member.spool(limits.recording_bytes) as file:
        reader = recorder_of(file.read(HEAD))
        if reader is None:
            raise Unreadable("it is no recording that can be read here (FIT, GPX or TCX)")
        file.seek(0)
        for item in reader.read(file, answers, limits):
            yield placed(item, member.name, is_recording=True)


def placed(
    item: Found | Rejected | Question, name: str, *, is_recording: bool
) -> Found | Rejected | Question:
    """An item with the member that it comes from; a recording's bytes are worth keeping."""
    if isinstance(item, Question):
        return item
    row = f"{name}, {item.row}" if item.row else name
    if is_recording and isinstance(item, Found):
        return replace(item, row=row, member=name)
    return replace(item, row=row)


def points_of(file: BinaryIO, limits: Limits = USUAL) -> Iterator[Point]:
    """Every point of a recording. Raises `Unreadable` where it is none."""
    reader = recorder_of(file.read(HEAD))
    if reader is None:
        raise Unreadable("it is no recording that can be read here (FIT, GPX or TCX)")
    file.seek(0)
    yield from reader.points(file, limits)


def track_in(path: Path, member: str, limits: Limits = USUAL) -> Track | None:
    """What is drawn of a recording in an archive; None where it can't be read."""
    try:
        with opened(path, member, limits) as file:
            return thinned(points_of(file, limits))
    except Unreadable:
        return None
