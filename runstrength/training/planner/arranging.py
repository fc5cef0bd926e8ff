"""Arrange a week: the order that the rules like best, changing as little as can be."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..flags import Flag, Severity
from ..rules import LOOK_AHEAD_DAYS, flags_for
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..week import DAY, Week
from ..workouts import Workout
from .cost import Cost
from .places import Places, on_date, places
from .search import Days, Search
from .tally import Tally

# Seven workouts have some hundred thousand arrangements; of these all are looked at or ruled out,
# however long it takes. Each more makes it seven times as many.
MOST_EXACT = 7


@dataclass(frozen=True, slots=True)
class Move:
    """One workout as it stands, and the date of the week that it goes to, at its own hour."""

    workout: Workout
    to_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """The best order that was found for a week.

    `moves` lead there from the present order, by date; `workouts` are all of the timeline's once
    they are made. `before` and `after` count the flags dated from the week's first date to the
    last on which a rule can still see one of its workouts; `remaining` are those of after, which
    say why no order is free of flags. `stuck` are the workouts that no order takes off a busy date.
    `exact` says that no arrangement is better: else there was no time to look at all.
    """

    moves: tuple[Move, ...]
    workouts: tuple[Workout, ...]
    before: Cost
    after: Cost
    remaining: tuple[Flag, ...]
    stuck: tuple[Workout, ...]
    exact: bool


def never() -> bool:
    """Take all the time that is needed."""
    return False


def arrange(
    timeline: Timeline,
    week: Week,
    thresholds: Thresholds,
    today: date,
    *,
    busy: Collection[date] = (),
    pinned: Collection[UUID] = (),
    out_of_time: Callable[[], bool] = never,
) -> Arrangement:
    """Find the order of a week with the lowest `Cost`.

    The planned workouts of `week` from `today` on can move to any of its dates from `today` on,
    at the hour of their own clock; not so races, nor those whose id is `pinned`. Nothing moves to
    a `busy` date, and what stands on one leaves it if it can: that goes before any flag. No two
    workouts overlap that did not before. Among equal costs the
    fewest workouts share a date, and then
    the moves are the shortest.

    With up to `MOST_EXACT` workouts that can move the result is exact, and `out_of_time` is not
    asked; with more, it is the best found until `out_of_time()` is true. `timeline` holds what the
    rules look back on, and the days after the week. Raises ValueError where `week` is not one of
    the timeline's own.
    """
    if timeline.week_of(week.first) != week:
        raise ValueError(f"{week} does not start when the timeline's weeks do")
    counted = timeline.counted_from(today)
    found = places(counted, week, today, busy, pinned)
    tally = Tally(counted, week, found, thresholds, today)
    few = found.count <= MOST_EXACT
    search = Search(found, tally, never if few else out_of_time)
    exact = search.run()
    moves = _moves(found, search.best)
    changed = {move.workout.id: on_date(move.workout, move.to_date) for move in moves}
    arranged = timeline.holding(changed.get(w.id, w) for w in timeline.workouts)
    before, after = (_counted(t, week, thresholds, today) for t in (timeline, arranged))
    return Arrangement(
        moves=moves,
        workouts=arranged.workouts,
        before=Cost.of(before),
        after=Cost.of(after, len(moves)),
        remaining=tuple(after),
        stuck=tuple(w for w in found.movable if w.local_date in busy and w.id not in changed),
        exact=exact,
    )


def _moves(found: Places, days: Days) -> tuple[Move, ...]:
    """The moves to an arrangement; of alike workouts, those stay whose date is still used."""
    moves = []
    for group in found.alike:
        wanted = {days[n] for n in group}
        leaving = [n for n in group if found.home(n) not in wanted]
        new = sorted(wanted - {found.home(n) for n in group})
        moves += [
            Move(found.movable[n], found.first + day * DAY)
            for n, day in zip(leaving, new, strict=True)
        ]
    return tuple(sorted(moves, key=lambda m: (m.workout.started_at, m.workout.id)))


def _counted(timeline: Timeline, week: Week, thresholds: Thresholds, today: date) -> list[Flag]:
    last = week.last + LOOK_AHEAD_DAYS * DAY
    return [
        flag
        for flag in flags_for(timeline, thresholds, today, since=week.first)
        if flag.date <= last and flag.severity > Severity.PRAISE
    ]
