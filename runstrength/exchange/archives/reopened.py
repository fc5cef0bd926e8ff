"""The recordings of an upload, opened again one after the other; an archive is looked into once."""

from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from ..limits import USUAL, Limits
from .archive import Archive, opened, packed_or_not, size_of
from .unpacking import Budget


class Reopened:
    """Opens what `Found.member` names in files on the disk; the last archive stays open."""

    def __init__(self, limits: Limits = USUAL):
        self._limits = limits
        self._path: Path | None = None
        self._archive: Archive | None = None
        self._open = ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._forget()

    def opened(self, path: Path, member: str) -> BinaryIO:
        """A recording, gzip unpacked; the caller closes it. Raises `Unreadable`, or `OSError`."""
        if not member:
            return opened(path, member, self._limits)
        if path != self._path:
            self._forget()
            self._archive, self._path = self._archive_in(path), path
        return self._archive.opened(member)

    def _archive_in(self, path: Path) -> Archive:
        with ExitStack() as stack:
            file = stack.enter_context(path.open("rb"))
            budget = Budget(size_of(file), self._limits)
            inner = stack.enter_context(packed_or_not(file, budget))
            archive = stack.enter_context(Archive(inner, budget))
            self._open = stack.pop_all()
            return archive

    def _forget(self) -> None:
        self._path = self._archive = None
        self._open.close()
