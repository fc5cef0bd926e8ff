"""Archives: those of Strava, Garmin and Apple Health as what they are, others file by file."""

from collections.abc import Callable, Iterator

from ..found import Answers, Found, Question, Rejected, Unreadable
from ..kinds import (
    APPLE_HEALTH,
    GARMIN,
    GZIPPED,
    OWN,
    READERS,
    STRAVA,
    apple_export,
    archive_kind,
    archive_seems,
    kind_of,
    seems,
    strava_table,
)
from ..recordings.recordings import RECORDINGS, placed
from ..services import apple_health, garmin, strava
from .archive import HEAD, ZIPS, Archive, Member
from .unpacking import Exhausted
from .zip_members import shown

Item = Found | Rejected | Question
Told = Callable[[int, int], None]
OWN_EXPORT = "it is an export of RunStrength: it is brought in as a whole"
EXPECTED = (".fit", ".gpx", ".tcx", ".csv", ".gz", ".zip")  # What is no picture, by its name.


def read_archive(archive: Archive, answers: Answers, told: Told) -> Iterator[Item]:
    """What an archive tells, by what it is an export of. Raises `Unreadable`."""
    limits = archive.budget.limits
    kind = archive_kind(archive)
    if kind == OWN:
        raise Unreadable(OWN_EXPORT)
    if kind == GARMIN:
        yield from garmin.read_archive(archive, answers, limits, told)
        return
    yield from archive.skipped
    if kind == STRAVA:
        yield from strava.read_archive(archive, strava_table(archive), answers, limits, told)
    elif kind == APPLE_HEALTH:
        export = apple_export(archive)
        yield from apple_health.read_archive(archive, export, answers, limits, told)
    else:
        yield from _read_members(archive, answers, told)


def _read_members(archive: Archive, answers: Answers, told: Told) -> Iterator[Item]:
    """Each file by its own kind; in one line how many were left out."""
    others: list[str] = []
    count = 0
    has_more = False
    for n, member in enumerate(archive.members(), start=1):
        told(n, len(archive))
        try:
            for item in _read_member(member, answers):
                has_more = True
                yield item
        except _Irrelevant:
            count += 1
            others = others or [member.name]
        except Exhausted:
            raise
        except Unreadable as error:
            has_more = True
            yield Rejected(shown(member.name), str(error))
    if not has_more and not archive.skipped:
        raise Unreadable(archive_seems(archive))
    if count:
        more = f" and {count - 1:,} more" if count > 1 else ""
        yield Rejected(shown(others[0]) + more, "there are no workouts in files of this kind")


class _Irrelevant(Exception):
    """A file that nobody takes for a recording: a picture, a text."""


def _read_member(member: Member, answers: Answers) -> Iterator[Item]:
    """What a member tells. Raises `Unreadable`, or `_Irrelevant` where that is no wonder."""
    budget = member.budget
    head = member.head()
    if head.startswith(ZIPS):
        with member.archive() as inner:
            yield from read_archive(inner, answers, _untold)
        return
    kind = kind_of(head)
    most = budget.limits.unpacked_bytes
    if kind in RECORDINGS or kind == GZIPPED:
        most = budget.limits.recording_bytes
    if not kind and not member.name.lower().endswith(EXPECTED):
        raise _Irrelevant
    if not kind:
        raise Unreadable(seems(head))
    with member.spool(most) as file:
        kind = kind_of(file.read(HEAD))
        if kind not in READERS:
            file.seek(0)
            raise Unreadable(seems(file.read(HEAD)))
        file.seek(0)
        for item in READERS[kind].read(file, answers, budget.limits):
            yield placed(item, member.name, is_recording=kind in RECORDINGS)


def _untold(done: int, total: int) -> None:
    """Nobody hears of it: the files of one archive in another count as one."""
