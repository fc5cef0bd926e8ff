"""The week's load as one stacked picture: a bar a day, runs below, lifts on top."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ...training.week import DayBalance, WeekBalance

# In the picture's own units; the page scales it to its width.
WIDTH, HEIGHT = 336, 96
BAR = 28
STEP = WIDTH // 7


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's bar; heights are in the picture's units."""

    date: date
    x: int
    run_height: float
    lift_height: float
    run_load: Fraction
    lift_load: Fraction
    uncounted: int

    @property
    def lift_y(self) -> float:
        """Where the lifts' part begins, from the top."""
        return HEIGHT - self.run_height - self.lift_height

    @property
    def run_y(self) -> float:
        """Where the runs' part begins, from the top."""
        return HEIGHT - self.run_height


def load_picture(balance: WeekBalance) -> list[Bar]:
    """A bar for each day, the highest as high as the picture."""
    highest = max(day.runs.load + day.lifts.load for day in balance.days)
    scale = HEIGHT / float(highest) if highest else 0.0
    return [_bar(n, day, scale) for n, day in enumerate(balance.days)]


def _bar(position: int, day: DayBalance, scale: float) -> Bar:
    return Bar(
        date=day.date,
        x=position * STEP + (STEP - BAR) // 2,
        run_height=round(float(day.runs.load) * scale, 1),
        lift_height=round(float(day.lifts.load) * scale, 1),
        run_load=day.runs.load,
        lift_load=day.lifts.load,
        uncounted=day.runs.uncounted + day.lifts.uncounted,
    )
