"""The feed is read by icalendar again, and holds what RFC 5545 asks of a calendar and an event."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from runstrength.exchange.calendar import Planned, feed
from runstrength.training.workouts import zone_names

SAVED = datetime(2026, 11, 1, 12, tzinfo=UTC)
INTERVALS = Planned(
    id=UUID(int=1),
    started_at=datetime(2026, 11, 16, 6, tzinfo=UTC),
    time_zone="Europe/Berlin",
    duration_s=3000,
    summary="Intervals 6 × 800 m",
    description="Hard days back to back; “a day, or two”\nThe guide: rest.",
    version=3,
    saved_at=SAVED,
)
ZONES = ["UTC", "Etc/UTC", "GMT", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe"]


def events_of(data: bytes) -> list:
    return Calendar.from_ical(data).walk("VEVENT")


def unfolded(data: bytes) -> list[str]:
    return re.sub(r"\r\n[ \t]", "", data.decode()).split("\r\n")


def test_an_event_says_when_how_long_and_what():
    (event,) = events_of(feed([INTERVALS], "Plan"))
    assert event.decoded("dtstart") == INTERVALS.started_at
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert event.decoded("duration") == timedelta(minutes=50)
    assert str(event["summary"]) == INTERVALS.summary
    assert str(event["description"]) == INTERVALS.description
    assert event["uid"] == f"{UUID(int=1)}@runstrength"


def test_an_edit_keeps_the_event_and_counts_up():
    later = replace(INTERVALS, version=4, saved_at=SAVED + timedelta(hours=1))
    before, after = (events_of(feed([each], "Plan"))[0] for each in (INTERVALS, later))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (2, 3)
    assert before.decoded("last-modified") < after.decoded("last-modified")


def test_the_same_plan_is_the_same_feed():
    assert feed([INTERVALS], "Plan") == feed([INTERVALS], "Plan")


def test_it_asks_to_be_read_again_every_hour():
    lines = unfolded(feed([], "Plan"))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_that_is_named_is_described_once(zone):
    several = [replace(INTERVALS, time_zone=zone, id=UUID(int=n)) for n in range(1, 4)]
    data = feed(several, "Plan")
    named = {event["dtstart"].params.get("TZID") for event in events_of(data)} - {None}
    described = [str(z["tzid"]) for z in Calendar.from_ical(data).walk("VTIMEZONE")]
    assert sorted(named) == sorted(described)
    assert {event.decoded("dtstart") for event in events_of(data)} == {INTERVALS.started_at}


def test_an_hour_that_the_clocks_repeat_stays_the_instant_that_it_was():
    for hour in (0, 1):  # 02:30 in Berlin, before and after the clocks went back.
        start = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        data = feed([replace(INTERVALS, started_at=start)], "Plan")
        (event,) = events_of(data)
        assert event.decoded("dtstart").replace(fold=hour).astimezone(UTC) == start


TEXT = st.text(max_size=200)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.builds(
            replace,
            st.just(INTERVALS),
            id=st.uuids(),
            summary=TEXT,
            description=TEXT,
            time_zone=st.sampled_from([*ZONES, *zone_names()[::40]]),
            duration_s=st.integers(1, 48 * 3600),
            version=st.integers(1, 99),
        ),
        max_size=3,
    )
)
def test_whatever_is_planned_the_feed_holds_what_the_standard_asks_for(planned):
    data = feed(planned, "Plan")
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = unfolded(data)
    assert not any(re.search("[\x00-\x08\x0b-\x1f\x7f\n]", line) for line in lines)
    assert [lines[0], lines[-2]] == ["BEGIN:VCALENDAR", "END:VCALENDAR"]
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    assert lines.count("VERSION:2.0") == 1

    events = events_of(data)
    assert len({event["uid"] for event in events}) == len(planned) == len(events)
    for event, each in zip(events, planned, strict=True):
        assert {"UID", "DTSTAMP", "DTSTART", "DURATION"} <= set(event.keys())
        assert "DTEND" not in event
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert event.decoded("dtstart") == each.started_at
        assert not event.errors
