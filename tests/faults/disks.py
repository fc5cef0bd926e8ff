"""A disk with little room: filled, emptied, and shut against writing."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

BLOCK, IMAGE_BYTES = 4096, 16 * 1024 * 1024


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A folder with no more room than `size`, such as 14m; skips where none can be mounted."""
    folder.mkdir()
    if _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, leaving: int = 0) -> None:
    """Fill a disk but for so many bytes."""
    (disk / "spare").write_bytes(bytes(leaving))
    with suppress(OSError), (disk / "filler").open("ab", buffering=0) as filler:
        while True:
            filler.write(bytes(BLOCK))
    (disk / "spare").unlink()


def empty(disk: Path) -> None:
    """Make room again."""
    (disk / "filler").unlink()


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """Shut a folder or a file against writing, for root as well; skips where that can't be done."""
    if _mount("--bind", str(place), str(place)).returncode:
        pytest.skip("a folder can be shut by root alone")
    try:
        _mount("-o", "remount,bind,ro", str(place)).check_returncode()
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def failing_disk(folder: Path) -> Iterator[Path]:
    """A folder on a disk of its own, which `shut` can shut; skips where none can be made."""
    image = folder.with_suffix(".image")
    image.write_bytes(bytes(IMAGE_BYTES))
    folder.mkdir()
    if not shutil.which("mkfs.ext4"):
        pytest.skip("there is no mkfs.ext4")
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    if _mount("-o", "loop", str(image), str(folder)).returncode:
        pytest.skip("a disk in a file can be mounted by root alone")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def shut(disk: Path) -> None:
    """Shut a disk as Linux does once it fails: what is open for writing can't be written either."""
    _mount("-o", "remount,abort", str(disk)).check_returncode()


def _mount(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False)
