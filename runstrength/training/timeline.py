"""Workouts in the order in which they happened, with what a user noted beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from .check_ins import CheckIn
from .load import weekly_load
from .week import DAY, Week, Weekday
from .workouts import Lift, Run, Workout


class Timeline:
    """What was done and what is planned, sorted by start; the order of entry does not matter.

    Beside the workouts it holds the check-ins by date, the weeks that are marked as deload, and
    the day on which the user's weeks start.
    """

    def __init__(
        self,
        workouts: Iterable[Workout] = (),
        check_ins: Mapping[date, CheckIn] = MappingProxyType({}),
        deloads: Iterable[Week] = (),
        week_starts_on: Weekday = Weekday.MONDAY,
    ):
        self.workouts: tuple[Workout, ...] = tuple(
            sorted(workouts, key=lambda w: (w.started_at, w.ended_at, w.id))
        )
        self.check_ins = check_ins
        self.deloads = frozenset(deloads)
        self.week_starts_on = week_starts_on
        self.by_date: dict[date, list[Workout]] = defaultdict(list)
        self.by_week: dict[Week, list[Workout]] = defaultdict(list)
        for workout in self.workouts:
            self.by_date[workout.local_date].append(workout)
        for day, workouts_of_day in self.by_date.items():
            self.by_week[self.week_of(day)] += workouts_of_day
        self.by_date.default_factory = self.by_week.default_factory = None
        # A zone may put a start after another whose date is later.
        self.by_date = dict(sorted(self.by_date.items()))
        self.runs: list[Run] = [w for w in self.workouts if isinstance(w, Run)]
        self.lifts: list[Lift] = [w for w in self.workouts if isinstance(w, Lift)]

    def on(self, day: date) -> list[Workout]:
        """The workouts that started on `day`, where they happened."""
        return self.by_date.get(day, [])

    def between(self, first: date, last: date) -> list[Workout]:
        """The workouts dated `first` to `last`, both included."""
        return [w for day in days(first, last) for w in self.on(day)]

    def week_of(self, day: date) -> Week:
        """The user's week that holds `day`."""
        return Week.holding(day, self.week_starts_on)

    def in_week(self, week: Week) -> list[Workout]:
        """The workouts of one week."""
        return self.by_week.get(week, [])

    @cached_property
    def load_by_week(self) -> dict[Week, Fraction | None]:
        """The load of each week with workouts; None where one's effort is unknown."""
        return {week: weekly_load(workouts) for week, workouts in self.by_week.items()}

    def holding(self, workouts: Iterable[Workout]) -> "Timeline":
        """The same notes beside other workouts."""
        return Timeline(workouts, self.check_ins, self.deloads, self.week_starts_on)

    def counted_from(self, today: date) -> "Timeline":
        """The timeline without the plans of the past: a plan counts from `today` on."""
        counted = [w for w in self.workouts if not w.planned or w.local_date >= today]
        return self if len(counted) == len(self.workouts) else self.holding(counted)

    def overlapping(self) -> frozenset:
        """The ids of the workouts that were going on while another was."""
        found = set()
        latest = None  # Of the workouts so far, the one that ends last.
        for workout in self.workouts:
            if latest and workout.started_at < latest.ended_at:
                found |= {workout.id, latest.id}
            if latest is None or workout.ended_at > latest.ended_at:
                latest = workout
        return frozenset(found)


def gap(first: Workout, second: Workout) -> timedelta:
    """Real time from the end of one workout to the start of the next; below zero: they overlap."""
    return second.started_at - first.ended_at


def days(first: date, last: date) -> Iterator[date]:
    """The dates from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += DAY
