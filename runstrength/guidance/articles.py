"""Articles: Markdown files with front matter. A malformed one is refused by name and fault."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import frontmatter
import yaml

from .passages import Passage, render
from .pieces import Piece, split


class GuideError(Exception):
    """The guide can't be served; the message names the file and its fault in one line."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, ready to serve. `cover` and the others are paths below `static/`, or None.

    `pieces` are `html` again, cut at the end of each passage.
    """

    slug: str
    title: str
    excerpt: str
    date: datetime
    author: str
    cover: str | None
    author_picture: str | None
    og_image: str | None
    html: str
    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]

    @property
    def contents(self) -> list[Passage]:
        """The headings of the table of contents."""
        return [p for p in self.passages if p.level in (2, 3)]

    def passage(self, name: str) -> Passage | None:
        """The passage with this id."""
        return next((p for p in self.passages if p.id == name), None)


def read_article(path: Path, static: Path) -> Article:
    """Read one file. Raises `GuideError`; pictures missing below `static` are left out."""
    try:
        metadata, text = frontmatter.parse(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GuideError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise GuideError(f"{path}: can't be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise GuideError(f"{path}: bad YAML in the front matter ({_brief(error)})") from error
    except ValueError as error:  # YAML makes dates by itself, and there is no 31 February.
        raise GuideError(f"{path}: bad date in the front matter ({error})") from error
    if not metadata:
        raise GuideError(f"{path}: no front matter between two lines of ---")
    fields = _FrontMatter(path, metadata)
    author = fields.section("author")
    html, passages = render(text)
    return Article(
        slug=path.stem,
        title=fields.text("title"),
        excerpt=fields.text("excerpt"),
        date=fields.date(),
        author=author.text("name"),
        cover=_picture(metadata.get("coverImage"), static),
        author_picture=_picture(author.metadata.get("picture"), static),
        og_image=_picture(fields.section("ogImage", optional=True).metadata.get("url"), static),
        html=html,
        pieces=split(html),
        passages=tuple(passages),
    )


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    path: Path
    metadata: dict
    prefix: str = ""

    def text(self, name: str) -> str:
        value = self.metadata.get(name)
        if not isinstance(value, str) or not value.strip():
            raise GuideError(f"{self.path}: front matter has no {self.prefix}{name}")
        return value.strip()

    def section(self, name: str, optional: bool = False) -> "_FrontMatter":
        value = self.metadata.get(name, {} if optional else None)
        if not isinstance(value, dict):
            raise GuideError(f"{self.path}: front matter has no {name} with fields of its own")
        return _FrontMatter(self.path, value, f"{name}.")

    def date(self) -> datetime:
        value = self.metadata.get("date")
        # YAML reads an unquoted date by itself; a quoted one comes as text.
        if isinstance(value, date) and not isinstance(value, datetime):
            value = value.isoformat()
        try:
            read = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError as error:
            raise GuideError(f"{self.path}: bad date {value!r} in the front matter") from error
        return read if read.tzinfo else read.replace(tzinfo=UTC)


def _picture(address: object, static: Path) -> str | None:
    """The path below `static` that a picture's address leads to, where there is such a file."""
    if not isinstance(address, str) or not address.startswith("/"):
        return None
    root = static.resolve()
    try:
        file = (root / address.removeprefix("/static").lstrip("/")).resolve()
        inside = file.is_relative_to(root) and file.is_file()
    except (OSError, ValueError):  # A name that no file can have.
        return None
    return file.relative_to(root).as_posix() if inside else None


def _brief(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())[:120]
