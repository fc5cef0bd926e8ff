"""Flags as cards: those about the same workouts are one, headed by the gravest."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..training.flags import Flag, Severity
from ..training.rules import RULES_BY_ID
from ..training.workouts import Workout

# A card about more than a few workouts lists them on demand.
WORKOUTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One or more flags about the same workouts."""

    flags: tuple[Flag, ...]

    @property
    def severity(self) -> Severity:
        """The highest severity of the card."""
        return self.flags[0].severity

    @property
    def workouts(self) -> tuple[Workout, ...]:
        """The workouts that the card is about."""
        return tuple(sorted(self.flags[0].workouts, key=lambda w: w.started_at))

    @property
    def is_long(self) -> bool:
        """Whether there are too many workouts to show them all at once."""
        return len(self.flags[0].workouts) > WORKOUTS_SHOWN

    @property
    def planned(self) -> bool:
        """Whether the card is a forecast."""
        return any(flag.planned for flag in self.flags)

    @property
    def by_id(self) -> dict[UUID, Workout]:
        """The workouts that a remedy names."""
        return {workout.id: workout for workout in self.workouts}

    @property
    def tips(self) -> list[str]:
        """The passages that the card quotes, each once."""
        return list(dict.fromkeys(tip for flag in self.flags for tip in flag.tips))

    @property
    def dates(self) -> list[date]:
        """The dates that the card marks: those of workouts that collide, or that of the flag.

        A flag of a whole week marks none.
        """
        flag = self.flags[0]
        rule = RULES_BY_ID[flag.rule]
        if rule.of_weeks:
            return []
        if not rule.is_near:
            return [flag.date]
        return list(dict.fromkeys(workout.local_date for workout in self.workouts))

    def counting(self, set_asides: Collection[str]) -> list[Flag]:
        """The flags that can be set aside: those that are not yet, and no praise."""
        return [
            flag
            for flag in self.flags
            if flag.severity > Severity.PRAISE and flag.id not in set_asides
        ]


def cards_by_date(cards: Iterable[Card]) -> Mapping[date, list[Card]]:
    """The cards, praise left out, under each date that they mark."""
    found: dict[date, list[Card]] = defaultdict(list)
    for card in cards:
        if card.severity > Severity.PRAISE:
            for day in card.dates:
                found[day].append(card)
    return found


def cards_of(flags: Iterable[Flag]) -> list[Card]:
    """Group flags into cards: by date, the gravest first; praise comes last."""
    groups: dict[frozenset, list[Flag]] = {}
    for flag in sorted(flags, key=lambda f: (-f.severity, f.date)):
        groups.setdefault(frozenset(w.id for w in flag.workouts), []).append(flag)
    return sorted(
        (Card(tuple(group)) for group in groups.values()),
        key=lambda card: (card.severity is Severity.PRAISE, card.flags[0].date, -card.severity),
    )


def parted(flags: Iterable[Flag], set_asides: Collection[str]) -> tuple[list[Card], list[Card]]:
    """The cards of the flags that count, and of those that were set aside."""
    flags = list(flags)
    return (
        cards_of(flag for flag in flags if flag.id not in set_asides),
        cards_of(flag for flag in flags if flag.id in set_asides),
    )
