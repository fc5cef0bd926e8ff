"""What the guide says of an exercise, in a line: what was done, never what to do."""

from datetime import date

from ...training.best_sets import BEST_OF, BestSet, Measure, Trend
from ...training.quantities import WeightUnit
from ...training.week import DAY
from ...training.workouts import Set
from ..formats import counted, full_date, spoken, weight

NO_BREAK = "\u00a0"  # A line may end behind a dot, but not before it, and not within a date.


def exercise_line(
    last_done: date | None, best: BestSet | None, today: date, unit: WeightUnit
) -> str:
    """Write when an exercise was last done, its best set and its trend, as far as they are known.

    `last_done` is None for an exercise that was never logged.
    """
    if last_done is None:
        return "Not logged yet"
    parts = [f"Last done {ago(last_done, today)}"]
    if best:
        day = f"{best.date.day}{NO_BREAK}{best.date:%b}"
        parts.append(f"best {set_in_words(best.set, unit)} ({day})")
        parts += [trend_in_words(best.trend, unit)] if best.trend else []
    return f"{NO_BREAK}· ".join(parts)


def ago(day: date, today: date) -> str:
    """Write how long ago a date is: today, 3 days ago, 5 weeks ago, on 12 March 2026."""
    days = (today - day).days
    if days < 2:  # Where the clock is ahead of the user's own, a workout may lie a day ahead.
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{days} days ago"
    return f"{days // 7} weeks ago" if days * DAY < BEST_OF else f"on {full_date(day)}"


def set_in_words(best: Set, unit: WeightUnit) -> str:
    """Write a set: 5 × 80 kg, 12 reps, 1 min 30 s."""
    done = spoken(best.duration_s) if best.reps is None else str(best.reps)
    if best.weight and best.weight.value:
        return f"{done} × {weight(best.weight, unit)}"
    return done if best.reps is None else counted(best.reps, "rep")


def trend_in_words(trend: Trend, unit: WeightUnit) -> str:
    """Write how the last four weeks compare with the eight before."""
    if not trend.change:
        return "steady"
    much = abs(trend.change)
    written = {
        Measure.WEIGHT: lambda: weight(much, unit),
        Measure.HOLD: lambda: spoken(int(much)),
        Measure.REPS: lambda: counted(int(much), "rep"),
    }
    way = "up" if trend.change > 0 else "down"
    what = "estimated max " if trend.measure is Measure.WEIGHT else ""
    return f"{what}{way} {written[trend.measure]()} on the eight weeks before"
