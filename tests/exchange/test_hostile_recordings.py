"""GPX and TCX as apps break them, and as an attacker would."""

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.found import Answers, Found, Rejected, Unreadable
from runstrength.exchange.limits import Limits
from runstrength.exchange.recordings import gpx, tcx, xml_elements
from runstrength.exchange.recordings.xml_elements import LONGEST_TAG_BYTES, MOST_DEPTH, MOST_NAMES

from .conftest import SAMPLES
from .recordings import cut, read, refusal

CHECKOUT = Path(__file__).resolve().parents[2]
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
POINTS = (
    '<trkseg><trkpt lat="50" lon="8"><ele>100</ele><time>2026-03-01T07:00:00Z</time>'
    "<extensions><g:hr>120</g:hr></extensions></trkpt>\n"
    '<trkpt lat="50.001" lon="8"><ele>104</ele><time>2026-03-01T07:00:30Z</time>'
    "<extensions><g:hr>140</g:hr></extensions></trkpt></trkseg>"
)
BODY = f"<gpx><trk><name>Zürich</name><type>running</type>{POINTS}</trk></gpx>"
GPX = (DECLARATION + BODY).encode()
TCX = (
    b"<TrainingCenterDatabase><Activities><Activity Sport='Running'>"
    b"<Id>2026-03-01T07:00:00Z</Id><Lap StartTime='2026-03-01T07:00:00Z'>"
    b"<TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>200</DistanceMeters><Track>"
    b"<Trackpoint><Time>2026-03-01T07:00:00Z</Time></Trackpoint>"
    b"<Trackpoint><Time>2026-03-01T07:01:00Z</Time></Trackpoint>"
    b"</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
)


def one(data: bytes) -> Found:
    (found,) = read(gpx, data)
    return found


# As apps break them.


@pytest.mark.parametrize(
    "data",
    [
        b"\n \t" + GPX,
        b"\xef\xbb\xbf" + GPX,
        b"\xef\xbb\xbf \r\n" + GPX,
        b" " * 200_000 + GPX,
        BODY.encode(),
        BODY.encode("utf-16"),
        ("\ufeff" + DECLARATION + BODY).encode("utf-16-be"),
        BODY.encode("utf-16-le"),
        DECLARATION.replace("UTF-8", "utf-16").encode() + BODY.encode(),
        DECLARATION.replace("UTF-8", "ISO-8859-1").encode() + BODY.encode("latin-1"),
        DECLARATION.replace("UTF-8", "windows-1252").encode() + BODY.encode(),
        DECLARATION.replace("UTF-8", "gb18030").encode() + BODY.encode("gb18030"),
        DECLARATION.replace("UTF-8", "utf-7").encode() + BODY.encode("latin-1"),
        DECLARATION.replace("UTF-8", "hex").encode() + BODY.encode("latin-1"),
        GPX.replace("ü".encode(), b"\xfc"),
        GPX.replace(b"Z", b"\0Z\x0b", 1),
        GPX.replace("ü".encode(), b"&#252;&#x0B;").replace(b"&#x0B;", b""),
        GPX.replace(b'"UTF-8"?>', b'"UTF-8"?><!DOCTYPE gpx SYSTEM "file:///etc/passwd">'),
        GPX.replace(b"<gpx>", b"<!-- <a> --><g:gpx>").replace(b"</gpx>", b"</g:gpx>"),
    ],
)
def test_what_only_looks_wrong_is_read_all_the_same(data):
    assert gpx.is_mine(data[: 256 * 1024])
    assert not tcx.is_mine(data[: 256 * 1024])
    assert one(data) == one(GPX)
    assert one(data).title == "Zürich"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Run & lift", "Run & lift"),
        ("Run &amp; lift &lt;3", "Run & lift <3"),
        ("<![CDATA[<b>Run & <lift>]]> & more", "<b>Run & <lift> & more"),
        ("a &nbsp; b", "a &nbsp; b"),
        ("a&#0;b&#x1F3C3;", "a\ufffdb🏃"),
        ("&#xD800;&#9999999;", "\ufffd\ufffd"),
    ],
)
def test_a_bare_ampersand_in_a_title_is_no_end(name, title):
    assert one(GPX.replace("Zürich".encode(), name.encode())).title == title


