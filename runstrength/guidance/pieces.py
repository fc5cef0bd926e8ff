"""An article's HTML in pieces, cut where something can be said beside a passage."""

from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate

from .passages import HEADINGS


@dataclass(frozen=True, slots=True)
class Piece:
    """HTML up to where one passage ends, and that passage's id; None for the end of the article.

    A list item's piece stops within the item, at its very end; a heading's right behind it.
    """

    html: str
    passage: str | None


def split(html: str) -> tuple[Piece, ...]:
    """Cut finished HTML at the end of every passage; the pieces in a row are that HTML again."""
    reader = _EndReader(html)
    reader.feed(html)
    reader.close()
    starts = [0, *(position for position, _ in reader.ends)]
    stops = [*starts[1:], len(html)]
    names = [*(name for _, name in reader.ends), None]
    return tuple(
        Piece(html[start:stop], name)
        for start, stop, name in zip(starts, stops, names, strict=True)
    )


class _EndReader(HTMLParser):
    """Find where the elements end that `passages` reads as passages."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html
        self.lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.open: list[tuple[str, str | None]] = []
        self.ends: list[tuple[int, str]] = []

    def handle_starttag(self, tag, attributes):
        name = dict(attributes).get("id")
        if tag == "li" or (name and tag in HEADINGS):
            self.open.append((tag, name))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            return
        _, name = self.open.pop()
        if name:
            self.ends.append((self._position(tag), name))

    def _position(self, tag: str) -> int:
        line, offset = self.getpos()
        position = self.lines[line - 1] + offset
        return position if tag == "li" else self.html.index(">", position) + 1
