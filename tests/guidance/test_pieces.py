"""An article is cut where something can be said beside a passage, and stays the same article."""

from itertools import pairwise
from pathlib import Path

import pytest

from runstrength.guidance.guide import read_guide
from runstrength.guidance.passages import render
from runstrength.guidance.pieces import split
from runstrength.training.rules import TIPS

CONTENT = Path(__file__).parents[2] / "content" / "guide"

ARTICLE = """A first line.

## Tips

- **Rest**: Sleep & eat.
- *no label*
- **Steps**: In order:
    1. one
    2. **Nested**: two

### Loose

- **Air**: first

    second

The end.
"""


def test_the_pieces_in_a_row_are_the_article():
    html, _ = render(ARTICLE)
    assert "".join(piece.html for piece in split(html)) == html


def test_every_passage_ends_one_piece_and_the_article_the_last():
    html, passages = render(ARTICLE)
    names = [piece.passage for piece in split(html)]
    assert names[-1] is None
    assert sorted(names[:-1]) == sorted(passage.id for passage in passages)


def test_a_list_item_is_cut_at_its_very_end_and_within_it():
    pieces = before_and_behind(ARTICLE)
    assert pieces["rest"] == ("Sleep &amp; eat.", "</li>")
    assert pieces["nested"] == ("</strong>: two", "</li>")


def test_what_is_nested_in_an_item_comes_before_its_end():
    before, behind = before_and_behind(ARTICLE)["steps"]
    assert before.endswith("</ol>")
    assert behind == "</li>"


def test_an_item_of_paragraphs_is_cut_behind_the_last_of_them():
    assert before_and_behind(ARTICLE)["air"] == ("<p>second</p>", "</li>")


def test_a_heading_is_cut_right_behind_it():
    before, behind = before_and_behind(ARTICLE)["tips"]
    assert before.endswith("Tips</h2>")
    assert behind == "<ul>"


def test_an_item_without_a_label_is_not_cut():
    html, _ = render("- plain\n- *slanted*\n")
    assert [piece.passage for piece in split(html)] == [None]


@pytest.mark.parametrize("raw", ["<!-- </li> -->", "<i title='</li>'>é</i>", "&lt;/li&gt;"])
def test_what_only_looks_like_an_end_is_none(raw):
    assert before_and_behind(f"- **A**: {raw} b\n- **C**: d\n")["a"][1] == "</li>"
    assert before_and_behind(f"- **A**: {raw} b\n- **C**: d\n")["a"][0].endswith(" b")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_projects_own_article_has_a_place_for_every_tip_and_exercise(tmp_path, newline):
    for path in CONTENT.glob("*.md"):
        written = path.read_text(encoding="utf-8").replace("\n", newline)
        (tmp_path / path.name).write_bytes(written.encode())
    guide = read_guide(tmp_path, tmp_path)
    named = {p.passage: p.html for p in guide.cited.pieces if p.passage}
    for name in (*TIPS, *guide.exercises):
        text = guide.cited.passage(name).text
        assert named[name].endswith(text.rsplit(None, 1)[-1])
    assert "".join(p.html for p in guide.cited.pieces) == guide.cited.html


def before_and_behind(text: str) -> dict[str, tuple[str, str]]:
    """The line that each passage's cut ends, and the tag that opens what follows, by id."""
    html, _ = render(text)
    pieces = split(html)
    return {
        piece.passage: (
            _last_words(piece.html),
            following.html.lstrip().partition(">")[0] + ">",
        )
        for piece, following in pairwise(pieces)
    }


def _last_words(html: str) -> str:
    line = html.rstrip().rsplit("\n", 1)[-1]
    return line.removeprefix('<li id="rest"><strong>Rest</strong>: ').removeprefix(
        '<li id="nested"><strong>Nested'
    )
