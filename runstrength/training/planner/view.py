"""What the rules of one sight say of a week; what looks the same to them is read once."""

from collections.abc import Hashable, Iterable
from datetime import timedelta
from functools import reduce
from operator import or_

from ..intensity import Reading
from ..timeline import Timeline
from ..week import DAY, Week
from ..workouts import Workout
from .cost import COST_OF
from .horizon import Horizon
from .places import Places
from .reading import flags_read
from .sights import Sight


class View:
    """One sight, of one week.

    `bits[day]` are the placements of workouts that bear on a day, `costs[day]` what the flags of
    the day cost for those placements of them that were read so far, and `lag` how many dates after
    a date a workout can stand that still bears on it.
    """

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
        self._horizon = Horizon(sight, found, week)
        self.bits, self.lag = self._horizon.bits, self._horizon.lag()
        self._looks = self._horizon.looks
        self.costs: dict[int, dict[int, int]] = {day: {} for day in self.bits}
        self._by_look: dict[Hashable, int] = {}
        self._by_one: dict[Hashable, int] = {}
        self._by_pair: dict[Hashable, int] = {}
        self._outlooks: dict[Hashable, int] = {}
        self._seen_later: dict[int, tuple[int, dict[int, int]]] = {}
        # Each look has a place of its own in a number, wide enough to count all of them.
        width = found.count.bit_length()
        kinds = {look: width * n for n, look in enumerate(dict.fromkeys(self._looks))}
        self._heap_digits = {
            bit: 1 << kinds[self._looks[n]]
            for n in range(found.count)
            for bit in (found.bit(n, day) for day in range(found.dates))
        }
        self._digits = {
            bit: digit << (bit.bit_length() - 1) // found.count * width * len(kinds)
            for bit, digit in self._heap_digits.items()
        }

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
            placed = [place for _, _, place in self._places.placed(seen)]
            workouts = [*self._horizon.fixed_around(day), *placed]
            if self._sight.heaped:
                cost = self._read_each(day, workouts, look[1][1])
            elif self._sight.pairs:
                cost = self._read_pairs(day, workouts)
            else:
                cost = self._read(day, workouts)
            self._by_look[look] = cost
        self.costs[day][seen] = cost
        return cost

    def outlook(self, day: int, bits: int, lag: int) -> int:
        """A number for what the dates not before `day` - `lag` see; equal where they see the same.

        A heap is left out: it is what is not left.
        """
        if day not in self._seen_later:
            later = [self.bits[d] for d in self.bits if d >= day - lag and self.bears_on(d)]
            before = (1 << day * self._places.count) - 1
            seen = 0 if self._sight.heaped else reduce(or_, later, 0) & before
            self._seen_later[day] = (seen, {})
        seen_later, numbers = self._seen_later[day]
        seen = bits & seen_later
        number = numbers.get(seen)
        if number is None:
            look = (day, self._look(day, seen))
            number = numbers[seen] = self._outlooks.setdefault(look, len(self._outlooks))
        return number

    def _look(self, day: int, seen: int) -> Hashable:
        """What the rules see of an arrangement."""
        sight = self._sight
        if sight.pairs or sight.within is not None:
            return seen
        if sight.gist:
            return sight.gist([(on, self._looks[n]) for on, n, _ in self._places.placed(seen)])
        if not sight.heaped:
            return self._summed(seen)
        of_day = seen >> day * self._places.count << day * self._places.count
        return self._summed(of_day), self._summed(seen ^ of_day, self._heap_digits)

    def _summed(self, seen: int, digits: dict[int, int] | None = None) -> int:
        """How often each look is on each date; or just whether, where that is all that counts."""
        digits, total = digits or self._digits, 0
        if self._sight.counts:
            while seen:
                lowest = seen & -seen
                total += digits[lowest]
                seen ^= lowest
        else:
            while seen:
                lowest = seen & -seen
                total |= digits[lowest]
                seen ^= lowest
        return total

    def _read(self, day: int, workouts: Iterable[Workout]) -> int:
        timeline = self._timeline.holding(workouts)
        of_day = self._places.first + day * DAY
        flags = flags_read(timeline, self._sight.rules, self._readings, of_day)
        return sum(COST_OF[flag.severity] for flag in flags if flag.date == of_day)

    def _read_each(self, day: int, workouts: list[Workout], heap: Hashable) -> int:
        of_day = self._places.first + day * DAY
        earlier = [w for w in workouts if w.local_date < of_day]
        total = 0
        for workout in workouts:
            if workout.local_date == of_day:
                one = (day, heap, workout.id)
                if one not in self._by_one:
                    self._by_one[one] = self._read(day, [*earlier, workout])
                total += self._by_one[one]
        return total

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
