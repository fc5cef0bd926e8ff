"""Which workouts bear on each date of a week, for one sight of the rules."""

from collections.abc import Hashable
from datetime import datetime

from ..rules import LOOK_AHEAD_DAYS
from ..week import DAY, Week
from ..workouts import Workout
from .places import Places
from .sights import ALWAYS, Sight


def flagged_days(found: Places, week: Week) -> range:
    """The days whose flags count: to the last on which a rule can still see one of the week."""
    return range((week.first - found.first).days, found.dates + LOOK_AHEAD_DAYS)


class Horizon:
    """The workouts that a sight's rules see from each date, wherever those that move may stand.

    `looks` is what is seen of each movable workout, and `bits[day]` those placements of them that
    are seen from one of the `flagged_days`.
    """

    def __init__(self, sight: Sight, found: Places, week: Week):
        self._sight, self._first = sight, found.first
        days = flagged_days(found, week)
        self.looks: list[Hashable | None] = [sight.look(w) for w in found.movable]
        fixed = sorted(
            (w for w in found.fixed if sight.look(w) is not None), key=lambda w: w.local_date
        )
        past = [w for w in fixed if w.local_date < found.first]
        self._fixed = [*sight.past(past), *fixed[len(past) :]]
        self._movable = [
            (found.bit(n, day), day, place)
            for n, look in enumerate(self.looks)
            if look is not None
            for day, place in enumerate(found.at[n])
            if place is not None
        ]
        self._hours = {day: self._hours_of(day) for day in days}
        self.bits = {
            day: sum(bit for bit, on, place in self._movable if self._sees(day, on, place))
            for day in days
        }
        self._around: dict[int, list[Workout]] = {}

    def lag(self) -> int:
        """How many dates after a date a workout can stand that still bears on it."""
        behind = (
            on - day
            for day, seen in self.bits.items()
            for bit, on, _ in self._movable
            if bit & seen
        )
        return max((later for later in behind if later > 0), default=0)

    def fixed_around(self, day: int) -> list[Workout]:
        """The workouts that stay, as far as they bear on a date."""
        if day not in self._around:
            self._around[day] = [
                w for w in self._fixed if self._sees(day, (w.local_date - self._first).days, w)
            ]
        return self._around[day]

    def _sees(self, day: int, on: int, workout: Workout) -> bool:
        sight = self._sight
        if not self._hours[day]:  # Nothing can stand there: no flag but a week's is dated there.
            whole_weeks = sight.ends_week or sight.within == ALWAYS
            return whole_weeks and day - sight.back <= on <= day
        if sight.within is None:
            return day - sight.back <= on <= day
        first, last = self._hours[day]
        if on >= day:
            return on == day or workout.started_at < last
        near = sight.within == ALWAYS or workout.ended_at + sight.within > first
        return near and day - sight.back <= on

    def _hours_of(self, day: int) -> tuple[datetime, datetime] | None:
        """When the first workout that can stand on a date starts, and when the last one ends."""
        of_day = self._first + day * DAY
        found = [w for w in self._fixed if w.local_date == of_day]
        found += [place for _, on, place in self._movable if on == day]
        if not found:
            return None
        return min(w.started_at for w in found), max(w.ended_at for w in found)
