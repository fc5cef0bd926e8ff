"""The fastest runs over the usual distances, and the longest run."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .workouts import Run

# In metres; the mile is the international one.
USUAL_M = {
    "1 km": Fraction(1000),
    "1 mi": Fraction("1609.344"),
    "5 km": Fraction(5000),
    "10 km": Fraction(10_000),
    "Half marathon": Fraction("21097.5"),
    "Marathon": Fraction(42_195),
}
# A run that is longer says too little of how fast the distance itself was.
LONGEST = Fraction(110, 100)
# 13.1 mi is a half marathon, and 3.1 mi are 5 km, as people write them.
ROUNDED = Fraction(25, 10_000)


@dataclass(frozen=True, slots=True)
class Fastest:
    """The fastest run over a usual distance, and its seconds for that distance.

    `from_average`: the run was longer, and the seconds are those at the whole run's average pace.
    """

    distance: str
    run: Run
    seconds: Fraction
    from_average: bool


@dataclass(frozen=True, slots=True)
class RunBests:
    """The fastest runs, shortest distance first, and the longest; of equals, the earliest.

    `longest` is that of most metres, `most_time` that of most seconds.
    """

    fastest: tuple[Fastest, ...] = ()
    longest: Run | None = None
    most_time: Run | None = None


def run_bests(runs: Iterable[Run]) -> RunBests:
    """The bests among logged runs; plans are passed over, and without a distance all but the time.

    A run counts for a usual distance if it is that long, as people round it (0.25 %), or at most
    10 % longer. Seconds are of moving time where that is known, as they are for pace.
    """
    done = sorted((run for run in runs if not run.planned), key=lambda run: run.started_at)
    measured = [run for run in done if run.distance]
    fastest = (_fastest(name, metres, measured) for name, metres in USUAL_M.items())
    return RunBests(
        tuple(filter(None, fastest)),
        max(measured, key=_metres, default=None),
        max(done, key=_seconds, default=None),
    )


def new_run_bests(run: Run, before: Iterable[Run]) -> RunBests:
    """What the run did better than ever; `before` has what was run before it.

    Where nothing of a kind was run before there is nothing to beat. A plan beats nothing.
    """
    now, known = run_bests([run]), run_bests(one for one in before if one.id != run.id)
    seconds = {best.distance: best.seconds for best in known.fastest}
    faster = (best for best in now.fastest if best.seconds < seconds.get(best.distance, 0))
    farther = known.longest and now.longest and _metres(run) > _metres(known.longest)
    longer = known.most_time and now.most_time and _seconds(run) > _seconds(known.most_time)
    return RunBests(tuple(faster), run if farther else None, run if longer else None)


def _fastest(name: str, metres: Fraction, runs: list[Run]) -> Fastest | None:
    times = []
    for run in runs:
        part = run.distance.m / metres
        if abs(part - 1) <= ROUNDED:
            times.append(Fastest(name, run, Fraction(run.counted_s), False))
        elif 1 < part <= LONGEST:
            times.append(Fastest(name, run, run.counted_s / part, True))
    return min(times, key=lambda found: found.seconds, default=None)


def _metres(run: Run) -> Fraction:
    return run.distance.m


def _seconds(run: Run) -> int:
    return run.counted_s
