"""Pictures in bars, drawn as paths of an SVG, and the level that they are measured by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

# In the picture's own units; the page scales it to its width.
WIDTH = 336
LEFT = 38  # Of the first bar; the amount of the level stands before it.
BARS_HEIGHT = 112
# The hatched cap on a bar of which something is not counted: of one height, as nobody knows how
# much is missing.
CAP = 10
STEPS_OF_A_LEVEL = (5, 2, 1)


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the picture at a round amount, for the eye to measure by."""

    y: float
    amount: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar a column: a path for each layer, the lowest first, one of caps, and a level."""

    layers: tuple[str, ...]
    caps: str
    level: Level

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not any(self.layers) and not self.caps


def bars_of(
    columns: Sequence[tuple[Fraction | int, ...]], uncounted: Sequence[int] = (), least: int = 1
) -> Bars:
    """A bar for each of `columns`, which are the amounts of its layers, the lowest first.

    `uncounted` says how much of each column is not counted; the picture is at least `least` high.
    """
    highest = float(max(least, *(sum(column) for column in columns)))
    step = (WIDTH - LEFT) / len(columns)

    def height(amount: float) -> float:
        return amount / highest * (BARS_HEIGHT - CAP)

    layers = [[] for _ in columns[0]]
    caps = []
    for n, column in enumerate(columns):
        left, base = LEFT + (n + 1 / 6) * step, BARS_HEIGHT
        for layer, amount in zip(layers, map(float, column), strict=True):
            layer.append(block(left, base, 2 / 3 * step, height(amount)))
            base -= height(amount)
        if uncounted and uncounted[n]:
            caps.append(block(left, base, 2 / 3 * step, CAP))
    return Bars(
        tuple("".join(layer) for layer in layers),
        "".join(caps),
        level_of(highest, lambda amount: BARS_HEIGHT - height(amount)),
    )


def level_of(highest: float, y: Callable[[int], float]) -> Level:
    """The greatest of 1, 2, 5, 10, 20, 50 and so on that is no higher than the picture."""
    tens = 10 ** (len(str(int(highest))) - 1)
    amount = next(step * tens for step in STEPS_OF_A_LEVEL if step * tens <= highest)
    return Level(y(amount), amount)


def block(left: float, base: float, width: float, height: float) -> str:
    """A block that stands on `base`, as a path; nothing where it has no height."""
    if not height:
        return ""
    up, across = short(height), short(width)
    return f"M{short(left)} {short(base)}v-{up}h{across}v{up}z"


def line_through(points: Sequence[tuple[float, float]]) -> str:
    """A line through `points`, each told by how far it lies from the one before: that is short."""
    places = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [
        f"{short((x - before_x) / 10)} {short((y - before_y) / 10)}"
        for (before_x, before_y), (x, y) in pairwise(places)
    ]
    start_x, start_y = places[0]
    return f"M{short(start_x / 10)} {short(start_y / 10)}l{' '.join(steps)}"


def short(value: float) -> str:
    """Write a length to a tenth of a unit, without needless zeros."""
    return f"{value:.1f}".removesuffix(".0")
