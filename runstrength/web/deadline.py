"""A clock for work that has only so much time."""

import time
from collections.abc import Callable


def out_of_time_after(seconds: float) -> Callable[[], bool]:
    """A function that says whether so much time has gone by since now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
