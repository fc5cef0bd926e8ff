"""A mark in a folder of data that is neither the old log nor the one that is brought back.

It stands there from before the first change to after the last. Who finds it starts nothing: a
restore that is run again finishes what one that was killed has begun.
"""

from pathlib import Path

from .folder import sync_folder

NAME = "half-restored-"
TOLD = "a backup was brought back only by half; to finish, restore it once more"


def mark(home: Path, stamp: str) -> None:
    """Set the mark, and see it on the disk; the stamp says under which names things are aside."""
    (home / f"{NAME}{stamp}").touch(mode=0o600)
    sync_folder(home)


def stamp_of(home: Path) -> str | None:
    """The stamp of the restore that is not finished; None where all is whole."""
    names = sorted(path.name for path in home.glob(f"{NAME}*"))
    return names[0].removeprefix(NAME) if names else None


def clear(home: Path) -> None:
    """Take the mark away."""
    for path in home.glob(f"{NAME}*"):
        path.unlink()
    sync_folder(home)
