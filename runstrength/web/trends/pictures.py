"""Weeks as pictures: a bar a week, or the curves of fitness, fatigue and form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...training.trends import Fitness, WeekTrend
from ...training.week import Week
from ...training.workouts import Region
from ..charts import CAP, LEFT, WIDTH, Bars, Level, bars_of, block, level_of, line_through

CURVES_HEIGHT = 140
LEAST_HARD_DAYS = 4  # Below that a picture of hard days would make much of few.
NAMED_WEEKS = 4
ROOM_FOR_A_NAME = 22  # From its middle to its end.


@dataclass(frozen=True, slots=True)
class Curves:
    """Two lines and an area over the dates, caps where a week is not whole, and a level."""

    fitness: str
    fatigue: str
    form: str
    zero_y: float
    caps: str
    level: Level


def load_bars(trends: Sequence[WeekTrend]) -> Bars:
    """Load by week: runs below, lifts on top."""
    return bars_of(
        [(t.balance.runs.load, t.balance.lifts.load) for t in trends],
        [t.balance.uncounted for t in trends],
    )


def hard_bars(trends: Sequence[WeekTrend]) -> Bars:
    """Hard days by week: those by logged effort below, those by estimate on top."""
    return bars_of(
        [(t.balance.hard_days - t.estimated_hard_days, t.estimated_hard_days) for t in trends],
        [t.unjudged_days for t in trends],
        least=LEAST_HARD_DAYS,
    )


def distance_bars(trends: Sequence[WeekTrend], unit_m: Fraction) -> Bars:
    """Distance by week, in units of `unit_m` metres."""
    return bars_of(
        [(t.balance.runs.distance_m / unit_m,) for t in trends],
        [t.unmeasured_runs for t in trends],
    )


def volume_bars(trends: Sequence[WeekTrend], region: Region, unit_kg: Fraction) -> Bars:
    """A region's volume by week, in units of `unit_kg` kilograms."""
    # Assistance counts below zero, for which a bar has no room.
    return bars_of([(max(t.volume_kg[region] / unit_kg, Fraction(0)),) for t in trends])


def curves(points: Sequence[Fitness], trends: Sequence[WeekTrend]) -> Curves:
    """Fitness, fatigue and form by date, over the same width as the bars of these weeks."""
    values = [value for p in points for value in (p.fitness, p.fatigue, p.form)]
    low, high = min(0, *values), max(1, *values)
    step = (WIDTH - LEFT) / len(trends)
    xs = [LEFT + (n + 0.5) * step / 7 for n in range(len(points))]

    def y(value: float) -> float:
        return CAP + (high - value) / (high - low) * (CURVES_HEIGHT - CAP)

    def line(amounts: Iterable[float]) -> str:
        return line_through(list(zip(xs, map(y, amounts), strict=True)))

    zero = (xs[0], y(0)), (xs[-1], y(0))
    form = [(x, y(p.form)) for x, p in zip(xs, points, strict=True)]
    return Curves(
        fitness=line(p.fitness for p in points),
        fatigue=line(p.fatigue for p in points),
        form=line_through([zero[0], *form, zero[1]]) + "z",
        zero_y=y(0),
        caps="".join(
            block(LEFT + (n + 0.1) * step, CAP - 2, 0.8 * step, CAP - 2)
            for n, t in enumerate(trends)
            if t.balance.uncounted
        ),
        level=level_of(high, y),
    )


def week_names(weeks: Sequence[Week]) -> list[tuple[float, Week]]:
    """A few weeks, evenly apart, the newest among them, and where their names stand."""
    apart = max(len(weeks) // NAMED_WEEKS, 1)
    step = (WIDTH - LEFT) / len(weeks)
    return [
        (min(LEFT + (n + 0.5) * step, WIDTH - ROOM_FOR_A_NAME), week)
        for n, week in enumerate(weeks)
        if (len(weeks) - 1 - n) % apart == 0
    ]
