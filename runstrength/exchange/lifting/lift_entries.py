"""An exercise of a workout while its rows are read, and what its name says of them."""

import re
from functools import lru_cache
from typing import NamedTuple

from ...training.exercises import LONGEST_NAME
from ...training.quantities import Distance
from ...training.workouts import Set, Side
from .set_cells import is_assisted, side_of

_RUN = re.compile(
    r"\b(run|runs|running|jog|jogging|treadmill|sprints?|laufen|laufband|joggen|course à pied|"
    r"tapis de course|tapis roulant|correr|carrera|cinta de correr|corsa|corrida|esteira)\b",
    re.I,
)
_NO_RUN = re.compile(
    r"\b(walk\w*|hik\w*|row\w*|bik\w*|cycl\w*|stair\w*|sled|gehen|marche|caminata|camminata|"
    r"caminhada)\b",
    re.I,
)


class Entry:
    """An exercise of a workout while its rows are read: sets, or a run."""

    __slots__ = ("is_assisted", "is_run", "name", "notes", "runs", "sets", "side", "superset")

    def __init__(self, name: str, superset: str):
        self.name, self.superset, self.notes = name, superset, ""
        words = _words_of_usual(name) if len(name) <= LONGEST_NAME else _words(name)
        self.is_run, self.is_assisted, self.side = words
        self.sets: list[Set] = []
        self.runs: list[tuple[int, Distance | None]] = []

    def is_of(self, name: str, superset: str) -> bool:
        """Whether a row with these goes on with it."""
        return self.name == name and self.superset == superset

    @property
    def run_s(self) -> int:
        """All seconds of the run."""
        return sum(seconds for seconds, _ in self.runs)


class _Words(NamedTuple):
    """What an exercise's name says of its sets."""

    is_run: bool
    is_assisted: bool
    side: Side | None


def _words(name: str) -> _Words:
    is_run = bool(_RUN.search(name)) and not _NO_RUN.search(name)
    return _Words(is_run, is_assisted(name), side_of(name))


_words_of_usual = lru_cache(maxsize=2000)(_words)
