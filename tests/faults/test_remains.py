"""The pretended disk keeps what was synced, and nothing else for certain."""

from pathlib import Path
from random import Random

import pytest

from .remains import SECTOR, Change, Cut, File, Folder

ALL = b"a" * 4 * SECTOR


@pytest.mark.parametrize("way", Cut.WAYS)
def test_what_was_synced_is_there_after_every_cut(tmp_path, way):
    assert _found(tmp_path, way, is_synced=True, is_named=True) == ALL


def test_what_was_not_synced_may_be_gone(tmp_path):
    assert _found(tmp_path, "nothing", is_synced=False, is_named=True) == b""


def test_what_was_not_synced_may_be_there(tmp_path):
    assert _found(tmp_path, "everything", is_synced=False, is_named=False) == ALL


def test_a_file_whose_folder_was_not_synced_may_be_without_a_name(tmp_path):
    assert _found(tmp_path, "nothing", is_synced=True, is_named=False) is None


def test_any_sector_of_a_write_may_be_there_without_the_others(tmp_path):
    found = set()
    for seed in range(200):
        folder = tmp_path / str(seed)
        content = _found(folder, "sectors", is_synced=False, is_named=True, seed=seed)
        content = content.ljust(len(ALL), b"\0")
        found.add(tuple(content[at] == ALL[at] for at in range(0, len(ALL), SECTOR)))
    assert len(found) == 2**4


def test_a_write_may_be_torn(tmp_path):
    lengths = {
        len(_found(tmp_path / str(n), "torn", is_synced=False, is_named=True, seed=n))
        for n in range(100)
    }
    assert lengths == {0, SECTOR, 2 * SECTOR, 3 * SECTOR, 4 * SECTOR}


def test_a_later_write_may_be_there_without_an_earlier_one():
    file = File(pending=[Change(0, b"a"), Change(0, b"b")])
    found = {file.after(Cut("some", Random(seed))) for seed in range(100)}  # noqa: S311
    assert found == {b"", b"a", b"b"}


def test_a_file_that_was_cut_short_may_still_be_long():
    file = File(bytearray(ALL), [Change(0, None)])
    found = {file.after(Cut(way, Random(0))) for way in ("nothing", "everything")}  # noqa: S311
    assert found == {ALL, b""}


def _found(
    folder: Path, way: str, *, is_synced: bool, is_named: bool, seed: int = 0
) -> bytes | None:
    """What is in a file that was written anew; None without a name."""
    root, file, change = Folder(), File(), Change(0, ALL)
    root.pending.append(("file", file))
    file.pending.append(change)
    if is_synced:
        file.sync([change])
    if is_named:
        root.sync([("file", file)])
    root.write_to(folder, Cut(way, Random(seed)))  # noqa: S311
    path = folder / "file"
    return path.read_bytes() if path.exists() else None
