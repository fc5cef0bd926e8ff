"""What a rule says of a timeline: a flag, with what would settle it as data."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from fractions import Fraction
from hashlib import sha256
from uuid import UUID

from .workouts import Workout


class Severity(IntEnum):
    """How much a flag weighs."""

    PRAISE = 0
    INFO = 1
    CAUTION = 2
    WARNING = 3

    @property
    def word(self) -> str:
        """The severity as a page or a JSON document says it."""
        return self.name.lower()


class Action(StrEnum):
    """The single changes that can settle a flag."""

    MOVE = "move"
    EASE = "ease"
    SHORTEN = "shorten"
    SWAP = "swap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One change that would settle a flag; its limits say how far the change has to go.

    A move has `start_not_before` (UTC), `end_not_after` (UTC) or `to_date`; easing has
    `effort_at_most`, and for lifts near failure `rir_at_least`, or for one `exercise`
    `weight_kg_at_most`; shortening has `duration_s_at_most`, `distance_m_at_most` or
    `working_sets_at_most`; a swap changes the order of two workouts.
    """

    action: Action
    workouts: tuple[UUID, ...]
    to_date: date | None = None
    start_not_before: datetime | None = None
    end_not_after: datetime | None = None
    effort_at_most: int | None = None
    rir_at_least: int | None = None
    duration_s_at_most: int | None = None
    distance_m_at_most: int | None = None
    working_sets_at_most: int | None = None
    exercise: str | None = None
    weight_kg_at_most: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One rule's finding. `subject` tells which findings of two readings are the same one.

    `about` names what a rule found it of, where its workouts do not tell: an exercise's id or a
    region. `measured` is the figure that the rule compared and `compared_with` the one that it
    compared it with, both in the rule's own unit: metres, kilograms, sets, load, dates, points.
    """

    rule: str
    severity: Severity
    date: date
    workouts: tuple[Workout, ...]
    tips: tuple[str, ...]
    subject: Hashable
    gap: timedelta | None = None
    about: str = ""
    measured: Fraction | int | None = None
    compared_with: Fraction | int | None = None
    remedies: tuple[Remedy, ...] = field(default=())
    estimated: bool = False

    @property
    def planned(self) -> bool:
        """Whether the flag is a forecast: a planned workout is in it."""
        return any(w.planned for w in self.workouts)

    @property
    def id(self) -> str:
        """A name that changes with the rule, the date, or any of its workouts."""
        parts = [self.rule, self.date.isoformat(), *filter(None, [self.about])]
        parts += sorted(f"{w.id}:{w.version}" for w in self.workouts)
        return sha256("|".join(parts).encode()).hexdigest()[:20]
