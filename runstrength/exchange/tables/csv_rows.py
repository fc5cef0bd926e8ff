"""Rows of a CSV file, streamed: bounded memory for any bytes, and a reason for what is left out.

The header tells what parts the cells; `numbers` reads what they hold. The csv module's own limit
of a cell (131,072 characters) belongs to the whole process, so it is left as it is.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, NamedTuple

from ..found import Rejected, Unreadable
from ..limits import USUAL, Limits
from .csv_lines import Lines, TooLong, Unclosed

DELIMITERS = ",;\t"
# A row that a lost quotation mark has drawn together is read again line by line, so often at most.
MOST_SECOND_READINGS = 10
_SEPARATOR_LINE = "sep="  # Excel's own first line.


class Row(NamedTuple):
    """A row's cells, and the line of the file that it begins at (the header's is 1)."""

    line: int
    cells: list[str]

    def rejected(self, reason: str) -> Rejected:
        """Leave this row out, with the reason."""
        return Rejected(f"line {self.line}", reason)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its header, names that come twice included, and its rows, to be read once."""

    header: tuple[str, ...]
    delimiter: str
    rows: Iterator[Row | Rejected]

    @property
    def has_decimal_comma(self) -> bool:
        """Whether a comma is free to be a decimal's, as it is where semicolons part the cells."""
        return self.delimiter != ","

    def column(self, *names: str) -> int | None:
        """The place of the first column that is called one of `names`, however capitalised."""
        wanted = {name.casefold() for name in names}
        places = (i for i, name in enumerate(self.header) if name.casefold() in wanted)
        return next(places, None)


def read_table(file: BinaryIO, limits: Limits = USUAL, *, is_ragged: bool = False) -> Table:
    """Read the header at once and the rows as they are asked for.

    Rows with more or fewer cells than the header has are rejected, or given where `is_ragged`;
    empty rows are passed over, empty cells behind the last column cut off. Raises `Unreadable`
    where there is no header.
    """
    lines = Lines(file, limits)
    header, delimiter = _header(lines)
    return Table(header, delimiter, _rows(lines, delimiter, None if is_ragged else header, limits))


def header_of(head: bytes) -> tuple[str, ...]:
    """The header of a CSV file by its first bytes; empty where it is none."""
    try:
        return _header(Lines(BytesIO(head), USUAL))[0]
    except Unreadable:
        return ()


def _header(lines: Lines) -> tuple[tuple[str, ...], str]:
    try:
        first = next(lines, "")
        if first.casefold().startswith(_SEPARATOR_LINE) or not first.strip():
            lines.forget()
            first = next(lines, "")
        lines.take_back()
        delimiter = max(DELIMITERS, key=first.count)
        header = next(csv.reader(lines, delimiter=delimiter), [])
    except (Unclosed, TooLong, csv.Error) as error:
        raise Unreadable("this is no table: its first line can't be read") from error
    if len(header) < 2 or any("\0" in name for name in header):
        raise Unreadable("this is no table: its first line names no columns")
    lines.forget()
    return tuple(" ".join(name.split()) for name in header), delimiter


def _rows(
    lines: Lines, delimiter: str, header: tuple[str, ...] | None, limits: Limits
) -> Iterator[Row | Rejected]:
    strict = csv.reader(lines, delimiter=delimiter, strict=True)
    lenient = csv.reader(lines, delimiter=delimiter)
    second_readings = 0
    for _ in range(limits.rows):
        line, cells = lines.number + 1, []
        try:
            cells = _cells(lines, strict, lenient)
        except StopIteration:
            return
        except Unclosed:
            problem = "a quotation mark is never closed"
        except (TooLong, csv.Error):
            problem = "it is too long, or a quotation mark is never closed"
        else:
            problem = _problem(cells, lines, header, limits)
        if problem and lines.are_several and second_readings < MOST_SECOND_READINGS:
            second_readings += 1
            lines.take_back(after=1)
        lines.forget()
        if problem:
            yield Rejected(f"line {line}", problem)
        elif any(cells):
            yield Row(line, cells)
    if lines.go_on:
        reason = f"the rest is left out: at most {limits.rows:,} rows are read"
        yield Rejected(f"line {lines.number + 1}", reason)


def _cells(lines: Lines, strict: Iterator[list[str]], lenient: Iterator[list[str]]) -> list[str]:
    """The next row's; stray quotation marks are borne with where they keep to one line."""
    try:
        return next(strict)
    except csv.Error:
        if lines.are_several:
            raise
    lines.take_back()
    return next(lenient)


def _problem(
    cells: list[str], lines: Lines, header: tuple[str, ...] | None, limits: Limits
) -> str | None:
    """What keeps a row from being read; cuts empty cells behind the last column off."""
    if lines.has_nul:
        return "it holds a NUL character"
    longest = limits.field_characters
    if lines.size > longest and max(map(len, cells)) > longest:
        return f"a cell holds more than {longest:,} characters"
    if header and len(cells) != len(header) and any(cells):
        if len(cells) < len(header) or any(cells[len(header) :]):
            return f"it has {len(cells)} cells under {len(header)} columns"
        del cells[len(header) :]
    return None
