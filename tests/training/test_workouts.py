"""Runs and lifts: a value that exists is valid, and knows its date, its end and its load."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.limits import Invalid
from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.workouts import Region, refuse_future, zone_names
from tests.training.build import core, lift, lower, run, upper


@pytest.mark.parametrize(
    ("when", "zone", "expected"),
    [
        ("2026-11-16 00:00", "Europe/Berlin", date(2026, 11, 16)),
        ("2026-11-16 23:59", "Europe/Berlin", date(2026, 11, 16)),
        (datetime(2026, 11, 16, 22, 59, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 16)),
        (datetime(2026, 11, 16, 23, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 17)),
        (datetime(2026, 7, 16, 22, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 7, 17)),
        (datetime(2026, 11, 16, 4, 59, tzinfo=UTC), "America/New_York", date(2026, 11, 15)),
        (datetime(2026, 11, 16, 5, 0, tzinfo=UTC), "America/New_York", date(2026, 11, 16)),
        (datetime(2026, 11, 16, 10, 0, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 11, 17)),
        (datetime(2026, 11, 16, 10, 59, tzinfo=UTC), "Pacific/Niue", date(2026, 11, 15)),
        (datetime(2026, 11, 16, 18, 15, tzinfo=UTC), "Asia/Kathmandu", date(2026, 11, 17)),
        (datetime(2026, 11, 16, 18, 14, tzinfo=UTC), "Asia/Kathmandu", date(2026, 11, 16)),
    ],
)
def test_the_date_is_the_one_on_the_calendar_where_it_started(when, zone, expected):
    assert run(when, zone=zone).local_date == expected


def test_a_run_that_ends_tomorrow_belongs_to_the_day_on_which_it_started():
    assert run("Mon 23:30", zone="Europe/Berlin", minutes=50).local_date == date(2026, 11, 16)


def test_a_date_fixed_when_logged_stays():
    logged = run("Mon 23:30", zone="Europe/Berlin", local_date=date(2026, 11, 17))

    assert replace(logged, effort=5).local_date == date(2026, 11, 17)


def test_the_start_is_kept_in_utc():
    started = run("Mon 07:00", zone="Europe/Berlin").started_at

    assert started.tzinfo is UTC
    assert started == datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def test_the_end_is_real_time_later_where_the_clock_changes():
    night = run("2026-10-25 01:30", zone="Europe/Berlin", minutes=120)

    assert night.ended_at == night.started_at + timedelta(hours=2)
    assert night.ended_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_load_is_effort_times_minutes():
    assert run("Mon 07:00", minutes=50, effort=7).load == 350
    assert lift("Mon 07:00", minutes=40, effort=6).load == 240


def test_a_run_counts_its_moving_time_where_it_is_known():
    assert run("Mon 07:00", minutes=60, moving=50, effort=6).load == 300


def test_seconds_count_in_full():
    assert run("Mon 07:00", minutes=50.5, effort=3).load == Fraction(303, 2)


def test_unknown_effort_is_unknown_load_and_not_zero():
    assert run("Mon 07:00").load is None


def test_pace_is_by_moving_time_and_unknown_without_a_distance():
    ten_km = Distance(Decimal(10), DistanceUnit.KM)

    assert run("Mon 07:00", minutes=60, moving=50, distance=ten_km).pace_s_per_m == Fraction(3, 10)
    assert run("Mon 07:00", minutes=60, distance=ten_km).pace_s_per_m == Fraction(36, 100)
    assert run("Mon 07:00").pace_s_per_m is None


def test_warm_ups_count_as_no_sets_and_no_region():
    session = lift("Mon 07:00", lower(3), lower(2, kind="warm-up"), core(kind="warm-up"), upper(4))

    assert len(session.working_sets()) == 7
    assert len(session.working_sets(Region.LOWER)) == 3
    assert session.regions == {Region.LOWER, Region.UPPER}


def test_volume_is_repetitions_times_weight_over_working_sets_with_both():
    bar = Weight(Decimal("82.5"))
    session = lift(
        "Mon 07:00",
        lower(3, reps=5, weight=bar),
        lower(2, reps=5),
        lower(reps=None, duration_s=30, weight=bar),
        lower(2, reps=5, weight=bar, kind="warm-up"),
        upper(reps=10, weight=bar),
    )

    assert session.volume_kg(Region.LOWER) == Fraction("1237.5")
    assert session.volume_kg(Region.UPPER) == 825
    assert session.volume_kg(Region.CORE) == 0


NOW = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "planned"),
    [(timedelta(days=1), False), (timedelta(days=366), True), (timedelta(days=-9000), False)],
)
def test_a_start_within_reach_is_accepted(ahead, planned):
    assert refuse_future(run(NOW + ahead, planned=planned), NOW) is None


@pytest.mark.parametrize(("days", "planned"), [(1, False), (366, True)])
def test_a_start_too_far_ahead_is_refused(days, planned):
    ahead = run(NOW + timedelta(days=days, seconds=1), planned=planned)

    with pytest.raises(Invalid, match="started_at"):
        refuse_future(ahead, NOW)


@pytest.mark.parametrize(
    "start",
    [
        datetime(9999, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        datetime(9999, 12, 31, 23, 30, tzinfo=UTC),
    ],
    ids=["in UTC", "where it happened"],
)
def test_a_start_past_the_end_of_the_calendar_is_refused(start):
    with pytest.raises(Invalid, match="started_at"):
        run(start, zone="Asia/Tokyo")


def test_zones_to_choose_from_are_places():
    assert {"Europe/Berlin", "America/New_York"} <= set(zone_names())
    assert not {"UTC", "Etc/GMT+5", "localtime"} & set(zone_names())
