"""What the flags of a date cost, read as little as can be: what looks the same is read once."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from ..intensity import Reading
from ..rules import LOOK_AHEAD_DAYS
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..week import DAY, Week
from ..workouts import Workout
from .cost import COST_OF
from .places import Places
from .reading import flags_read, readings_of
from .sights import Sight, sights


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
            _View(sight, timeline, found, readings, week)
            for sight in sights(timeline, thresholds, readings)
        ]
        self.lag = max((view.lag for view in self._views), default=0)
        self._days = range((week.first - found.first).days, found.dates + LOOK_AHEAD_DAYS)
        self._views_of = {day: [v for v in self._views if v.bears_on(day)] for day in self._days}

    def after(self, day: int, bits: int) -> int:
        """The cost of the flags that are final once `day` is filled, and were not before it."""
        last = self._places.dates - 1
        first_final = day - self.lag if day else self._days.start
        end = self._days.stop if day == last else day - self.lag + 1
        total = 0
        for of_day in range(max(first_final, self._days.start), end):
            for view in self._views_of[of_day]:
                seen = bits & view.bits[of_day]
                cost = view.costs[of_day].get(seen)
                total += view.read(of_day, seen) if cost is None else cost
        return total


class _View:
    """One sight, of one week."""

    def __init__(
        self,
        sight: Sight,
        timeline: Timeline,
        found: Places,
        readings: list[Reading],
        week: Week,
    ):
        self._sight, self._timeline, self._places, self._week = sight, timeline, found, week
        self._readings = readings
        self._tokens = [sight.token(w) for w in found.movable]
        self._fixed = [w for w in found.fixed if sight.token(w) is not None]
        self._by_look: dict[Hashable, int] = {}
        self._by_pair: dict[Hashable, int] = {}
        self._movable = [
            (found.bit(n, day), day, place)
            for n, token in enumerate(self._tokens)
            if token is not None
            for day, place in enumerate(found.at[n])
            if place is not None
        ]
        days = range((week.first - found.first).days, found.dates + LOOK_AHEAD_DAYS)
        self._hours = {day: self._hours_of(day) for day in days}
        self.bits = {
            day: sum(bit for bit, on, place in self._movable if self._sees(day, on, place))
            for day in days
        }
        self.costs: dict[int, dict[int, int]] = {day: {} for day in days}
        self._around: dict[int, list[Workout]] = {}

    @cached_property
    def lag(self) -> int:
        """How many dates after a date a workout can stand that still bears on it."""
        behind = (on - day for day in self.bits for _, on, _ in self._movable_in(self.bits[day]))
        return max((later for later in behind if later > 0), default=0)

    def bears_on(self, day: int) -> bool:
        """Whether an arrangement can change what the rules say of a date."""
        if self._sight.ends_week:
            return self._places.first + day * DAY == self._week.last and bool(self.bits[day])
        return bool(self.bits[day])

    def read(self, day: int, seen: int) -> int:
        """Read the rules of a date, and keep the cost of what they say."""
        look = (day, self._look(day, seen))
        cost = self._by_look.get(look)
        if cost is None:
            read = self._read_pairs if self._sight.pairs else self._read
            placed = [place for _, _, place in self._places.placed(seen)]
            cost = self._by_look[look] = read(day, [*self._fixed_around(day), *placed])
        self.costs[day][seen] = cost
        return cost

    def _look(self, day: int, seen: int) -> Hashable:
        """What the rules see of an arrangement."""
        sight = self._sight
        if sight.pairs or sight.within is not None:
            return seen
        found = [
            (-1 if sight.heaped and on < day else on, self._tokens[n])
            for on, n, _ in self._places.placed(seen)
        ]
        if not sight.counts:
            return frozenset(found)
        counted: dict[Hashable, int] = {}
        for one in found:
            counted[one] = counted.get(one, 0) + 1
        return frozenset(counted.items())

    def _read(self, day: int, workouts: Iterable[Workout]) -> int:
        timeline = self._timeline.holding(workouts)
        of_day = self._places.first + day * DAY
        flags = flags_read(timeline, self._sight.rules, self._readings, of_day)
        return sum(COST_OF[flag.severity] for flag in flags if flag.date == of_day)

    def _read_pairs(self, day: int, workouts: list[Workout]) -> int:
        of_day = self._places.first + day * DAY
        total = 0
        for second in workouts:
            if second.local_date != of_day:
                continue
            for first in workouts:
                space = second.started_at - first.ended_at
                if not timedelta(0) <= space < self._sight.within:
                    continue
                pair = (first.id, first.started_at, second.id, second.started_at)
                if pair not in self._by_pair:
                    self._by_pair[pair] = self._read(day, (first, second))
                total += self._by_pair[pair]
        return total

    def _fixed_around(self, day: int) -> list[Workout]:
        """The workouts that stay, as far as they bear on a date."""
        if day not in self._around:
            first = self._places.first
            self._around[day] = [
                w for w in self._fixed if self._sees(day, (w.local_date - first).days, w)
            ]
        return self._around[day]

    def _sees(self, day: int, on: int, workout: Workout) -> bool:
        sight = self._sight
        if not self._hours[day]:  # Nothing can stand there: no flag but a week's is dated there.
            whole_weeks = sight.ends_week or sight.within == timedelta.max
            return whole_weeks and day - sight.back <= on <= day
        if sight.within is None:
            return day - sight.back <= on <= day
        first, last = self._hours[day]
        if on >= day:
            return on == day or workout.started_at < last
        near = sight.within == timedelta.max or workout.ended_at + sight.within > first
        return near and day - sight.back <= on

    def _hours_of(self, day: int) -> tuple[datetime, datetime] | None:
        """When the first workout that can stand on a date starts, and when the last one ends."""
        of_day = self._places.first + day * DAY
        found = [w for w in self._fixed if w.local_date == of_day]
        found += [place for _, on, place in self._movable if on == day]
        if not found:
            return None
        return min(w.started_at for w in found), max(w.ended_at for w in found)

    def _movable_in(self, bits: int) -> Iterator[tuple[int, int, Workout]]:
        return (one for one in self._movable if one[0] & bits)
