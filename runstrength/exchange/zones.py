"""When and in which time zone a workout began, from what a file tells of it."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..training.workouts import zone_complaint
from .found import Answers, Found

# One of each offset that people live in, the most populous first, and some without daylight saving
# after them: of two zones with the same offset at an instant, the earlier in the list is taken.
WELL_KNOWN = (
    *("Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Asia/Dubai"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Jakarta", "Asia/Shanghai", "Asia/Tokyo"),
    *("America/Sao_Paulo", "America/Halifax", "America/St_Johns", "America/Anchorage"),
    *("Pacific/Honolulu", "Australia/Sydney", "Australia/Adelaide", "Pacific/Auckland"),
    *("Asia/Tehran", "Asia/Kabul", "Asia/Kathmandu", "Asia/Yangon", "Africa/Lagos"),
    *("Africa/Johannesburg", "Africa/Nairobi", "Africa/Abidjan", "America/Bogota"),
    *("America/Caracas", "America/Phoenix", "Australia/Brisbane", "Australia/Darwin"),
    *("Atlantic/Azores", "Atlantic/Cape_Verde", "America/Noronha", "Pacific/Marquesas"),
    *("Pacific/Noumea", "Pacific/Fiji", "Pacific/Tongatapu", "Pacific/Kiritimati"),
    *("Pacific/Pago_Pago", "Pacific/Chatham", "Australia/Eucla", "Australia/Lord_Howe"),
)
QUARTER_S = 15 * 60
MOST_WEST_H, MOST_EAST_H = -12, 14


def start_of(found: Found, answers: Answers) -> datetime:
    """The start in UTC.

    A naive one is what a clock in `answers.time_zone` showed: of an hour that came twice the first,
    and in one that was left out as much later as the clock was set forward.
    """
    if found.started_at.tzinfo is None:
        # With fold=0, a time that was left out has the offset of before: that moves it forward.
        local = found.started_at.replace(tzinfo=ZoneInfo(answers.time_zone), fold=0)
        return local.astimezone(UTC)
    return found.started_at.astimezone(UTC)


def zone_of(found: Found, answers: Answers) -> str:
    """The IANA zone that it began in.

    That of its position; else one with its offset from UTC at that instant: `answers.time_zone`
    before those well known, and these before a bare offset; else `answers.time_zone`, as for every
    naive start, which is of that zone's clock.
    """
    if found.started_at.tzinfo is None:
        return answers.time_zone
    return (
        _zone_at(found.position)
        or _zone_with(found.utc_offset_s, found.started_at, answers.time_zone)
        or answers.time_zone
    )


def _zone_at(position: tuple[float, float] | None) -> str | None:
    if position is None or not (abs(position[0]) <= 90 and abs(position[1]) <= 180):
        return None
    from tzfpy import get_tz  # Its map takes 34 MB, which only an import needs.

    north, east = position
    name = get_tz(east, north)
    return None if zone_complaint(name) else name


def _zone_with(offset_s: int | None, at: datetime, own: str) -> str | None:
    if offset_s is None:
        return None
    # No zone is off by less than a quarter hour, while a device's clock is by some seconds.
    quarters, off = divmod(offset_s + QUARTER_S // 2, QUARTER_S)
    if abs(off - QUARTER_S // 2) > 60:
        return None
    offset = timedelta(seconds=quarters * QUARTER_S)
    known = (name for name in (own, *WELL_KNOWN) if _offset(name, at) == offset)
    return next(known, None) or _bare_offset(quarters)


def _offset(name: str, at: datetime) -> timedelta:
    return at.astimezone(_zone(name)).utcoffset()


@lru_cache(maxsize=len(WELL_KNOWN) + 10)
def _zone(name: str) -> ZoneInfo:
    """A zone that stays loaded; ZoneInfo itself keeps eight, and reads the others' files anew."""
    return ZoneInfo(name)


def _bare_offset(quarters: int) -> str | None:
    hours, rest = divmod(quarters, 4)
    if rest or not MOST_WEST_H <= hours <= MOST_EAST_H:
        return None
    # POSIX counts these the other way round: Etc/GMT+5 lies west.
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
