"""A zip file as it is made, a piece at a time, so that a large one needs little memory."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PIECE_BYTES = 64 * 1024
EARLIEST_YEAR, LATEST_YEAR = 1980, 2107  # What a zip file can date.
_MODE = 0o644 << 16

Write = Callable[[BinaryIO], Iterable[None]]


class _Sink:
    """Takes what `zipfile` writes until it is taken away; it can't be gone back in."""

    def __init__(self):
        self.pieces, self.size = [], 0

    def write(self, data: bytes) -> int:
        """Keep a piece."""
        self.pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits behind it."""

    def taken(self) -> bytes:
        """All pieces since the last time."""
        data = b"".join(self.pieces)
        self.pieces, self.size = [], 0
        return data


def packed(members: Iterable[tuple[str, Write]], made_at: datetime) -> Iterator[bytes]:
    """The bytes of a zip file with these members: a name, and what writes it, step by step."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as file:
        for name, write in members:
            with file.open(_info(name, made_at), "w", force_zip64=True) as member:
                for _ in write(member):
                    if sink.size >= PIECE_BYTES:
                        yield sink.taken()
    yield sink.taken()


def _info(name: str, made_at: datetime) -> ZipInfo:
    year = min(max(made_at.year, EARLIEST_YEAR), LATEST_YEAR)
    info = ZipInfo(name, (year, *made_at.timetuple()[1:6]))
    info.compress_type, info.external_attr = ZIP_DEFLATED, _MODE
    return info
