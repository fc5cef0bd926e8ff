"""Workouts in the order in which they happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from .workouts import Lift, Run, Workout

DAY = timedelta(days=1)


class Timeline:
    """What was done and what is planned, sorted by start; the order of entry does not matter."""

    def __init__(self, workouts: Iterable[Workout] = ()):
        self.workouts: tuple[Workout, ...] = tuple(
            sorted(workouts, key=lambda w: (w.started_at, w.ended_at, w.id))
        )
        self.by_date: dict[date, list[Workout]] = defaultdict(list)
        for workout in self.workouts:
            self.by_date[workout.local_date].append(workout)
        self.by_date.default_factory = None

    @property
    def runs(self) -> list[Run]:
        """The runs, in order."""
        return [w for w in self.workouts if isinstance(w, Run)]

    @property
    def lifts(self) -> list[Lift]:
        """The lifts, in order."""
        return [w for w in self.workouts if isinstance(w, Lift)]

    def on(self, day: date) -> list[Workout]:
        """The workouts that started on `day`, where they happened."""
        return self.by_date.get(day, [])

    def counted_from(self, today: date) -> "Timeline":
        """The timeline without the plans of the past: a plan counts from `today` on."""
        return Timeline(w for w in self.workouts if not w.planned or w.local_date >= today)

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
