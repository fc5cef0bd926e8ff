"""Weeks: seven dates, named by the ISO week whose Thursday they hold."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from .workouts import EARLIEST_START, LATEST_START

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
THURSDAY = 3  # The day that an ISO 8601 week is named by.


class Weekday(IntEnum):
    """Monday is 0, as `date.weekday()` counts."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Week:
    """Seven dates from `first`; named by the ISO week whose Thursday they hold."""

    first: date

    @classmethod
    def holding(cls, day: date, starts_on: Weekday = Weekday.MONDAY) -> "Week":
        """The week that holds `day`, for a user whose weeks start on `starts_on`."""
        return cls(day - (day.weekday() - starts_on) % 7 * DAY)

    @classmethod
    def named(cls, name: str, starts_on: Weekday = Weekday.MONDAY) -> "Week":
        """The week called `name`, such as 2026-W47. Raises ValueError where there is none."""
        match = re.fullmatch(r"(\d{4})-W(\d{2})", name, re.ASCII)
        if not match or not EARLIEST_START.year <= int(match[1]) < LATEST_START.year:
            raise ValueError(f"{name!r} is no week: write it as 2026-W47")
        return cls.holding(
            date.fromisocalendar(int(match[1]), int(match[2]), THURSDAY + 1), starts_on
        )

    @property
    def last(self) -> date:
        """The week's last date."""
        return self.first + WEEK - DAY

    @property
    def days(self) -> list[date]:
        """The week's seven dates."""
        return [self.first + n * DAY for n in range(7)]

    @property
    def thursday(self) -> date:
        """The day that the week is named by."""
        return next(day for day in self.days if day.weekday() == THURSDAY)

    @property
    def name(self) -> str:
        """The ISO name, such as 2026-W47."""
        year, week, _ = self.thursday.isocalendar()
        return f"{year:04}-W{week:02}"

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week(self.first - WEEK)

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week(self.first + WEEK)

    def is_finished(self, today: date) -> bool:
        """Say whether the week's last date lies before `today`."""
        return self.last < today
