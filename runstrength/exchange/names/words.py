"""How alike two names of exercises are, by the words that they share."""

import re
import unicodedata
from collections.abc import Mapping

Words = Mapping[str, float]


def vocabulary(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(word for line in lines for word in line.split())


# What is in brackets, or names the equipment, tells little: a curl is a curl.
WHOLE, LITTLE = 1.0, 0.25
EQUIPMENT = vocabulary(
    "barbell dumbbell dumbell kettlebell machine cable band banded smith bodyweight weighted plate",
    "ez bar lever assisted trx suspension db bb kb seated standing lying",
)
EMPTY = vocabulary("the a with on of and to in for each per both")
_BRACKETS = re.compile(r"\(([^)]*)\)?|\[([^\]]*)\]?")
_WORD = re.compile(r"[^\W_]+")


def words_of(name: str) -> Words:
    """The words of a name with their weights; the last one outside brackets counts twice."""
    plain = _plain(name)
    brackets = " ".join(" ".join(found) for found in _BRACKETS.findall(plain))
    inside, outside = _stems(brackets), _stems(_BRACKETS.sub(" ", plain))
    weights = dict.fromkeys(inside, LITTLE)
    weights |= {word: LITTLE if word in EQUIPMENT else WHOLE for word in outside}
    if outside and weights.get(outside[-1]) == WHOLE:
        weights[outside[-1]] = 2 * WHOLE
    return weights


def likeness(one: Words, other: Words) -> float:
    """From 0 for no word in common to 1 for the same words."""
    if one.keys().isdisjoint(other):
        return 0.0
    whole = sum(one.values()) + sum(other.values())
    shared = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    return 2 * shared / whole


def _stems(text: str) -> list[str]:
    stems = (_stem(word) for word in _WORD.findall(text))
    return [stem for stem in stems if stem not in EMPTY]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("-", " ")


def _stem(word: str) -> str:
    """Without the ending of a plural: presses, flies, curls."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