def test_marks_are_found_wherever_a_piece_is_cut():
    """A file that is read a few bytes at a time tells the same as one that is read at once."""

    class Slow(BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 3))

    data = GPX.replace(b"rich", b"rich & <![CDATA[<b> & <c>]]> &#x1F3C3; &")
    (found,) = gpx.read(Slow(data), Answers())
    assert found.title == "Zürich & <b> & <c> 🏃 &"


@pytest.mark.parametrize("reader", [gpx, tcx])
@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\0" * 1000, b"hello", b"\xff\xfe", b"PK\3\4", b"<"]
)
def test_what_is_no_xml_says_so(reader, data):
    assert not reader.is_mine(data)
    assert refusal(reader, data) == "this is empty, or no XML"


def test_another_formats_file_is_not_read():
    assert refusal(tcx, GPX) == "there is no activity in it"
    assert refusal(gpx, TCX) == "there is no track in it"
    assert tcx.is_mine(TCX)
    assert not gpx.is_mine(TCX)


def test_a_file_that_breaks_off_tells_what_is_whole():
    longer = GPX.replace(
        b"</trkseg>", b'<trkpt lat="50.002" lon="8"><time>2026-03-01T07:01:00Z</time></trkseg>'
    )
    for data in (longer, longer[: longer.rindex(b"</trkseg>")]):
        found, rejected = read(gpx, data)
        assert found == one(GPX)
        assert rejected in (
            Rejected("line 2", "the file breaks off here"),
            Rejected("line 2", "from here on it is no XML"),
        )


def test_a_file_that_breaks_off_before_anything_is_whole_says_where():
    assert refusal(gpx, GPX[:200]) == "line 1: the file breaks off here"


def test_a_second_document_behind_the_first_is_rejected():
    found, rejected = read(gpx, GPX + GPX)
    assert found == one(GPX)
    assert rejected == Rejected("line 2", "from here on it is no XML")


# As an attacker would.

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "entities that grow": f'<!DOCTYPE gpx [<!ENTITY e0 "ha">{ENTITIES}]><gpx>&e11;</gpx>',
    "an entity that names a file": '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + BODY,
    "an entity of parameters": '<!DOCTYPE gpx [<!ENTITY % x SYSTEM "http://a/b">%x;]>' + BODY,
    "default values": '<!DOCTYPE gpx [<!ATTLIST trkpt a CDATA "b">]>' + BODY,
    "depth": "<a>" * 200_000,
    "depth in a track": "<gpx><trk>" + "<a>" * (MOST_DEPTH + 1),
    "names": "<gpx>" + "".join(f"<a{n}/>" for n in range(MOST_NAMES + 1)),
    "names of attributes": "<gpx>" + "".join(f"<a b{n}=''/>" for n in range(MOST_NAMES + 9_000)),
    "a long name": f"<gpx><{'a' * 1000}/></gpx>",
    "a long tag": f"<gpx><a b='{'c' * (LONGEST_TAG_BYTES + 200_000)}'/></gpx>",
    "a long comment": f"<gpx><!--{'< ' * LONGEST_TAG_BYTES}--></gpx>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_do_harm_is_refused_within_seconds(kind):
    data = HOSTILE[kind].encode()
    begun = time.process_time()
    assert refusal(gpx, data).startswith("this ")
    gpx.is_mine(data[: 64 * 1024])
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("part", ["<a/>", "&", "&#0;", "<![CDATA[]]>", "<trkpt/>"])
def test_more_parts_than_a_recording_has_are_refused(part, monkeypatch):
    monkeypatch.setattr(xml_elements, "MOST_MARKS", 50_000)
    data = f"<gpx><trk>{part * 49_000}</trk></gpx>".encode()
    assert refusal(gpx, data).startswith(("a track without", "no times"))
    data = f"<gpx><trk>{part * 80_000}</trk></gpx>".encode()
    assert refusal(gpx, data) == "this has more parts than a recording may have"


