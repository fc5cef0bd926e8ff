"""A month as a grid of weeks, with what was logged on each day."""

import re
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ...training.week import DAY, Weekday
from ...training.workouts import Workout
from ..dates import FIRST, LAST


@dataclass(frozen=True, slots=True)
class Month:
    """A month, by its first date. Raises ValueError where no workout can lie in it."""

    first: date

    def __post_init__(self):
        if self.first.day != 1 or not self.is_reached(self.first):
            raise ValueError(f"must be a month from {FIRST:%Y-%m} to {LAST:%Y-%m}")

    @classmethod
    def named(cls, name: str) -> "Month":
        """The month called `name`, such as 2026-11. Raises ValueError where there is none."""
        if not re.fullmatch(r"\d{4}-\d{2}", name, re.ASCII):
            raise ValueError("must be a month such as 2026-11")
        try:
            first = date.fromisoformat(f"{name}-01")
        except ValueError as error:
            raise ValueError("must be a month such as 2026-11") from error
        return cls(first)

    @classmethod
    def holding(cls, day: date) -> "Month":
        """The month that holds `day`."""
        return cls(day.replace(day=1))

    @staticmethod
    def is_reached(first: date) -> bool:
        """Whether a log can reach into the month that begins on `first`."""
        return FIRST.replace(day=1) <= first <= LAST

    @property
    def name(self) -> str:
        """Such as 2026-11."""
        return f"{self.first.year:04}-{self.first.month:02}"

    @property
    def last(self) -> date:
        """The month's last date."""
        return self._next_first - DAY

    @property
    def before(self) -> "Month | None":
        """The month before; None where no workout can lie in it."""
        first = (self.first - DAY).replace(day=1)
        return Month(first) if self.is_reached(first) else None

    @property
    def after(self) -> "Month | None":
        """The month after; None where no workout can lie in it."""
        return Month(self._next_first) if self.is_reached(self._next_first) else None

    def weeks(self, starts_on: Weekday) -> list[list[date | None]]:
        """The month's weeks; None for a day of another month."""
        rows = Calendar(starts_on).monthdatescalendar(self.first.year, self.first.month)
        return [[day if day.month == self.first.month else None for day in row] for row in rows]

    @property
    def _next_first(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def by_date(workouts: Iterable[Workout]) -> dict[date, list[Workout]]:
    """Workouts by their dates, in the order in which they come."""
    found = defaultdict(list)
    for workout in workouts:
        found[workout.local_date].append(workout)
    return dict(found)
