"""Whether two workouts are one: the same run told by two devices, or by a device and by hand."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from enum import Enum
from fractions import Fraction

from .workouts import Workout

# What the app's own pages and its API write: a start that was typed, not measured.
BY_HAND = frozenset({"", "web", "form", "api", "plan"})
# Apps that know the date and no time of day; their workouts are put at noon.
WITHOUT_CLOCK = frozenset({"fitnotes"})
MIDNIGHT, NOON = time(), time(12)

SAME_START = timedelta(seconds=60)  # Two devices are started one after the other.
SAME_DISTANCE, SAME_DURATION = Fraction(5, 100), Fraction(10, 100)
# A start told in the wrong zone is off by its offset: zones differ by quarter hours, up to 14 h.
QUARTER, MOST_SLIPPED = timedelta(minutes=15), timedelta(hours=14)
SLIP_ROUNDING = timedelta(seconds=2)  # Apps round a start to the second, each in its own way.
SLIPPED_DISTANCE, SLIPPED_DURATION = Fraction(1, 100), Fraction(2, 100)

# Alike workouts start less than this apart: one date lasts 50 hours around the earth, from UTC+14
# to UTC-12, and the longest workout 48.
REACH = timedelta(hours=50)
MOST_COMPARED = 100  # Nobody starts so many within `REACH`; a file made to be slow may claim it.


class Likeness(Enum):
    """How alike two workouts are."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


def likeness(a: Workout, b: Workout) -> Likeness:
    """Compare two workouts; which of them comes first makes no difference.

    Those of different kinds are different, and so are a planned one and one that was done. A figure
    is within 5 % when the two differ by at most 5 % of the greater one. Distances are compared
    where both are known, durations always, except as said below.

    Same: they start within 60 s, and distances are within 5 % or durations within 10 %.

    Doubtful, else, when any of these holds:
    - they start within 60 s;
    - they overlap;
    - their starts lie a whole number of quarter hours apart (give or take 2 s), at most 14 h, with
      distances within 1 % and durations within 2 %: one of them was told in the wrong zone;
    - one of them was logged by hand, both are of one local date, distances are within 5 % and
      durations within 10 %.

    A workout without a time of day (at midnight sharp, or of `WITHOUT_CLOCK` at noon sharp) tells
    its date alone, and its duration is often assumed. Beside another such one of the same date it
    is the same where distances are within 5 % and durations within 10 %, else doubtful; beside any
    other of the same date it is doubtful, unless both distances are known and not within 5 %.
    """
    if a.kind != b.kind or a.planned != b.planned:
        return Likeness.DIFFERENT
    clocks = knows_clock(a) + knows_clock(b)
    return (_without_clocks, _with_one_clock, _with_clocks)[clocks](a, b)


def knows_clock(workout: Workout) -> bool:
    """Whether a time of day is known, and not the date alone."""
    clock = workout.local_start.time()
    return clock != MIDNIGHT and not (clock == NOON and workout.source in WITHOUT_CLOCK)


def is_by_hand(workout: Workout) -> bool:
    """Whether start and duration were typed, and not measured."""
    return workout.source in BY_HAND


def find_likely(
    new: Sequence[Workout], stored: Sequence[Workout]
) -> list[tuple[int | None, Likeness]]:
    """For each new workout, the index of the stored one that is most like it, and how alike.

    One that is the same comes before a doubtful one, then the one with the nearest start;
    (None, DIFFERENT) where there is none. Of a kind, at most `MOST_COMPARED` stored ones are
    looked at for each new one, those with the nearest starts.
    """
    by_start = _ByStart(stored)
    return [by_start.most_like(workout) for workout in new]


def find_likely_within(workouts: Sequence[Workout]) -> list[tuple[int | None, Likeness]]:
    """For each workout, the one *before it in the list* that is most like it, as `find_likely`."""
    by_start = _ByStart(workouts)
    return [by_start.most_like(workout, before=n) for n, workout in enumerate(workouts)]


