"""The weeks that a page of trends shows, read by window."""

from dataclasses import dataclass
from datetime import date

from ...storage import loads, workouts
from ...storage.accounts import User
from ...training.timeline import Timeline
from ...training.trends import (
    RUN_UP,
    Fitness,
    WeekTrend,
    fitness_curve,
    unsettled_since,
    week_trends,
    weeks_until,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some weeks up to the one that holds today, and the curve over their dates."""

    trends: list[WeekTrend]
    curve: list[Fitness]
    uncounted_in_curve: int  # Workouts of unknown load, in these weeks or in the run-up to them.
    unsettled_since: date | None

    @property
    def first(self) -> date:
        """The first date of the first week."""
        return self.trends[0].week.first

    @property
    def last(self) -> date:
        """The last date of the last week, which may lie ahead."""
        return self.trends[-1].week.last

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done in these weeks."""
        return not any(day.done for trend in self.trends for day in trend.balance.days)

    @property
    def uncounted_weeks(self) -> list[WeekTrend]:
        """The weeks with a workout of unknown load."""
        return [trend for trend in self.trends if trend.balance.uncounted]

    @property
    def newest_with_monotony(self) -> WeekTrend | None:
        """The newest week that has a monotony."""
        return next((t for t in reversed(self.trends) if t.no_monotony is None), None)


def read_weeks(user: User, count: int, today: date) -> Stretch:
    """The newest `count` weeks: their workouts, and daily loads for as long as a curve needs."""
    weeks = weeks_until(today, count, user.settings.week_starts_on)
    first, last = weeks[0].first, weeks[-1].last
    daily = loads.daily(user.id, first - RUN_UP, today)
    curve = fitness_curve(daily, first, today)
    # Without plans, of which no week here makes anything, the weeks share one timeline.
    done = Timeline(w for w in workouts.between(user.id, first, last) if not w.planned)
    return Stretch(
        week_trends(weeks, done, curve, user.thresholds, today),
        curve,
        sum(day.uncounted for day in daily.values()),
        unsettled_since(daily, first),
    )
