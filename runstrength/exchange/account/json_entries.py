"""A JSON object read entry by entry, so that a list in it may be longer than the memory."""

from collections.abc import Iterator
from json import JSONDecoder
from typing import TextIO

PIECE_CHARACTERS = 64 * 1024
LONGEST_ENTRY = 2 * 1024**2  # Characters; 50 exercises of 100 sets with all their notes are 1 MB.
_SPACE = " \t\r\n"


class Malformed(ValueError):
    """What is read is no JSON object, or ends too early."""


def entries(file: TextIO) -> Iterator[tuple[str, int | None, object]]:
    """The members of an object in their order: key, position, value.

    A list gives each of its items, with its position from 1; any other value has the position None.
    Raises `Malformed`.
    """
    text = _Text(file)
    text.expect("{")
    if not text.take_if("}"):
        yield from _members(text)
        text.expect("}")
    if text.next():
        raise Malformed("something follows its end")


def _members(text: "_Text") -> Iterator[tuple[str, int | None, object]]:
    while True:
        key = text.value()
        if not isinstance(key, str):
            raise Malformed("a key is no text")
        text.expect(":")
        if text.take_if("["):
            yield from ((key, n, item) for n, item in enumerate(_items(text), start=1))
        else:
            yield key, None, text.value()
        if not text.take_if(","):
            return


def _items(text: "_Text") -> Iterator[object]:
    if text.take_if("]"):
        return
    yield text.value()
    while text.take_if(","):
        yield text.value()
    text.expect("]")


class _Text:
    """A stretch of a file, and how far it was read."""

    def __init__(self, file: TextIO):
        self._file, self._held, self._at, self._is_all = file, "", 0, False
        self._decoder = JSONDecoder(parse_constant=_refuse)

    def next(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _SPACE:
                    return self._held[self._at]
                self._at += 1
            if not self._read_on():
                return ""

    def take_if(self, sign: str) -> bool:
        """Whether the next character is `sign`; then it is read."""
        if self.next() != sign:
            return False
        self._at += 1
        return True

    def expect(self, sign: str) -> None:
        """Read `sign`. Raises `Malformed` where something else stands."""
        if not self.take_if(sign):
            raise Malformed(f"{sign} is missing")

    def value(self) -> object:
        """The value that begins here. Raises `Malformed`."""
        self.next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except (ValueError, RecursionError) as error:
                if not self._read_on():
                    raise Malformed("a value can't be read") from error
                continue
            # A number may go on in what is not read yet.
            if end < len(self._held) or not self._read_on():
                self._at = end
                return value

    def _read_on(self) -> bool:
        """Hold as much again; False at the end. Raises `Malformed` for an entry without end."""
        self._held, self._at = self._held[self._at :], 0
        if len(self._held) > LONGEST_ENTRY:
            raise Malformed("an entry is too long")
        # Twice as much each time, so that a long entry is not looked at again too often.
        more = "" if self._is_all else self._file.read(max(PIECE_CHARACTERS, len(self._held)))
        self._is_all = not more
        self._held += more
        return bool(more)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
