"""The sessions of a FIT recording, each with its own laps, points and sets."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ...training.tracks import Point
from .fit_recording import Recording

BEHIND_S = 60  # What goes on for so long after the last session belongs to another one.
LATE_S = 3600  # A point that long after its session's end has a damaged time.


@dataclass
class Session:
    """What a session says of itself, and what happened from its start to the next one's."""

    values: dict
    number: int | None  # None for the only one.
    start: int  # In the device's seconds.
    points: list[Point] = field(default_factory=list)
    laps: list[dict] = field(default_factory=list)
    sets: list[dict] = field(default_factory=list)
    before_m: float | None = None  # The distance at which the session before it ended.

    @property
    def row(self) -> str:
        """Where it stands in the file."""
        return f"session {self.number or 1}"

    @property
    def own_points(self) -> Iterator[Point]:
        """Its points, time and distance from its own start; files count on through all sessions."""
        first_m = next((p.distance_m for p in self.points if p.distance_m is not None), 0.0)
        away_m = self.before_m if self.before_m and self.before_m <= first_m else 0.0
        elapsed_s = self.values.get("total_elapsed_time") or 0.0
        longest_s = max(elapsed_s, _end_of(self.values) - self.start) + LATE_S
        for p in self.points:
            if p.at_s - self.start > longest_s:
                continue
            at_s, metres = max(0.0, p.at_s - self.start), p.distance_m
            metres = None if metres is None else round(max(0.0, metres - away_m), 2)
            yield Point(at_s, p.latitude, p.longitude, p.elevation_m, metres, p.hr_bpm)


def sessions(recording: Recording) -> list[Session]:
    """Give the sessions whose start is known, in order, with one for what was cut off."""
    told = [values for values in recording.sessions if start_of(values) is not None]
    if rest := _unfinished(recording, told):
        told.append(rest)
    told.sort(key=start_of)
    found = [
        Session(values, n if len(told) > 1 else None, start_of(values))
        for n, values in enumerate(told, 1)
    ]
    if found:
        _share(found, recording.points, lambda point: point.at_s, "points")
        _share(found, recording.laps, start_of, "laps")
        _share(found, recording.sets, start_of, "sets")
    before_m = None
    for session in found:
        session.before_m = before_m
        metres = (p.distance_m for p in reversed(session.points) if p.distance_m is not None)
        before_m = next(metres, before_m)
    return found


def start_of(values: dict) -> int | None:
    """Give the start of a session, lap or set in the device's seconds."""
    if (start := values.get("start_time")) is not None:
        return start
    end, elapsed = values.get("timestamp"), values.get("total_elapsed_time")
    return end if end is None or elapsed is None else int(end - elapsed)


def _share(found: list[Session], items: list, when: Callable, name: str) -> None:
    starts = [session.start for session in found]
    for item in items:
        moment = when(item)
        n = 0 if moment is None else max(0, bisect_right(starts, moment) - 1)
        getattr(found[n], name).append(item)


def _unfinished(recording: Recording, told: list[dict]) -> dict | None:
    """Sum up what happened after the sessions; None where they are all."""
    if told and not recording.flaws:
        return None
    after = max((_end_of(values) for values in told), default=-1)
    points = [point for point in recording.points if point.at_s > after]
    parts = [part for part in (*recording.laps, *recording.sets) if (start_of(part) or -1) > after]
    moments = [point.at_s for point in points]
    moments += [moment for part in parts for moment in (start_of(part), _end_of(part))]
    if not moments or max(moments) - (after + BEHIND_S if told else min(moments)) <= 0:
        return None
    metres = [point.distance_m for point in points if point.distance_m is not None]
    before = min(metres, default=0.0) if told else 0.0
    return {
        **_sport(recording),
        "start_time": int(min(moments)),
        "total_elapsed_time": float(max(moments) - min(moments)),
        "total_distance": round(max(metres) - before, 2) if metres else None,
    }


def _end_of(values: dict) -> int:
    end = values.get("timestamp")
    return start_of(values) if end is None else end


def _sport(recording: Recording) -> dict:
    for values in (recording.sport, *reversed(recording.laps)):
        if values.get("sport") is not None:
            return {"sport": values["sport"], "sub_sport": values.get("sub_sport")}
    return {}
