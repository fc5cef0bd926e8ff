"""XML from strangers, an element at a time: no tree, no entities, no network, little memory.

This is expat by itself, since it was measured (30 MB of XML): gpxpy holds all points at once
(690 MB); lxml's `iterparse` builds a tree of what nobody asked for (890 MB for 30 MB of `<a/>`),
and with `recover`, which undeclared prefixes need, keeps a record of each fault (580 MB). Expat
takes prefixes as they are when it is told nothing of namespaces, and keeps nothing but names.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from ..found import Found, Rejected, Unreadable
from ..limits import Limits
from .xml_text import pieces

# An opening tag has its attributes and no text, a closing one the text since the last tag.
Tag = tuple[str, str, dict[str, str] | None, str]  # Name, its parent's name, attributes, text.

MOST_DEPTH = 100  # GPX and TCX reach ten.
MOST_NAMES = 5_000  # Of elements and of attributes, as expat keeps each; both formats know 200.
LONGEST_NAME = 200
MOST_MARKS = 6_000_000  # "<" and "&"; the largest recording of a watch has 4 million,
MOST_TAGS = 3_000_000  # and of those that are asked for, half.
LONGEST_TAG_BYTES = 512 * 1024  # Or comment: it waits in memory until it ends.


class Elements:
    """The tags of a file: those in `opening` as they begin, those in `closing` as they end.

    Names are without prefixes. Where the file breaks off or is no XML any more, the tags end, and
    `fault` says where and how. Raises `Unreadable` for what is made to do harm.
    """

    def __init__(self, file: BinaryIO, opening: frozenset, closing: frozenset, limits: Limits):
        self.fault: Rejected | None = None
        self.root = ""
        self._file, self._limits = file, limits
        self._opening, self._closing = opening, closing
        self._read = self._marks = self._count = 0
        self._path: list[str] = [""]
        self._text: list[str] = []
        self._tags: list[Tag] = []
        self._names: dict[str, str] = {}
        self._attributes: set[str] = set()

    def __iter__(self) -> Iterator[Tag]:
        parser = self._parser()
        for piece in pieces(self._file):
            self._measure(piece)
            if not self._fed(parser, piece):
                break
            yield from self._taken()
            self._bound(self._read - parser.CurrentByteIndex)
        if not self.fault:
            self._fed(parser, b"", is_last=True)
        yield from self._taken()

    def _measure(self, piece: bytes) -> None:
        """Refuse what would take long to read."""
        self._read += len(piece)
        self._marks += piece.count(b"<") + piece.count(b"&")
        if self._read > self._limits.recording_bytes:
            most = self._limits.recording_bytes // 1024**2
            raise Unreadable(f"this is larger than a recording may be: {most} MB")
        if self._marks > MOST_MARKS or self._count > MOST_TAGS:
            raise Unreadable("this has more parts than a recording may have")

    def _parser(self):
        # Never with namespaces: then a prefix needs no declaration, which many apps forget.
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse_declarations
        return parser

    def _fed(self, parser, piece: bytes, *, is_last: bool = False) -> bool:
        try:
            parser.Parse(piece, is_last)
        except expat.ExpatError as error:
            reason = "the file breaks off here" if is_last else "from here on it is no XML"
            self.fault = Rejected(f"line {error.lineno}", reason)
            return False
        return True

    def _taken(self) -> list[Tag]:
        tags, self._tags = self._tags, []
        self._count += len(tags)
        return tags

    def _bound(self, waiting: int) -> None:
        """Refuse what grows in the parser's memory, or in ours."""
        if waiting > LONGEST_TAG_BYTES or len(self._attributes) > MOST_NAMES:
            raise Unreadable("this has a tag too large for a recording")
        if sum(map(len, self._text)) > self._limits.field_characters:
            del self._text[1:]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names.get(name) or self._new(name)
        path = self._path
        if attributes:
            self._attributes.update(attributes)
        if local in self._opening:
            self._tags.append((local, path[-1], attributes, ""))
        path.append(local)
        if len(path) > MOST_DEPTH:
            raise Unreadable("this is nested too deep for a recording")
        self._text.clear()

    def _end(self, name: str) -> None:
        path, text = self._path, self._text
        local = path.pop()
        if local in self._closing:
            self._tags.append((local, path[-1], None, "".join(text)))
        text.clear()

    def _new(self, name: str) -> str:
        if len(self._names) == MOST_NAMES or len(name) > LONGEST_NAME:
            raise Unreadable("this has too many names for a recording")
        local = self._names[name] = name.rpartition(":")[2] or name
        self.root = self.root or local
        return local


def _refuse_declarations(_name, _system, _public, has_declarations: int) -> None:
    """Refuse entities, which can grow without bound or name other files, and default values."""
    if has_declarations:
        raise Unreadable("this has a DOCTYPE with declarations, which no recording needs")


def one_at_least(
    parts: Iterable[Found | Rejected], elements: Elements, nothing: Callable[[], str]
) -> Iterator[Found | Rejected]:
    """Hand on what is found, and the fault behind it; without a find raise `Unreadable` instead."""
    waiting: list[Rejected] = []
    has_found = False
    for part in parts:
        if not has_found and isinstance(part, Rejected):
            waiting.append(part)
            continue
        has_found = True
        yield from waiting
        waiting.clear()
        yield part
    fault = elements.fault
    if has_found:
        yield from [fault] if fault else []
    elif not elements.root:
        raise Unreadable("this is empty, or no XML")
    elif fault:
        raise Unreadable(f"{fault.row}: {fault.reason}")
    else:
        raise Unreadable(waiting[0].reason if waiting else nothing())
