"""Unpacking, with a tally of what comes out: a small file may not become a disk full of zeros.

What a packed file says of its own size is not believed; bytes are counted as they are read.
"""

import io
import struct
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from gzip import GzipFile
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import BadZipFile

from ..found import Unreadable
from ..limits import USUAL, Limits

CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024  # What is longer waits on disk, under a name that the system makes.
FREE = 8 * 1024**2  # The ratio is looked at only beyond: short texts of one letter are no attack.
GZIP = b"\x1f\x8b"

# All that zipfile, gzip and zlib raise for bytes that are not as they should be.
DAMAGED = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Exhausted(Unreadable):
    """The upload as a whole unpacks to too much: nothing more of it is read."""


class Budget:
    """What one upload of `packed` bytes may still unpack to: bytes and files."""

    def __init__(self, packed: int, limits: Limits = USUAL):
        self.limits = limits
        self._bytes_left = min(limits.unpacked_bytes, FREE + limits.ratio * packed)
        self._members_left = limits.members

    def spend(self, size: int) -> None:
        """Count `size` unpacked bytes. Raises `Exhausted`."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise Exhausted("it unpacks to far more than a training log can be")

    @property
    def members_left(self) -> int:
        """How many more files there may be, in all archives of the upload."""
        return self._members_left

    def spend_members(self, count: int) -> None:
        """Count `count` files. Raises `Exhausted`."""
        self._members_left -= count
        if self._members_left < 0:
            raise Exhausted(f"it holds more than {self.limits.members:,} files")


class Unpacked(io.RawIOBase):
    """A stream that unpacks, counted as it is read; `packed` tells how many bytes it came from."""

    def __init__(self, stream: BinaryIO, packed: Callable[[], int], budget: Budget, most: int):
        self._stream = stream
        self._packed = packed
        self._budget = budget
        self._most = most
        self.count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer) -> int:
        """Read some bytes. Raises `Unreadable` for damage, and for more than there may be."""
        try:
            data = self._stream.read(min(len(buffer), CHUNK))
        except DAMAGED as error:
            raise Unreadable("it is damaged or cut off") from error
        self._spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream beneath too."""
        self._stream.close()
        super().close()

    def _spend(self, size: int) -> None:
        self.count += size
        self._budget.spend(size)
        if self.count > self._most:
            raise Unreadable(f"it is longer than {self._most / 1024**2:,.0f} MB")
        if self.count > FREE + self._budget.limits.ratio * self._packed():
            raise Unreadable("it unpacks to far more than such a file can be")


@contextmanager
def gunzipped(file: BinaryIO, budget: Budget, most: int):
    """The stream that a gzip file holds, counted."""
    stream = GzipFile(fileobj=file, mode="rb")
    with Unpacked(stream, file.tell, budget, most) as unpacked:
        yield io.BufferedReader(unpacked, CHUNK)


def spooled(stream: BinaryIO) -> BinaryIO:
    """All of a stream as a file that can be sought in; the caller closes it."""
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (it is given to the caller)
    try:
        while chunk := stream.read(CHUNK):
            spool.write(chunk)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return spool


def unpacked_spool(stream: BinaryIO, budget: Budget, most: int) -> BinaryIO:
    """As `spooled`, a gzip file by what it holds. Raises `Unreadable` for one packed twice."""
    spool = spooled(stream)
    if spool.read(2) != GZIP:
        spool.seek(0)
        return spool
    with spool:
        spool.seek(0)
        with gunzipped(spool, budget, most) as inner:
            unpacked = spooled(inner)
    if unpacked.read(2) == GZIP:
        unpacked.close()
        raise Unreadable("it is packed more than once")
    unpacked.seek(0)
    return unpacked
