"""What an upload holds, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ...storage.import_parts import Count, Did, State
from ...storage.imports import Import

WORKOUTS = ("run", "lift")


@dataclass(frozen=True, slots=True)
class Summary:
    """The parts of an import by what they are to the log, and how much of it is done."""

    runs: int
    lifts: int
    others: int
    first: date | None
    last: date | None
    new: int
    fills: int
    here: int
    doubtful: int
    left: int
    rejected: int
    added: int
    filled: int
    kept: int
    share: float | None
    remaining_s: int | None

    @classmethod
    def of(cls, brought: Import, counts: Iterable[Count]) -> "Summary":
        """Count the parts of an import."""
        counts = list(counts)
        told = [c for c in counts if c.kind in WORKOUTS]
        dates = [day for c in told for day in (c.first, c.last) if day]
        states = {state: sum(c.count for c in counts if c.state is state) for state in State}
        share, remaining_s = _progress(brought)
        return cls(
            runs=sum(c.count for c in counts if c.kind == "run"),
            lifts=sum(c.count for c in counts if c.kind == "lift"),
            others=sum(c.count for c in counts if c.kind and c.kind not in WORKOUTS),
            first=min(dates, default=None),
            last=max(dates, default=None),
            new=states[State.NEW],
            fills=states[State.FILLS],
            here=states[State.HERE],
            doubtful=states[State.DOUBTFUL],
            left=states[State.LEFT],
            rejected=states[State.REJECTED],
            added=_done(counts, Did.ADDED),
            filled=_done(counts, Did.FILLED),
            kept=_done(counts, Did.KEPT),
            share=share,
            remaining_s=remaining_s,
        )

    @property
    def found(self) -> int:
        """How many workouts were found."""
        return self.runs + self.lifts

    @property
    def wanted(self) -> int:
        """How many parts would be brought in."""
        return self.new + self.fills


def _done(counts: list[Count], did: Did) -> int:
    return sum(c.count for c in counts if c.done is did)


def _progress(brought: Import) -> tuple[float | None, int | None]:
    """The share that is done, and the seconds that the rest will take if it goes on so."""
    if not brought.is_busy or not brought.total or not brought.done:
        return None, None
    share = min(1.0, brought.done / brought.total)
    elapsed_s = (datetime.now(UTC) - brought.status_at).total_seconds()
    return share, round(elapsed_s * (1 - share) / share)
