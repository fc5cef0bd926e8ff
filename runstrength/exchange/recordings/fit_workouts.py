"""Makes workouts of a FIT recording's sessions."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from ...training.limits import Invalid
from ...training.quantities import Distance
from ...training.tracks import thinned
from ..found import RUNNING, STRENGTH, Found, Lap, Rejected, Unreadable
from .fit_recording import Recording, place
from .fit_sessions import Session, sessions, start_of
from .fit_sets import exercises

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FIRST_DATE_S = 0x10000000  # Below that a device counts from when it was switched on.
LAST_DATE_S = 2**33  # Within the years that are read; FIT's own field ends in 2126.
MOST_OFFSET_S = 15 * 3600  # Kiribati is 14 hours ahead.
QUARTER_S = 900  # Zones differ by quarters of an hour; devices miss them by seconds.

_PLAIN = {"training", "fitness_equipment", "generic", None}  # The sub-sport says more.
_TREADMILL = {"treadmill", "virtual_activity"}  # Who runs through a virtual world runs on one.


def workouts(recording: Recording) -> Iterator[Found | Rejected]:
    """Give a workout for each session, and what of it can't be read."""
    for n, values in enumerate(recording.sessions, 1):
        if start_of(values) is None:
            yield Rejected(f"session {n}", "it doesn't say when it was")
    for session in sessions(recording):
        done, rejected = exercises(session.sets, session.row)
        try:
            yield _workout(recording, session, done)
        except Unreadable as reason:
            yield Rejected(session.row, str(reason))
        yield from rejected


def _workout(recording: Recording, session: Session, done: tuple) -> Found:
    told = session.values
    started_at, utc_offset_s = _when(session.start, recording.activity)
    sport, is_treadmill = _sport(told.get("sport"), told.get("sub_sport"))
    elapsed_s, timer_s = _elapsed_s(session), told.get("total_timer_time")
    hr = [point.hr_bpm for point in session.points if point.hr_bpm]
    return Found(
        row=session.row,
        sport=sport,
        started_at=started_at,
        elapsed_s=elapsed_s,
        moving_s=min(timer_s, elapsed_s) if timer_s and timer_s > 0 else None,
        utc_offset_s=utc_offset_s,
        position=_position(session),
        distance=_distance(told.get("total_distance")),
        avg_hr_bpm=_positive(told.get("avg_heart_rate")) or _mean(hr),
        max_hr_bpm=_positive(told.get("max_heart_rate")) or max(hr, default=None),
        elevation_gain_m=_not_negative(told.get("total_ascent")),
        is_treadmill=is_treadmill,
        effort=_effort(told.get("workout_rpe")),
        title=_title(recording, session),
        app="fit" if done else "",
        exercises=done,
        laps=tuple(lap for values in session.laps if (lap := _lap(values))),
        track=thinned(session.own_points),
        source="fit",
        source_id=_source_id(recording.file_id, session.number),
        member="",
    )


def _when(start: int, activity: dict) -> tuple[datetime, int | None]:
    """Give a start in UTC and its offset, or as the device's clock showed it.

    The activity has one moment twice: in UTC, or counted from nowhere, and as wall clock.
    """
    moment, shown = activity.get("timestamp"), activity.get("local_timestamp")
    ahead_s = None if moment is None or shown is None else shown - moment
    if start >= FIRST_DATE_S:
        is_sane = ahead_s is not None and abs(ahead_s) <= MOST_OFFSET_S
        return _date(start), round(ahead_s / QUARTER_S) * QUARTER_S if is_sane else None
    if ahead_s is None or start + ahead_s < FIRST_DATE_S:
        raise Unreadable("the device did not know the date, so it is not in the file")
    return _date(start + ahead_s).replace(tzinfo=None), None


def _date(seconds: int) -> datetime:
    if seconds >= LAST_DATE_S:
        raise Unreadable("its date makes no sense")
    return EPOCH + timedelta(seconds=seconds)


def _elapsed_s(session: Session) -> float:
    for name in ("total_elapsed_time", "total_timer_time"):
        if (told := session.values.get(name) or 0) > 0:
            return told
    end = session.values.get("timestamp")
    if end is None or end <= session.start:
        raise Unreadable("it doesn't say how long it was")
    return float(end - session.start)


def _sport(sport: object, sub: object) -> tuple[str, bool]:
    """Give the sport in plain words, and whether it was on a treadmill."""
    if sub == "strength_training":
        return STRENGTH, False
    if sport == "running" or (sport in _PLAIN and sub in ("treadmill", "indoor_running")):
        return RUNNING, sub in _TREADMILL
    if sport in _PLAIN and sub not in ("generic", None):
        sport = sub
    if sport in ("generic", None):
        return "other", False
    return sport.replace("_", " ") if isinstance(sport, str) else f"sport {sport}", False


def _position(session: Session) -> tuple[float, float] | None:
    told = session.values
    start = place(told.get("start_position_lat"), told.get("start_position_long"))
    places = ((p.latitude, p.longitude) for p in session.points if p.latitude is not None)
    return start or next(places, None)


def _distance(metres: float | None) -> Distance | None:
    try:
        return Distance(Decimal(str(metres))) if metres else None
    except Invalid:
        return None


def _effort(rpe: int | None) -> int | None:
    """Give the effort that was entered on the watch, which keeps it ten times as large."""
    return round(rpe / 10) if rpe and 5 < rpe <= 100 else None


def _mean(numbers: list[int]) -> int | None:
    return round(sum(numbers) / len(numbers)) if numbers else None


def _positive(number: int | None) -> int | None:
    return number if number and number > 0 else None


def _not_negative(number: float | None) -> float | None:
    return None if number is None or number < 0 else number


def _title(recording: Recording, session: Session) -> str:
    own = session.values.get("sport_profile_name")
    if session.number is None:
        own = recording.workout.get("wkt_name") or own or recording.sport.get("name")
    return "".join(c for c in own or "" if c.isprintable()).strip()


def _source_id(file_id: dict, number: int | None) -> str:
    """Name the device, when it made the file, and the session where there are several."""
    device = file_id.get("serial_number") or file_id.get("manufacturer")
    made = file_id.get("time_created")
    if made is None:
        return ""
    return "-".join(str(part) for part in (device, made, number) if part is not None)


def _lap(values: dict) -> Lap | None:
    elapsed_s = values.get("total_elapsed_time") or values.get("total_timer_time") or 0
    if elapsed_s <= 0:
        return None
    return Lap(
        elapsed_s=elapsed_s,
        distance_m=_not_negative(values.get("total_distance")),
        avg_hr_bpm=_positive(values.get("avg_heart_rate")),
    )
