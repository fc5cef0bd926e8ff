"""Which backups are kept: many of the last days, some of the last months, few of the last year."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

# How many of each, and what each is the newest of.
SCHEDULE: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (7, lambda at: at.date()),
    (4, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
# Long enough for a fault of the new version to be noticed. The last one stays for longer, since
# nothing else goes back to before the version that runs.
AFTER_A_MIGRATION = timedelta(days=60)
# When few are awake, by the server's own clock on the wall.
NIGHT = time(3)


def to_keep(made_at: Iterable[datetime]) -> set[datetime]:
    """Nightly ones that stay: the newest of each of 7 days, 4 weeks and 12 months that have any."""
    newest_first = sorted(set(made_at), reverse=True)
    kept = set()
    for count, period_of in SCHEDULE:
        newest = {}
        for at in newest_first:
            newest.setdefault(period_of(at), at)
        kept.update(list(newest.values())[:count])
    return kept


def to_keep_of_migrations(made_at: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those made before a migration that stay: all of the last months, and the newest."""
    found = set(made_at)
    newest = max(found, default=None)
    return {at for at in found if at > now - AFTER_A_MIGRATION or at == newest}


def is_due(last: datetime, now: datetime) -> bool:
    """Whether a night has begun since the last one was made. Both are times on the same wall."""
    return last < night_before(now)


def night_before(now: datetime) -> datetime:
    """When the last night began."""
    tonight = datetime.combine(now.date(), NIGHT, now.tzinfo)
    return tonight if tonight <= now else tonight - timedelta(days=1)
