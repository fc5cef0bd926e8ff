"""A folder of backups: each says by its name why it was made, and each kind stays for its time."""

import errno
import fcntl
from datetime import timedelta
from pathlib import Path

import pytest

from runstrength.storage.backing_up.folder import (
    BEFORE_MIGRATION,
    BY_HAND,
    NIGHTLY,
    STAMP,
    made_at,
    prune,
)
from runstrength.storage.backing_up.making import make
from runstrength.storage.backing_up.manifest import read
from runstrength.storage.database import now

pytestmark = pytest.mark.sqlite


@pytest.fixture
def folder(app, tmp_path) -> Path:
    """Where the backups of the app go, within its context."""
    app.config.update(HOME=tmp_path, UPLOADS=tmp_path / "uploads", LEAST_FREE_BYTES=1)
    with app.app_context():
        yield tmp_path / "backups"


def made(folder: Path, days_ago: int, ending: str = "") -> Path:
    """A backup of some days ago, as far as its name goes."""
    at = now() - timedelta(days=days_ago)
    (path := folder / f"runstrength-{at.strftime(STAMP)}{ending}").mkdir(parents=True)
    return path


@pytest.mark.parametrize("reason", [NIGHTLY, BY_HAND, BEFORE_MIGRATION])
def test_its_name_and_its_manifest_tell_why_it_was_made(folder, reason):
    backups = {make(folder, reason) for _ in range(2)}  # Two within a second, perhaps.
    assert {read(backup).reason for backup in backups} == {reason}
    assert len(backups) == 2
    assert {each: set(made_at(folder, each)) for each in (NIGHTLY, BY_HAND, BEFORE_MIGRATION)} == {
        NIGHTLY: set(),
        BY_HAND: set(),
        BEFORE_MIGRATION: set(),
        reason: backups,
    }


def test_old_ones_go_whole_and_nothing_else_does(folder):
    old = [made(folder, 500 + day) for day in range(30)]
    (folder / "mine").mkdir()
    new = make(folder, NIGHTLY)
    dropped = prune(folder)
    left = set(folder.iterdir())
    assert {new, old[0], folder / "mine"} <= left
    assert left == {new, folder / "mine", *old} - set(dropped)
    assert len(dropped) >= 15


def test_one_that_was_made_by_hand_stays_beside_a_newer_one_of_its_day(folder):
    by_hand = [made(folder, day, "-by-hand") for day in (0, 1, 30, 31, 400, 4000)]
    numbered = made(folder, 32, "-by-hand-2")
    for day in range(100):
        made(folder, day)
    prune(folder)
    assert set(made_at(folder, BY_HAND)) == {*by_hand, numbered}
    assert len(made_at(folder, NIGHTLY)) < 20


def test_one_from_before_a_migration_stays_for_two_months_and_the_last_one_for_good(folder):
    first, second, third, last = (made(folder, n, "-before-migration") for n in (400, 61, 59, 1))
    for day in range(100):
        made(folder, day)
    prune(folder)
    assert set(made_at(folder, BEFORE_MIGRATION)) == {third, last}
    for young in (third, last):
        young.rmdir()
    first.mkdir()
    second.mkdir()
    prune(folder)
    assert set(made_at(folder, BEFORE_MIGRATION)) == {second}


def test_those_of_other_kinds_take_no_nightly_ones_place(folder):
    nightly = {made(folder, day) for day in range(7)}
    for day in range(7):
        made(folder, day, "-by-hand")
        made(folder, day, "-before-migration-3")
    assert prune(folder) == []
    assert set(made_at(folder, NIGHTLY)) == nightly


def test_what_a_killed_one_left_behind_goes_with_the_next(folder):
    (folder / ".making-2026-11-22T030000Z" / "uploads").mkdir(parents=True)
    (folder / ".dropping-runstrength-2025-11-22T030000Z").mkdir()
    new = make(folder, NIGHTLY)
    assert list(folder.iterdir()) == [new]


def test_on_a_disk_that_knows_no_locks_backups_are_made_and_drafts_of_others_stay(
    folder, monkeypatch
):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (draft := folder / ".making-2026-11-22T030000Z").mkdir(parents=True)
    new = make(folder, NIGHTLY)
    assert prune(folder) == []
    assert set(folder.iterdir()) == {draft, new}
