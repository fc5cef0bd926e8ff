"""A look into zip files, none of which is trusted: members by name, counted as they are read.

Nothing is ever written to a path that is made of a member's name.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipInfo

from ..found import Rejected, Unreadable
from ..limits import USUAL, Limits
from .unpacking import (
    CHUNK,
    DAMAGED,
    GZIP,
    Budget,
    Exhausted,
    Unpacked,
    unpacked_spool,
)
from .zip_members import complaint, is_passed_over, overlapping, shown
from .zip_tables import table_of

HEAD = 64 * 1024  # As much of a file as shows its kind.
ZIPS = b"PK\x03\x04", b"PK\x05\x06"  # As zip files begin, the second kind without a file in it.
INSIDE = "!/"  # Parts an archive's name from that of a member in it.
Told = Callable[[int, int], None]


class Archive:
    """An open zip file: its members in their order, and those that can't be taken, with reasons.

    `depth` is how many archives it lies in. Raises `Unreadable` where it is broken as a whole.
    """

    def __init__(self, file: BinaryIO, budget: Budget, *, depth: int = 0, prefix: str = ""):
        self.budget = budget
        self.depth = depth
        self._file = file
        self._prefix = prefix
        self._inner: Archive | None = None
        self._zip = table_of(file, budget)
        budget.spend_members(len(self._zip.infolist()))
        if overlapping(self._zip.infolist(), self._zip.start_dir):
            raise Unreadable("its files overlap, as no honest archive's do")
        self.skipped: list[Rejected] = []
        self._infos = self._taken()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        """Close it and what was opened in it; a nested one's file is its own."""
        if self._inner:
            self._inner.close()
        self._zip.close()
        if self.depth:
            self._file.close()

    def __len__(self) -> int:
        return len(self._infos)

    def members(self) -> Iterator["Member"]:
        """The files in it, in its order, made as they are asked for."""
        return (self._member(info) for info in self._infos.values())

    def walked(self, told: Told = lambda done, total: None) -> Iterator["Member | Rejected"]:
        """The files in it and in all archives in it, and why some are left out.

        `told` hears how many were seen, of how many that are known of.
        """
        yield from self.skipped
        done, total = 0, len(self)
        for member in self.members():
            done += 1
            told(done, total)
            if not member.is_archive():
                yield member
                continue
            try:
                with member.archive() as inner:
                    total += len(inner)
                    for within in inner.walked():
                        done += 1
                        told(min(done, total), total)
                        yield within
            except Exhausted:
                raise
            except Unreadable as error:
                yield Rejected(shown(member.name), str(error))

    def named(self, name: str) -> "Member | None":
        """The member that has this name in this very archive."""
        info = self._infos.get(name)
        return info and self._member(info)

    def opened(self, name: str) -> BinaryIO:
        """A member again by its full name, gzip unpacked; the caller closes it."""
        outer, _, inner = name.partition(INSIDE)
        member = self.named(outer)
        if member is None:
            raise Unreadable("it is not in the archive")
        return self._nested(member).opened(inner) if inner else member.spool()

    def _nested(self, member: "Member") -> "Archive":
        """The archive in a member; the last one stays open, as its members come in turn."""
        if self._inner is None or self._inner._prefix != member.name + INSIDE:
            if self._inner:
                self._inner.close()
                self._inner = None
            self._inner = member.archive()
        return self._inner

    def _member(self, info: ZipInfo) -> "Member":
        return Member(self, info, self._prefix + info.filename)

    def _taken(self) -> dict[str, ZipInfo]:
        taken: dict[str, ZipInfo] = {}
        for info in self._zip.infolist():
            if is_passed_over(info):
                continue
            reason = complaint(info)
            if not reason and info.filename in taken:
                reason = "another file before it has the same name"
            if reason:
                self.skipped.append(Rejected(shown(self._prefix + info.orig_filename), reason))
            else:
                taken[info.filename] = info
        return taken


class Member:
    """A file in an archive. `name` is its full name in the upload, `size` what it claims."""

    __slots__ = ("_archive", "_info", "name")

    def __init__(self, archive: Archive, info: ZipInfo, name: str):
        self._archive = archive
        self._info = info
        self.name = name

    @property
    def plain_name(self) -> str:
        """Its name in its own archive."""
        return self._info.filename

    @property
    def size(self) -> int:
        """Unpacked bytes, as the archive tells: to be shown, not to be relied on."""
        return self._info.file_size

    @property
    def budget(self) -> Budget:
        """What its upload may still unpack to."""
        return self._archive.budget

    @contextmanager
    def stream(self, most: int | None = None):
        """Its bytes as they unpack, counted, at most `most`; it can't be sought in."""
        budget = self.budget
        try:
            packed = self._archive._zip.open(self._info)
        except DAMAGED as error:
            raise Unreadable("it is damaged or cut off") from error
        most = budget.limits.unpacked_bytes if most is None else most
        with Unpacked(packed, lambda: self._info.compress_size, budget, most) as unpacked:
            yield io.BufferedReader(unpacked, CHUNK)

    def head(self) -> bytes:
        """Its first 64 KiB, by which its kind is told."""
        with self.stream() as stream:
            return stream.read(HEAD)

    def is_archive(self) -> bool:
        """Whether it begins as a zip file does; one that can't be read is none."""
        try:
            with self.stream() as stream:
                return stream.read(len(ZIPS[0])) in ZIPS
        except Exhausted:
            raise
        except Unreadable:
            return False

    def spool(self, most: int | None = None) -> BinaryIO:
        """All of it, gzip unpacked, as a file that can be sought in; the caller closes it."""
        budget = self.budget
        most = budget.limits.recording_bytes if most is None else most
        with self.stream(most) as stream:
            return unpacked_spool(stream, budget, most)

    def archive(self) -> Archive:
        """The archive that it is; the caller closes it. Raises `Unreadable` for one too deep."""
        budget, depth = self.budget, self._archive.depth + 1
        if depth > budget.limits.depth:
            raise Unreadable("it is an archive too deep inside other archives")
        spool = self.spool(budget.limits.unpacked_bytes)
        try:
            return Archive(spool, budget, depth=depth, prefix=self.name + INSIDE)
        except BaseException:
            spool.close()
            raise


def size_of(file: BinaryIO) -> int:
    """How long a file is; it is left at its beginning."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def opened(path_or_file: Path | BinaryIO, member: str, limits: Limits = USUAL) -> BinaryIO:
    """A recording of an upload again, by `Found.member`, gzip unpacked; the caller closes it.

    Of an archive with many, `Reopened` is quicker.
    """
    if isinstance(path_or_file, Path):
        with path_or_file.open("rb") as file:
            return opened(file, member, limits)
    budget = Budget(size_of(path_or_file), limits)
    if not member:
        return unpacked_spool(path_or_file, budget, limits.recording_bytes)
    with packed_or_not(path_or_file, budget) as file, Archive(file, budget) as archive:
        return archive.opened(member)


@contextmanager
def packed_or_not(file: BinaryIO, budget: Budget):
    """The file itself, or what it holds where it is packed with gzip once more."""
    is_packed = file.read(2) == GZIP
    file.seek(0)
    if not is_packed:
        yield file
        return
    with unpacked_spool(file, budget, budget.limits.unpacked_bytes) as spool:
        yield spool
