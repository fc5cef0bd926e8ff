"""The one way in: whatever file is brought, what is in it, workout by workout."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .archives.archive import HEAD, Archive, size_of
from .archives.packed import OWN_EXPORT, Item, Told, read_archive
from .archives.tallies import Tally
from .archives.unpacking import GZIP, Budget, unpacked_spool
from .archives.zip_members import shown
from .found import Answers, Found, Question, Rejected, Unreadable
from .kinds import APPLE_HEALTH, OWN, READERS, ZIPPED, archive_kind, kind_of, seems
from .limits import USUAL, Limits
from .services import apple_health

STEP = 200  # Rows after which a progress page may want to hear of them.


def read(
    path: Path,
    answers: Answers,
    limits: Limits = USUAL,
    told: Told = lambda done, total: None,
    name: str = "",
) -> Iterator[Item]:
    """What an upload tells; `name` is what its owner calls it.

    `told` hears how far it is, in bytes or in members. Each `Question` comes once. Raises
    `Unreadable` where there is no workout to be found, and nothing else for any bytes; where it
    breaks off later, the last line says so.
    """
    has_found = has_rejected = False
    try:
        for item in _bounded(_read(path, answers, limits, told), limits):
            has_found = has_found or isinstance(item, Found)
            has_rejected = has_rejected or isinstance(item, Rejected)
            yield item
    except Unreadable as error:
        if not has_found:
            raise
        yield Rejected(shown(name) or "the rest", f"nothing after this is read: {error}")
        return
    if not (has_found or has_rejected):
        raise Unreadable("there is no workout in it")


def upload_kind(path: Path, limits: Limits = USUAL) -> str:
    """The kind of an upload: `kinds.OWN`, "zip" or a key of `kinds.READERS`; "" for none of them.

    Raises `Unreadable` for a broken archive.
    """
    with path.open("rb") as file:
        budget = Budget(size_of(file), limits)
        with _unpacked(file, budget) as plain:
            kind = kind_of(_head(plain))
            if kind != ZIPPED:
                return kind
            with Archive(plain, budget) as archive:
                return archive_kind(archive) or ZIPPED


def _read(path: Path, answers: Answers, limits: Limits, told: Told) -> Iterator[Item]:
    with path.open("rb") as file:
        budget = Budget(size_of(file), limits)
        with _unpacked(file, budget) as plain:
            kind = kind_of(_head(plain))
            if kind == OWN:
                raise Unreadable(OWN_EXPORT)
            if kind == ZIPPED:
                yield from _read_upload_archive(plain, budget, answers, told)
            elif kind in READERS:
                yield from _read_plain(plain, kind, answers, limits, told)
            else:
                raise Unreadable(seems(_head(plain)))


def _read_upload_archive(
    file: BinaryIO, budget: Budget, answers: Answers, told: Told
) -> Iterator[Item]:
    tally = Tally()
    with Archive(file, budget) as archive:
        for item in read_archive(archive, answers, told):
            if isinstance(item, Rejected):
                yield from tally.passed(item)
            else:
                yield item
        yield from tally.rest()
        told(len(archive), len(archive))


def _read_plain(
    file: BinaryIO, kind: str, answers: Answers, limits: Limits, told: Told
) -> Iterator[Item]:
    total = size_of(file)
    told(0, total)
    if kind == APPLE_HEALTH:
        items = apple_health.read(file, answers, limits, lambda done: told(done, total))
    else:
        items = READERS[kind].read(file, answers, limits)
    for n, item in enumerate(items, start=1):
        if n % STEP == 0:
            told(min(file.tell(), total), total)
        yield item
    told(total, total)


def _bounded(items: Iterator[Item], limits: Limits) -> Iterator[Item]:
    """Each question once, and no more workouts than anybody can have done."""
    asked: set[Question] = set()
    count = 0
    for item in items:
        if isinstance(item, Question):
            if item in asked:
                continue
            asked.add(item)
        elif isinstance(item, Found):
            count += 1
            if count > limits.workouts:
                raise Unreadable(f"it holds more than {limits.workouts:,} workouts")
        yield item


@contextmanager
def _unpacked(file: BinaryIO, budget: Budget):
    """The file itself, or what it holds where it is packed with gzip."""
    if not _head(file).startswith(GZIP):
        yield file
        return
    with unpacked_spool(file, budget, budget.limits.unpacked_bytes) as spool:
        yield spool


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head
