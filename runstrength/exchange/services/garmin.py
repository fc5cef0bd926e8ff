"""Garmin's export of an account: lists of activities in JSON, recordings in zips within the zip.

Recordings are the truth for what was done; the lists have the titles, and activities without one.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from ..archives.archive import Archive, Member
from ..archives.unpacking import Exhausted
from ..archives.zip_members import shown
from ..found import RUNNING, STRENGTH, Answers, Found, Question, Rejected, Unreadable
from ..limits import USUAL, Limits
from ..recordings.fit_messages import messages
from ..recordings.recordings import RECORDINGS, read_recording, recorder_of
from .garmin_summaries import KEY, SOURCE, summaries

LIST = "_summarizedActivities.json"
MOST_APART_S = 60  # Watch and account agree to the second, but for activities that were cut.
Told = Callable[[int, int], None]


def is_mine(head: bytes) -> bool:
    """Whether a file that begins so is a list of activities."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")) and KEY.encode() in head


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """The activities of a list alone, without recordings."""
    yield from summaries(file, "the list")


def read_archive(
    archive: Archive,
    answers: Answers,
    limits: Limits = USUAL,
    told: Told = lambda done, total: None,
) -> Iterator[Found | Rejected | Question]:
    """The activities of an account: those with a recording first, then the others."""
    listed = _Listed()
    for member in archive.members():
        if member.plain_name.endswith(LIST):
            yield from listed.take(member, limits)
    for member in archive.walked(told):
        if isinstance(member, Rejected):
            yield member
        else:
            yield from _recorded(member, listed, answers, limits)
    yield from listed.left()


def _recorded(
    member: Member, listed: "_Listed", answers: Answers, limits: Limits
) -> Iterator[Found | Rejected | Question]:
    try:
        if not _is_activity(member, limits):
            return
        for item in read_recording(member, answers, limits):
            yield listed.joined(item) if isinstance(item, Found) else item
    except Exhausted:
        raise
    except Unreadable as error:
        yield Rejected(shown(member.name), str(error))


def _is_activity(member: Member, limits: Limits) -> bool:
    """Whether it is a recording; most of the FIT files that a watch uploads are none."""
    reader = recorder_of(member.head())
    if reader is not RECORDINGS["fit"]:
        return reader is not None
    with member.stream(limits.recording_bytes) as file:
        for kind, values in messages(file, limits, {"file_id": {"type"}}):
            if kind == "file_id":
                return values.get("type") == "activity"
    return True  # Whatever is wrong with it is told as it is read.


MOST_IN_A_MINUTE = 20  # Activities that begin together, which are compared one by one.


class _Listed:
    """The activities of the lists, by their start, each until its recording is found."""

    def __init__(self):
        self._found: list[Found] = []
        self._used: set[int] = set()
        self._by_minute: dict[int, list[int]] = {}

    def take(self, member: Member, limits: Limits) -> Iterator[Rejected]:
        """Take in a list; what can't be read is given back."""
        try:
            with member.stream(limits.unpacked_bytes) as file:
                for item in summaries(file, member.plain_name.rpartition("/")[2]):
                    if isinstance(item, Rejected):
                        yield item
                    elif len(self._found) < limits.workouts:
                        self._add(item)
        except Exhausted:
            raise
        except Unreadable as error:
            yield Rejected(shown(member.name), str(error))

    def joined(self, recording: Found) -> Found:
        """A recording with its title and its id, where a list has them."""
        n = self._of(recording)
        if n is None:
            return recording
        self._used.add(n)
        listed = self._found[n]
        is_vague = recording.sport not in (RUNNING, STRENGTH)
        filled = {
            name: getattr(listed, name)
            for name in _FILLED
            if getattr(recording, name) in (None, "")
        }
        return replace(
            recording,
            **filled,
            title=listed.title or recording.title,
            sport=listed.sport if is_vague else recording.sport,
            is_treadmill=recording.is_treadmill or listed.is_treadmill,
            source=SOURCE,
            source_id=listed.source_id,
        )

    def left(self) -> Iterator[Found]:
        """Those whose recording did not come."""
        return (found for n, found in enumerate(self._found) if n not in self._used)

    def _add(self, found: Found) -> None:
        minute = int(found.started_at.timestamp() // MOST_APART_S)
        of_minute = self._by_minute.setdefault(minute, [])
        if len(of_minute) < MOST_IN_A_MINUTE:
            of_minute.append(len(self._found))
        self._found.append(found)

    def _of(self, recording: Found) -> int | None:
        """The activity that begins as the recording does, of the same sport if there are two."""
        if recording.started_at.tzinfo is None:
            return None
        start = recording.started_at.timestamp()
        minute = int(start // MOST_APART_S)
        near = [n for m in (minute - 1, minute, minute + 1) for n in self._by_minute.get(m, ())]

        def distance(n: int) -> tuple[bool, float]:
            found = self._found[n]
            return found.sport != recording.sport, abs(found.started_at.timestamp() - start)

        best = min(near, key=distance, default=None)
        return None if best is None or distance(best)[1] > MOST_APART_S else best


_FILLED = (
    "moving_s",
    "utc_offset_s",
    "position",
    "distance",
    "avg_hr_bpm",
    "max_hr_bpm",
    "elevation_gain_m",
    "effort",
    "notes",
)
