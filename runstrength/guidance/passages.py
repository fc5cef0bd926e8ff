"""Passages: the headings and labelled list items of an article, each a link target with its text.

A labelled list item opens with a bold label, `- **Alternate Days**: …`; its id is the label's
slug, its text what follows the colon. A heading is a passage too: its text is that of the first
list item under it.
"""

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
AFTER_INLINE = 15  # Markdown turns `**` into <strong> at priority 20; labels exist only then.


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
        md.treeprocessors.register(_TargetIds(md), "targets", AFTER_INLINE)


class _TargetIds(Treeprocessor):
    """Give headings and labelled items their ids."""

    def run(self, root: Element) -> None:
        taken: set[str] = set()
        # Labels come first: rules name passages by them, and a heading of the same name yields.
        labelled = [(item, label) for item in root.iter("li") if (label := _label(item))]
        headings = [(e, "".join(e.itertext())) for e in root.iter() if e.tag in HEADINGS]
        for element, label in labelled + headings:
            element.set("id", _free(slug(label) or "passage", taken))


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
        self.found: list[tuple[str, int, list[str]]] = []  # id, level, pieces of text
        self.open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag, attributes):
        name = dict(attributes).get("id")
        if tag == "li" or (name and tag in HEADINGS):
            pieces: list[str] = []
            self.open.append((tag, pieces))
            if name:
                level = int(tag[1]) if tag in HEADINGS else 0
                self.found.append((name, level, pieces))

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data):
        if self.open:
            self.open[-1][1].append(data)

    def passages(self) -> list[Passage]:
        items = []
        for name, level, pieces in self.found:
            words = " ".join("".join(pieces).split())
            label, _, text = (words, "", "") if level else words.partition(":")
            items.append(Passage(name, label.strip(), text.strip(), level))
        return [
            Passage(p.id, p.label, _first_text(p, items[n + 1 :]), p.level) if p.level else p
            for n, p in enumerate(items)
        ]


def _first_text(heading: Passage, following: list[Passage]) -> str:
    """The text of the first list item in the heading's own section."""
    for passage in following:
        if not passage.level:
            return passage.text
        if passage.level <= heading.level:
            break
    return ""
