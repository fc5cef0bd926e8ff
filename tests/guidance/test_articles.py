"""An article is Markdown with front matter; a malformed one is refused by name and fault."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from runstrength.guidance.articles import GuideError, read_article
from runstrength.guidance.guide import read_guide

FIELDS = {
    "title": '"A title"',
    "excerpt": "What it is about.",
    "date": '"2024-06-12T12:00:00.000Z"',
    "author": "{name: Jane Doe}",
}
NOON = datetime(2024, 6, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param('"2024-06-12T12:00:00.000Z"', NOON, id="quoted"),
        pytest.param("2024-06-12T12:00:00.000Z", NOON, id="unquoted"),
        pytest.param("2024-06-12 12:00:00", NOON, id="unquoted without a zone"),
        pytest.param("2024-06-12", NOON.replace(hour=0), id="a bare date"),
        pytest.param('"2024-06-12"', NOON.replace(hour=0), id="a bare date, quoted"),
        pytest.param(
            '"2024-06-12T12:00:00+02:00"',
            NOON.replace(tzinfo=timezone(timedelta(hours=2))),
            id="with an offset",
        ),
    ],
)
def test_a_date_may_be_written_in_the_usual_ways(tmp_path, written, expected):
    assert read(tmp_path, article(date=written)).date == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "front matter"),
        ("# Just Markdown", "front matter"),
        ("---\n---\ntext", "front matter"),
        ("---\n- a\n- list\n---\ntext", "front matter"),
        ("---\ntitle: never closed\n", "front matter"),
        ('---\ntitle: "open\nexcerpt: b\n---\ntext', "YAML"),
        ("---\ntitle: a: b\n---\ntext", "YAML"),
        ("---\n\ttitle: tab\n---\ntext", "YAML"),
        ("---\ntitle: !!python/object:os.system x\n---\ntext", "YAML"),
    ],
)
def test_a_file_without_good_front_matter_is_refused(tmp_path, text, fault):
    assert fault in refusal(tmp_path, text.encode())


@pytest.mark.parametrize("name", ["title", "excerpt", "author"])
@pytest.mark.parametrize("written", [None, "", '""', "[]"])
def test_a_missing_field_is_named(tmp_path, name, written):
    assert name in refusal(tmp_path, article(**{name: written}))


@pytest.mark.parametrize("author", ["{}", "{picture: /x.png}", '{name: " "}', "Jane Doe"])
def test_an_author_needs_a_name(tmp_path, author):
    assert "author" in refusal(tmp_path, article(author=author))


@pytest.mark.parametrize(
    "written",
    [
        pytest.param('"yesterday"', id="words"),
        pytest.param('"12.06.2024"', id="another order"),
        pytest.param('"2024-13-45"', id="no such day, quoted"),
        pytest.param("2024-13-45", id="no such day, unquoted"),
        pytest.param("2024-06-12T25:00:00Z", id="no such hour, unquoted"),
        pytest.param("2024", id="a number"),
        pytest.param("[2024-06-12]", id="a list"),
        pytest.param(None, id="none"),
    ],
)
def test_a_bad_date_is_refused(tmp_path, written):
    assert "date" in refusal(tmp_path, article(date=written))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("---\ntitle: Läufe\n---\n".encode("latin-1"), id="Latin-1"),
        pytest.param("---\ntitle: Runs\n---\n".encode("utf-16"), id="UTF-16"),
    ],
)
def test_another_encoding_than_utf_8_is_refused(tmp_path, raw):
    assert "UTF-8" in refusal(tmp_path, raw)


def test_a_file_that_leads_nowhere_is_refused(tmp_path):
    path = tmp_path / "article.md"
    path.symlink_to(tmp_path / "gone.md")

    with pytest.raises(GuideError) as refused:
        read_guide(tmp_path, tmp_path)
    assert str(path) in str(refused.value)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(GuideError) as refused:
        read_guide(tmp_path, tmp_path)

    assert str(tmp_path) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["Unix", "Windows"])
def test_byte_order_marks_and_line_ends_make_no_difference(tmp_path, mark, line_end):
    text = article() + "\n## Läufe\n\n- **Eins**: zwei\n".encode()
    found = read(tmp_path, mark + text.replace(b"\n", line_end))

    assert (found.slug, found.title, found.author) == ("article", "A title", "Jane Doe")
    assert [(p.id, p.text) for p in found.passages] == [("laufe", "zwei"), ("eins", "zwei")]


@pytest.mark.parametrize("address", ["/images/cover.png", "/static/images/cover.png"])
def test_a_picture_below_static_is_found_with_and_without_its_prefix(tmp_path, address):
    found = read(tmp_path, with_pictures(address))

    assert (found.cover, found.author_picture, found.og_image) == ("images/cover.png",) * 3


@pytest.mark.parametrize(
    "address",
    [
        '"/images/missing.png"',
        '"/images"',
        '"/"',
        '"images/cover.png"',
        '"https://example.org/images/cover.png"',
        '"//example.org/images/cover.png"',
        '"/../secret.png"',
        '"/static/../../secret.png"',
        '"/images/../../secret.png"',
        '"/link.png"',
        "7",
        "null",
    ],
)
def test_any_other_picture_is_left_out(tmp_path, address):
    (tmp_path / "secret.png").write_bytes(b"outside static")
    found = read(tmp_path, with_pictures(address))

    assert (found.cover, found.author_picture, found.og_image) == (None, None, None)


def test_an_article_needs_no_pictures_at_all(tmp_path):
    found = read(tmp_path, article())

    assert (found.cover, found.author_picture, found.og_image) == (None, None, None)


def article(**fields: str | None) -> bytes:
    """An article with these lines of front matter in place of the usual ones."""
    lines = (f"{name}: {value}" for name, value in (FIELDS | fields).items() if value is not None)
    return "\n".join(["---", *lines, "---", "Text."]).encode()


def with_pictures(address: str) -> bytes:
    """An article whose three pictures are all at one address."""
    author = f"{{name: Jane, picture: {address}}}"
    return article(coverImage=address, author=author, ogImage=f"{{url: {address}}}")


def read(folder, raw: bytes):
    """Read an article beside a `static` folder that holds one picture and a way out."""
    static = folder / "static"
    (static / "images").mkdir(parents=True)
    (static / "images" / "cover.png").write_bytes(b"a picture")
    (static / "link.png").symlink_to(folder / "secret.png")
    path = folder / "article.md"
    path.write_bytes(raw)
    return read_article(path, static)


def refusal(folder, raw: bytes) -> str:
    """What is said of a malformed article: one line that names its file."""
    with pytest.raises(GuideError) as refused:
        read(folder, raw)
    message = str(refused.value)
    assert str(folder / "article.md") in message
    assert "\n" not in message
    return message
