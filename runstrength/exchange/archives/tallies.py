"""Reasons that repeat, counted: a line for each of the first, one for all the others."""

from collections import Counter
from collections.abc import Iterator

from ..found import Rejected

MOST_ALIKE = 100


class Tally:
    """How often each reason came; `examples` are what it came for last."""

    def __init__(self):
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, str] = {}

    def passed(self, rejected: Rejected) -> Iterator[Rejected]:
        """The line itself, as long as there are not too many of its kind."""
        self._counts[rejected.reason] += 1
        if self._counts[rejected.reason] <= MOST_ALIKE:
            yield rejected
        elif len(self._examples) < MOST_ALIKE:
            self._examples.setdefault(rejected.reason, rejected.row)

    def rest(self) -> Iterator[Rejected]:
        """A line for each reason that came too often."""
        for reason, row in self._examples.items():
            more = self._counts[reason] - MOST_ALIKE - 1
            yield Rejected(f"{row} and {more:,} more" if more else row, reason)
