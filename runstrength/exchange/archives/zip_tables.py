"""A zip file's table of contents: read in one piece, so its length is looked at before."""

from typing import BinaryIO
from zipfile import ZipFile

from ..found import Unreadable
from .unpacking import DAMAGED, Budget, Exhausted

MOST_TABLE = 16 * 1024**2  # A hundred thousand files with long names take this.
TABLE_ENTRY = b"PK\x01\x02"


def table_of(file: BinaryIO, budget: Budget) -> ZipFile:
    """A zip file with its table of contents read. Raises `Unreadable` where that is broken."""
    try:
        return ZipFile(_Guarded(file, budget.members_left))
    except Unreadable:
        raise
    except DAMAGED as error:
        raise Unreadable("its table of contents is broken or cut off") from error


class _Guarded:
    """A file that gives no table of contents that is too long to be held in memory.

    zipfile reads the table in one piece and makes an object of each entry before it can be asked
    how many there are. No other piece that it reads is longer than `OTHER_PIECES`.
    """

    OTHER_PIECES = 128 * 1024

    def __init__(self, file: BinaryIO, most_entries: int):
        self._file = file
        self._most_entries = most_entries
        self.seek, self.tell = file.seek, file.tell
        self.seekable = self.readable = lambda: True

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes. Raises `Exhausted` for a table that is too long."""
        if size > MOST_TABLE:
            raise Exhausted("its table of contents is far too long")
        data = self._file.read(size)
        if len(data) > self.OTHER_PIECES and data.count(TABLE_ENTRY) > self._most_entries:
            raise Exhausted(f"it holds more than {self._most_entries:,} files")
        return data
