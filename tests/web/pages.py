"""Pages as a reader sees them, and their forms as a browser without JavaScript sends them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from werkzeug.test import TestResponse

VOID = frozenset({"input", "meta", "link", "img", "br", "hr"})


class Page:
    """An answer's status, elements, forms and faults."""

    def __init__(self, response: TestResponse):
        self.response = response
        self.status = response.status_code
        self.root = _Tree().read(response.text)

    def all(self, tag: str, class_: str = "", **attributes: str) -> list[Element]:
        """The elements with this tag, class and attributes, in their order."""
        return [
            element
            for element in _living(self.root)
            if element.tag == tag
            and (not class_ or class_ in element.get("class", "").split())
            and all(element.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, class_: str = "", **attributes: str) -> Element:
        """The one such element."""
        (found,) = self.all(tag, class_, **attributes)
        return found

    @property
    def text(self) -> str:
        """All that there is to read."""
        return text(self.one("body"))

    @property
    def main(self) -> str:
        """What there is to read between the page's head and foot."""
        return text(self.one("main"))

    @property
    def notices(self) -> list[str]:
        """What the page says of what was just done, or of a form."""
        return [text(e) for e in _living(self.root) if "notice" in e.get("class", "").split()]

    @property
    def faults(self) -> dict[str, str]:
        """The message beside each refused field."""
        return {e.get("id").removesuffix("-fault"): text(e) for e in self.all("p", "fault")}

    @property
    def links(self) -> dict[str, str]:
        """The address behind each link's name; the last one's, where a name comes twice."""
        return {e.get("aria-label") or text(e): e.get("href") for e in self.all("a")}

    @property
    def ids(self) -> list[str]:
        """Every id of the page."""
        return [e.get("id") for e in _living(self.root) if e.get("id")]

    def fields(self, action: str | None = None) -> dict[str, str]:
        """What a browser would send of the form with this action, or of the first, as it stands."""
        form = next(f for f in self.all("form") if action in (None, f.get("action")))
        return dict(_sent(form))


def text(element: Element) -> str:
    """An element's words, as one line."""
    return " ".join("".join(element.itertext()).split())


def send(person, path: str, typed: dict | None = None, action: str | None = None) -> TestResponse:
    """Open the page, type into its form (or the one with this action), and send that."""
    fields = Page(person.get(path)).fields(action)
    return person.post(action or path, fields | (typed or {}))


def _living(element: Element) -> Iterator[Element]:
    """The element and those in it, without what only JavaScript would bring to life."""
    yield element
    for child in element:
        if child.tag != "template":
            yield from _living(child)


def _sent(form: Element) -> Iterator[tuple[str, str]]:
    for element in _living(form):
        name = element.get("name")
        if not name or "disabled" in element.attrib:
            continue
        kind = element.get("type", "text") if element.tag == "input" else element.tag
        if kind in ("checkbox", "radio"):
            if "checked" in element.attrib:
                yield name, element.get("value", "on")
        elif kind == "select":
            options = list(element.iter("option"))
            chosen = next((o for o in options if "selected" in o.attrib), options[0])
            yield name, chosen.get("value")
        elif kind == "textarea":
            yield name, "".join(element.itertext()).replace("\r\n", "\n").removeprefix("\n")
        elif kind not in ("button", "submit"):
            yield name, element.get("value", "")


class _Tree(HTMLParser):
    """Read HTML into elements; tags that do not match are a failure."""

    def __init__(self):
        super().__init__()
        self.open = [Element("document")]

    def read(self, html: str) -> Element:
        self.feed(html)
        self.close()
        assert len(self.open) == 1, f"<{self.open[-1].tag}> is never closed"
        return self.open[0]

    def handle_starttag(self, tag, attrs):
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag):
        closed = self.open.pop()
        assert closed.tag == tag, f"<{closed.tag}> is closed by </{tag}>"

    def handle_data(self, data):
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
