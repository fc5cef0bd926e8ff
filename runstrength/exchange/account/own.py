"""RunStrength's own export, read: a zip file with `runstrength.json`, or that file alone.

`docs/export.md` describes it; `exchange.writing.own` makes it.
"""

import lzma
import zlib
from collections.abc import Iterator
from io import BufferedIOBase, TextIOWrapper
from struct import error as StructError  # noqa: N812 (it is a class)
from typing import BinaryIO
from uuid import UUID
from zipfile import BadZipFile, ZipFile

from ...training.limits import Invalid
from ..found import Rejected, Unreadable
from ..limits import USUAL, Limits
from .belongings import LISTS, SINGLE, Kept
from .json_entries import Malformed, entries

FORMAT, VERSION = "runstrength", 1
JSON_NAME, ORIGINALS = "runstrength.json", "originals/"
ORIGINAL_KINDS = ("fit", "gpx", "tcx")
LONGEST_REASON = 300
_ZIP = b"PK\x03\x04"
_FAULTS = (
    BadZipFile,
    EOFError,
    MemoryError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    StructError,
    ValueError,
    lzma.LZMAError,
    zlib.error,
)


def is_mine(head: bytes) -> bool:
    """Whether a file that begins so is an export of RunStrength."""
    if head.startswith(_ZIP):
        return JSON_NAME.encode() in head
    return head.lstrip()[:1] == b"{" and b'"format": "runstrength"' in head[:200]


def kind_of_original(head: bytes) -> str:
    """The kind of a recording that begins so, as its name shall end."""
    if head[8:12] == b".FIT":
        return "fit"
    return "gpx" if b"<gpx" in head else "tcx"


def read(file: BinaryIO, limits: Limits = USUAL) -> Iterator[Kept | Rejected]:
    """What an export holds, entry by entry, in the order of its sections.

    Raises `Unreadable` where it is no export, or one of a newer version.
    """
    try:
        yield from _read(file, limits)
    except _FAULTS as error:
        raise Unreadable("This file is damaged, or is no export of RunStrength.") from error


def originals(file: BinaryIO, limits: Limits = USUAL) -> dict[UUID, str]:
    """The names of the recordings in an export, by their workouts' ids. Raises `Unreadable`."""
    try:
        if not _is_zip(file):
            return {}
        with ZipFile(file) as archive:
            _refuse_too_much(archive, limits)
            return dict(filter(None, map(_original, archive.namelist())))
    except _FAULTS as error:
        raise Unreadable("This file is damaged, or is no export of RunStrength.") from error


def _read(file: BinaryIO, limits: Limits) -> Iterator[Kept | Rejected]:
    if not _is_zip(file):
        yield from _entries(file, limits)
        return
    with ZipFile(file) as archive:
        _refuse_too_much(archive, limits)
        if JSON_NAME not in archive.namelist():
            raise Unreadable(f"This file holds no {JSON_NAME}.")
        with archive.open(JSON_NAME) as member:
            yield from _entries(member, limits)


def _is_zip(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(len(_ZIP))
    file.seek(0)
    return head == _ZIP


def _refuse_too_much(archive: ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise Unreadable(f"This file holds more than {limits.members:,} files.")
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise Unreadable("This file holds too much to be an export.")


def _original(name: str) -> tuple[UUID, str] | None:
    stem, _, kind = name.removeprefix(ORIGINALS).rpartition(".")
    if not name.startswith(ORIGINALS) or kind not in ORIGINAL_KINDS:
        return None
    try:
        return UUID(stem), name
    except ValueError:
        return None


def _entries(file: BinaryIO, limits: Limits) -> Iterator[Kept | Rejected]:
    """What the JSON tells; where it breaks off, what came before it stays."""
    known, row = {}, ""
    with TextIOWrapper(_Bounded(file, limits.unpacked_bytes), encoding="utf-8-sig") as text:
        try:
            for key, position, value in entries(text):
                row = f"{key} {position}" if position else key
                if key in ("format", "version", "made_at"):
                    known[key] = value
                    continue
                _refuse_other_formats(known)
                if position and position > limits.rows:
                    raise Malformed("there are too many")
                yield from _entry(key, position, value, row)
        except (Malformed, UnicodeDecodeError) as error:
            _refuse_other_formats(known)
            yield Rejected(f"after {row}", _reason(error))
        _refuse_other_formats(known)


def _reason(error: Exception) -> str:
    if isinstance(error, Malformed):
        return f"the file can't be read any further: {error}"
    return "the file can't be read any further: it is no UTF-8"


def _refuse_other_formats(known: dict[str, object]) -> None:
    version = known.get("version")
    if known.get("format") != FORMAT or type(version) is not int or version < 1:
        raise Unreadable("This is no export of RunStrength.")
    if version > VERSION:
        raise Unreadable(
            "This export is of a newer RunStrength. Update this one first, then bring it in."
        )


def _entry(key: str, position: int | None, value: object, row: str) -> Iterator[Kept | Rejected]:
    section = SINGLE.get(key) if position is None else LISTS.get(key)
    if position is None and value is None:
        return
    if section is None:
        if position in (None, 1):
            yield Rejected(key[:60], "is not known here")
        return
    try:
        yield section.read(value)
    except Invalid as error:
        yield Rejected(row, str(error)[:LONGEST_REASON])


class _Bounded(BufferedIOBase):
    """A file of which no more than so many bytes are read, whatever it said of its size."""

    def __init__(self, file: BinaryIO, most: int):
        self._file, self._left = file, most

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes. Raises `Unreadable` past the bound."""
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("This file holds too much to be an export.")
        return data

    read1 = read
