"""Apple Health's export.xml, alone or in the archive that an iPhone makes.

Ten years of it are 2 GB, nearly all of them single measurements. So the bytes are searched for
workouts, which lie a few to a megabyte, and only these are read as XML: that passes over the rest
as fast as it unpacks, over iOS 16's broken DOCTYPE too, and no entity is ever known. Workouts are
looked for as Apple writes them, which is without comments and CDATA.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ..archives.archive import HEAD, Archive, Member
from ..archives.unpacking import Exhausted
from ..archives.zip_members import shown
from ..found import RUNNING, Answers, Found, Rejected, Unreadable
from ..limits import USUAL, Limits
from ..recordings.recordings import read_recording
from ..recordings.xml_text import root
from .health_workouts import Workout, joined, workout_of

CHUNK = 1024**2
LONGEST = 4 * 1024**2  # Of a workout; a marathon with every kilometre and pause takes 50 kB.
TAIL = 256

_OPENING = re.compile(rb"<Workout(?=[\s/>])")
_LENGTH = len(b"<Workout")
_TAG = re.compile(rb"""<Workout(?:[^<>"']++|"[^<"]*+"|'[^<']*+')*+>""")
_BOUND = re.compile(rb"</Workout\s*+>|<Workout(?=[\s/>])")


def is_mine(head: bytes) -> bool:
    """Whether a file that begins so is Apple Health's."""
    return root(head) == "HealthData"


def read(
    file: BinaryIO,
    answers: Answers,
    limits: Limits = USUAL,
    told: Callable[[int], None] = lambda done: None,
) -> Iterator[Found | Rejected]:
    """The workouts of export.xml, without their routes; `told` hears how many bytes are read."""
    for item in _workouts(file, limits, told):
        yield item.found if isinstance(item, Workout) else item


def read_archive(
    archive: Archive,
    export: Member,
    answers: Answers,
    limits: Limits = USUAL,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Found | Rejected]:
    """The workouts of an export.xml in an archive, each run with the route that it names.

    `told` hears how many of how many bytes are read.
    """
    folder = export.plain_name.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    with export.stream() as file:
        for item in _workouts(file, limits, lambda done: told(done, max(done, export.size))):
            if isinstance(item, Rejected):
                yield item
            elif item.route and item.found.sport == RUNNING:
                yield from _with_route(item, archive, prefix, answers, limits)
            else:
                yield item.found


def _with_route(
    workout: Workout, archive: Archive, prefix: str, answers: Answers, limits: Limits
) -> Iterator[Found | Rejected]:
    """The workout, and in a line of its own what is wrong with its route."""
    name = prefix + workout.route.lstrip("/")
    route = _recorded(archive.named(name), answers, limits)
    if isinstance(route, Found):
        yield joined(workout.found, route)
        return
    yield workout.found
    yield Rejected(shown(name), f"the route is left out: {route}")


def _recorded(member: Member | None, answers: Answers, limits: Limits) -> Found | str:
    """What a route records, or why it can't be read."""
    if member is None:
        return "it is not in the archive"
    try:
        items = list(read_recording(member, answers, limits))
    except Exhausted:
        raise
    except Unreadable as error:
        return str(error)
    found = (item for item in items if isinstance(item, Found))
    flaws = (item.reason for item in items if isinstance(item, Rejected))
    return next(found, None) or next(flaws, "it is empty")


def _workouts(
    file: BinaryIO, limits: Limits, told: Callable[[int], None]
) -> Iterator[Workout | Rejected]:
    n = 0
    for element in _elements(_chunks(file, limits, told)):
        if element is None:
            yield Rejected("the end", "the file breaks off; what comes before was read")
            continue
        n += 1
        row = f"workout {n}"
        if n > limits.workouts:
            yield Rejected(row, "there are too many workouts in this file")
            return
        yield workout_of(element, row) if element else Rejected(row, "its end is missing")
    if not n:
        raise Unreadable("there is no workout in this export of Apple Health")


def _chunks(file: BinaryIO, limits: Limits, told: Callable[[int], None]) -> Iterator[bytes]:
    """The file's bytes. Raises `Unreadable` for a file of another kind, and for one too large."""
    chunk, done = file.read(HEAD), 0
    if not is_mine(chunk):
        raise Unreadable("this is no export of Apple Health")
    while chunk:
        done += len(chunk)
        if done > limits.unpacked_bytes:
            raise Unreadable(f"it is longer than {limits.unpacked_bytes / 1024**2:,.0f} MB")
        yield chunk
        told(done)
        chunk = file.read(CHUNK)


def _elements(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    """Each Workout element whole; b"" for one without an end, None where the file breaks off."""
    text = tail = b""
    for chunk in chunks:
        text, tail, at = text + chunk, (tail + chunk)[-TAIL:], 0
        while opening := _OPENING.search(text, at):
            start = opening.start()
            end, at = _end_of(text, start)
            if at < 0:  # More has to be read, if there may be more.
                if len(text) - start <= LONGEST:
                    break
                end, at = start, opening.end()
            yield text[start:end]
        text = text[start:] if opening else text[-_LENGTH:]
    if b"</HealthData" not in tail:
        yield None
    elif _OPENING.match(text):
        yield b""


def _end_of(text: bytes, start: int) -> tuple[int, int]:
    """Where the element that starts there ends, and where to go on: below 0 where that lies beyond.

    The end is `start` itself for one without.
    """
    if not (tag := _TAG.match(text, start)):
        return start, text.find(b"<", start + 1)  # None is in a tag, unless it is broken.
    if tag[0].endswith(b"/>"):
        return tag.end(), tag.end()
    bound = _BOUND.search(text, tag.end())
    if not bound:
        return start, -1
    if not bound[0].startswith(b"</"):  # No workout lies in another.
        return start, bound.start()
    return bound.end(), bound.end()
