"""Passages: the headings and labelled list items of an article, each a link target with its text.

A labelled list item opens with a bold label, `- **Alternate Days**: …`; its id is the label's
slug, its text what follows the colon. A heading is a passage too: its text is that of the first
list item under it.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LAST = -10  # Labels exist once Markdown has read `**`, and are plain once it resolved escapes.


@dataclass(frozen=True, slots=True)
class Passage:
    """One link target: its id, label, and text (empty for a heading without list items)."""

    id: str
    label: str
    text: str
    level: int  # 1 to 6 for a heading, 0 for a list item.


def slug(label: str) -> str:
    """Turn a label into an id: `Push-Ups` gives `push-ups`."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def render(text: str) -> tuple[str, list[Passage]]:
    """Turn an article's Markdown into HTML with ids, and its passages in their order."""
    html = Markdown(extensions=["tables", _Targets()]).convert(text)
    reader = _PassageReader()
    reader.feed(html)
    reader.close()
    return html, reader.passages()


class _Targets(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's own name)
        md.treeprocessors.register(_TargetIds(md), "targets", LAST)


class _TargetIds(Treeprocessor):
    """Give headings and labelled items their ids."""

    def run(self, root: Element) -> None:
        taken: set[str] = set()
        # Labels come first: rules name passages by them, and a heading of the same name yields.
        labelled = [(item, label) for item in root.iter("li") if (label := _label(item))]
        headings = [(e, "".join(e.itertext())) for e in root.iter() if e.tag in HEADINGS]
        for element, label in labelled + headings:
            element.set("id", _free(slug(self._plain(label)) or "passage", taken))

    def _plain(self, label: str) -> str:
        """The label with the entities that Markdown had put aside."""
        return unescape(self.md.postprocessors["raw_html"].run(label))


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name


def _label(item: Element) -> str | None:
    """The bold text that a list item opens with, where a colon ends it or follows it."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if (holder.text or "").strip() or not len(holder) or holder[0].tag != "strong":
        return None
    label = "".join(holder[0].itertext()).strip()
    if label.endswith(":"):
        return label[:-1].strip()
    return label if (holder[0].tail or "").lstrip().startswith(":") else None


class _PassageReader(HTMLParser):
    """Read the passages back out of the finished HTML, where every escape is resolved."""

    def __init__(self):
        super().__init__()
        self.found: list[_Open] = []
        self.open: list[_Open] = []

    def handle_starttag(self, tag, attributes):
        name = dict(attributes).get("id")
        if tag == "li" or (name and tag in HEADINGS):
            self.open.append(_Open(tag, name))
            if name:
                self.found.append(self.open[-1])

    def handle_endtag(self, tag):
        if not self.open:
            return
        if tag == "strong" and self.open[-1].label is None:
            self.open[-1].label = self.open[-1].words()
        if self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data):
        if self.open:
            self.open[-1].pieces.append(data)

    def passages(self) -> list[Passage]:
        items = [element.passage() for element in self.found]
        return [
            Passage(p.id, p.label, _first_text(p, items[n + 1 :]), p.level) if p.level else p
            for n, p in enumerate(items)
        ]


@dataclass(slots=True)
class _Open:
    """A heading or list item while it is read."""

    tag: str
    id: str | None
    pieces: list[str] = field(default_factory=list)
    label: str | None = None  # What stood in bold first.

    def words(self) -> str:
        return " ".join("".join(self.pieces).split())

    def passage(self) -> Passage:
        if self.tag in HEADINGS:
            return Passage(self.id, self.words(), "", int(self.tag[1]))
        text = self.words().removeprefix(self.label).lstrip(" :")
        return Passage(self.id, self.label.rstrip(" :"), text, 0)


def _first_text(heading: Passage, following: list[Passage]) -> str:
    """The text of the first list item in the heading's own section."""
    for passage in following:
        if not passage.level:
            return passage.text
        if passage.level <= heading.level:
            break
    return ""
