"""The week's load as one stacked picture: a bar a day, runs below, lifts on top."""

from dataclasses import dataclass

from ...training.balance import DayBalance, WeekBalance

# In the picture's own units; the page scales it to its width.
WIDTH, HEIGHT = 336, 96
BAR = 28
STEP = WIDTH // 7


@dataclass(frozen=True, slots=True)
class Picture:
    """The outlines of all bars, as SVG paths, and the days with where their names stand."""

    runs: str
    lifts: str
    days: list[tuple[int, DayBalance]]


def load_picture(balance: WeekBalance) -> Picture:
    """A bar for each day, the highest as high as the picture."""
    loads = [(float(day.runs.load), float(day.lifts.load)) for day in balance.days]
    highest = max(run + lift for run, lift in loads) or 1
    runs, lifts = [], []
    for position, (run, lift) in enumerate(loads):
        left = position * STEP + (STEP - BAR) // 2
        base = HEIGHT - run / highest * HEIGHT
        runs.append(_bar(left, HEIGHT, run / highest * HEIGHT))
        lifts.append(_bar(left, base, lift / highest * HEIGHT))
    middles = [position * STEP + STEP // 2 for position in range(7)]
    return Picture("".join(runs), "".join(lifts), list(zip(middles, balance.days, strict=True)))


def _bar(left: int, base: float, height: float) -> str:
    return f"M{left} {base:.1f}v-{height:.1f}h{BAR}v{height:.1f}z" if height else ""
