"""Files made to do harm: each is refused within seconds, and within 150 MB of memory."""

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import Answers, Found, Question, Rejected, Unreadable
from runstrength.exchange.limits import Limits
from runstrength.exchange.reading import read

from . import bombs
from .short_recordings import fit, gpx
from .zips import link, zip_of

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 150 * 1024**2
MOST_SECONDS = 10  # Of a processor that others use too; none takes half of it.
# Linux tells the most that a program's own memory was; elsewhere, as there for what a program was
# started by too, it is the most of the process.
PEAK = """
import resource, sys
from pathlib import Path

def peak():
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024)
"""
READ = f"""{PEAK}
import json, time
from runstrength.exchange.found import Answers, Found, Rejected, Unreadable
from runstrength.exchange.reading import read

before, started, found, reasons = peak(), time.process_time(), 0, []
try:
    for item in read(Path(sys.argv[1]), Answers()):
        found += isinstance(item, Found)
        if isinstance(item, Rejected):
            reasons.append(item.reason)
except Unreadable as error:
    reasons.append(str(error))
print(json.dumps([found, reasons, peak() - before, time.process_time() - started]))
"""
TABLE = b"Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Filename\n"
ROW = b'1,"May 1, 2025, 6:02:03 PM",Run,Run,700,activities/1.gpx\n'
XML = b'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
HEALTH = b'<?xml version="1.0"?><HealthData locale="en">'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (n + 1, b"&%c;" % n * 99) for n in range(ord("a"), ord("k")))
    + b"]><gpx><trk><name>&k;</name></trk></gpx>"
)
GARMIN = "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json"
GB = bombs.GIGABYTE

