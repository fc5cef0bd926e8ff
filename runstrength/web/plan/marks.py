"""What a plan is flagged for, counted: one mark for each severity, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...training.flags import Severity
from .. import formats
from ..cards import Card, cards_by_date

NOUNS = {Severity.WARNING: "warning", Severity.CAUTION: "caution", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The cards of one severity; written as their count."""

    severity: Severity
    cards: tuple[Card, ...]

    def __str__(self) -> str:
        return formats.counted(len(self.cards), NOUNS[self.severity])


def gravest_first(cards: Iterable[Card]) -> list[Card]:
    """The cards by severity, and those of one severity in the order that they came in."""
    return sorted(cards, key=lambda card: -card.severity)


def marks_of(cards: Iterable[Card]) -> list[Mark]:
    """One mark for each severity, praise left out."""
    counting = (card for card in gravest_first(cards) if card.severity > Severity.PRAISE)
    by_severity = groupby(counting, key=lambda card: card.severity)
    return [Mark(severity, tuple(alike)) for severity, alike in by_severity]


def marks_by_date(cards: Iterable[Card]) -> dict[date, list[Mark]]:
    """The marks of each date."""
    return {day: marks_of(found) for day, found in cards_by_date(cards).items()}
