"""The power goes at any moment: what was acknowledged is on the disk, and nothing half or twice."""

import sqlite3
import time
from pathlib import Path
from random import Random

import pytest

from scripts import find_strace

from .load import settle_all
from .power import DATABASE, Recorded, images
from .remains import Cut
from .servers import serving
from .stored import logs

CUTS, SHORT_CUTS = 400, 60
ACKNOWLEDGED, FEW = 400, 150
STARTS, FIRST_STARTS = 10, 3
REPEATED = 5  # Of each writer's.
pytestmark = pytest.mark.xdist_group("power cuts")  # So that one recording is made.


@pytest.fixture(scope="session")
def strace() -> str:
    """What records the calls."""
    path, reason = find_strace.find()
    return path or pytest.skip(reason)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory, strace) -> Recorded:
    """A short life of a server, from its first start on."""
    return Recorded.of(tmp_path_factory.mktemp("recorded"), FEW)


def test_the_calls_that_were_recorded_make_the_very_files_that_are_there(tmp_path, recorded):
    end = max(recorded.recording.moments)
    ((_, root),) = recorded.recording.disks([end])
    root.write_to(tmp_path, Cut("everything", Random(0)))  # noqa: S311

    assert _files(tmp_path) == _files(recorded.home)


def test_what_was_acknowledged_outlives_a_power_cut(tmp_path, recorded):
    recorded.assert_outlives(tmp_path, SHORT_CUTS, Random(SHORT_CUTS))  # noqa: S311


@pytest.mark.long
def test_what_was_acknowledged_outlives_many_power_cuts(tmp_path, strace, record_property):
    began = time.monotonic()
    long_life = Recorded.of(tmp_path, ACKNOWLEDGED)
    record_property("recorded_s", time.monotonic() - began)
    long_life.assert_outlives(tmp_path, CUTS, Random(CUTS))  # noqa: S311
    record_property("took_s", time.monotonic() - began)
    record_property("acknowledged", sum(writer.acknowledged for writer in long_life.writers))
    record_property("uploads", len(long_life.uploads))


@pytest.mark.long
def test_a_server_starts_on_what_a_power_cut_left_and_takes_what_is_sent_again(tmp_path, recorded):
    chance = Random(STARTS)  # noqa: S311
    first_answer = min(recorded.recording.answers.values())
    starting = [line for line in recorded.recording.moments if line < first_answer]
    first_starts = [chance.choice(starting) for _ in range(FIRST_STARTS)]
    cuts = sorted([*first_starts, *recorded.cuts(STARTS - FIRST_STARTS, chance)])
    for line, image in images(recorded.recording, tmp_path, cuts, chance):
        with serving(image) as server:
            writers = recorded.as_of(line)
            settle_all(writers, server, logs(image / DATABASE, sqlite3))
            for writer in writers:
                writer.repeat(server, REPEATED)
            settle_all(writers, server, logs(image / DATABASE, sqlite3))
            assert server.complaints == ""


def _files(home: Path) -> dict[str, bytes]:
    """All files but those that stand for memory, and what the test writes there itself."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and not path.name.endswith("-shm") and "errors-" not in path.name
    }
