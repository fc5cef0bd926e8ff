"""What remains on a disk after a power cut: all that was synced, and of the rest whatever it likes.

Nothing is taken for granted that POSIX does not promise: without `fsync` any sector of a write may
be there or not, in any order; a file's name is there for good once its folder was synced.
"""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR, PAGE = 512, 4096
TORN = 0.5  # Of the changes of a torn disk, so many end in their middle.


@dataclass(eq=False)
class Change:
    """A write to a file, or its new size where there are no bytes."""

    at: int
    data: bytes | None
    is_over: bool = False  # Whether the call came back.

    def applied_to(self, content: bytearray) -> None:
        """Make the whole change."""
        if self.data is None:
            del content[self.at :]
            content.extend(bytes(self.at - len(content)))
        else:
            _write(content, self.at, self.data)


@dataclass(eq=False)
class File:
    """What is on the disk for good, and what came since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)

    def sync(self, changes: list[Change]) -> None:
        """These are on the disk from now on."""
        for change in changes:
            if change in self.pending:
                change.applied_to(self.durable)
                self.pending.remove(change)

    def after(self, cut: "Cut") -> bytes:
        """What is found in it after a power cut."""
        content = bytearray(self.durable)
        for change in cut.survivors(self.pending):
            cut.leave(change, content)
        return bytes(content)


@dataclass(eq=False)
class Folder:
    """The names that are on the disk for good, and those that came or went since."""

    durable: dict[str, "File | Folder"] = field(default_factory=dict)
    pending: list[tuple[str, "File | Folder | None"]] = field(default_factory=list)

    def sync(self, changes: list[tuple]) -> None:
        """These are on the disk from now on."""
        for change in changes:
            if change in self.pending:
                _name(self.durable, *change)
                self.pending.remove(change)

    def write_to(self, target: Path, cut: "Cut") -> None:
        """Make a real folder of what is found after a power cut."""
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        names = dict(self.durable)
        for change in cut.survivors(self.pending):
            _name(names, *change)
        for name, node in names.items():
            if isinstance(node, Folder):
                node.write_to(target / name, cut)
            else:
                (target / name).write_bytes(node.after(cut))


class Cut:
    """A power cut, and which of the changes that were not synced it spares: one of the `WAYS`."""

    WAYS = ("nothing", "everything", "some", "sectors", "pages", "torn")

    def __init__(self, way: str, chance: Random):
        self.way, self.chance = way, chance
        self._share = {"nothing": 0, "everything": 1}.get(way, chance.random())

    def survivors(self, changes: list) -> list:
        """The changes of which anything is left, in their order."""
        if self.way == "torn":
            return changes[: self.chance.randint(0, len(changes))]
        if self.way in ("sectors", "pages") and changes and isinstance(changes[0], Change):
            return changes  # But in pieces.
        return [change for change in changes if self.chance.random() < self._share]

    def leave(self, change: Change, content: bytearray) -> None:
        """Leave as much of a change as it spares."""
        if self.way in ("sectors", "pages") and change.data is not None:
            self._leave_pieces(change, content, SECTOR if self.way == "sectors" else PAGE)
        elif self.way == "torn" and change.data is not None and self.chance.random() < TORN:
            until = self.chance.randint(0, len(change.data) // SECTOR) * SECTOR
            _write(content, change.at, change.data[:until])
        elif self.way not in ("sectors", "pages") or self.chance.random() < self._share:
            change.applied_to(content)

    def _leave_pieces(self, change: Change, content: bytearray, size: int) -> None:
        start, end = change.at, change.at + len(change.data)
        while start < end:
            border = min(end, (start // size + 1) * size)
            if self.chance.random() < self._share:
                _write(content, start, change.data[start - change.at : border - change.at])
            start = border


def _name(names: dict, name: str, node: File | Folder | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _write(content: bytearray, at: int, data: bytes) -> None:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data
