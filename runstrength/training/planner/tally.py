"""What the flags of a week cost, date by date."""

from datetime import date

from ..rules import readings_of
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..week import Week
from .horizon import flagged_days
from .places import Places
from .sights import sights
from .view import View


class Tally:
    """The cost of the flags of each date, given which workouts stand on the dates up to it.

    A flag is dated on its later workout or on a week's last date, so what comes after a date
    changes nothing of its flags. Where clocks differ, or a workout lasts past midnight, a workout
    of a later date may still bear on it: `lag` is how many dates later at most.
    """

    def __init__(
        self,
        timeline: Timeline,
        week: Week,
        found: Places,
        thresholds: Thresholds,
        today: date,
    ):
        self._places = found
        readings = readings_of(timeline, thresholds, today)
        self._views = [
            View(sight, timeline, found, readings, week)
            for sight in sights(timeline, thresholds, readings)
        ]
        self.lag = max((view.lag for view in self._views), default=0)
        self._days = flagged_days(found, week)
        self._views_of = {day: [v for v in self._views if v.bears_on(day)] for day in self._days}

    def after(self, day: int, bits: int, limit: int | None = None) -> int:
        """The cost of the flags that are final once `day` is filled, and were not before it.

        From `limit` on it may be less than all of it: nobody asks how much too much it is.
        """
        last = self._places.dates - 1
        first_final = day - self.lag if day else self._days.start
        end = self._days.stop if day == last else day - self.lag + 1
        total = 0
        for of_day in range(max(first_final, self._days.start), end):
            for view in self._views_of[of_day]:
                seen = bits & view.bits[of_day]
                cost = view.costs[of_day].get(seen)
                total += view.read(of_day, seen) if cost is None else cost
                if limit is not None and total >= limit:
                    return total
        return total

    def outlook(self, day: int, bits: int) -> tuple[int, ...]:
        """What the flags that are not final before `day` is filled see of the dates before it.

        Of two arrangements with the same outlook the rest of the week costs the same.
        """
        return tuple(view.outlook(day, bits, self.lag) for view in self._views)
