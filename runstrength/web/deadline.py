"""A clock for work that has only so much time."""

import time
from collections.abc import Callable

# What a person waits for an arranged week.
ARRANGE_FOR_S = 1.0


def out_of_time_after(seconds: float) -> Callable[[], bool]:
    """A function that says whether so much time has gone by since now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
