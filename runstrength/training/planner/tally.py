"""What the flags of a date cost, read as little as can be: what looks the same is read once."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from operator import or_

from ..intensity import Reading
from ..rules import LOOK_AHEAD_DAYS, readings_of
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..week import DAY, Week
from ..workouts import Workout
from .cost import COST_OF
from .places import Places
from .reading import flags_read
from .sights import ALWAYS, Sight, sights


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
        self._looks = [sight.look(w) for w in found.movable]
        fixed = sorted(
            (w for w in found.fixed if sight.look(w) is not None), key=lambda w: w.local_date
        )
        past = [w for w in fixed if w.local_date < found.first]
        self._fixed = [*sight.past(past), *fixed[len(past) :]]
        self._by_look: dict[Hashable, int] = {}
        self._outlooks: dict[Hashable, int] = {}
        self._by_one: dict[Hashable, int] = {}
        self._by_pair: dict[Hashable, int] = {}
        self._movable = [
            (found.bit(n, day), day, place)
            for n, look in enumerate(self._looks)
            if look is not None
            for day, place in enumerate(found.at[n])
            if place is not None
        ]
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
        days = range((week.first - found.first).days, found.dates + LOOK_AHEAD_DAYS)
        self._hours = {day: self._hours_of(day) for day in days}
        self.bits = {
            day: sum(bit for bit, on, place in self._movable if self._sees(day, on, place))
            for day in days
        }
        self.costs: dict[int, dict[int, int]] = {day: {} for day in days}
        self._seen_later: dict[int, tuple[int, dict[int, int]]] = {}
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
            placed = [place for _, _, place in self._places.placed(seen)]
            workouts = [*self._fixed_around(day), *placed]
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
        of_day = self._places.first + day * DAY
        found = [w for w in self._fixed if w.local_date == of_day]
        found += [place for _, on, place in self._movable if on == day]
        if not found:
            return None
        return min(w.started_at for w in found), max(w.ended_at for w in found)

    def _movable_in(self, bits: int) -> Iterator[tuple[int, int, Workout]]:
        return (one for one in self._movable if one[0] & bits)
