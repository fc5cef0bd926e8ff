"""CSV rows: every byte is a row, a rejected row with its line, or a file that is no table."""

import codecs
import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import Rejected, Unreadable
from runstrength.exchange.limits import USUAL, Limits
from runstrength.exchange.tables.csv_rows import Row, header_of, read_table
from runstrength.exchange.tables.numbers import number


def rows_of(text: str | bytes, limits: Limits = USUAL, **how) -> list[Row | Rejected]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_table(BytesIO(data), limits, **how).rows)


def lines_of(rows: list[Row | Rejected]) -> list[int | str]:
    return [each.line if isinstance(each, Row) else each.row for each in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_what_parts_the_cells(delimiter):
    text = f"a{delimiter}b, c;d"[:3] + f"\n1{delimiter}2\n"
    table = read_table(BytesIO(text.encode()))
    assert (table.header, table.delimiter) == (("a", "b"), delimiter)
    assert list(table.rows) == [Row(2, ["1", "2"])]
    assert table.has_decimal_comma is (delimiter != ",")


@pytest.mark.parametrize(
    "data",
    [
        "name,kg\nRückenheben – “schwer”,80\n".encode("cp1252"),
        "name,kg\nRückenheben – “schwer”,80\n".encode(),
        codecs.BOM_UTF8 + "name,kg\nRückenheben – “schwer”,80\n".encode(),
        "name,kg\nRückenheben – “schwer”,80\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "name,kg\r\nRückenheben – “schwer”,80\r\n".encode("utf-16-be"),
        "name,kg\rRückenheben – “schwer”,80\r".encode(),
        "sep=,\nname,kg\nRückenheben – “schwer”,80".encode(),
    ],
)
def test_every_encoding_and_line_end_gives_the_same(data):
    table = read_table(BytesIO(data))
    assert table.header == ("name", "kg")
    assert [row.cells for row in table.rows] == [["Rückenheben – “schwer”", "80"]]
    assert header_of(data) == ("name", "kg")


def test_names_that_come_twice_are_kept():
    table = read_table(BytesIO(b"Time,Distance, time \n1,2,3\n"))
    assert table.header == ("Time", "Distance", "time")
    assert table.column("TIME") == 0
    assert table.column("pace", "distance") == 1
    assert table.column("pace") is None


def test_a_line_break_in_quotation_marks_belongs_to_its_cell():
    rows = rows_of('a,b\n1,"two\r\n""lines"""\n\n,\n3,4\n')
    assert rows == [Row(2, ["1", 'two\n"lines"']), Row(6, ["3", "4"])]


def test_rows_that_do_not_fit_the_header_are_rejected_with_their_line():
    rows = rows_of("a,b\n1,2\n1,2,3\n1\n1,2,,\n")
    assert rows[0] == Row(2, ["1", "2"])
    assert rows[1] == Rejected("line 3", "it has 3 cells under 2 columns")
    assert rows[2] == Rejected("line 4", "it has 1 cells under 2 columns")
    assert rows[3] == Row(5, ["1", "2"])
    assert rows_of("a,b\n1,2,3\n", is_ragged=True) == [Row(2, ["1", "2", "3"])]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_alone():
    rows = rows_of('a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert lines_of(rows) == [2, "line 3", 4, 5]
    assert rows[1].reason == "a quotation mark is never closed"


def test_a_lost_quotation_mark_that_meets_another_costs_its_own_line_alone():
    rows = rows_of('a,b\n1,"2\n' + "".join(f"{n},x\n" for n in range(50)) + '9,"y"\n10,z\n')
    assert lines_of(rows) == ["line 2", *range(3, 55)]


def test_a_file_of_lost_quotation_marks_is_not_read_again_for_each():
    text = "a,b\n1,2\n" + 'a","\n' * 200_000
    rows = rows_of(text)
    assert rows[0] == Row(2, ["1", "2"])
    assert 10 < len(rows) < 30
    assert all(isinstance(row, Rejected) for row in rows[1:])


def test_stray_quotation_marks_within_one_line_are_borne_with():
    rows = rows_of('a,b\n1,5" plate\n2,"a "hard" set"\n3,4\n')
    assert [row.cells for row in rows] == [["1", '5" plate'], ["2", 'a hard" set"'], ["3", "4"]]


def test_nul_characters_are_rejected_with_their_line():
    rows = rows_of("a,b\n1,2\n\0,2\n3,4\n")
    assert lines_of(rows) == [2, "line 3", 4]


def test_a_cell_that_is_too_long_is_rejected_and_the_rest_is_read():
    few = Limits(field_characters=100)
    long, longer = "x" * 101, "y" * 3_000_000
    rows = rows_of(f"a,b\n1,{long}\n2,{long[1:]}\n3,{longer}\n4,5\n", few)
    assert lines_of(rows) == ["line 2", 3, "line 4", 5]
    assert rows[0].reason == "a cell holds more than 100 characters"


def test_more_rows_than_are_read_are_told():
    rows = rows_of("a,b\n" + "1,2\n" * 5, Limits(rows=3))
    assert lines_of(rows) == [2, 3, 4, "line 5"]
    assert rows[3].reason == "the rest is left out: at most 3 rows are read"
    assert lines_of(rows_of("a,b\n" + "1,2\n" * 3, Limits(rows=3))) == [2, 3, 4]


def test_a_line_that_is_too_long_behind_the_last_row_is_only_told():
    few = Limits(rows=1, field_characters=10)
    assert lines_of(rows_of("a,b\n1,2\n" + "x" * 1000, few)) == [2, "line 3"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"one", b"PK\3\4\0\0", b'"a,b\n1,2', b"\xff\xfe", b"a,\0b\n", b"x" * 10**7],
)
def test_what_is_no_table_is_unreadable(data):
    with pytest.raises(Unreadable, match="this is no table"):
        read_table(BytesIO(data))
    assert header_of(data) == ()


class Endless:
    """A file that is made while it is read."""

    def __init__(self, head: bytes, more: bytes, size: int):
        self._more, self._left, self._head = more * (65536 // len(more)), size, head

    def read(self, size: int) -> bytes:
        head, self._head = self._head, b""
        chunk = (head + self._more)[: min(size, self._left)]
        self._left -= len(chunk)
        return chunk


@pytest.mark.parametrize("more", [b"12345678,2345678\n", b"x", b'a","\n', b'\n,"'])
def test_a_file_of_any_size_is_read_in_bounded_memory(more):
    file = Endless(b"a,b\n", more, 300_000)
    tracemalloc.start()
    try:
        for _ in read_table(file, Limits(field_characters=1000)).rows:
            pass
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80", "80"),
        ("80.0", "80"),
        ("-22.5", "-22.5"),
        ("\u221222.5", "-22.5"),
        ("149.99999999999997", "150"),
        ("20.000000298", "20"),
        ("52.16312255", "52.16312255"),
        ("66.67808663749999", "66.678086637"),
        ("1.4E-14", "0"),
        ("-0", "0"),
        ("1,234,567.5", "1234567.5"),
        ("1 234.5", "1234.5"),
        ("1\u202f000", "1000"),
        ("1\u00a0000.25", "1000.25"),
        ("6639.39990234375", "6639.399902344"),
        ("9,44", None),
        ("NaN", None),
        ("inf", None),
        ("1E999999", None),
        ("1E99", None),
        ("1_000", None),
        ("٣", None),
        ("8kg", None),
        ("", None),
        (" ", None),
        (".", None),
        ("9" * 41, None),
    ],
)
def test_a_number_is_read_as_written_without_noise(text, value):
    found = number(text)
    assert (None if found is None else str(found)) == value


@pytest.mark.parametrize(
    ("text", "value"), [("8,5", "8.5"), ("8.5", "8.5"), ("1.234,5", "1234.5"), ("1,2,3", None)]
)
def test_a_decimal_comma_is_read_where_semicolons_part_cells(text, value):
    found = number(text, has_decimal_comma=True)
    assert (None if found is None else str(found)) == value


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"a", b"\0", b"\xff", b'""', b"1"])))
def test_any_bytes_are_rows_rejected_or_no_table(pieces):
    try:
        rows = rows_of(b"a,b\n" + b"".join(pieces), Limits(field_characters=5, rows=20))
    except Unreadable:
        return
    assert all(len(row.cells) == 2 for row in rows if isinstance(row, Row))
