"""Small recordings for tests, the samples' figures, and what a reader makes of bytes."""

import csv
import re
from io import BytesIO
from types import ModuleType

from runstrength.exchange.found import Answers, Found, Rejected, Unreadable

from .conftest import SAMPLES

TOLERANCE = re.compile(r"(\w+) ±(\d+(?:\.\d+)?) ?(%|s|)")


def expected(format_: str) -> list[dict]:
    """The rows of EXPECTED.tsv that are of one format; none where it is not there."""
    if not SAMPLES.is_dir():
        return []
    with (SAMPLES / "EXPECTED.tsv").open(newline="", encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["format"] == format_]


def is_within(told: float, row: dict, column: str, word: str) -> bool:
    """Whether a figure is the table's, by the row's own tolerance."""
    figure = float(row[column].split()[0])
    marks = {name: (float(size), unit) for name, size, unit in TOLERANCE.findall(row["tolerance"])}
    size, unit = marks[word]
    return abs(told - figure) <= (size / 100 * figure if unit == "%" else size)


def read(reader: ModuleType, data: bytes) -> list[Found | Rejected]:
    """All that a reader tells of these bytes."""
    return list(reader.read(BytesIO(data), Answers()))


def refusal(reader: ModuleType, data: bytes) -> str:
    """Why a reader can't read these bytes; an error where it can."""
    try:
        told = read(reader, data)
    except Unreadable as error:
        return str(error)
    raise AssertionError(f"this was read: {told}")


def cut(data: bytes, unit: bytes, count: int) -> bytes:
    """A recording with only its first `count` points, and all that is around them."""
    end = 0
    for _ in range(count):
        end = data.index(unit, end) + len(unit)
    return data[:end] + data[data.rindex(unit) + len(unit) :]
