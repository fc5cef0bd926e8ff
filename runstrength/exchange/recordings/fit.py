"""Reads FIT files, as watches and bike computers write them: each session is a workout."""

from collections.abc import Iterator
from typing import BinaryIO

from ...training.tracks import Point
from ..found import Answers, Found, Question, Rejected, Unreadable
from ..limits import USUAL, Limits
from .fit_messages import RECORD, START, WANTED, messages
from .fit_recording import Recording, point, refuse_other_files
from .fit_sessions import sessions
from .fit_workouts import workouts


def is_mine(head: bytes) -> bool:
    """Tell a FIT file by its first bytes."""
    return len(head) >= 12 and head[0] >= 12 and head[8:12] == b".FIT"


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """Give a workout for each session; of a file that is cut off, what was recorded until then.

    A start is naive only where the device counted from its own beginning; then the file tells what
    its clock showed. Raise `Unreadable` for what is no FIT file, or no activity.
    """
    is_empty, is_asked, rejected = True, False, []
    try:
        for recording in _recordings(file, limits):
            for told in workouts(recording):
                if isinstance(told, Rejected):
                    rejected.append(told)
                    continue
                if told.started_at.tzinfo is None and not is_asked:
                    is_asked = True
                    yield Question.TIME_ZONE
                is_empty = False
                yield told
            rejected += [Rejected("the file", flaw) for flaw in recording.flaws]
    except Unreadable as reason:
        rejected.append(Rejected("the file", str(reason)))
    if is_empty:
        raise Unreadable(rejected[0].reason if rejected else "there is no workout in it")
    yield from rejected


def points(file: BinaryIO, limits: Limits = USUAL, row: str | None = None) -> Iterator[Point]:
    """Give all points of all sessions; their seconds count from the first of them.

    With `row`, give those of the session that `read` calls so, from its own start.
    """
    if row is not None:
        yield from _points_of_session(file, limits, row)
        return
    start = None
    for kind, values in _told(file, limits, {"file_id": {"type"}, "record": RECORD}):
        if kind == "record" and (moment := values.get("timestamp")) is not None:
            start = moment if start is None else start
            yield point(values, start)


def _points_of_session(file: BinaryIO, limits: Limits, row: str) -> Iterator[Point]:
    for recording in _recordings(file, limits):
        for session in sessions(recording):
            if session.row == row:
                yield from session.own_points
                return


def _recordings(file: BinaryIO, limits: Limits) -> Iterator[Recording]:
    """Give a recording for each of the files that may follow each other in one."""
    recording = None
    for kind, values in _told(file, limits, WANTED):
        if kind == START:
            if recording:
                yield recording
            recording = Recording()
        else:
            recording.take(kind, values)
    yield recording


def _told(file: BinaryIO, limits: Limits, wanted: dict[str, set[str]]):
    is_fit = False
    for kind, values in messages(file, limits, wanted):
        is_fit = is_fit or kind == START
        if not is_fit:
            raise Unreadable("it is no FIT file, or its beginning is damaged")
        if kind == "file_id":
            refuse_other_files(values.get("type"))
        yield kind, values
    if not is_fit:
        raise Unreadable("it is empty")
