"""docs/security.md: its summary counts what its tables say; the places that it names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WALK = (ROOT / "docs" / "security.md").read_text()
VERDICTS = ("met", "not applicable", "not met")
CHAPTERS = dict(re.findall(r"^## (V\d+ [^\n]+)\n(.*?)(?=^## |\Z)", WALK, re.DOTALL | re.MULTILINE))
ROW = re.compile(
    r"^\| (\d+\.\d+)\.(\d+)(?:–\1\.(\d+))? \| [^|]+ \| ([^|]+) \| [^|]+ \|$", re.MULTILINE
)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_summary_counts_what_the_table_says(chapter):
    assert told(chapter) == counts(CHAPTERS[chapter])


def test_all_253_requirements_are_counted_once():
    rows = [row for table in CHAPTERS.values() for row in ROW.findall(table)]
    numbers = [(row[0], n) for row in rows for n in numbers_of(row)]

    assert len(numbers) == len(set(numbers)) == 253
    assert told("all 253") == counts(WALK)


def test_every_line_of_a_table_is_one_that_counts():
    lines = [line for table in CHAPTERS.values() for line in table.splitlines() if "| " in line]

    assert len(lines) == len(ROW.findall(WALK)) + 2 * len(CHAPTERS)


def test_every_place_that_is_named_is_there():
    named = set(re.findall(r"`([\w./-]+/[\w.-]+\.\w+)`", WALK))

    assert len(named) > 50
    assert not {n for n in named if not any((r / n).exists() for r in (ROOT, ROOT / "runstrength"))}


def told(name: str) -> list[int]:
    """What the summary says of a chapter."""
    (line,) = re.findall(rf"^\| {re.escape(name)} \| (.+) \|$", WALK, re.MULTILINE)
    return [int(n) for n in line.split(" | ")]


def counts(table: str) -> list[int]:
    """How many requirements a table has of each verdict."""
    rows = ROW.findall(table)
    return [sum(len(numbers_of(row)) for row in rows if row[3] == word) for word in VERDICTS]


def numbers_of(row: tuple[str, ...]) -> range:
    """The last numbers of what a row speaks of."""
    return range(int(row[1]), int(row[2] or row[1]) + 1)
