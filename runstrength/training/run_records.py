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
    """The fastest runs, shortest distance first, and the longest; of equals, the earliest."""

    fastest: tuple[Fastest, ...] = ()
    longest: Run | None = None


def run_bests(runs: Iterable[Run]) -> RunBests:
    """The bests among logged runs with a distance; plans are passed over.

    A run counts for a usual distance if it is that long, as people round it (0.25 %), or at most
    10 % longer. Seconds are of moving time where that is known, as they are for pace.
    """
    done = [run for run in runs if run.distance and not run.planned]
    done.sort(key=lambda run: run.started_at)
    fastest = (_fastest(name, metres, done) for name, metres in USUAL_M.items())
    return RunBests(tuple(filter(None, fastest)), max(done, key=_metres, default=None))


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
