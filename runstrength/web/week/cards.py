"""Flags as cards: those about the same workouts are one, headed by the gravest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...training.flags import Flag, Severity
from ...training.workouts import Workout


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


def cards_by_date(cards: Iterable[Card]) -> Mapping[date, list[Card]]:
    """The cards, praise left out, under each date that one of their workouts has."""
    found: dict[date, list[Card]] = defaultdict(list)
    for card in cards:
        if card.severity > Severity.PRAISE:
            for day in dict.fromkeys(workout.local_date for workout in card.workouts):
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
