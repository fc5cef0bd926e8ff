"""Long work in small transactions, between which others write."""

import time
from collections.abc import Callable

# Who waits for SQLite's lock looks for it in ever longer intervals, up to this one. Without a pause
# as long, a row of transactions would keep them waiting until they give up.
LONGEST_PAUSE_S = 0.1


def in_batches(next_one: Callable[[], bool]) -> None:
    """Do one batch after another until there is none; after each, a pause of its own length."""
    began = time.monotonic()
    while next_one():
        time.sleep(min(time.monotonic() - began, LONGEST_PAUSE_S))
        began = time.monotonic()
