"""Where the workouts of a week can go: each to some dates, at its own hour, and not into another.

Dates are counted from the first one that is still open, and a set of workouts is a number with a
bit for each: the search asks about hundreds of thousands of them.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import combinations
from uuid import UUID

from ..rules.remedies import is_race
from ..settling import moved_to
from ..timeline import Timeline, days
from ..week import DAY, Week
from ..workouts import Workout

_NOBODY, _NEVER = UUID(int=0), datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Places:
    """The workouts that can move, those that stay, and the dates that are open to the first.

    `at[workout][day]` is the workout as it would be on that date, None where it can't go. Workouts
    that differ in nothing but their date are `alike`; they stand beside each other, in order.
    """

    first: date
    movable: tuple[Workout, ...]
    fixed: tuple[Workout, ...]
    at: tuple[tuple[Workout | None, ...], ...]
    alike: tuple[tuple[int, ...], ...]
    busy: frozenset[int]

    @property
    def count(self) -> int:
        """How many workouts can move."""
        return len(self.movable)

    @property
    def dates(self) -> int:
        """How many dates are open, busy ones included."""
        return len(self.at[0]) if self.at else 0

    def home(self, workout: int) -> int:
        """The day on which a workout stands."""
        return (self.movable[workout].local_date - self.first).days

    def placed(self, bits: int) -> Iterator[tuple[int, int, Workout]]:
        """The day, the number and the value of each workout that `bits` places."""
        while bits:
            lowest = bits & -bits
            day, workout = divmod(lowest.bit_length() - 1, self.count)
            yield day, workout, self.at[workout][day]
            bits ^= lowest

    def bit(self, workout: int, day: int) -> int:
        """The bit that says that a workout is on a day."""
        return 1 << (day * self.count + workout)

    def clashes(self) -> dict[int, int]:
        """For each bit, the bits beside which it would overlap what it did not overlap before."""
        found: dict[int, int] = {}
        for one, other in combinations(range(self.count), 2):
            if overlap(self.movable[one], self.movable[other]):
                continue
            for day, first in enumerate(self.at[one]):
                for other_day, second in enumerate(self.at[other]):
                    if first and second and overlap(first, second):
                        bits = self.bit(one, day), self.bit(other, other_day)
                        for bit, against in (bits, bits[::-1]):
                            found[bit] = found.get(bit, 0) | against
        return found


def places(
    timeline: Timeline, week: Week, today: date, busy: Collection[date], pinned: Collection[UUID]
) -> Places:
    """Find the places of the planned workouts that `week` holds from `today` on."""
    open_dates = list(days(max(week.first, today), week.last))
    held = [w for w in timeline.workouts if w.local_date in open_dates]
    movable = [w for w in held if w.planned and w.id not in pinned and not is_race(w)]
    ids = {w.id for w in movable}
    fixed = tuple(w for w in timeline.workouts if w.id not in ids)
    kinds: dict[object, list[Workout]] = {}
    for workout in movable:
        apart = not any(overlap(workout, w) for w in timeline.workouts if w is not workout)
        kind = _kind(workout, open_dates, fixed) if apart else workout.id
        kinds.setdefault(kind, []).append(workout)
    in_order = [workout for alike in kinds.values() for workout in alike]
    at = []
    for alike in kinds.values():
        # One of them may stay on a busy date, and it is the same which one.
        closed = set(busy) - {w.local_date for w in alike}
        at += [tuple(_at(w, day, fixed, closed) for day in open_dates) for w in alike]
    numbers = iter(range(len(in_order)))
    return Places(
        first=open_dates[0] if open_dates else week.last + DAY,
        movable=tuple(in_order),
        fixed=fixed,
        at=tuple(at),
        alike=tuple(tuple(next(numbers) for _ in alike) for alike in kinds.values()),
        busy=frozenset(n for n, day in enumerate(open_dates) if day in busy),
    )


def on_date(workout: Workout, day: date) -> Workout:
    """The workout on another date, at the hour of its own clock."""
    return workout if day == workout.local_date else moved_to(workout, day)


def overlap(one: Workout, other: Workout) -> bool:
    """Say whether one workout was going on while the other was."""
    return one.started_at < other.ended_at and other.started_at < one.ended_at


def newly_overlaps(changed: Workout, was: Workout, others: Iterable[Workout]) -> bool:
    """Say whether a changed workout overlaps one of `others` that it did not overlap before."""
    return any(overlap(changed, w) and not overlap(was, w) for w in others)


def _at(
    workout: Workout, day: date, fixed: tuple[Workout, ...], busy: Collection[date]
) -> Workout | None:
    if day == workout.local_date:
        return workout
    if day in busy:
        return None
    moved = on_date(workout, day)
    # Some zone once left out a date altogether; the hour then falls on the next.
    return None if moved.local_date != day or newly_overlaps(moved, workout, fixed) else moved


def _kind(workout: Workout, open_dates: list[date], fixed: tuple[Workout, ...]) -> Hashable:
    """What makes workouts alike: all but the id, the date, the version, and what was noted."""
    places = (_at(workout, day, fixed, ()) for day in open_dates)
    starts = tuple(place and place.started_at for place in places)
    plain = replace(
        workout,
        id=_NOBODY,
        started_at=_NEVER,
        local_date=_NEVER.date(),
        version=1,
        notes="",
        source="",
    )
    return type(workout), starts, plain
