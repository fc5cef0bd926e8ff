"""Typed text is read as tests/typed.json says; tests/js/typed.test.mjs holds the browser to it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from runstrength.web import typed

TABLE = json.loads(
    (Path(__file__).parents[1] / "typed.json").read_text("utf-8"), parse_float=Decimal
)


def read(reader, text: str):
    """What a reader makes of a text; None where it refuses."""
    try:
        return reader(text)
    except ValueError:
        return None


@pytest.mark.parametrize(("text", "seconds"), TABLE["durations"])
def test_a_duration_is_read_as_people_mean_it(text, seconds):
    assert read(typed.duration_s, text) == seconds


@pytest.mark.parametrize(("text", "seconds"), TABLE["seconds"])
def test_a_plain_number_of_a_timed_set_is_seconds(text, seconds):
    assert read(lambda text: typed.duration_s(text, 1), text) == seconds


@pytest.mark.parametrize(("text", "number"), TABLE["decimals"])
def test_a_number_takes_a_point_or_a_comma(text, number):
    assert read(typed.decimal, text) == number


def test_a_number_keeps_the_decimals_that_were_typed():
    assert str(typed.decimal("102,50")) == "102.50"


@pytest.mark.parametrize("text", ["45x", "1:75", "9" * 41])
def test_a_refused_duration_says_why_in_plain_words(text):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        typed.duration_s(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100", "100", "kg"),
        ("100 lb", "100", "lb"),
        ("100lbs", "100", "lb"),
        ("82,5KG", "82.5", "kg"),
        ("-20 kg", "-20", "kg"),
    ],
)
def test_a_unit_may_stand_behind_the_number(text, value, unit):
    units = {"kg": "kg", "lb": "lb", "lbs": "lb"}
    assert typed.quantity(text, units, "kg") == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["100 stone", "lb", "100 lb lb", "kg 100", ""])
def test_an_unknown_unit_or_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        typed.quantity(text, {"kg": "kg", "lb": "lb"}, "kg")


@pytest.mark.parametrize(("text", "number"), [("8", 8), (" 8 ", 8), ("-1", -1), ("+3", 3)])
def test_a_whole_number_is_read(text, number):
    assert typed.whole(text) == number


@pytest.mark.parametrize("text", ["8.0", "8,5", "", "x", "٨", "1_0", "9" * 41])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        typed.whole(text)
