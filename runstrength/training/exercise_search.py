"""Finding an exercise by what people call it, as `static/js/log/search.js` does on a phone.

`tests/searches.json` holds both to the same answers.
"""

import unicodedata
from collections.abc import Iterable

from .exercises import Exercise


def names_of(exercise: Exercise) -> tuple[str, ...]:
    """Its name, and what else people call it."""
    return exercise.name, *getattr(exercise, "aliases", ())


def claim(name: str) -> str:
    """What two names have in common that a search can't tell apart: `Pull-Up` and `pullups`."""
    return _plain(name).replace(" ", "").removesuffix("s")


def search(typed: str, exercises: Iterable[Exercise]) -> list[Exercise]:
    """The exercises that fit what is typed, the best first; all of them where nothing is."""
    words = _plain(typed).split()
    if not words:
        return list(exercises)
    ranked = [(_rank(words, exercise), exercise) for exercise in exercises]
    ranked.sort(key=lambda each: -each[0])
    return [exercise for points, exercise in ranked if points]


def _rank(words: list[str], exercise: Exercise) -> int:
    return max(_points(words, _plain(name)) for name in names_of(exercise))


def _points(words: list[str], told: str) -> int:
    """A whole name beats its beginning, that beats a word's, that beats any part of it."""
    wanted = " ".join(words)
    if told in (wanted, f"{wanted}s"):
        return 4
    if told.startswith(wanted):
        return 3
    if all(any(part.startswith(word) for part in told.split()) for word in words):
        return 2
    return int("".join(words) in told.replace(" ", ""))


def _plain(text: str) -> str:
    """Letters, digits and spaces, without accents."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in letters if c == " " or unicodedata.category(c)[0] in "LN").strip()
