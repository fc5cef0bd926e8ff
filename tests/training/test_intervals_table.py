"""Intervals are read as tests/intervals.json says; so does the page: tests/js/repeats.test.mjs."""

import json
from pathlib import Path

import pytest

from runstrength.training.intervals import parse

TABLE = json.loads((Path(__file__).parents[1] / "intervals.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "read"), TABLE)
def test_intervals_are_read_as_the_page_reads_them(text, read):
    try:
        found = parse(text)
    except ValueError:
        assert read is None
        return
    totals = found.totals
    assert read == {
        "written": str(found),
        "efforts": totals.efforts,
        "distance_m": _number(totals.distance_m),
        "work_s": _number(totals.work_s),
        "rest_s": totals.rest_s,
        "rest_m": _number(totals.rest_m),
    }


def _number(value):
    return None if value is None else float(value)
