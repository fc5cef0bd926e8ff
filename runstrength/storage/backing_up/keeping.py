"""Which backups are kept: many of the last days, some of the last months, few of the last year."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

# How many of each, and what each is the newest of.
SCHEDULE: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (7, lambda at: at.date()),
    (4, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
# When few are awake, by the server's own clock on the wall.
NIGHT = time(3)


def to_keep(made_at: Iterable[datetime]) -> set[datetime]:
    """Those that stay: the newest of each of 7 days, 4 weeks and 12 months that have any."""
    newest_first = sorted(set(made_at), reverse=True)
    kept = set()
    for count, period_of in SCHEDULE:
        newest = {}
        for at in newest_first:
            newest.setdefault(period_of(at), at)
        kept.update(list(newest.values())[:count])
    return kept


def is_due(last: datetime, now: datetime) -> bool:
    """Whether a night has begun since the last one was made. Both are times on the same wall."""
    return last < night_before(now)


def night_before(now: datetime) -> datetime:
    """When the last night began."""
    tonight = datetime.combine(now.date(), NIGHT, now.tzinfo)
    return tonight if tonight <= now else tonight - timedelta(days=1)
