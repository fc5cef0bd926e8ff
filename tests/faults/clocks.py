"""Servers whose wall clock is set while they serve."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .servers import ROOT, Server, serving

SHIFTING = Path(__file__).parent / "shifting"


class Clock:
    """The clock of a server and of its worker, kept as a file that both look at."""

    def __init__(self, path: Path):
        self.path = path
        self.set(timedelta(0))

    def set(self, off_by: timedelta) -> None:
        """Set it so far ahead of the true time, or back."""
        draft = self.path.with_suffix(".draft")
        draft.write_text(str(off_by.total_seconds()))
        os.replace(draft, self.path)
        self.off_by = off_by

    @property
    def now(self) -> datetime:
        """What it shows."""
        return datetime.now(UTC) + self.off_by


@contextmanager
def serving_by(clock: Clock, home: Path) -> Iterator[Server]:
    """A server that reads this clock."""
    path = os.pathsep.join([str(SHIFTING), str(ROOT)])
    with serving(home, PYTHONPATH=path, CLOCK_OFF_BY=str(clock.path)) as server:
        yield server
