"""Branch and bound over the dates of a week: what a finished date costs can only be added to."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

from .cost import CROWDED, DAY_SHIFTED, MOVED, ON_BUSY_DAY
from .places import Places
from .tally import Tally

Days = tuple[int, ...]  # The day of each movable workout.


class Search:
    """Looks for the cheapest days: first near the present ones, then everywhere.

    `best` are the cheapest days so far; until `out_of_time()` they get better. Of equal ones, the
    first found is kept, the present ones before all others; the order of looking is fixed.
    """

    def __init__(self, found: Places, tally: Tally, out_of_time: Callable[[], bool]):
        self._places, self._tally, self._out_of_time = found, tally, out_of_time
        self._clashes = found.clashes()
        numbers, every_day = range(found.count), range(found.dates)
        self._allowed = [_bits(n for n in numbers if found.at[n][d]) for d in every_day]
        self._last_chance = [
            self._allowed[day] & ~_any(self._allowed[day + 1 :]) for day in every_day
        ]
        self._later = [_bits(n for n in numbers if found.home(n) > day) for day in every_day]
        self._standing = [sum(found.home(n) == day for n in numbers) for day in every_day]
        fixed = Counter((w.local_date - found.first).days for w in found.fixed)
        self._fixed_on = [fixed[day] for day in every_day]
        # The workouts on a day, and those that are like one of them.
        self._home = [
            _any(_bits(g) for g in found.alike if any(found.home(n) == day for n in g))
            for day in every_day
        ]
        self._followers = [(_bits(g[:k]), 1 << g[k]) for g in found.alike for k in range(1, len(g))]
        self._touching = [
            _any(self._clashes.get(found.bit(n, day), 0) for n in numbers) for day in every_day
        ]
        self._touching_later = [_any(self._touching[day:]) for day in every_day]
        self._reached: dict[tuple, int] = {}
        self._fitting: dict[tuple[int, int, int], bool] = {}
        self.best: Days = tuple(found.home(n) for n in numbers)
        self._lowest = self._cost_of(self.best)

    def run(self) -> bool:
        """Search until all is looked at, or time is out; say which: True means all."""
        return self._improve() and self._descend(0, (1 << self._places.count) - 1, 0, 0)

    def _improve(self) -> bool:
        """Move or swap as long as a single such change makes it cheaper."""
        while True:
            before = self.best
            for days in self._near(before):
                if self._out_of_time():
                    return False
                cost = self._cost_of(days)
                if cost is not None and cost < self._lowest:
                    self.best, self._lowest = days, cost
            if self.best == before:
                return True

    def _near(self, days: Days) -> Iterator[Days]:
        for n in range(len(days)):
            for day in range(self._places.dates):
                if day != days[n]:
                    yield (*days[:n], day, *days[n + 1 :])
        for a, b in combinations(range(len(days)), 2):
            if days[a] != days[b]:
                swapped = list(days)
                swapped[a], swapped[b] = days[b], days[a]
                yield tuple(swapped)

    def _cost_of(self, days: Days) -> int | None:
        """The cost of an arrangement; None where it can't be."""
        in_order = list(days)
        for group in self._places.alike:
            for n, day in zip(group, sorted(days[n] for n in group), strict=True):
                in_order[n] = day
        left, bits, cost = (1 << len(days)) - 1, 0, 0
        for day in range(self._places.dates):
            placed = _bits(n for n, on in enumerate(in_order) if on == day)
            if placed & ~self._free(day, left) or not self._fits(day, placed, bits):
                return None
            cost += self._changes(day, left, placed)
            left &= ~placed
            bits |= placed << day * self._places.count
            cost += self._tally.after(day, bits)
        return cost

    def _descend(self, day: int, left: int, bits: int, cost: int) -> bool:
        """Fill the dates from `day` on in every way that may be cheaper than the best so far."""
        if day == self._places.dates:
            self.best, self._lowest = self._days(bits), cost
            return True
        if day > 1 and self._is_no_better(day, left, bits, cost):
            return True
        for placed in self._choices(day, left):
            if self._out_of_time():
                return False
            dearer = cost + self._changes(day, left, placed)
            if dearer >= self._lowest or not self._fits(day, placed, bits):
                continue
            filled = bits | placed << day * self._places.count
            dearer += self._tally.after(day, filled, self._lowest - dearer)
            if dearer < self._lowest and not self._descend(day + 1, left & ~placed, filled, dearer):
                return False
        return True

    def _is_no_better(self, day: int, left: int, bits: int, cost: int) -> bool:
        """Whether dates filled in another way were as cheap, with the same in store."""
        beside = bits & self._touching_later[day]
        state = (day, left, beside, self._tally.outlook(day, bits))
        if cost >= self._reached.get(state, cost + 1):
            return True
        self._reached[state] = cost
        return False

    def _choices(self, day: int, left: int) -> Iterator[int]:
        """What can be placed on a day, the present arrangement first."""
        free = self._free(day, left)
        needed = left & self._last_chance[day]
        if needed & ~free:
            return
        optional = free & ~needed
        usual = optional & self._home[day]
        change = 0
        while True:
            yield needed | (change ^ usual)
            change = (change - optional) & optional
            if not change:
                return

    def _free(self, day: int, left: int) -> int:
        """The workouts left that can be placed on a day: of alike ones, the first."""
        free = left & self._allowed[day]
        for before, one in self._followers:
            if left & before:
                free &= ~one
        return free

    def _fits(self, day: int, placed: int, bits: int) -> bool:
        """Whether the workouts placed on a day overlap no other, nor each other."""
        touching = self._touching[day]
        if not touching:
            return True
        key = (day, placed, bits & touching)
        if key not in self._fitting:
            filled = bits | placed << day * self._places.count
            self._fitting[key] = not any(
                self._clashes.get(self._places.bit(n, day), 0) & filled
                for n in range(self._places.count)
                if placed >> n & 1
            )
        return self._fitting[key]

    def _changes(self, day: int, left: int, placed: int) -> int:
        """What a day costs beside the flags: moves, crowds, shifted days, busy ones."""
        staying = (placed & self._home[day]).bit_count()
        shifted = ((left & ~placed) ^ self._later[day]).bit_count()
        cost = (self._standing[day] - staying) * MOVED + shifted * DAY_SHIFTED
        cost += max(0, placed.bit_count() + self._fixed_on[day] - 1) * CROWDED
        return cost + staying * ON_BUSY_DAY if day in self._places.busy else cost

    def _days(self, bits: int) -> Days:
        on = {n: day for day, n, _ in self._places.placed(bits)}
        return tuple(on[n] for n in range(self._places.count))


def _bits(numbers) -> int:
    return _any(1 << n for n in numbers)


def _any(sets) -> int:
    found = 0
    for one in sets:
        found |= one
    return found
