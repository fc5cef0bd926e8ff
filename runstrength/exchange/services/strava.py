"""Strava's activities.csv, alone or in the archive that Strava makes of an account.

A row is the truth for what an activity is and how long and far it was, its recording for the way
it went. Dates are in UTC.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from itertools import chain, islice
from typing import BinaryIO

from ..archives.archive import Archive, Member
from ..archives.unpacking import Exhausted
from ..archives.zip_members import shown
from ..found import Answers, Found, Question, Rejected, Unreadable
from ..limits import USUAL, Limits
from ..recordings.recordings import read_recording
from ..tables.csv_rows import Row, read_table
from .strava_headers import columns_of
from .strava_rows import Activity, activity_of

SAMPLE = 20  # Rows by which the columns are told where their names are not known.
NOTHING = "its date or its duration can't be read"
# Sessions of one recording begin within a day; clocks that never were set show another year.
MOST_APART = timedelta(hours=26)
Told = Callable[[int, int], None]


def is_mine(head: bytes) -> bool:
    """Whether a file that begins so is such a table."""
    try:
        table = read_table(BytesIO(head))
        rows = [row.cells for row in islice(table.rows, SAMPLE) if isinstance(row, Row)]
    except Unreadable:
        return False
    return columns_of(table.header, rows) is not None


def read(
    file: BinaryIO, answers: Answers, limits: Limits = USUAL
) -> Iterator[Found | Rejected | Question]:
    """The activities of the table alone, without recordings."""
    for activity in _activities(file, answers, limits):
        if isinstance(activity, Activity):
            yield activity.found or activity.rejected(NOTHING)
        else:
            yield activity


def read_archive(
    archive: Archive,
    table: Member,
    answers: Answers,
    limits: Limits = USUAL,
    told: Told = lambda done, total: None,
) -> Iterator[Found | Rejected | Question]:
    """The activities of the table, each with the recording that it names."""
    folder = table.plain_name.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    with table.spool(limits.unpacked_bytes) as file:
        for n, activity in enumerate(_activities(file, answers, limits)):
            told(min(n, len(archive)), len(archive))
            if isinstance(activity, Activity):
                yield from _with_recording(activity, archive, prefix, answers, limits)
            else:
                yield activity


def _activities(
    file: BinaryIO, answers: Answers, limits: Limits
) -> Iterator[Activity | Rejected | Question]:
    table = read_table(file, limits)
    first = list(islice(table.rows, SAMPLE))
    columns = columns_of(table.header, [row.cells for row in first if isinstance(row, Row)])
    if columns is None:
        raise Unreadable("this is no table of Strava's activities")
    has_asked = False
    for row in chain(first, table.rows):
        if isinstance(row, Rejected):
            yield row
            continue
        activity = activity_of(row, columns, answers)
        if activity.is_ambiguous and not has_asked:
            has_asked = True
            yield Question.DATE_ORDER
        yield activity


def _with_recording(
    activity: Activity, archive: Archive, prefix: str, answers: Answers, limits: Limits
) -> Iterator[Found | Rejected | Question]:
    """The activity, and in a line of its own what is wrong with its recording."""
    if not activity.recording or not activity.needs_recording:
        yield activity.found or activity.rejected(NOTHING)
        return
    name = prefix + activity.recording
    items = _recorded(archive.named(name), name, answers, limits)
    if activity.started_at is None:
        yield from (item for item in items if isinstance(item, Question))
    flaws = [item for item in items if isinstance(item, Rejected)]
    if recording := _nearest(activity, [item for item in items if isinstance(item, Found)]):
        yield activity.joined(recording)
        yield from flaws
        return
    reason = flaws[0].reason if flaws else "it is of another day"
    yield activity.found or activity.rejected(NOTHING)
    yield Rejected(shown(name), f"the recording is left out: {reason}")


def _recorded(
    member: Member | None, name: str, answers: Answers, limits: Limits
) -> list[Found | Rejected | Question]:
    if member is None:
        return [Rejected(name, "it is not in the archive")]
    try:
        return list(read_recording(member, answers, limits))
    except Exhausted:
        raise
    except Unreadable as error:
        return [Rejected(name, str(error))]


def _nearest(activity: Activity, found: list[Found]) -> Found | None:
    """The session that is meant: a recording may hold several."""
    start = activity.started_at
    aware = [each for each in found if each.started_at.tzinfo]
    if start is None or not aware:
        return found[0] if found else None
    nearest = min(aware, key=lambda each: abs(each.started_at - start))
    return nearest if abs(nearest.started_at - start) <= MOST_APART else None
