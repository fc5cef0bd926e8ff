"""When and where a workout began."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import RUNNING, Answers, Found
from runstrength.exchange.zones import WELL_KNOWN, start_of, zone_of
from runstrength.training.workouts import zone_complaint

BERLIN = Answers(time_zone="Europe/Berlin")
SUMMER, WINTER = datetime(2025, 7, 1, 6, tzinfo=UTC), datetime(2025, 1, 1, 6, tzinfo=UTC)


def found(started_at=SUMMER, **fields):
    return Found(row="", sport=RUNNING, started_at=started_at, elapsed_s=60, **fields)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ((52.52, 13.4), "Europe/Berlin"),
        ((40.71, -74.0), "America/New_York"),
        ((-33.87, 151.2), "Australia/Sydney"),
        ((27.7, 85.3), "Asia/Kathmandu"),
        ((40.0, -30.0), "Etc/GMT+2"),  # In the Atlantic.
    ],
)
def test_a_position_tells_the_zone_whatever_the_clock_says(position, expected):
    assert zone_of(found(position=position, utc_offset_s=0), Answers()) == expected


@pytest.mark.parametrize(
    ("hours", "at", "own", "expected"),
    [
        (2, SUMMER, "Europe/Berlin", "Europe/Berlin"),
        (1, WINTER, "Europe/Berlin", "Europe/Berlin"),
        (1, SUMMER, "Europe/Berlin", "Europe/London"),
        (2, WINTER, "Europe/Berlin", "Europe/Athens"),
        (2, SUMMER, "Africa/Cairo", "Europe/Berlin"),
        (3, SUMMER, "Africa/Cairo", "Africa/Cairo"),
        (-4, SUMMER, "UTC", "America/New_York"),
        (-5, WINTER, "UTC", "America/New_York"),
        (0, SUMMER, "UTC", "UTC"),
        (0, SUMMER, "Europe/Berlin", "Africa/Abidjan"),
        (5.75, SUMMER, "UTC", "Asia/Kathmandu"),
        (-12, SUMMER, "UTC", "Etc/GMT+12"),
        (14, SUMMER, "UTC", "Pacific/Kiritimati"),
        (15, SUMMER, "Europe/Berlin", "Europe/Berlin"),
        (5.25, SUMMER, "Europe/Berlin", "Europe/Berlin"),
        (None, SUMMER, "Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_an_offset_tells_a_zone_that_had_it_then(hours, at, own, expected):
    offset = None if hours is None else int(hours * 3600)
    name = zone_of(found(at, utc_offset_s=offset), Answers(time_zone=own))
    assert name == expected


def test_an_offset_that_is_some_seconds_off_is_the_one_it_is_near():
    assert zone_of(found(utc_offset_s=7200 + 59), BERLIN) == "Europe/Berlin"
    assert zone_of(found(utc_offset_s=-14400 - 60), BERLIN) == "America/New_York"


def test_an_offset_between_two_quarters_says_nothing():
    assert zone_of(found(utc_offset_s=-14400 + 200), BERLIN) == "Europe/Berlin"


@pytest.mark.parametrize("position", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_a_place_that_is_none_says_nothing(position):
    assert zone_of(found(position=position), BERLIN) == "Europe/Berlin"


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ("2025-07-01 06:00", "2025-07-01 04:00"),
        ("2025-03-30 02:30", "2025-03-30 01:30"),  # Left out: 03:30 in summer time.
        ("2025-10-26 02:30", "2025-10-26 00:30"),  # Came twice: the first.
    ],
)
def test_a_start_without_offset_is_what_the_owners_clock_showed(wall, expected):
    naive = found(datetime.fromisoformat(wall), position=(40.71, -74.0))
    assert start_of(naive, BERLIN) == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert zone_of(naive, BERLIN) == "Europe/Berlin"


def test_the_second_of_an_hour_that_came_twice_is_read_as_the_first():
    twice = datetime.fromisoformat("2025-10-26 02:30").replace(fold=1)
    assert start_of(found(twice), BERLIN) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_an_aware_start_is_turned_to_utc():
    start = datetime(2025, 7, 1, 6, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert start_of(found(start), BERLIN) == datetime(2025, 6, 30, 21, tzinfo=UTC)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.integers(86_400, 7_258_000_000).map(lambda s: datetime.fromtimestamp(s, UTC)),
    st.integers(-100_000, 100_000),
    st.sampled_from(WELL_KNOWN),
)
def test_every_offset_gives_a_zone_that_the_log_takes(at, offset_s, own):
    name = zone_of(found(at, utc_offset_s=offset_s), Answers(time_zone=own))
    assert zone_complaint(name) is None
    if name != own:
        there = at.astimezone(ZoneInfo(name)).utcoffset()
        assert abs(there - timedelta(seconds=offset_s)) <= timedelta(seconds=60)


def test_the_map_is_not_loaded_until_a_position_asks_for_it():
    code = "import sys, runstrength.exchange.zones; sys.exit('tzfpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