class _ByStart:
    """Workouts sorted by kind and start, so that only neighbours are compared."""

    def __init__(self, workouts: Sequence[Workout]):
        self.workouts = workouts
        self.sorted: dict[str, list[tuple[datetime, int]]] = {}
        for n, workout in enumerate(workouts):
            self.sorted.setdefault(workout.kind, []).append((workout.started_at, n))
        for of_kind in self.sorted.values():
            of_kind.sort()

    def most_like(self, workout: Workout, before: int | None = None) -> tuple[int | None, Likeness]:
        best = None, Likeness.DIFFERENT
        for n in self._nearest(workout, len(self.workouts) if before is None else before):
            found = likeness(workout, self.workouts[n])
            if found is Likeness.SAME:
                return n, found
            if found is Likeness.DOUBTFUL and best[0] is None:
                best = n, found
        return best

    def _nearest(self, workout: Workout, before: int) -> Iterator[int]:
        """The indexes of those within reach, the nearest start first."""
        of_kind, start = self.sorted.get(workout.kind, []), workout.started_at
        high = bisect_left(of_kind, (start, -1))
        low = high - 1
        for _ in range(MOST_COMPARED):
            below = start - of_kind[low][0] if low >= 0 else REACH
            above = of_kind[high][0] - start if high < len(of_kind) else REACH
            if min(below, above) >= REACH:
                return
            if above <= below:
                n, high = of_kind[high][1], high + 1
            else:
                n, low = of_kind[low][1], low - 1
            if n < before:
                yield n


def _without_clocks(a: Workout, b: Workout) -> Likeness:
    if a.local_date != b.local_date:
        return Likeness.DIFFERENT
    are_near = _are_figures_near(a, b, SAME_DISTANCE, SAME_DURATION)
    return Likeness.SAME if are_near else Likeness.DOUBTFUL


def _with_one_clock(a: Workout, b: Workout) -> Likeness:
    if a.local_date != b.local_date or _is_distance_near(a, b, SAME_DISTANCE) is False:
        return Likeness.DIFFERENT
    return Likeness.DOUBTFUL


def _with_clocks(a: Workout, b: Workout) -> Likeness:
    apart = abs(a.started_at - b.started_at)
    if apart <= SAME_START:
        is_near = _is_distance_near(a, b, SAME_DISTANCE) or _is_duration_near(a, b, SAME_DURATION)
        return Likeness.SAME if is_near else Likeness.DOUBTFUL
    if _overlap(a, b) or _is_slipped(a, b, apart) or _is_retold(a, b):
        return Likeness.DOUBTFUL
    return Likeness.DIFFERENT


def _overlap(a: Workout, b: Workout) -> bool:
    return a.started_at < b.ended_at and b.started_at < a.ended_at


def _is_slipped(a: Workout, b: Workout, apart: timedelta) -> bool:
    """Whether the two are one, told in two zones."""
    off = apart % QUARTER
    if min(off, QUARTER - off) > SLIP_ROUNDING or apart > MOST_SLIPPED + SLIP_ROUNDING:
        return False
    return _are_figures_near(a, b, SLIPPED_DISTANCE, SLIPPED_DURATION)


def _is_retold(a: Workout, b: Workout) -> bool:
    """Whether one may be what somebody typed of the other."""
    if a.local_date != b.local_date or not (is_by_hand(a) or is_by_hand(b)):
        return False
    return _are_figures_near(a, b, SAME_DISTANCE, SAME_DURATION)


def _are_figures_near(a: Workout, b: Workout, distance: Fraction, duration: Fraction) -> bool:
    return _is_distance_near(a, b, distance) is not False and _is_duration_near(a, b, duration)


def _is_distance_near(a: Workout, b: Workout, share: Fraction) -> bool | None:
    """Whether distances are near; None where they can't be compared."""
    if a.kind != "run" or a.distance is None or b.distance is None:
        return None
    return _is_near(a.distance.m, b.distance.m, share)


def _is_duration_near(a: Workout, b: Workout, share: Fraction) -> bool:
    return _is_near(a.duration_s, b.duration_s, share)


def _is_near(a: Fraction | int, b: Fraction | int, share: Fraction) -> bool:
    return abs(a - b) <= share * max(a, b)
