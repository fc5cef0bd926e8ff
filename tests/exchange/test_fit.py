"""Real FIT files, from watches of several makers, against the figures that are known of them."""

import csv
import re
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from runstrength.exchange.found import STRENGTH, Answers, Found
from runstrength.exchange.limits import USUAL
from runstrength.exchange.recordings import fit
from runstrength.exchange.recordings.fit_messages import messages
from runstrength.training.workouts import Set

from .conftest import SAMPLES

CHECKOUT = Path(__file__).resolve().parents[2]


def expected() -> list[dict]:
    if not SAMPLES.is_dir():
        return []
    with (SAMPLES / "EXPECTED.tsv").open(newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["format"] == "FIT"]


EXPECTED = expected()


@cache
def found_in_file(path: Path) -> list[Found]:
    with path.open("rb") as file:
        return [told for told in fit.read(file, Answers()) if isinstance(told, Found)]


def test_the_samples_are_read(sample):
    """Where they are missing, this is the test that says so."""
    assert sample("EXPECTED.tsv").is_file()
    assert len(EXPECTED) >= 10


# Each sample, as EXPECTED.tsv has it.


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_the_first_session_of_a_sample_is_as_expected(row, sample):
    found = found_in_file(sample(row["file"]))
    first = found[0]
    assert len(found) == int(row["n_sessions"])
    assert (first.source, first.member, first.row) == ("fit", "", "session 1")
    assert bool(first.source_id)
    if not row["sport"].startswith("multisport"):
        assert first.sport == {"training": STRENGTH}.get(row["sport"], row["sport"])
    assert float(first.distance.m if first.distance else 0) == float(row["distance_m"] or 0)
    assert first.elapsed_s == pytest.approx(float(row["elapsed_s"]), abs=1)
    assert first.moving_s == pytest.approx(float(row["timer_or_moving_s"]), abs=1)
    assert (first.avg_hr_bpm or 0) == pytest.approx(int(row["avg_hr"] or 0), abs=1)
    assert row["max_hr"] in ("", str(first.max_hr_bpm))
    assert sum(len(each.laps) for each in found) == int(row["n_laps"])


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_a_sample_starts_when_it_did(row, sample):
    first = found_in_file(sample(row["file"]))[0]
    if true_start := re.search("true local start.*= ([-0-9T:]+)$", row["utc_offset_s"]):
        assert first.started_at == datetime.fromisoformat(true_start[1])
        assert first.utc_offset_s is None
    else:
        assert first.started_at == datetime.fromisoformat(row["start_utc"])
        assert first.started_at.tzinfo is UTC
        assert str(first.utc_offset_s or row["utc_offset_s"]) == row["utc_offset_s"]


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_all_points_of_a_sample_are_given(row, sample):
    with sample(row["file"]).open("rb") as file:
        points = list(fit.points(file))
    assert len(points) == int(row["n_records_or_points"])
    assert sum(point.latitude is not None for point in points) == int(row["n_gps_points"])
    assert all(point.at_s >= 0 for point in points)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_the_sets_of_a_sample_are_its_active_ones(row, sample):
    with sample(row["file"]).open("rb") as file:
        kinds = [each.kind for each in messages(file, USUAL, {"set": {"set_type"}})]
    sets = [
        s
        for f in found_in_file(sample(row["file"]))
        for exercise in f.exercises
        for s in exercise.sets
    ]
    weights = [str(s.weight.value) for s in sets if s.weight]
    assert kinds.count("set") == int(row["sets_total"])
    assert len(sets) == int(row["sets_active"])
    assert sum(s.reps or 0 for s in sets) == int(row["reps"])
    assert ",".join(weights) == (row["weights_kg"] or "")


def test_each_session_of_a_multisport_file_is_its_own(sample):
    (row,) = (row for row in EXPECTED if row["sport"].startswith("multisport"))
    told_of = re.findall(r"(\w+) ([\d:]+)Z (\d+) m (\d+) s", row["note"])
    found = found_in_file(sample(row["file"]))
    assert len(told_of) == int(row["n_sessions"])
    for each, (sport, clock, metres, seconds) in zip(found, told_of, strict=True):
        # Timed: the run was paused for a while.
        assert each.sport == {"3": "transition"}.get(sport, sport)
        assert each.started_at.strftime("%H:%M:%S") == clock
        assert round(float(each.distance.m)) == int(metres)
        assert round(each.moving_s) == int(seconds)
        lapped_m = sum(each_lap.distance_m for each_lap in each.laps)
        assert lapped_m == pytest.approx(float(each.distance.m), abs=1)
        if each.track:
            assert each.track.points[0].distance_m == pytest.approx(0, abs=10)
            assert each.track.points[-1].distance_m == pytest.approx(float(metres), abs=10)
            assert each.track.points[-1].at_s == pytest.approx(each.elapsed_s, abs=10)
    assert len({each.source_id for each in found}) == len(found)


def test_compressed_records_have_their_times_and_distances(sample):
    (row,) = (row for row in EXPECTED if row["file"].startswith("compressed"))
    with sample(row["file"]).open("rb") as file:
        points = list(fit.points(file))
    times = [point.at_s for point in points]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(float(row["elapsed_s"]), abs=10)
    assert points[-1].distance_m == pytest.approx(float(row["distance_m"]), abs=1)


def test_what_a_watch_counted_without_reps_is_kept_by_its_seconds(sample):
    exercises = found_in_file(sample("core_from_watch.fit"))[0].exercises
    assert exercises[0].sets == (Set(reps=4), Set(reps=1), Set(duration_s=20))
    assert [exercise.names for exercise in exercises] == [
        ("unknown",),
        ("sit_up", "crunch"),
        ("triceps_extension", "pull_up/ez_bar_pullover", "pull_up"),
        ("unknown",),
        ("sit_up", "crunch"),
    ]


def test_nine_hours_fit_into_little_memory(sample):
    """In a process of its own: a trace of each allocation would take half a minute."""
    script = """if True:
        import sys
        from resource import RUSAGE_SELF, getrusage
        from runstrength.exchange.recordings import fit
        from runstrength.exchange.found import Answers
        before = getrusage(RUSAGE_SELF).ru_maxrss
        found = list(fit.read(open(sys.argv[1], "rb"), Answers()))
        print(len(found), getrusage(RUSAGE_SELF).ru_maxrss - before)
    """
    command = [sys.executable, "-c", script, str(sample("4623204522.fit"))]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    sessions, kilobytes = map(int, done.stdout.split())
    assert sessions == 5
    assert kilobytes < 60_000
