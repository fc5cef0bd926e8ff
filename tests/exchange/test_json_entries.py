"""An object that is read entry by entry is the object that it is when it is read at once."""

import json
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.account.json_entries import Malformed, entries

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)


class Trickle(StringIO):
    """A file that gives one character at a time, however many are asked for."""

    def read(self, size: int = -1) -> str:
        """The next character."""
        return super().read(1)


def read(text: str) -> dict:
    """The object that the entries make."""
    found = {}
    for key, position, value in entries(Trickle(text)):
        if position is None:
            found[key] = value
        else:
            found.setdefault(key, []).append(value)
            assert len(found[key]) == position
    return found


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), st.sampled_from([None, 0, 2]))
def test_whatever_is_in_it_and_however_it_comes(document, indent):
    filled = {key: value for key, value in document.items() if value != []}
    assert read(json.dumps(document, indent=indent)) == filled


def test_a_number_is_read_to_its_end():
    assert read('{"a": 12345, "b": [678, -9]}') == {"a": 12345, "b": [678, -9]}


CUT = ["", "{", '{"a"', '{"a":', '{"a": 1', '{"a": 1,', '{"a": [1', '{"a": [1,']
FALSE = ["[]", '{"a" 1}', "{1: 2}", '{"a": NaN}', '{"a": [1 2]}', '{"a": 1,}', '{"a": 01}']


@pytest.mark.parametrize("text", [*CUT, *FALSE, '{"a": 1} 2', "{} {}"])
def test_what_is_no_object_is_refused(text):
    with pytest.raises(Malformed):
        read(text)
