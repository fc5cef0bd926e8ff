"""The one place where the web reads the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ..storage.accounts import User


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(user: User) -> date:
    """The date where the user is."""
    return now().astimezone(ZoneInfo(user.settings.time_zone)).date()
