"""Exercises are found by what people call them, as `tests/searches.json` says.

`tests/js/search.test.mjs` holds the phone to the same table.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from runstrength.training.exercise_search import claim, search
from runstrength.training.exercises import Exercise
from runstrength.training.workouts import Region

TABLE = json.loads((Path(__file__).parents[1] / "searches.json").read_text())


@dataclass(frozen=True, slots=True)
class Known(Exercise):
    aliases: tuple[str, ...] = ()


EXERCISES = [
    Known(e["id"], e["name"], Region.LOWER, aliases=tuple(e["aliases"])) for e in TABLE["exercises"]
]


def found(typed: str) -> list[str]:
    return [exercise.id for exercise in search(typed, EXERCISES)]


@pytest.mark.parametrize(("typed", "expected"), TABLE["searches"])
def test_what_fits_is_found_the_best_first(typed, expected):
    assert found(typed) == expected


@pytest.mark.parametrize("typed", TABLE["all"])
def test_nothing_typed_leaves_all(typed):
    assert found(typed) == [exercise.id for exercise in EXERCISES]


def test_an_exercise_without_other_names_is_found_by_its_own():
    (only,) = search("sled", [Exercise("own-sled", "Sled push", Region.LOWER)])
    assert only.id == "own-sled"


@pytest.mark.parametrize("name", ["Pull-Ups", "pullup", "PULL UP", "pull – ups"])
def test_names_that_a_search_can_t_tell_apart_make_the_same_claim(name):
    assert claim(name) == claim("Pull-ups") != claim("Chin-ups")
