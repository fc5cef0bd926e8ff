"""Lines of a text file, streamed, counted and bounded, to be put together into rows.

UTF-8 and UTF-16 are told by their marks; without one, text is UTF-8, and bytes that are not UTF-8
are taken as Windows wrote them (cp1252).
"""

import codecs
from collections.abc import Iterator
from io import IncrementalNewlineDecoder, StringIO
from typing import BinaryIO

from ..limits import Limits

CHUNK_BYTES = 64 * 1024
LONGEST_CELLS = 4  # A row is no longer than so many of the longest cells.


class Unclosed(Exception):
    """The file ends inside quotation marks."""


class TooLong(Exception):
    """The row is longer than any."""


class Lines:
    """The lines that make one row after another: counted, bounded, and able to be taken back."""

    def __init__(self, file: BinaryIO, limits: Limits):
        self._lines = _lines(file, limits)
        self._back: list[str] = []
        self._longest = LONGEST_CELLS * limits.field_characters
        self._taken: list[str] = []
        self.number = 0
        self.size = 0

    def __iter__(self):
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines, None)
        if line is None:
            # What asks for more inside a row is in quotation marks.
            raise Unclosed if self._taken else StopIteration
        self.number += 1
        self.size += len(line)
        self._taken.append(line)
        if self.size > self._longest:
            raise TooLong
        return line

    @property
    def go_on(self) -> bool:
        """Whether there are more; asked once, behind the last row that is read."""
        return bool(self._back) or next(self._lines, None) is not None

    @property
    def are_several(self) -> bool:
        """Whether the row at hand took more than one line."""
        return len(self._taken) > 1

    @property
    def has_nul(self) -> bool:
        """Whether the row at hand holds a NUL character."""
        return "\0" in ("".join(self._taken) if self.are_several else self._taken[0])

    def take_back(self, *, after: int = 0) -> None:
        """Give the lines of the row at hand again, but for the first `after`."""
        self._back.extend(reversed(self._taken[after:]))
        self.number -= len(self._taken) - after
        self.forget()

    def forget(self) -> None:
        """Begin another row."""
        self._taken.clear()
        self.size = 0


def _lines(file: BinaryIO, limits: Limits) -> Iterator[str]:
    """Lines with their ends; of one that is far too long only as much as shows that it is."""
    longest = LONGEST_CELLS * limits.field_characters + 1
    chunk = file.read(CHUNK_BYTES)
    decoder = _decoder(chunk)
    rest = ""
    while chunk:
        lines = StringIO(rest + decoder.decode(chunk), newline="\n").readlines() or [""]
        rest = "" if lines[-1].endswith("\n") else lines.pop()[:longest]
        yield from lines
        chunk = file.read(CHUNK_BYTES)
    if rest := rest + decoder.decode(b"", final=True):
        yield rest


def _decoder(head: bytes) -> IncrementalNewlineDecoder:
    is_utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding, errors = ("utf-16", "replace") if is_utf16 else ("utf-8-sig", "as-cp1252")
    return IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(errors), translate=True)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("as-cp1252", _as_cp1252)