CASES = {
    "zeros in zip": lambda: bombs.zip_bomb("1.csv", 5 * GB // 128),
    "zeros in zip, 4 GB": lambda: bombs.zip_bomb("1.fit", 4 * GB),
    "zeros that claim to be few": lambda: bombs.zip_bomb("1.csv", GB, claims=10),
    "a table of zeros": lambda: bombs.zip_bomb("activities.csv", GB, TABLE),
    "a row of zeros": lambda: bombs.zip_bomb("activities.csv", GB, TABLE + ROW + b'1,"'),
    "a recording of zeros": lambda: bombs.zip_bomb("1.fit", GB, fit()),
    "a track of zeros": lambda: bombs.zip_bomb("1.gpx", GB, XML),
    "Apple Health of zeros": lambda: bombs.zip_bomb("a/export.xml", GB, HEALTH),
    "Garmin's list of zeros": lambda: bombs.zip_bomb(
        GARMIN, GB, b'[{"summarizedActivitiesExport":[{"a":"'
    ),
    "Garmin's list without end": lambda: zip_of(
        {GARMIN: b'[{"summarizedActivitiesExport":[' + b'{"a":' * 300_000}
    ),
    "zeros in gzip": lambda: bombs.gzip_bomb(5 * GB // 128),
    "a table of zeros in gzip": lambda: bombs.gzip_bomb(GB, TABLE),
    "gzip in zip": lambda: zip_of({"1.fit.gz": bombs.gzip_bomb(GB, fit())}),
    "gzip in gzip in gzip": lambda: gzip.compress(gzip.compress(bombs.gzip_bomb(GB))),
    "42.zip": lambda: bombs.tree(4, 8, bombs.zip_bomb("0.dll", GB)),
    "a bomb in a zip": lambda: zip_of({"1.zip": bombs.zip_bomb("1.fit", GB, fit())}),
    "archives without end": lambda: bombs.tree(60, 1, gpx()),
    "archives by the thousand": lambda: bombs.tree(2, 60, zip_of({"1.txt": b""})),
    "a zip of zeros": lambda: bombs.zip_bomb("1.zip", GB, b"PK\x03\x04"),
    "members that overlap": lambda: bombs.overlapping_bomb(250, 32 * 1024**2),
    "entries in a table that is not too long": lambda: bombs.crowd(300_000),
    "as many entries as allowed": lambda: bombs.crowd(99_999),
    "a long table of contents": lambda: bombs.table_only(64 * 1024**2),
    "links": lambda: link("1.fit", "/etc/passwd"),
    "names that lead out": lambda: zip_of({f"{'../' * n}etc/passwd": b"x" for n in range(1, 500)}),
    "entities without end": lambda: zip_of({"1.gpx": LAUGHS}),
    "empty files": lambda: zip_of({f"{n}.fit": b"" for n in range(20_000)}),
    "a long line": lambda: TABLE + b"x," * 20_000_000,
}


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_harm_is_refused_in_seconds_and_in_little_memory(make, tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", READ, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    found, reasons, grown, seconds = json.loads(done.stdout)
    assert reasons
    assert found <= 1  # Strava's row before the one without end.
    assert len(reasons) <= 250  # However many there are, a page can show the reasons.
    assert grown < MOST_BYTES
    assert seconds < MOST_SECONDS


def test_the_measure_sees_what_it_measures():
    script = f"{PEAK}\nbefore = peak()\nheld = b'x' * (200 * 1024**2)\nprint(peak() - before)"
    grown = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
    assert int(grown) > MOST_BYTES


def test_the_bombs_are_bombs():
    assert len(bombs.gzip_bomb(40 * 1024**2)) < 42_000
    with gzip.open(io.BytesIO(bombs.gzip_bomb(40 * 1024**2))) as file:
        assert len(file.read(40 * 1024**2)) == 40 * 1024**2
    data = bombs.overlapping_bomb(250, 32 * 1024**2)
    assert len(data) < 60_000
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sum(info.file_size for info in archive.infolist()) > 7 * GB
        for info in archive.infolist()[::50]:
            assert len(archive.open(info).read(10_000_000)) == 10_000_000


@pytest.mark.parametrize("name", ["1.fit", "1.gpx", "1.tcx", "1.csv", "1.zip", "1.fit.gz", "1.jpg"])
def test_a_name_that_lies_changes_nothing(name, tmp_path):
    contents = {"fit": fit(), "gpx": gpx(), "packed": gzip.compress(gpx())}
    for kind, content in contents.items():
        (one,) = everything(zip_of({name: content}), tmp_path)
        assert (one.member, one.source) == (name, "fit" if kind == "fit" else "gpx")


def everything(data: bytes, tmp_path: Path, limits: Limits | None = None) -> list:
    path = tmp_path / "upload"
    path.write_bytes(data)
    return list(read(path, Answers(), limits or Limits()))


STRAVA = zip_of({"activities.csv": TABLE + ROW, "activities/1.gpx": gpx(seconds=40)})
GARMIN_ZIP = zip_of(
    {
        GARMIN: b'[{"summarizedActivitiesExport":[{"activityId":1,"beginTimestamp":1700000000000,'
        b'"duration":60000.0,"distance":1000.5,"activityType":"running"}]}]',
        "DI_CONNECT/1.zip": zip_of({"1.fit": fit(), "2.fit": fit(kind=9)}),
    }
)
ANY = zip_of({"1.fit": fit(), "2.gpx.gz": gzip.compress(gpx(seconds=40)), "3.zip": STRAVA})
WHOLE = (STRAVA, GARMIN_ZIP, ANY, bombs.stored({"1.zip": ANY}), gzip.compress(STRAVA), TABLE + ROW)


@pytest.mark.parametrize("whole", WHOLE, ids=["Strava", "Garmin", "any", "stored", "gzip", "table"])
def test_damage_is_told_in_sentences_and_nothing_else(whole, tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("damaged")
    assert any(isinstance(item, Found) for item in everything(whole, tmp_path))

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(st.data())
    def damaged(data):
        changed = bytearray(whole)
        places = st.integers(0, len(whole) - 1)
        for place in data.draw(st.lists(places, max_size=6)):
            changed[place] = data.draw(st.integers(0, 255))
        cut = data.draw(st.one_of(st.none(), places))
        try:
            items = everything(bytes(changed[:cut]), tmp_path)
        except Unreadable:
            return
        assert items
        assert all(isinstance(item, Found | Rejected | Question) for item in items)

    damaged()
