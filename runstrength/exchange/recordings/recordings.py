"""Recordings of watches and phones, FIT, GPX and TCX: which reader reads which, alone or packed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import ModuleType
from typing import BinaryIO

from ...training.tracks import Point, Track
from ..archives.archive import HEAD, Member
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


def points_of(
    file: BinaryIO, limits: Limits = USUAL, started_at: datetime | None = None
) -> Iterator[Point]:
    """Every point of a recording; of several in one file, those of the one that starts nearest.

    Raises `Unreadable` where it is none.
    """
    reader = _reader_of(file)
    several = [] if started_at is None else _told(reader, file, limits)
    file.seek(0)
    row = _nearest(several, started_at).row if len(several) > 1 else None
    yield from reader.points(file, limits, row)


def track_of(file: BinaryIO, limits: Limits, started_at: datetime) -> Track | None:
    """What is drawn of a recording, as when it was brought; None where it can't be read."""
    try:
        several = _told(_reader_of(file), file, limits)
    except Unreadable:
        return None
    return _nearest(several, started_at).track if several else None


def _reader_of(file: BinaryIO) -> ModuleType:
    reader = recorder_of(file.read(HEAD))
    if reader is None:
        raise Unreadable("it is no recording that can be read here (FIT, GPX or TCX)")
    file.seek(0)
    return reader


def _told(reader: ModuleType, file: BinaryIO, limits: Limits) -> list[Found]:
    return [item for item in reader.read(file, Answers(), limits) if isinstance(item, Found)]


def _nearest(several: list[Found], started_at: datetime) -> Found:
    return min(several, key=lambda found: abs(_instant(found) - started_at))


def _instant(found: Found) -> datetime:
    """When it began; what a device without a zone shows is within a day of that."""
    begun = found.started_at
    return begun if begun.tzinfo else begun.replace(tzinfo=UTC)
