"""The tests of ownership are tested: with an owner condition taken out, they fail.

Two conditions here, one of each sort; `make ownership` tries every one of them.
"""

import pytest

from tests.web.owner_conditions import noticed_by
from tests.web.ownerless import Condition, conditions


def of(file: str, text: str) -> Condition:
    """The first condition of a file that reads so."""
    return next(each for each in conditions() if each.file == file and each.text == text)


def test_the_conditions_are_found():
    found = conditions()
    assert len(found) > 90
    assert {each.file for each in found} >= {"workouts.py", "imports.py", "tokens.py", "shoes.py"}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("accounts.py", "users.c.id == user_id"),
        ("workouts.py", "runs.c.user_id == workouts.c.user_id"),
    ],
)
def test_one_that_is_taken_out_is_missed(file, text):
    assert noticed_by(of(file, text))
