"""What the page lists: the words, and the rules in the order of the article's tips."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...training.flags import Flag
from ...training.rules import RULES, TIPS, Rule
from ...training.thresholds import Thresholds
from .sentences import RULE_WORDS
from .terms import SET_BESIDE, TERMS, Term, amount, in_words


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A word with the user's numbers in its meaning."""

    id: str
    name: str
    meaning: str
    thresholds: tuple[str, ...]
    source: str
    is_moved: bool


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule with the user's numbers in its sentence, and how often it fired.

    `thresholds` are its own; `uses` are the words that several rules share, with their amounts.
    """

    id: str
    name: str
    fires_when: str
    weighs: str
    source: str
    tips: tuple[str, ...]
    thresholds: tuple[str, ...]
    uses: tuple[tuple[Term, str], ...]
    fired: int
    foreseen: int
    is_on: bool
    is_moved: bool


def listed_terms(thresholds: Thresholds) -> list[ListedTerm]:
    """The words, each with its thresholds."""
    return [
        ListedTerm(
            term.id,
            term.name,
            in_words(term.meaning, thresholds),
            term.thresholds,
            term.source,
            any(name in thresholds.moved for name in term.thresholds),
        )
        for term in TERMS
    ]


def listed_rules(
    thresholds: Thresholds, flags: list[Flag]
) -> Iterator[tuple[tuple[str, ...], list[ListedRule]]]:
    """The tips that a group of rules serves, and its rules, in the order of the article."""
    fired = Counter(flag.rule for flag in flags if not flag.planned)
    foreseen = Counter(flag.rule for flag in flags if flag.planned)
    groups: dict[tuple[str, ...], list[ListedRule]] = {(tip,): [] for tip in TIPS}
    for rule in RULES:
        # Of a rule that serves two tips, the first is the one it is about; a rule of the
        # sections on regions serves them all alike.
        tips = rule.tips[:1] if rule.tips[0] in TIPS else rule.tips
        listed = _listed(rule, thresholds, fired[rule.id], foreseen[rule.id])
        groups.setdefault(tips, []).append(listed)
    yield from groups.items()


def _listed(rule: Rule, thresholds: Thresholds, fired: int, foreseen: int) -> ListedRule:
    words = RULE_WORDS[rule.id]
    own = tuple(name for name in rule.thresholds if name not in SET_BESIDE)
    shared = (name for name in rule.thresholds if name in SET_BESIDE)
    return ListedRule(
        rule.id,
        words.name,
        in_words(words.fires_when, thresholds),
        in_words(words.weighs, thresholds),
        words.source,
        rule.tips,
        own,
        tuple((SET_BESIDE[name], amount(name, thresholds)) for name in shared),
        fired,
        foreseen,
        rule.id not in thresholds.off,
        any(name in thresholds.moved for name in own),
    )