def test_a_text_without_end_takes_no_memory():
    data = GPX.replace("Zürich".encode(), b"long " * 2_000_000)
    tracemalloc.start()
    try:
        found = one(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.title) <= 100_000
    assert peak < 2_000_000


def test_a_file_larger_than_a_recording_is_refused():
    limits = Limits(recording_bytes=1024**2)
    data = GPX.replace(b"<trkseg>", b" " * 1024**2 + b"<trkseg>")
    with pytest.raises(Unreadable, match="larger than a recording may be: 1 MB"):
        list(gpx.read(BytesIO(data), Answers(), limits))


@pytest.mark.parametrize(("reader", "part"), [(gpx, b"trk"), (tcx, b"Activity")])
def test_recordings_beyond_the_most_are_left_out(reader, part):
    whole, end = (GPX, b"</trk>") if reader is gpx else (TCX, b"</Activity>")
    good = whole[
        whole.index(b"<%b>" % part if reader is gpx else b"<Activity ") : whole.index(end)
        + len(end)
    ]
    limits = Limits(workouts=3)
    parts = list(reader.read(BytesIO(b"<a>" + good + b"<%b/>" % part * 4), Answers(), limits))
    assert [type(each) for each in parts] == [Found, Rejected, Rejected, Rejected]
    assert parts[-1].reason.startswith("there are too many")


PEAK = """
import sys
from runstrength.exchange.recordings import tcx
from runstrength.exchange.found import Answers
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
with open(sys.argv[1], "rb") as file:
    before = peak()
    (found,) = tcx.read(file, Answers())
print(peak() - before, len(found.track.points))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_large_recording_takes_little_memory(tmp_path):
    point = (
        b"<Trackpoint><Time>2026-03-01T%02d:%02d:%02dZ</Time><Position><LatitudeDegrees>%f"
        b"</LatitudeDegrees><LongitudeDegrees>8</LongitudeDegrees></Position></Trackpoint>\n"
    )
    at = TCX.index(b"<Trackpoint>")
    with (tmp_path / "large.tcx").open("wb") as file:
        file.write(TCX[:at])
        for s in range(80_000):
            file.write(point % (s // 3600, s // 60 % 60, s % 60, 50 + s * 1e-5))
        file.write(TCX[TCX.rindex(b"</Track>") :])
        assert file.tell() > 12_000_000
    done = subprocess.run(
        [sys.executable, "-c", PEAK, tmp_path / "large.tcx"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    kilobytes, points = map(int, done.stdout.split())
    assert 100 < points <= 400
    assert kilobytes < 20_000


# As nobody would.

SEEDS = [GPX, TCX, BODY.encode("utf-16")]
if SAMPLES.is_dir():
    SEEDS.append(cut((SAMPLES / "strava.gpx").read_bytes(), b"</trkpt>", 4))
    SEEDS.append(cut((SAMPLES / "garmin.tcx").read_bytes(), b"</Trackpoint>", 4))
TOKENS = [b"<", b"</", b"/>", b"&", b"<![CDATA[", b"<!--", b"\0", b"\xff\xfe", b"nan", b"-1e999"]
TOKENS += [b"9999-12-31T23:59:59-14:00", b"0001-01-01T00:00:00+14:00", b"1e308", b"<trkpt>"]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(TOKENS) | st.binary(max_size=4)),
    max_size=6,
)


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, put in changes:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    return data


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(SEEDS), CHANGES)
def test_nothing_but_unreadable_escapes(seed, changes):
    data = changed(seed, changes)
    for reader in (gpx, tcx):
        reader.is_mine(data)
        for each in told(reader.points, data) + told(partial(reader.read, answers=Answers()), data):
            if isinstance(each, Found):
                assert 0 <= each.elapsed_s < 300 * 366 * 86_400
                assert 1970 <= each.started_at.year < 2200


def told(take: Callable, data: bytes) -> list:
    with suppress(Unreadable):
        return list(take(BytesIO(data)))
    return []
