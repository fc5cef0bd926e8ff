"""A plan as an iCalendar feed (RFC 5545, with the refresh interval of RFC 7986)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

PRODUCT = "-//RunStrength//Plan//EN"
REFRESH_AFTER = timedelta(hours=1)
AROUND = timedelta(days=1)  # A zone's rules are given for a little more than the events need.


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A workout to come, in words: `version` counts its edits, the last of which was `saved_at`."""

    id: UUID
    started_at: datetime
    time_zone: str
    duration_s: int
    summary: str
    description: str
    version: int
    saved_at: datetime


def feed(planned: Iterable[Planned], name: str) -> bytes:
    """The calendar of a plan; each workout is an event at the hour of its own place."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # What most calendars read instead.
    calendar.add("refresh-interval", REFRESH_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    events = [_event(each) for each in planned]
    for event in events:
        calendar.add_component(event)
    if events:
        starts = [event.start.date() for event in events]
        calendar.add_missing_timezones(min(starts) - AROUND, max(starts) + AROUND)
    return calendar.to_ical()


def _event(planned: Planned) -> Event:
    event = Event()
    event.add("uid", f"{planned.id}@runstrength")
    event.add("dtstamp", planned.saved_at.astimezone(UTC))
    event.add("last-modified", planned.saved_at.astimezone(UTC))
    event.add("sequence", planned.version - 1)  # The first version is no revision yet.
    event.add("dtstart", _local(planned))
    event.add("duration", timedelta(seconds=planned.duration_s))
    event.add("summary", _plain(planned.summary))
    if planned.description:
        event.add("description", _plain(planned.description))
    return event


def _local(planned: Planned) -> datetime:
    """The start in its place; zones that are UTC under another name need no rules."""
    zone = ZoneInfo(planned.time_zone)
    local = planned.started_at.astimezone(zone)
    is_utc = planned.time_zone.rpartition("/")[2] in ("UTC", "UCT", "Zulu", "Universal", "GMT")
    return planned.started_at.astimezone(UTC) if is_utc else local


def _plain(text: str) -> str:
    """Text without what RFC 5545 forbids: control characters but tab and line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\t\n" or (ord(c) >= 32 and ord(c) != 127))
