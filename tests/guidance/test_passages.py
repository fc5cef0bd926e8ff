"""Labelled list items and headings become passages: an id, a label, and plain text."""

import pytest

from runstrength.guidance.passages import Passage, render, slug


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Alternate Days", "alternate-days"),
        ("Push-Ups", "push-ups"),
        ("Läufe & Übungen", "laufe-ubungen"),
        ("  Recovery!  ", "recovery"),
        ("5 × 1000 m", "5-1000-m"),
        ("ﬁnish", "finish"),
        ("日本", ""),
    ],
)
def test_a_label_makes_a_slug_of_plain_letters(label, expected):
    assert slug(label) == expected


def test_a_label_without_plain_letters_still_gets_an_id():
    assert passage("- **日本**: far").id == "passage"


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("- **Alternate Days**: Take turns.", id="colon behind the bold"),
        pytest.param("- **Alternate Days:** Take turns.", id="colon inside the bold"),
        pytest.param("- **Alternate Days** : Take turns.", id="space before the colon"),
        pytest.param("* __Alternate Days__: Take turns.", id="underscores and a star"),
        pytest.param("1. **Alternate Days**: Take turns.", id="a numbered list"),
        pytest.param("- **Alternate Days**:\n  Take\n  turns.", id="broken over lines"),
        pytest.param("- **Alternate *Days***: Take turns.", id="emphasis in the label"),
        pytest.param("- **Alternate Days**: Take [turns](/x).", id="a link in the text"),
        pytest.param("- **Alternate Days**: Take\r\n  turns.", id="Windows line ends"),
    ],
)
def test_a_list_item_that_opens_with_a_bold_label_is_a_passage(markdown):
    assert passage(markdown) == Passage("alternate-days", "Alternate Days", "Take turns.", 0)


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("- Take **turns**: always.", id="the bold comes later"),
        pytest.param("- **Take turns** always.", id="no colon"),
        pytest.param("- Take turns.", id="no bold"),
        pytest.param("- *Turns*: take them.", id="italics"),
        pytest.param("**Turns**: take them.", id="a paragraph"),
        pytest.param("- [**Turns**: take them](/x)", id="bold within a link"),
    ],
)
def test_anything_else_is_no_passage(markdown):
    html, passages = render(markdown)

    assert passages == []
    assert "id=" not in html


def test_tight_and_loose_lists_give_the_same_passages():
    tight = "- **One**: first.\n- **Two**: second."

    assert render(tight)[1] == render(tight.replace("\n", "\n\n"))[1]
    assert [p.text for p in render(tight)[1]] == ["first.", "second."]


def test_a_colon_within_the_text_stays_there():
    assert passage("- **Turns**: take them: always.").text == "take them: always."


def test_a_colon_within_the_label_stays_there():
    found = passage("- **Work:rest**: two to one.")

    assert (found.id, found.label, found.text) == ("work-rest", "Work:rest", "two to one.")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (r"- **A**: 3 \* 5 \[sic\]", "3 * 5 [sic]"),
        ("- **A**: Salt &amp; pepper &lt;3 &eacute;", "Salt & pepper <3 é"),
        ("- **A**: fewer < 5 & more > 3", "fewer < 5 & more > 3"),
        ("- **A**: write `3 < *5*`", "write 3 < *5*"),
        ("- **A**: do *not* **hurry**", "do not hurry"),
        ("- **A**: see <https://example.org/a>", "see https://example.org/a"),
        ("- **A**: one\n\n    and two", "one and two"),
        ("- **A**: outer\n    - inner", "outer"),
    ],
)
def test_a_passages_text_is_plain(markdown, text):
    assert passage(markdown).text == text


@pytest.mark.parametrize(
    ("written", "name", "label"),
    [
        (r"Push\-Ups", "push-ups", "Push-Ups"),
        ("Push &amp; Pull", "push-pull", "Push & Pull"),
        ("Push & Pull", "push-pull", "Push & Pull"),
        ("`Push` Ups", "push-ups", "Push Ups"),
    ],
)
@pytest.mark.parametrize("pattern", ["- **{}**: text", "## {}"], ids=["label", "heading"])
def test_an_escape_in_a_label_or_heading_leaves_no_trace_in_its_id(pattern, written, name, label):
    found = passage(pattern.format(written))

    assert (found.id, found.label) == (name, label)


def test_of_two_labels_the_second_gets_a_free_id():
    assert ids("- **Rest**: a\n- **Rest**: b\n- **Rest 2**: c") == ["rest", "rest-2", "rest-2-2"]


def test_of_two_headings_the_second_gets_a_free_id():
    assert ids("## Rest\n\ntext\n\n## Rest") == ["rest", "rest-2"]


def test_a_label_beats_a_heading_of_the_same_name_even_one_above_it():
    _, passages = render("## Recovery\n\n- **Recovery**: Leave time.")

    assert {p.id: p.level for p in passages} == {"recovery": 0, "recovery-2": 2}


def test_the_html_carries_exactly_the_ids_of_the_passages():
    html, passages = render("# T\n\n## A\n\n- **B**: b\n\n### A\n\n- **B:** b\n- plain")

    for found in passages:
        assert html.count(f'id="{found.id}"') == 1
    assert html.count(" id=") == len(passages) == 5


def test_a_headings_text_is_that_of_its_first_list_item():
    _, passages = render("### Legs\n\nSome words.\n\n- **Squats**: Down.\n- **Lunges**: Forth.")

    assert passages[0] == Passage("legs", "Legs", "Down.", 3)


def test_a_headings_text_may_come_from_a_section_below_it():
    _, passages = render("## Exercises\n\n### Legs\n\n- **Squats**: Down.")

    assert [p.text for p in passages] == ["Down.", "Down.", "Down."]


def test_a_headings_text_never_comes_from_the_next_section():
    _, passages = render("### Legs\n\nNo list.\n\n### Arms\n\n- **Rows**: Pull.\n\n## End")

    assert {p.id: p.text for p in passages} == {
        "legs": "",
        "arms": "Pull.",
        "rows": "Pull.",
        "end": "",
    }


def passage(markdown: str) -> Passage:
    """The one passage of a text."""
    _, (found,) = render(markdown)
    return found


def ids(markdown: str) -> list[str]:
    """The ids of a text's passages, in their order."""
    return [found.id for found in render(markdown)[1]]
