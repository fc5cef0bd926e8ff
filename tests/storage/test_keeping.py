"""Which backups stay, and when the next is due."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from runstrength.storage.backing_up.keeping import is_due, to_keep, to_keep_of_migrations

TODAY = datetime(2026, 11, 23, 3, tzinfo=UTC)  # A Monday.


def nights(count: int) -> list[datetime]:
    """The last nights, the newest first."""
    return [TODAY - timedelta(days=n) for n in range(count)]


def days(kept) -> list[str]:
    """The days of backups, the newest first."""
    return [f"{at:%Y-%m-%d}" for at in sorted(kept, reverse=True)]


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_weeks_backups_stay(count):
    assert to_keep(nights(count)) == set(nights(count))


def test_after_years_there_are_seven_days_four_weeks_and_twelve_months():
    assert days(to_keep(nights(1000))) == [
        "2026-11-23",  # Seven days; the first is also the newest of its week and month.
        "2026-11-22",  # The newest of the week before.
        "2026-11-21",
        "2026-11-20",
        "2026-11-19",
        "2026-11-18",
        "2026-11-17",
        "2026-11-15",  # The other two of four weeks.
        "2026-11-08",
        "2026-10-31",  # Eleven months more.
        "2026-09-30",
        "2026-08-31",
        "2026-07-31",
        "2026-06-30",
        "2026-05-31",
        "2026-04-30",
        "2026-03-31",
        "2026-02-28",
        "2026-01-31",
        "2025-12-31",
    ]


def test_every_night_for_years_the_kept_ones_are_enough_for_the_next():
    kept: set[datetime] = set()
    for night in reversed(nights(800)):
        kept = to_keep(kept | {night})
        assert night in kept
    assert len(kept) <= 7 + 4 + 12
    assert min(kept) < TODAY - timedelta(days=320)
    assert set(nights(7)) <= kept


def test_of_a_day_with_several_the_newest_stays():
    several = [TODAY + timedelta(hours=n) for n in range(5)]
    assert to_keep(several) == {several[-1]}


def test_after_a_year_away_the_old_ones_stay_until_there_are_new_ones():
    old = [at - timedelta(days=365) for at in nights(7)]
    assert to_keep([TODAY, *old]) >= {TODAY, *old[:6]}


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        ("2026-11-22 03:00", "2026-11-23 02:59", False),
        ("2026-11-22 03:00", "2026-11-23 03:00", True),
        ("2026-11-22 03:00", "2026-11-23 12:00", True),
        ("2026-11-23 03:00", "2026-11-23 03:01", False),
        ("2026-11-23 12:00", "2026-11-24 02:59", False),  # By hand, at noon.
        ("2026-11-23 12:00", "2026-11-24 03:00", True),
        ("2026-10-01 03:00", "2026-11-23 01:00", True),  # It was off for weeks.
        ("2026-11-23 02:00", "2026-11-23 02:30", False),
    ],
)
def test_a_backup_is_due_once_a_night(last, now, due):
    wall = timezone(timedelta(hours=1))
    last, now = (datetime.fromisoformat(told).replace(tzinfo=wall) for told in (last, now))
    assert is_due(last, now) is due


@pytest.mark.parametrize(
    ("ages", "kept"),
    [
        ([], []),
        ([0], [0]),
        ([59, 60, 61], [59]),
        ([61, 400], [61]),
        ([0, 1, 59], [0, 1, 59]),
        ([-30, 59], [-30, 59]),  # Of a clock that was wrong.
    ],
)
def test_those_from_before_a_migration_stay_for_sixty_days_and_the_newest_longer(ages, kept):
    made = {age: TODAY - timedelta(days=age) for age in ages}
    assert to_keep_of_migrations(made.values(), TODAY) == {made[age] for age in kept}
