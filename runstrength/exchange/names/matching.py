"""Which exercise of the log is meant by another app's name for it.

A match is sure by what the user said before, by the app's own names (`elsewhere`), or by a name of
the exercise's own. Anything else is a guess, and never used without the user's word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ...training.exercise_search import claim, names_of
from ...training.exercises import Exercise
from ...training.workouts import Region
from .regions import region_of
from .words import Words, likeness, words_of

LEAST_LIKENESS = 0.5
LONGEST = 100  # Characters of a name that are looked at.
_SIDE = re.compile(r"[\s,(-]*\b(?:left|right)\b(?:\s+(?:side|arm|leg))?\)?", re.I)


class Sure(StrEnum):
    """How a match came about, the surest first."""

    REMEMBERED = "remembered"  # The user said so before.
    TOLD = "told"  # The app's own name for it.
    NAMED = "named"  # A name or an alias of the exercise.
    GUESSED = "guessed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """An app's name, and the id of the exercise that it means, or of the one that it may mean.

    `region` is where an exercise of the user's own would belong, were this made one.
    """

    app: str
    name: str
    exercise: str | None
    guess: str | None
    region: Region
    sure: Sure


def matches(
    names: Iterable[tuple[str, str]], known: Iterable[Exercise], remembered: Mapping[str, str]
) -> list[Match]:
    """A match for each of `names`, which are pairs of an app's key and its name.

    `remembered` has the ids that the user chose, under `app/name`.
    """
    index = _Index(known)
    return [_match(app, name, index, remembered) for app, name in names]


def _match(app: str, name: str, index: "_Index", remembered: Mapping[str, str]) -> Match:
    chosen = remembered.get(f"{app}/{name}")
    if chosen in index.exercises:
        return _sure(app, name, index.exercises[chosen], Sure.REMEMBERED)
    looked_at = name[:LONGEST]
    without_side = _SIDE.sub("", looked_at)
    for text in (looked_at, without_side):
        for key, sure in (((app, _key(text)), Sure.TOLD), (("", _key(text)), Sure.NAMED)):
            if exercise := index.claimed.get(key):
                return _sure(app, name, exercise, sure)
    guess = index.most_like(words_of(without_side))
    region = guess.region if guess else region_of(looked_at)
    sure = Sure.GUESSED if guess else Sure.UNKNOWN
    return Match(app, name, None, guess.id if guess else None, region, sure)


def _sure(app: str, name: str, exercise: Exercise, sure: Sure) -> Match:
    return Match(app, name, exercise.id, None, exercise.region, sure)


class _Index:
    """The known exercises by all names that stand for one of them alone."""

    def __init__(self, known: Iterable[Exercise]):
        self.exercises = {exercise.id: exercise for exercise in known}
        self.claimed: dict[tuple[str, str], Exercise | None] = {}
        for exercise in self.exercises.values():
            for key in _claims(exercise):
                other = self.claimed.setdefault(key, exercise)
                if other is not exercise:
                    self.claimed[key] = None

    def most_like(self, words: Words) -> Exercise | None:
        """The exercise with the name that shares most with `words`; None where none shares half."""
        best, best_likeness = None, LEAST_LIKENESS
        for exercise in self.exercises.values():
            for name in (*names_of(exercise), *_told(exercise)):
                if (alike := likeness(words, _words(name))) > best_likeness:
                    best, best_likeness = exercise, alike
        return best


def _claims(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The app and the name ("" for the log's own) under which it goes."""
    for name in names_of(exercise):
        yield "", _key(name)
    for app, names in getattr(exercise, "elsewhere", {}).items():
        for name in names:
            yield app, _key(name)


def _told(exercise: Exercise) -> Iterator[str]:
    for names in getattr(exercise, "elsewhere", {}).values():
        yield from names


# Names of exercises are asked for again and again: those of the log for each name of an app.
_key = lru_cache(maxsize=20_000)(claim)
_words = lru_cache(maxsize=20_000)(words_of)
